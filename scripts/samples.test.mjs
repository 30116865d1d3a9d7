/** The samples are what index.json and the README say they are. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** @typedef {{ id: string, file: string, rhythm: string, rows: number, source: string, sourceUrl: string, licence: string }} Sample */

/** @type {Sample[]} */
const samples = JSON.parse(await readFile('public/samples/index.json', 'utf8'));

/** @param {string} file */
async function valuesOf(file) {
  const [, ...lines] = (await readFile(`public/samples/${file}`, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => line.split(',')[1] ?? '');
}

test('there are a monthly, a daily, an hourly and a weekly one', () => {
  expect(samples.map(({ rhythm }) => rhythm).sort()).toEqual(['daily', 'hourly', 'monthly', 'weekly']);
});

test.each(samples)(
  '$id has the rows it claims, a source and a licence',
  async ({ file, rows, source, sourceUrl, licence }) => {
    expect(await valuesOf(file)).toHaveLength(rows);
    expect(source).not.toBe('');
    expect(licence).not.toBe('');
    expect(new URL(sourceUrl).protocol).toBe('https:');
  },
);

test('air-passengers adds up to the published total', async () => {
  const values = (await valuesOf('air-passengers.csv')).map(Number);
  expect(values.reduce((sum, value) => sum + value, 0)).toBe(40_363);
});

test('the hours of flights-hourly add up to the days of flights-daily', async () => {
  const hours = (await valuesOf('flights-hourly.csv')).map(Number);
  const days = (await valuesOf('flights-daily.csv')).map(Number);
  const sums = days.map((_, day) => hours.slice(day * 24, day * 24 + 24).reduce((sum, value) => sum + value, 0));
  expect(sums).toEqual(days);
});

test('co2-weekly keeps its 59 empty weeks', async () => {
  expect((await valuesOf('co2-weekly.csv')).filter((value) => value === '')).toHaveLength(59);
});

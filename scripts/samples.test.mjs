/** The samples are what index.json and the README say they are. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { simulateOrders, simulateShops } from './simulated-samples.mjs';

/** @typedef {{ id: string, file: string, field: string, rows: number, source: string, sourceUrl: string, licence: string }} Sample */

/** @type {Sample[]} */
const samples = JSON.parse(await readFile('public/samples/index.json', 'utf8'));

/** @param {string} file */
async function rowsOf(file) {
  const [, ...lines] = (await readFile(`public/samples/${file}`, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => line.split(','));
}

/** @param {string} file */
async function valuesOf(file) {
  return (await rowsOf(file)).map(([, value]) => value ?? '');
}

test('they are of many fields', () => {
  expect(new Set(samples.map(({ field }) => field)).size).toBeGreaterThan(8);
});

test.each(samples)(
  '$id has the rows it claims, a source and its part of the README',
  async ({ file, rows, source, sourceUrl, licence }) => {
    const lines = await rowsOf(file);
    expect(lines).toHaveLength(rows);
    expect(new Set(lines.map((cells) => cells.length)).size).toBe(1);
    expect(source).not.toBe('');
    if (licence === 'simulated') expect(sourceUrl).toBe('samples/README.md');
    else expect(new URL(sourceUrl).protocol).toBe('https:');
    const readme = await readFile('public/samples/README.md', 'utf8');
    const part = readme.split('\n## ').find((text) => (text.split('\n')[0] ?? '').includes(file));
    expect(part).toMatch(/Licence|public domain/);
  },
);

test('all files together are less than a megabyte, and all are listed', async () => {
  const files = (await readdir('public/samples')).filter((file) => file.endsWith('.csv'));
  expect(files.sort()).toEqual(samples.map(({ file }) => file).sort());
  const sizes = await Promise.all(files.map(async (file) => (await stat(`public/samples/${file}`)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
});

test('what is simulated is what its script makes', async () => {
  expect(await readFile('public/samples/shops-weekly.csv', 'utf8')).toBe(simulateShops());
  expect(await readFile('public/samples/web-shop-orders.csv', 'utf8')).toBe(simulateOrders());
});

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

test('births-daily has every day, and 1999 as many births as the statistics report', async () => {
  const rows = await rowsOf('births-daily.csv');
  const days = rows.map(([date]) => Date.parse(`${date}T00:00Z`));
  expect(days.every((ms, at) => at === 0 || ms - (days[at - 1] ?? 0) === 86_400_000)).toBe(true);
  // National Vital Statistics Reports 49(1): 3,959,417 births in 1999.
  const births = rows.flatMap(([date, count]) => (date?.startsWith('1999') ? [Number(count)] : []));
  expect(births.reduce((sum, count) => sum + count, 0)).toBe(3_959_417);
});

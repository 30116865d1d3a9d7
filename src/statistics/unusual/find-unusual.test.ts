import { describe, expect, it } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import oracle from '../../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { holidayCountries } from '../../series/holiday-countries.ts';
import tables from '../../series/holiday-tables.json' with { type: 'json' };
import type { Step } from '../../series/step.ts';
import { findUnusual } from './find-unusual.ts';

const day: Step = { unit: 'day', every: 1 };
const month: Step = { unit: 'month', every: 1 };
const monday = Date.UTC(2023, 0, 2);

function look(y: ArrayLike<number>, step: Step, seasons: readonly number[], firstMs = monday, filled?: Uint8Array) {
  const values = Float64Array.from(y);
  return findUnusual({ y: values, step, firstMs, filled: filled ?? new Uint8Array(values.length) }, seasons, {
    tables,
    countries: holidayCountries,
  });
}

/** Weeks of days about 100, higher at their ends. */
function drawDays(length: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, (_, at) => 100 + (at % 7 > 4 ? 30 : 0) + 4 * drawNormal(random));
}

const placesOf = (unusual: ReturnType<typeof look>) => unusual.anomalies.map(({ kind, from, to }) => [kind, from, to]);

describe('what is unusual', () => {
  it('is nothing in noise with a season, and single values where they were planted', () => {
    const y = drawDays(400);
    expect(look(y, day, [7])).toMatchObject({ anomalies: [], breaks: [] });
    y[100] = 180;
    y[250] = 20;
    const { anomalies, breaks } = look(y, day, [7]);
    expect(anomalies.map(({ from, value }) => [from, value])).toEqual([
      [100, 180],
      [250, 20],
    ]);
    expect(Math.abs(anomalies[0].expected - 100)).toBeLessThan(12);
    expect(breaks).toEqual([]);
  });

  it('is the break of the Nile, and no value at it', () => {
    const { breaks, anomalies } = look(oracle.nile.y, { unit: 'year', every: 1 }, [], Date.UTC(1871, 0));
    expect(breaks).toMatchObject([{ kind: 'level', at: 28 }]);
    expect(breaks[0].before).toBeCloseTo(1097.8, -1);
    expect(breaks[0].after).toBeCloseTo(850, -1);
    expect(breaks[0].from).toBeGreaterThanOrEqual(24);
    expect(breaks[0].to).toBeLessThanOrEqual(32);
    expect(anomalies.filter(({ at }) => Math.abs(at - 28) < 2)).toEqual([]);
  });

  it('is a fortnight that is otherwise, told once', () => {
    const y = drawDays(400);
    for (let at = 200; at < 214; at += 1) y[at] += 40;
    const { anomalies, breaks } = look(y, day, [7]);
    expect(anomalies.map(({ kind }) => kind)).toEqual(['episode']);
    expect(Math.abs(anomalies[0].from - 200) + Math.abs(anomalies[0].to - 213)).toBeLessThanOrEqual(2);
    expect(breaks).toEqual([]);
  });

  it('is a spread that grows', () => {
    const random = createRandom(4);
    const y = Float64Array.from({ length: 400 }, (_, at) => 100 + (at < 200 ? 2 : 8) * drawNormal(random));
    const { breaks } = look(y, day, []);
    expect(breaks.map(({ kind }) => kind)).toEqual(['variance']);
    expect(Math.abs(breaks[0].at - 200)).toBeLessThan(12);
    expect(breaks[0].after / breaks[0].before).toBeGreaterThan(2);
  });

  it('is no December that comes each year, but one that fails to', () => {
    const random = createRandom(6);
    const y = Float64Array.from({ length: 3 * 365 + 180 }, () => 100 + 4 * drawNormal(random));
    const from = (year: number) => (Date.UTC(year, 11, 12) - monday) / 86_400_000;
    for (const year of [2023, 2024, 2025]) for (let at = 0; at < 3; at += 1) y[from(year) + at] += 50;
    const steady = look(y, day, [], monday);
    expect(steady.anomalies).toEqual([]);
    expect(steady.again.places.length).toBeGreaterThanOrEqual(9);
    const once = y.map((value, at) => (at === from(2024) + 60 ? value + 50 : value));
    expect(placesOf(look(once, day, []))).toEqual([['value', from(2024) + 60, from(2024) + 60]]);
  });

  it('is no bank holiday, of the country whose holidays are seen', () => {
    const y = drawDays(365, 3);
    const holidays = ['2023-04-07', '2023-04-10', '2023-05-01', '2023-05-18', '2023-05-29', '2023-10-03', '2023-12-25'];
    for (const date of holidays) y[(Date.parse(date) - monday) / 86_400_000] -= 70;
    y[300] -= 70;
    const { anomalies, again } = look(y, day, [7]);
    expect(again.country).not.toBeNull();
    expect(anomalies.map(({ at }) => at)).toEqual([300]);
  });

  it('is no day of a holiday of several countries, of which none is named', () => {
    const y = drawDays(1000, 3);
    // The spring festival as China and Viet Nam, among others, keep it.
    const days = [
      '2023-01-22',
      '2023-01-23',
      '2023-01-24',
      '2024-02-10',
      '2024-02-11',
      '2024-02-12',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
    ];
    for (const date of days) y[(Date.parse(date) - monday) / 86_400_000] -= 70;
    const { anomalies, again } = look(y, day, [7]);
    const places = days.map((date) => (Date.parse(date) - monday) / 86_400_000);
    expect(anomalies.filter(({ at }) => places.includes(at))).toEqual([]);
    expect(again).toMatchObject({ country: null });
    expect(again.places.length).toBeGreaterThan(6);
  });

  it('is a number that stands for none, a sensor that hangs, a run of zeros where there is demand', () => {
    const y = drawDays(400, 5);
    y[50] = -999;
    y[51] = -999;
    y.fill(y[120], 120, 135);
    y.fill(0, 220, 232);
    expect(placesOf(look(y, day, [7]))).toEqual([
      ['code', 50, 51],
      ['stuck', 120, 134],
      ['zeros', 220, 231],
    ]);
  });

  it('is no zero of demand that comes and goes, nor of closed Sundays, nor what was filled', () => {
    const random = createRandom(8);
    const now = Array.from({ length: 200 }, () => (random() < 0.6 ? 0 : 1 + Math.floor(4 * random())));
    now[150] = 60;
    const seen = look(now, { unit: 'week', every: 1 }, []);
    expect(seen.isIntermittent).toBe(true);
    expect(placesOf(seen)).toEqual([['value', 150, 150]]);
    const closed = drawDays(210, 9).map((value, at) => (at % 7 === 6 ? 0 : value));
    expect(look(closed, day, [7]).anomalies).toEqual([]);
    const y = drawDays(210, 9);
    y[80] = 500;
    expect(
      look(
        y,
        day,
        [7],
        monday,
        Uint8Array.from(y, (_, at) => (at === 80 ? 1 : 0)),
      ).anomalies,
    ).toEqual([]);
  });

  it('is nothing of five points, of a constant, of zeros', () => {
    for (const y of [[1, 2, 3, 900, 5], new Float64Array(100).fill(4), new Float64Array(60)]) {
      expect(look(y, month, [12])).toMatchObject({ anomalies: [], breaks: [] });
    }
  });
});

it('finds no break in noise that remembers, one time in twenty at most', () => {
  let alarms = 0;
  for (let run = 0; run < 40; run += 1) {
    const random = createRandom(run, 21);
    let value = 0;
    const y = Float64Array.from({ length: 300 }, () => {
      value = 0.6 * value + drawNormal(random);
      return value;
    });
    if (look(y, { unit: 'row', every: 1 }, []).breaks.length > 0) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(2);
});

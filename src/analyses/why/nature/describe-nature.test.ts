import { expect, it } from 'vitest';
import oracle from '../../../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import type { Series } from '../../../series/series.ts';
import { describeNature } from './describe-nature.ts';

function seriesOf(values: ArrayLike<number>, unit: Series['step']['unit'], firstMs: number): Series {
  const y = Float64Array.from(values);
  return { uniqueId: 'y', step: { unit, every: 1 }, firstMs, y, filled: new Uint8Array(y.length) };
}

it('says of months of passengers what R says, and adds up to them', () => {
  const nature = describeNature(seriesOf(oracle.air.y, 'month', Date.UTC(1949, 0)));
  expect(nature?.seasons).toEqual([12]);
  for (const [lag, value] of oracle.air.acf.slice(0, 10).entries()) {
    expect(nature?.correlations[lag + 1]).toBeCloseTo(value, 6);
  }
  for (const at of [0, 50, 143]) {
    const sum = (nature?.trend[at] ?? 0) + (nature?.seasonals[0][at] ?? 0) + (nature?.rest[at] ?? 0);
    expect(sum).toBeCloseTo(oracle.air.y[at], 6);
  }
  expect(nature?.trendStrength).toBeGreaterThan(0.9);
  expect(nature?.spectrum.peaks[0].period).toBeCloseTo(12, 0);
  // July is the highest month.
  const { means = new Float64Array(0) } = nature?.cycles ?? {};
  expect(means.indexOf(Math.max(...means))).toBe(6);
  expect(nature?.heatMap).toMatchObject({ kind: 'year-month', columns: 12 });
  expect(nature?.heatMap?.values[0]).toBe(oracle.air.y[0]);
  expect(nature?.distribution.counts.reduce((sum, count) => sum + count, 0)).toBe(144);
});

it('puts days and hours in their places of the calendar', () => {
  // 1 January 2024 was a Monday.
  const days = describeNature(
    seriesOf(
      Array.from({ length: 70 }, (_, at) => (at % 7) + at / 1e3),
      'day',
      Date.UTC(2024, 0, 1),
    ),
  );
  expect(days?.heatMap).toMatchObject({ kind: 'week-weekday', columns: 7 });
  expect(days?.heatMap?.values[8]).toBeCloseTo(1, 1);
  const hours = describeNature(
    seriesOf(
      Array.from({ length: 24 * 21 }, (_, at) => (at % 24) + (Math.floor(at / 24) % 7) * 100),
      'hour',
      Date.UTC(2024, 0, 3),
    ),
  );
  expect(hours?.heatMap).toMatchObject({ kind: 'weekday-hour', columns: 24 });
  // The third day of the week is the first of the series; its fifth hour.
  expect(hours?.heatMap?.values[2 * 24 + 4]).toBe(4);
});

it('does not let one value hide all others, and has nothing to say of a constant or of few', () => {
  const y = Array.from({ length: 200 }, (_, at) => 10 + Math.sin(at) + (at % 7));
  y[90] = 1e6;
  const nature = describeNature(seriesOf(y, 'day', Date.UTC(2024, 0, 1)));
  expect(nature?.wild).toBe(1);
  expect(nature?.distribution.high).toBeLessThan(30);
  expect(nature?.seasonStrengths[0]).toBeGreaterThan(0.6);
  expect(describeNature(seriesOf(new Array(50).fill(3), 'day', 0))).toBeNull();
  expect(describeNature(seriesOf([1, 2, 3, 4, 5], 'day', 0))).toBeNull();
});

import { expect, test } from 'vitest';
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { Series } from '../series/series.ts';
import { findQuantileOffsets, placeQuantiles } from './distribution.ts';
import { judgeForecasts } from './judge-forecasts.ts';
import { makeForecast } from './testing/make-result.ts';

const series: Series = {
  uniqueId: 'y',
  step: { unit: 'month', every: 1 },
  firstMs: 0,
  y: Float64Array.from([10, 20, 30, 40]),
  filled: Uint8Array.from([0, 0, 0, 1]),
};
const scale = { absolute: 5, squared: 25 };
const naive2 = [makeForecast(0, 12, 18), makeForecast(2, 26, 40)];
const bench = { series, scale, naive2 };
const forecasts = [makeForecast(0, 11, 22), makeForecast(2, 33, 99)];

test('overall, from each origin and at each step; points not in the file are left out', () => {
  const { overall, origins, steps } = judgeForecasts(forecasts, bench);
  expect(overall?.mae).toBe(2);
  expect(overall?.mase).toBe(0.4);
  expect(overall?.bias).toBe(2);
  expect(origins.map((metrics) => metrics?.mae)).toEqual([1.5, 3]);
  expect(steps.map((metrics) => metrics?.mae)).toEqual([2, 2]);
  // Naive2 is off by 2, 2 and 4.
  const smape = (pairs: [number, number][]) => pairs.reduce((sum, [y, f]) => sum + Math.abs(y - f) / (y + f), 0);
  const ours = smape([
    [10, 11],
    [20, 22],
    [30, 33],
  ]);
  const theirs = smape([
    [10, 12],
    [20, 18],
    [30, 26],
  ]);
  expect(overall?.owa).toBeCloseTo((ours / theirs + 6 / 8) / 2, 12);
});

test('without quantiles nothing is said of the spread, and without points nothing at all', () => {
  const { overall } = judgeForecasts(forecasts, bench);
  expect(overall).toMatchObject({ pinball: null, wql: null, crps: null, coverage80: null, width95: null });
  const none = judgeForecasts([makeForecast(3, 1)], { ...bench, naive2: [makeForecast(3, 1)] });
  expect(none).toEqual({ overall: null, origins: [null], steps: [null] });
});

test('quantiles lie where the conformal intervals end, and the spread is judged by them', () => {
  // Sizes 1 to 20: the bound of rank ceil(21 x 0.8) = 17, and the largest for 95 %.
  const errors = [Array.from({ length: 20 }, (_, at) => (at % 2 ? -1 : 1) * (at + 1))];
  const offsets = findQuantileOffsets(errors);
  if (!offsets) throw new Error('there are errors');
  const quantiles = placeQuantiles(Float64Array.from([10, 10]), offsets, 0);
  const at = (level: (typeof quantileLevels)[number]) => [...quantiles[quantileLevels.indexOf(level)]];
  expect(at(0.1)).toEqual([0, 0]);
  expect(at(0.5)).toEqual([10, 10]);
  expect(at(0.9)).toEqual([27, 27]);
  expect(at(0.975)).toEqual([30, 30]);
  const judged = judgeForecasts([{ origin: 1, yhat: Float64Array.from([10, 10]), quantiles }], {
    ...bench,
    naive2: [makeForecast(1, 10, 10)],
  });
  expect(judged.overall).toMatchObject({ coverage80: 0.5, width80: 27, coverage95: 1, width95: 30, owa: 1 });
  expect(findQuantileOffsets([[], []])).toBeNull();
});

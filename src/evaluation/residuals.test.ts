import { expect, it } from 'vitest';
import type { Series } from '../series/series.ts';
import { pointsOf } from '../series/testing/points-of.ts';
import { residualsOf, worstWindows } from './residuals.ts';
import { makeForecast, makeMetrics, makeResult } from './testing/make-result.ts';

const series: Series = {
  uniqueId: 'a',
  step: { unit: 'month', every: 1 },
  firstMs: 0,
  y: Float64Array.from([0, 10, 20, 30, 40, 50]),
  filled: Uint8Array.from([0, 0, 0, 1, 0, 0]),
};
const result = makeResult('ets', { test: [makeForecast(1, 9, 18, 0), makeForecast(4, 45, 50)] });

it('residuals are actual minus forecast, in order of time, without the points that were filled', () => {
  expect(residualsOf(result, pointsOf(series))).toEqual([
    { at: 1, step: 0, error: 1 },
    { at: 2, step: 1, error: 2 },
    { at: 4, step: 0, error: -5 },
    { at: 5, step: 1, error: 0 },
  ]);
});

it('where forecasts overlap, the error of the last one counts', () => {
  const overlapping = makeResult('ets', { test: [makeForecast(0, 1, 1, 1), makeForecast(1, 12, 24)] });
  expect(residualsOf(overlapping, pointsOf(series))).toEqual([
    { at: 0, step: 0, error: -1 },
    { at: 1, step: 0, error: -2 },
    { at: 2, step: 1, error: -4 },
  ]);
});

it('the worst windows come first, and windows without a point in the file are none', () => {
  const judged = {
    ...result,
    test: [...result.test, makeForecast(3, 1)],
    originMetrics: [makeMetrics(0, { mae: 1.5, bias: -1.5 }), makeMetrics(0, { mae: 2.5, bias: 2.5 }), null],
  };
  expect(worstWindows(judged, 5)).toEqual([
    { origin: 4, length: 2, mae: 2.5, bias: 2.5 },
    { origin: 1, length: 3, mae: 1.5, bias: -1.5 },
  ]);
  expect(worstWindows(judged, 1)).toHaveLength(1);
});

import { expect, it } from 'vitest';
import type { Series } from '../series/series.ts';
import { errorByStep, residualsOf, worstWindows } from './diagnosis.ts';
import type { ModelResult } from './results.ts';

const series: Series = {
  uniqueId: 'a',
  step: { unit: 'month', every: 1 },
  firstMs: 0,
  y: Float64Array.from([0, 10, 20, 30, 40, 50]),
  filled: Uint8Array.from([0, 0, 0, 1, 0, 0]),
};
const result: ModelResult = {
  model: 'ets',
  fitEnd: 'fitted',
  epochs: 0,
  parameterCount: 1,
  curve: { train: [], validation: [] },
  test: [
    { origin: 1, yhat: Float64Array.from([9, 18, 0]) },
    { origin: 4, yhat: Float64Array.from([45, 50]) },
  ],
  metrics: { mae: 1, rmse: 1, mse: 1, mape: 1, smape: 1, mase: 1, wape: 1, r2: 1 },
  originMetrics: [],
  maeRatioToNaive: null,
  trainingMs: 1,
  forecast: new Float64Array(1),
  intervals: [],
  coverage: [],
  form: null,
  members: null,
  refitted: true,
};

it('residuals are actual minus forecast, in order of time, without the points that were filled', () => {
  expect(residualsOf(result, series)).toEqual([
    { at: 1, step: 0, error: 1 },
    { at: 2, step: 1, error: 2 },
    { at: 4, step: 0, error: -5 },
    { at: 5, step: 1, error: 0 },
  ]);
});

it('errors are averaged by horizon step', () => {
  expect(errorByStep(residualsOf(result, series))).toEqual([3, 1]);
  expect(errorByStep([{ at: 3, step: 2, error: -4 }])).toEqual([null, null, 4]);
  expect(errorByStep([])).toEqual([]);
});

it('the worst windows come first, and windows without a point in the file are none', () => {
  const empty = { origin: 3, yhat: Float64Array.from([1]) };
  expect(worstWindows({ ...result, test: [...result.test, empty] }, series, 5)).toEqual([
    { origin: 4, length: 2, mae: 2.5, bias: -2.5 },
    { origin: 1, length: 3, mae: 1.5, bias: 1.5 },
  ]);
  expect(worstWindows(result, series, 1)).toHaveLength(1);
});

import { describe, expect, it } from 'vitest';
import type { ModelResult } from '../../evaluation/results.ts';
import { chartLines, chartRows, rangeOf, valueAt, valueExtent } from './chart-lines.ts';

const split = { length: 10, trainEnd: 6, validationEnd: 7 };
const y = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const result: ModelResult = {
  model: 'lstm',
  fitEnd: 'stopped-early',
  epochs: 3,
  parameterCount: 10,
  curve: { train: [], validation: [] },
  test: [
    { origin: 7, yhat: Float64Array.from([70, 80]) },
    { origin: 9, yhat: Float64Array.from([90]) },
  ],
  metrics: { mae: 1, rmse: 1, mse: 1, mape: null, smape: 1, mase: 1, wape: 1, r2: 1 },
  maeRatioToNaive: 0.5,
  trainingMs: 1,
  forecast: Float64Array.from([11, 12]),
  originMetrics: [],
  intervals: [],
  coverage: [],
  form: null,
  members: null,
  refitted: true,
};

describe('chartLines', () => {
  const lines = chartLines(y, [result], split);

  it('puts each origin’s forecast where it belongs, and the forecast beyond the end', () => {
    const [test, forecast, actual] = lines;
    expect(test && [6, 7, 8, 9, 10].map((index) => valueAt(test, index))).toEqual([undefined, 70, 80, 90, undefined]);
    expect(forecast && [9, 10, 11, 12].map((index) => valueAt(forecast, index))).toEqual([
      undefined,
      11,
      12,
      undefined,
    ]);
    expect(actual?.kind).toBe('actual');
  });

  it('draws rows with the values that exist', () => {
    const rows = chartRows(lines, { from: 8, to: 11 }, 100);
    expect(rows).toEqual([
      { index: 8, actual: 9, 'test lstm': 80 },
      { index: 9, actual: 10, 'test lstm': 90 },
      { index: 10, 'forecast lstm': 11 },
      { index: 11, 'forecast lstm': 12 },
    ]);
  });

  it('keeps a prediction gone astray from pressing the actual values flat', () => {
    expect(valueExtent(lines, { from: 0, to: 11 })).toEqual({ low: 1, high: 19 });
  });
});

describe('chartRows', () => {
  it('draws 100,000 points with at most four a pixel', () => {
    const long = Float64Array.from(
      { length: 100_000 },
      (_, index) => Math.sin(index / 50) + (index === 54_321 ? 9 : 0),
    );
    const lines = chartLines(long, [], { length: 100_000, trainEnd: 70_000, validationEnd: 80_000 });
    const rows = chartRows(lines, { from: 0, to: 100_023 }, 900);
    expect(rows.length).toBeLessThanOrEqual(3600);
    expect(rows.some(({ index }) => index === 54_321)).toBe(true);
  });
});

describe('rangeOf', () => {
  it('leaves room for the forecast', () => {
    expect(rangeOf('all', split, 2, 3)).toEqual({ from: 0, to: 11 });
    expect(rangeOf('test', split, 2, 3)).toEqual({ from: 7, to: 11 });
    expect(rangeOf('recent', { length: 144, trainEnd: 100, validationEnd: 115 }, 12, 24)).toEqual({
      from: 72,
      to: 155,
    });
  });
});

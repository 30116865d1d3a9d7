import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { ModelResult } from '../evaluation/results.ts';
import type { Series } from '../series/series.ts';
import { writeForecastCsv, writeTestCsv } from './forecast-csv.ts';

const series: Series = {
  uniqueId: '=sales',
  step: { unit: 'month', every: 1 },
  firstMs: Date.UTC(2000, 0, 1),
  y: Float64Array.from([1, 2, 3, -4.5]),
  filled: new Uint8Array(4),
};
const result: ModelResult = {
  model: 'lstm',
  fitEnd: 'stopped-early',
  epochs: 1,
  parameterCount: 1,
  curve: { train: [], validation: [] },
  test: [
    { origin: 2, yhat: Float64Array.from([3.5]) },
    { origin: 3, yhat: Float64Array.from([-5.2]) },
  ],
  metrics: { mae: 1, rmse: 1, mse: 1, mape: 1, smape: 1, mase: 1, wape: 1, r2: 1 },
  maeRatioToNaive: 1,
  trainingMs: 1,
  forecast: Float64Array.from([5, -6.25]),
  originMetrics: [],
  intervals: [
    { level: 80, low: Float64Array.from([4, -8]), high: Float64Array.from([6, -4.5]) },
    { level: 95, low: Float64Array.from([3, -10]), high: Float64Array.from([7, -2]) },
  ],
  coverage: [],
  form: null,
  members: null,
  refitted: true,
};

const parse = (text: string) => Papa.parse<string[]>(text.trimEnd()).data;

describe('writeForecastCsv', () => {
  it('has a row a step beyond the end', () => {
    expect(parse(writeForecastCsv(series, [result]))).toEqual([
      ['unique_id', 'ds', 'model', 'yhat', 'yhat-lo-80', 'yhat-hi-80', 'yhat-lo-95', 'yhat-hi-95'],
      ["'=sales", '2000-05-01', 'lstm', '5', '4', '6', '3', '7'],
      ["'=sales", '2000-06-01', 'lstm', '-6.25', '-8', '-4.5', '-10', '-2'],
    ]);
  });

  it('leaves the bounds empty where there are none', () => {
    const [, row] = parse(writeForecastCsv(series, [{ ...result, intervals: [] }]));
    expect(row).toEqual(["'=sales", '2000-05-01', 'lstm', '5', '', '', '', '']);
  });

  it('numbers the rows of a series without dates', () => {
    const rows: Series = { ...series, step: { unit: 'row', every: 1 }, firstMs: 1 };
    expect(
      parse(writeForecastCsv(rows, [result]))
        .slice(1)
        .map(([, ds]) => ds),
    ).toEqual(['5', '6']);
  });
});

describe('writeTestCsv', () => {
  it('names the last point that the model saw', () => {
    expect(parse(writeTestCsv(series, [result]))).toEqual([
      ['unique_id', 'ds', 'cutoff', 'model', 'y', 'yhat'],
      ["'=sales", '2000-03-01', '2000-02-01', 'lstm', '3', '3.5'],
      ["'=sales", '2000-04-01', '2000-03-01', 'lstm', '-4.5', '-5.2'],
    ]);
  });
});

import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { metricIds } from '../evaluation/metric-cards.ts';
import { makeForecast, makeMetrics, makeResult } from '../evaluation/testing/make-result.ts';
import type { Series } from '../series/series.ts';
import { outlineOf } from '../series/series-outline.ts';
import { pointsOf } from '../series/testing/points-of.ts';
import { writeForecastCsv, writeMetricsCsv, writeTestCsv } from './forecast-csv.ts';

const series: Series = {
  uniqueId: '=sales',
  step: { unit: 'month', every: 1 },
  firstMs: Date.UTC(2000, 0, 1),
  y: Float64Array.from([1, 2, 3, -4.5]),
  filled: new Uint8Array(4),
};
const result = makeResult('lstm', {
  test: [makeForecast(2, 3.5), makeForecast(3, -5.2)],
  forecast: Float64Array.from([5, -6.25]),
  intervals: [
    { level: 80, low: Float64Array.from([4, -8]), high: Float64Array.from([6, -4.5]) },
    { level: 95, low: Float64Array.from([3, -10]), high: Float64Array.from([7, -2]) },
  ],
});

const parse = (text: string) => Papa.parse<string[]>(text.trimEnd()).data;

describe('writeForecastCsv', () => {
  it('has a row a step beyond the end', () => {
    expect(parse(writeForecastCsv(outlineOf(series), [result]))).toEqual([
      ['unique_id', 'ds', 'model', 'yhat', 'yhat-lo-80', 'yhat-hi-80', 'yhat-lo-95', 'yhat-hi-95'],
      ["'=sales", '2000-05-01', 'lstm', '5', '4', '6', '3', '7'],
      ["'=sales", '2000-06-01', 'lstm', '-6.25', '-8', '-4.5', '-10', '-2'],
    ]);
  });

  it('leaves the bounds empty where there are none', () => {
    const [, row] = parse(writeForecastCsv(outlineOf(series), [{ ...result, intervals: [] }]));
    expect(row).toEqual(["'=sales", '2000-05-01', 'lstm', '5', '', '', '', '']);
  });

  it('numbers the rows of a series without dates', () => {
    const rows: Series = { ...series, step: { unit: 'row', every: 1 }, firstMs: 1 };
    expect(
      parse(writeForecastCsv(outlineOf(rows), [result]))
        .slice(1)
        .map(([, ds]) => ds),
    ).toEqual(['5', '6']);
  });
});

describe('writeTestCsv', () => {
  it('names the last point that the model saw, and the intervals set before it', () => {
    const levels = Array.from({ length: 7 }, (_, level) => Float64Array.of(10 + level));
    const test = [makeForecast(2, 3.5), { ...makeForecast(3, -5.2), quantiles: levels }];
    expect(parse(writeTestCsv(outlineOf(series), [{ ...result, test }], pointsOf(series)))).toEqual([
      ['unique_id', 'ds', 'cutoff', 'model', 'y', 'yhat', 'yhat-lo-80', 'yhat-hi-80', 'yhat-lo-95', 'yhat-hi-95'],
      ["'=sales", '2000-03-01', '2000-02-01', 'lstm', '3', '3.5', '', '', '', ''],
      ["'=sales", '2000-04-01', '2000-03-01', 'lstm', '-4.5', '-5.2', '11', '15', '10', '16'],
    ]);
  });
});

describe('writeMetricsCsv', () => {
  it('has a row for all, for each starting point and for each step', () => {
    const measured = {
      ...result,
      metrics: makeMetrics(1, { mape: null }),
      originMetrics: [makeMetrics(2), null],
      stepMetrics: [makeMetrics(3)],
    };
    const [head = [], ...rows] = parse(writeMetricsCsv(outlineOf(series), [measured]));
    expect(head.slice(0, 5)).toEqual(['unique_id', 'model', 'part', 'cutoff', 'step']);
    expect(new Set(head.slice(5))).toEqual(new Set(metricIds));
    const mae = head.indexOf('mae');
    const mape = head.indexOf('mape');
    expect(rows.map((row) => [row[2], row[3], row[4], row[mae], row[mape]])).toEqual([
      ['overall', '', '', '1', ''],
      ['origin', '2000-02-01', '', '2', '2'],
      ['origin', '2000-03-01', '', '', ''],
      ['step', '', '1', '3', '3'],
    ]);
  });
});

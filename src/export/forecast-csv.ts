/** The forecast and the test predictions as CSV, in the field's own vocabulary of columns. */

import { writeCsv } from '../base/write-csv.ts';
import { type Metrics, metricIds } from '../evaluation/metric-cards.ts';
import { intervalLevels, intervalQuantiles, type ModelResult } from '../evaluation/results.ts';
import type { PointAt } from '../series/pieces.ts';
import type { SeriesOutline } from '../series/series-outline.ts';
import { timeCell } from './timestamp.ts';

const intervalColumns = intervalLevels.flatMap((level) => [`yhat-lo-${level}`, `yhat-hi-${level}`]);

/** What models came to for one series. */
export type ForecastResults = { series: SeriesOutline; results: readonly ModelResult[] };

/**
 * One row a model and step beyond the end: `unique_id,ds,model,yhat`, then the bounds of each interval as Nixtla's
 * libraries name them, empty where a model has none.
 */
export function writeForecastCsv(series: SeriesOutline, results: readonly ModelResult[]): string {
  return writeForecastsCsv([{ series, results }]);
}

/** The same for several series, one after the other. */
export function writeForecastsCsv(all: readonly ForecastResults[]): string {
  const rows = all.flatMap(({ series, results }) => forecastRows(series, results));
  return writeCsv(['unique_id', 'ds', 'model', 'yhat', ...intervalColumns], rows);
}

function forecastRows(series: SeriesOutline, results: readonly ModelResult[]): (string | number)[][] {
  return results.flatMap(({ model, forecast, intervals }) =>
    Array.from(forecast, (yhat, step) => [
      series.uniqueId,
      timeCell(series, series.length + step),
      model,
      yhat,
      ...intervalLevels.flatMap((level) => {
        const interval = intervals.find((each) => each.level === level);
        return [interval?.low[step] ?? '', interval?.high[step] ?? ''];
      }),
    ]),
  );
}

/**
 * One row a model and point of the test part: `unique_id,ds,cutoff,model,y,yhat`, where `cutoff` is the last point that
 * the model saw, then the bounds of each interval, which were set before the test part, empty where a model has none.
 *
 * @param pointAt knows every point of the test part
 */
export function writeTestCsv(series: SeriesOutline, results: readonly ModelResult[], pointAt: PointAt): string {
  const rows = results.flatMap(({ model, test }) =>
    test.flatMap(({ origin, yhat, quantiles }) => {
      const cutoff = timeCell(series, origin - 1);
      return Array.from(yhat, (value, step) => {
        const index = origin + step;
        const bounds = intervalQuantiles.map((level) => quantiles?.[level]?.[step] ?? '');
        return [
          series.uniqueId,
          timeCell(series, index),
          cutoff,
          model,
          pointAt(index)?.y ?? Number.NaN,
          value,
          ...bounds,
        ];
      });
    }),
  );
  return writeCsv(['unique_id', 'ds', 'cutoff', 'model', 'y', 'yhat', ...intervalColumns], rows);
}

/**
 * One row a model and part of the test: `unique_id,model,part,cutoff,step` and every metric, empty where it is undefined.
 * `part` is `overall`, `origin` (a forecast made after `cutoff`) or `step` (all forecasts at that horizon step).
 */
export function writeMetricsCsv(series: SeriesOutline, results: readonly ModelResult[]): string {
  const rows = results.flatMap(({ model, metrics, test, originMetrics, stepMetrics }) => {
    const row = (part: string, cutoff: string | number, step: string | number, measured: Metrics | null) => [
      series.uniqueId,
      model,
      part,
      cutoff,
      step,
      ...metricIds.map((id) => measured?.[id] ?? ''),
    ];
    return [
      row('overall', '', '', metrics),
      ...test.map(({ origin }, at) => row('origin', timeCell(series, origin - 1), '', originMetrics[at] ?? null)),
      ...stepMetrics.map((measured, step) => row('step', '', step + 1, measured)),
    ];
  });
  return writeCsv(['unique_id', 'model', 'part', 'cutoff', 'step', ...metricIds], rows);
}

/** The forecast and the test predictions as CSV, in the field's own vocabulary of columns. */
import { intervalLevels, type ModelResult } from '../evaluation/results.ts';
import { timeAt } from '../series/calendar.ts';
import type { Series } from '../series/series.ts';
import { writeCsv } from '../table/write-csv.ts';
import { formatTimestamp } from './timestamp.ts';

/** A cell of `ds` or `cutoff`: a number for row numbers, so that it stays one, else a text. */
function timeCell(series: Series, index: number): string | number {
  const ms = timeAt(series.firstMs, series.step, index);
  return series.step.unit === 'row' ? ms : formatTimestamp(ms, series.step);
}

const intervalColumns = intervalLevels.flatMap((level) => [`yhat-lo-${level}`, `yhat-hi-${level}`]);

/**
 * One row a model and step beyond the end: `unique_id,ds,model,yhat`, then the bounds of each interval as Nixtla's
 * libraries name them, empty where a model has none.
 */
export function writeForecastCsv(series: Series, results: readonly ModelResult[]): string {
  const rows = results.flatMap(({ model, forecast, intervals }) =>
    Array.from(forecast, (yhat, step) => [
      series.uniqueId,
      timeCell(series, series.y.length + step),
      model,
      yhat,
      ...intervalLevels.flatMap((level) => {
        const interval = intervals.find((each) => each.level === level);
        return [interval?.low[step] ?? '', interval?.high[step] ?? ''];
      }),
    ]),
  );
  return writeCsv(['unique_id', 'ds', 'model', 'yhat', ...intervalColumns], rows);
}

/**
 * One row a model and point of the test part: `unique_id,ds,cutoff,model,y,yhat`, where `cutoff` is the last point that
 * the model saw.
 */
export function writeTestCsv(series: Series, results: readonly ModelResult[]): string {
  const rows = results.flatMap(({ model, test }) =>
    test.flatMap(({ origin, yhat }) => {
      const cutoff = timeCell(series, origin - 1);
      return Array.from(yhat, (value, step) => {
        const index = origin + step;
        return [series.uniqueId, timeCell(series, index), cutoff, model, series.y[index] ?? Number.NaN, value];
      });
    }),
  );
  return writeCsv(['unique_id', 'ds', 'cutoff', 'model', 'y', 'yhat'], rows);
}

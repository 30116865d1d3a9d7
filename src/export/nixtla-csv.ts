import { writeCsvFile } from '../base/write-csv.ts';
import type { BookSeries } from './forecast-book.ts';
import { timeCell } from './timestamp.ts';

/** A series by where it ends, and what is forecast from there. */
export type NixtlaSeries = Pick<BookSeries, 'uniqueId' | 'forecast' | 'plan' | 'model' | 'intervals'> & {
  history: Pick<BookSeries['history'], 'firstMs' | 'step' | 'clockChanges'> & { y: { length: number } };
};

/**
 * Forecasts of many series as Nixtla's libraries read them: `unique_id,ds,model,yhat` and the bounds of each interval; where a planner
 * has set numbers `yhat` is what is planned and `yhat-model` what the model made.
 */
export function writeNixtlaCsv(series: readonly NixtlaSeries[]): Promise<Blob> {
  const levels = [...new Set(series.flatMap(({ intervals }) => intervals.map(({ level }) => level)))];
  const isPlanned = series.some(({ plan }) => plan !== null);
  const bounds = levels.flatMap((level) => [`yhat-lo-${level}`, `yhat-hi-${level}`]);
  return writeCsvFile(['unique_id', 'ds', 'model', 'yhat', ...(isPlanned ? ['yhat-model'] : []), ...bounds], rows());

  function* rows(): Generator<(string | number)[]> {
    for (const { uniqueId, history, forecast, plan, model, intervals } of series) {
      const own = levels.map((level) => intervals.find((each) => each.level === level));
      for (const [step, value] of forecast.entries()) {
        yield [
          uniqueId,
          timeCell(history, history.y.length + step),
          model ?? '',
          plan?.planned[step] ?? value,
          ...(isPlanned ? [value] : []),
          ...own.flatMap((interval) => [interval?.low[step] ?? '', interval?.high[step] ?? '']),
        ];
      }
    }
  }
}

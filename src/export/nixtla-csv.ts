import { writeCsv } from '../base/write-csv.ts';
import type { BookSeries } from './forecast-book.ts';
import { timeCell } from './timestamp.ts';

/**
 * Forecasts of many series as Nixtla's libraries read them: `unique_id,ds,model,yhat` and the bounds of each interval; where a planner
 * has set numbers `yhat` is what is planned and `yhat-model` what the model made.
 */
export function writeNixtlaCsv(series: readonly BookSeries[]): string {
  const levels = [...new Set(series.flatMap(({ intervals }) => intervals.map(({ level }) => level)))];
  const isPlanned = series.some(({ plan }) => plan !== null);
  const rows = series.flatMap(({ uniqueId, history, forecast, plan, model, intervals }) =>
    Array.from(forecast, (value, step) => [
      uniqueId,
      timeCell(history, history.y.length + step),
      model ?? '',
      plan?.planned[step] ?? value,
      ...(isPlanned ? [value] : []),
      ...levels.flatMap((level) => {
        const interval = intervals.find((each) => each.level === level);
        return [interval?.low[step] ?? '', interval?.high[step] ?? ''];
      }),
    ]),
  );
  const bounds = levels.flatMap((level) => [`yhat-lo-${level}`, `yhat-hi-${level}`]);
  return writeCsv(['unique_id', 'ds', 'model', 'yhat', ...(isPlanned ? ['yhat-model'] : []), ...bounds], rows);
}

/** Targets that were forecast together as sheets of a workbook: what every model forecasts, and how far each missed in the test. */
import { intervalLevels, type ModelResult } from '../evaluation/results.ts';
import { clockAt } from '../series/calendar.ts';
import { dateFormat } from './forecast-book.ts';
import type { ForecastResults } from './forecast-csv.ts';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './xlsx/sheet.ts';

/** The results of a target, the taken one first, with the column it lies in. */
export type TargetResults = ForecastResults & { name: string };

export type TargetSheetWords = {
  forecast: string;
  errors: string;
  target: string;
  period: string;
  model: string;
  error: string;
  together: string;
  alone: string;
  forecasts: string;
  low: (level: number) => string;
  high: (level: number) => string;
  modelName: (result: ModelResult) => string;
  /** Which of the two ways of learning forecasts; empty where only one was tried. */
  wayOf: (result: ModelResult) => string;
};

const nameWidth = 30;
const usualWidth = 16;

function column(heading: string, format: CellFormat, width = usualWidth): SheetColumn {
  return { heading, format, width };
}

/** The sheets of a workbook of targets; of each the forecast that is taken comes first. */
export function targetSheets(targets: readonly TargetResults[], say: TargetSheetWords): Sheet[] {
  const step = targets[0]?.series.step ?? { unit: 'row', every: 1 };
  const bounds = intervalLevels.flatMap((level) => [column(say.low(level), 'fine'), column(say.high(level), 'fine')]);
  const [target, model] = [column(say.target, 'text', nameWidth), column(say.model, 'text', nameWidth)];
  const [together, alone] = [column(say.together, 'fine'), column(say.alone, 'fine')];
  const list = { frozenColumns: 1, isFiltered: true };
  return [
    {
      ...list,
      name: say.forecast,
      columns: [target, column(say.period, dateFormat(step)), model, column(say.forecast, 'fine'), ...bounds],
      rows: forecasts(),
    },
    {
      ...list,
      name: say.errors,
      columns: [
        ...[target, model, column(say.error, 'fine'), column('MASE', 'decimal'), together, alone],
        column(say.forecasts, 'text', nameWidth),
      ],
      rows: errors(),
    },
  ];

  function* forecasts(): Generator<SheetCell[]> {
    for (const { name, series, results } of targets) {
      for (const result of results) {
        for (const [at, value] of result.forecast.entries()) {
          const ms = clockAt(series, series.length + at);
          const ends = intervalLevels.flatMap((level) => {
            const interval = result.intervals.find((one) => one.level === level);
            return [interval?.low[at] ?? null, interval?.high[at] ?? null];
          });
          yield [name, series.step.unit === 'row' ? ms : { ms }, say.modelName(result), value, ...ends];
        }
      }
    }
  }

  function* errors(): Generator<SheetCell[]> {
    for (const { name, results } of targets) {
      for (const result of results) {
        const { metrics, together: tried } = result;
        const both = [tried?.errors.together ?? null, tried?.errors.alone ?? null];
        yield [name, say.modelName(result), metrics.mae, metrics.mase, ...both, say.wayOf(result)];
      }
    }
  }
}

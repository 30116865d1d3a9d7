/** A run as it is asked of the Python script. */
import { intervalLevels } from '../../../../evaluation/results.ts';
import { pandasFrequency } from '../../../../export/python/pandas-frequency.ts';
import type { CheckRow, PandasReading, ScriptRequest } from '../../../../export/python/write-script.ts';
import { timeCell } from '../../../../export/timestamp.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { isOfRecords, isWorkbook } from '../../../../table/formats/format-cards.ts';
import type { OtherNaive } from '../../inputs.ts';
import type { Work } from '../../state/run.ts';

/** Windows of a batch, and batches of an epoch at most, as networks are trained here. */
const batch = 32;
const mostSteps = 64;

/** Whether pandas finds the columns as the page does. */
function readingOf({ profile, choice, rules }: LoadedSeries): PandasReading {
  const { dialect, columns } = profile;
  const { format, packing, headerRows = dialect.hasHeader ? 1 : 0, skippedRows = headerRows } = dialect;
  const used = [
    ...(choice.timeColumn === null ? [] : [choice.timeColumn]),
    ...choice.idColumns,
    ...choice.targetColumns,
  ];
  const isMade = used.some((at) => columns[at]?.madeFrom);
  const isAlike = headerRows === 1 && !packing && !isMade && profile.guess?.shape !== 'across' && !rules.resample;
  if (!isAlike || (format && isOfRecords(format))) return { kind: 'repaired' };
  const headerRow = skippedRows - headerRows;
  if (format && isWorkbook(format)) return { kind: 'sheet', sheet: dialect.sheet ?? null, headerRow };
  const { delimiter, encoding, decimalMark, quote } = dialect;
  return { kind: 'text', delimiter, encoding, decimalMark, quote: quote ?? '"', headerRow };
}

/** What was forecast of the series shown, and what the seasonal naive makes of others. */
function checkOf(data: LoadedSeries, { results }: Work, others: readonly OtherNaive[], isCounted: boolean): CheckRow[] {
  const { series } = data;
  const dsOf = (length: number, step: number, cell: string | number) => (isCounted ? length + step + 1 : cell);
  const own = results.flatMap(({ model, forecast }) =>
    Array.from(forecast, (yhat, step): CheckRow => {
      const ds = dsOf(series.length, step, timeCell(series, series.length + step));
      return { uniqueId: series.uniqueId, ds, model, yhat };
    }),
  );
  const rest = others.flatMap(({ uniqueId, length, ds, yhat }) =>
    yhat.map((value, step): CheckRow => {
      return { uniqueId, ds: dsOf(length, step, ds[step] ?? ''), model: 'seasonal-naive', yhat: value };
    }),
  );
  return [...own, ...rest];
}

/** @param others some of the other series of the file */
export function describeScript(data: LoadedSeries, work: Work, others: readonly OtherNaive[]): ScriptRequest {
  const { series, choice, profile, rules, measure, source } = data;
  const { settings, results, split } = work;
  const nameOf = (at: number) => profile.columns[at]?.name ?? '';
  const reading = readingOf(data);
  const isRepaired = reading.kind === 'repaired';
  const frequency = pandasFrequency(series.step, series.firstMs);
  const isCounted = frequency === null;
  const origins = results[0]?.test.map(({ origin }) => origin) ?? [];
  const windows = split.trainEnd - settings.lookBackSteps - settings.horizonSteps + 1;
  const anEpoch = Math.min(mostSteps, Math.max(1, Math.ceil(windows / batch)));
  const format = choice.timeColumn === null ? '' : (profile.columns[choice.timeColumn]?.format ?? '');
  return {
    dataName: source.name,
    reading,
    columns: {
      time: choice.timeColumn === null ? null : nameOf(choice.timeColumn),
      ids: choice.idColumns.map(nameOf),
      targets: choice.targetColumns.map(nameOf),
    },
    dates: { isDayFirst: !isRepaired && format.startsWith('D') },
    frequency,
    duplicates: rules.duplicates === 'last' ? 'last' : measure.isLevel || rules.duplicates === 'mean' ? 'mean' : 'sum',
    gaps: rules.gaps === 'zero' || series.closedWeekdays ? 'zero' : 'linear',
    last: isCounted ? null : String(timeCell(series, series.length - 1)),
    settings,
    origins: {
      count: Math.max(1, origins.length),
      step: origins.length > 1 ? origins[1] - origins[0] : settings.horizonSteps,
    },
    levels: intervalLevels,
    models: results.map(({ model, epochs }) => ({ model, trainingSteps: Math.max(1, epochs) * anEpoch })),
    // The repaired file has the series shown alone.
    check: checkOf(data, work, isRepaired ? [] : others, isCounted),
  };
}

/** A file to the series that the page reads of it, the short ones too. */
import { fail, ok, type Result } from '../base/result.ts';
import { formatTimestamp } from '../export/timestamp.ts';
import { type GroupColumn, readGroupColumns } from '../planning/level-guess.ts';
import { clockAt } from '../series/calendar.ts';
import { bringToEnd } from '../series/file-end.ts';
import { closeGaps } from '../series/fill-gaps.ts';
import { type PanelChoice, type PanelReading, type Repair, usualRules } from '../series/panel.ts';
import { indexPanel, type PanelIndex } from '../series/panel-index.ts';
import { type ReadPanelOptions, readPanel } from '../series/read-panel.ts';
import type { Series, SeriesProblem } from '../series/series.ts';
import type { SeriesStatus } from '../series/series-status.ts';
import type { Step } from '../series/step.ts';
import { readTable } from '../table/read-table.ts';
import type { Table, TableProblem } from '../table/table.ts';
import { type ColumnProblem, chooseColumns, type WantedColumns } from './choose-columns.ts';

export type SeriesFile = {
  /** Finite at every point, in the order of the file. */
  series: Series[];
  /** The same at the end of the file, as the page forecasts them from there. */
  atEnd: AtEnd[];
  /** What was done to make them. */
  repairs: Repair[];
  refused: { uniqueId: string; problem: SeriesProblem }[];
  /** The rhythm of the first series. */
  step: Step;
  columns: { time: string | null; ids: string[]; targets: string[] };
  rows: { read: number; leftOut: number };
  /** How a time is written in the file where that is years or months alone. */
  timeFormat: string | null;
  /** Columns that group the series, of which the leaves are these in their order. */
  groups: GroupColumn[];
};

/** A series at the end of its file. */
export type AtEnd = {
  /** With zeros up to there, where that is what no row means. */
  series: Series;
  /** Points of the file after its last. */
  lag: number;
  status: SeriesStatus;
  /** Why the page gives it no forecast as it stands there; null where it gives one. */
  noForecast: 'ended' | 'other-rhythm' | null;
};

export type SeriesFileProblem =
  | { of: 'table'; problem: TableProblem }
  | { of: 'columns'; problem: ColumnProblem }
  /** No series came of it. */
  | { of: 'series'; problem: SeriesProblem };

export type ReadSeriesOptions = WantedColumns & {
  /** Reads what goes with the series, too. */
  withCovariates?: boolean;
  /** The rhythm of the file that this one goes on from. */
  likelyStep?: Step | null;
};

/**
 * Reads the series of a file as the page does, with its guess and its usual repairs. The page refuses what is too short to be
 * tested or mostly missing, and asks how to read dates without a rhythm; here a single value is a series, what is missing is
 * filled however much that is, and dates without a rhythm count as points from 1.
 */
export async function readSeries(
  file: Blob,
  name: string,
  { withCovariates = false, likelyStep = null, ...wanted }: ReadSeriesOptions = {},
): Promise<Result<SeriesFile, SeriesFileProblem>> {
  const table = await readTable(file, name, {});
  if (!table.ok) return fail({ of: 'table', problem: table.problem });
  const choice = chooseColumns(table.value, wanted);
  if (!choice.ok) return fail({ of: 'columns', problem: choice.problem });
  const reading = readAll(table.value, choice.value, likelyStep, { withoutCovariates: !withCovariates });
  if (!reading.ok) return fail({ of: 'series', problem: reading.problem });
  const { refused, step } = reading.value;
  const series = reading.value.series.map((one) => closeGaps(one.series));
  const { index, numbers } = placesOf(table.value, choice.value, series);
  const { columns } = table.value;
  const { timeColumn, idColumns, targetColumns } = choice.value;
  const time = timeColumn === null ? null : columns[timeColumn];
  return ok({
    series,
    atEnd: seeEnds(index, series, numbers),
    repairs: reading.value.series.flatMap(({ repairs }) => repairs),
    refused,
    step,
    columns: {
      time: time?.name ?? null,
      ids: idColumns.map((place) => columns[place].name),
      targets: targetColumns.map((place) => columns[place].name),
    },
    rows: countRows(table.value, timeColumn),
    timeFormat: time?.kind === 'date' ? time.format : null,
    groups: readGroupColumns(table.value, index, choice.value, numbers).columns,
  });
}

/** How many series there are of each status. */
export function countStatuses(all: readonly AtEnd[]): Partial<Record<SeriesStatus, number>> {
  const counts: Partial<Record<SeriesStatus, number>> = {};
  for (const { status } of all) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The numbers of series in their panel. */
function placesOf(table: Table, choice: PanelChoice, series: readonly Series[]) {
  const indexing = indexPanel(table, choice);
  if (!indexing.ok) throw new Error(indexing.problem.code);
  const index = indexing.value;
  return { index, numbers: series.map(({ uniqueId }) => index.find(uniqueId) ?? 0) };
}

function seeEnds(index: PanelIndex, all: readonly Series[], numbers: readonly number[]): AtEnd[] {
  const { series, lags, statuses, isOnRhythm } = bringToEnd(index, usualRules, all, numbers);
  const whyNone = (at: number) => {
    if (!isOnRhythm[at]) return 'other-rhythm';
    return statuses[at] === 'inactive' ? 'ended' : null;
  };
  return all.map((one, at) => ({
    series: series[at] ?? one,
    lag: lags[at],
    status: statuses[at],
    noForecast: whyNone(at),
  }));
}

/** A series too short to show a rhythm has that of the first one that does. */
function readAll(
  table: Table,
  choice: PanelChoice,
  known: Step | null,
  options: ReadPanelOptions,
): Result<PanelReading, SeriesProblem> {
  const until = () => true;
  const first = known ? null : readPanel(table, choice, usualRules, { withoutCovariates: true, until });
  const likelyStep = known ?? (first?.ok ? first.value.step : null);
  const most = Number.POSITIVE_INFINITY;
  const limits = { fewest: 1, irregular: 'number', mostMissing: 1, most } as const;
  return readPanel(table, choice, usualRules, { ...options, ...limits, likelyStep });
}

function countRows({ rowCount, columns, notes }: Table, timeColumn: number | null): SeriesFile['rows'] {
  const time = timeColumn === null ? null : columns[timeColumn];
  let undated = 0;
  if (time && time.kind !== 'text') for (const value of time.values) if (Number.isNaN(value)) undated++;
  const { commentRows, repeatedHeaders, footerRows, rowsBelow } = notes;
  return { read: rowCount, leftOut: undated + commentRows + repeatedHeaders + footerRows + rowsBelow };
}

/** How point `index` of a series is called, beyond its end too: years and months alone as the file has them, else ISO 8601. */
export function labelPoint(series: Series, index: number, timeFormat: string | null): string {
  const label = formatTimestamp(clockAt(series, index), series.step);
  if (series.step.unit === 'row') return label;
  if (timeFormat === 'YYYY') return label.slice(0, 4);
  return timeFormat === 'YYYY-MM' ? label.slice(0, 7) : label;
}

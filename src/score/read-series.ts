/** A file to the series that the page reads of it, the short ones too. */
import { fail, ok, type Result } from '../base/result.ts';
import { formatTimestamp } from '../export/timestamp.ts';
import { type GroupColumn, readGroupColumns } from '../planning/level-guess.ts';
import { clockAt } from '../series/calendar.ts';
import { closeGaps } from '../series/fill-gaps.ts';
import { type PanelChoice, type PanelReading, type PreparedSeries, type Repair, usualRules } from '../series/panel.ts';
import { indexPanel } from '../series/panel-index.ts';
import { type ReadPanelOptions, readPanel } from '../series/read-panel.ts';
import type { Series, SeriesProblem } from '../series/series.ts';
import type { Step } from '../series/step.ts';
import { readTable } from '../table/read-table.ts';
import type { Table, TableProblem } from '../table/table.ts';
import { type ColumnProblem, chooseColumns, type WantedColumns } from './choose-columns.ts';

export type SeriesFile = {
  /** Finite at every point, in the order of the file. */
  series: Series[];
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
  const { series, refused, step } = reading.value;
  const { columns } = table.value;
  const { timeColumn, idColumns, targetColumns } = choice.value;
  const time = timeColumn === null ? null : columns[timeColumn];
  return ok({
    series: series.map((one) => closeGaps(one.series)),
    repairs: series.flatMap(({ repairs }) => repairs),
    refused,
    step,
    columns: {
      time: time?.name ?? null,
      ids: idColumns.map((place) => columns[place].name),
      targets: targetColumns.map((place) => columns[place].name),
    },
    rows: countRows(table.value, timeColumn),
    timeFormat: time?.kind === 'date' ? time.format : null,
    groups: groupSeries(table.value, choice.value, series),
  });
}

function groupSeries(table: Table, choice: PanelChoice, series: readonly PreparedSeries[]): GroupColumn[] {
  const index = indexPanel(table, choice);
  if (!index.ok) return [];
  const numbers = series.map((one) => index.value.find(one.series.uniqueId) ?? 0);
  return readGroupColumns(table, index.value, choice, numbers).columns;
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

/** The rows of a table by series, found once, for all that is then asked of its series. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Column, NumberColumn, Table } from '../table/table.ts';
import { codeRows } from './code-rows.ts';
import type { SteadyTimes } from './daylight-saving.ts';
import { findLastPeriod, type LastPeriod } from './last-period.ts';
import { describeTarget, type Target } from './merge-rows.ts';
import { areGapsZero } from './missing-sales.ts';
import type { PanelChoice } from './panel.ts';
import type { SeriesRows } from './place-rows.ts';
import { type CovariateColumns, findCovariates } from './read-covariates.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

/** More series than this are too many to look at; the first are read. */
const mostSeries = 50_000;

/** What is the same for all series of a panel, whatever the rules of repair. Series are numbered from 0, target by target. */
export type PanelIndex = {
  /** Series that are listed. */
  readonly count: number;
  readonly table: Pick<Table, 'rowCount' | 'notes'>;
  readonly targets: readonly Target[];
  readonly times: Float64Array | null;
  /** Whether the times are numbers that count, no dates. */
  readonly isNumbered: boolean;
  readonly timeName: string;
  /** Changes of the clock that the file itself tells by its offsets; null where it tells none. */
  readonly clockChanges: SteadyTimes['changes'] | null;
  readonly groups: RowGroups;
  /** Whether anything that goes with the series is known ahead. */
  readonly hasKnownAhead: boolean;
  /** Whether the last period of a target is over, where several series tell; null where one is alone. Found when first asked for. */
  lastPeriod(target: number): LastPeriod | null;
  /** Whether dates that series of a target lack are dates of nothing, by the series together. Found when first asked for. */
  gapsAreZero(target: number): boolean;
  /** The columns that go with the series; they are found when first asked for. */
  covariates(): CovariateColumns;
  /** The number of the first series of that name; null where there is none. It may be beyond those listed. */
  find(uniqueId: string): number | null;
};

/** Rows of the table, those of one combination of ids after those of another, each in the order of the file. */
export type RowGroups = {
  names: readonly string[];
  rows: Uint32Array;
  /** Where the rows of each begin, and one more for the end of the last. */
  starts: Uint32Array;
};

/** @returns a problem where the choice has no column to forecast, or one that does not hold numbers */
export function indexPanel(table: Table, choice: PanelChoice): Result<PanelIndex, SeriesProblem> {
  const columns = choice.targetColumns.map((index) => table.columns[index]);
  const wrong = columns.find((column) => column?.kind !== 'number');
  if (columns.length === 0 || wrong) {
    return fail({ code: 'target-not-numeric', params: { column: wrong?.name ?? '' } });
  }
  const time = choice.timeColumn === null ? null : table.columns[choice.timeColumn];
  const groups = groupRows(table, choice.idColumns);
  const targets = (columns as NumberColumn[]).map(describeTarget);
  const isAhead = (place: number) => choice.covariateRoles?.[place] === 'future';
  const lastPeriods = new Map<number, LastPeriod | null>();
  const zeroGaps = new Map<number, boolean>();
  let covariates: CovariateColumns | null = null;
  let numbers: Map<string, number> | null = null;
  const index: PanelIndex = {
    count: Math.min(mostSeries, groups.names.length * targets.length),
    table,
    targets,
    times: !time || time.kind === 'text' ? null : time.values,
    isNumbered: time?.kind === 'number',
    timeName: time?.name ?? '',
    clockChanges: time?.kind === 'date' ? (time.clockChanges ?? null) : null,
    groups,
    hasKnownAhead: choice.covariateColumns.some(isAhead),
    lastPeriod: (number) => {
      if (groups.names.length < 2 || time?.kind !== 'date') return null;
      const known = lastPeriods.get(number);
      if (known !== undefined) return known;
      const found = findLastPeriod(targets[number], time.values, groups);
      lastPeriods.set(number, found);
      return found;
    },
    gapsAreZero: (number) => {
      if (time?.kind !== 'date') return false;
      const found = zeroGaps.get(number) ?? areGapsZero(targets[number], time.values, groups);
      zeroGaps.set(number, found);
      return found;
    },
    covariates: () => {
      covariates ??= findCovariates(table, choice);
      return covariates;
    },
    find: (uniqueId) => {
      numbers ??= numberNames(index);
      return numbers.get(uniqueId) ?? null;
    },
  };
  return ok(index);
}

function numberNames(index: PanelIndex): Map<string, number> {
  const numbers = new Map<string, number>();
  const total = index.groups.names.length * index.targets.length;
  for (let number = 0; number < total; number++) {
    const name = nameOf(index, number);
    if (!numbers.has(name)) numbers.set(name, number);
  }
  return numbers;
}

export function nameOf({ groups: { names }, targets }: PanelIndex, number: number): string {
  const group = names[number % names.length];
  return nameSeries(group, targets[Math.floor(number / names.length)].name, targets.length);
}

/** What a series is called after its ids and its column. */
export function nameSeries(group: string, target: string, targets: number): string {
  if (group === '') return target;
  return targets > 1 ? `${group} · ${target}` : group;
}

/** @param covariates what goes with the series; none where absent */
export function rowsOf(
  index: PanelIndex,
  number: number,
  likelyStep: Step | null,
  covariates?: CovariateColumns,
): SeriesRows {
  const { groups, targets, times, isNumbered, timeName, clockChanges } = index;
  const group = number % groups.names.length;
  const place = Math.floor(number / groups.names.length);
  return {
    uniqueId: nameOf(index, number),
    target: targets[place],
    lastPeriod: () => index.lastPeriod(place),
    gapsAreZero: () => index.gapsAreZero(place),
    times,
    isNumbered,
    timeName,
    clockChanges,
    rows: groups.rows.subarray(groups.starts[group], groups.starts[group + 1]),
    likelyStep,
    ...(covariates && { covariates }),
  };
}

/** The rows of each combination of ids, in the order in which these first appear. */
export function groupRows({ columns, rowCount }: Table, idColumns: number[]): RowGroups {
  const codes = codeRows(columns, idColumns, rowCount);
  // Without ids all rows are of one series, be there any or not.
  let count = idColumns.length === 0 ? 1 : 0;
  for (let row = 0; row < rowCount; row++) if (codes[row] >= count) count = codes[row] + 1;
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < rowCount; row++) starts[codes[row] + 1]++;
  for (let group = 0; group < count; group++) starts[group + 1] += starts[group];
  const next = starts.slice();
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[next[codes[row]]++] = row;
  const names = Array.from({ length: count }, (_, group) =>
    idColumns.map((index) => sayCell(columns[index], rows[starts[group]])).join(' · '),
  );
  return { names, rows, starts };
}

function sayCell(column: Column, row: number): string {
  if (column.kind === 'text') return column.labels[column.codes[row]] ?? '?';
  const value = column.values[row];
  if (Number.isNaN(value)) return '?';
  return column.kind === 'number' ? String(value) : new Date(value).toISOString().slice(0, 10);
}

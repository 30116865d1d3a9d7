/** A table to a panel: which row belongs to which series, then each series by itself. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Column, NumberColumn, Table } from '../table/table.ts';
import type { PanelChoice, PanelReading, PreparedSeries, RepairRules } from './panel.ts';
import { prepareSeries } from './prepare-series.ts';
import { findCovariates } from './read-covariates.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

/** More series than this are too many to look at; the first are read. */
const mostSeries = 50_000;

export type ReadPanelOptions = {
  /** Reads this series alone, where there is one of that name. */
  preferredId?: string | null;
  /** Reads no further once a series is what was looked for. */
  until?: (prepared: PreparedSeries) => boolean;
  /** The rhythm that the panel is known to keep, tried first. */
  likelyStep?: Step | null;
  /** Reads no values of what goes with the series. */
  withoutCovariates?: boolean;
};

export type PanelSteps = Generator<{ done: number; total: number }, Result<PanelReading, SeriesProblem>>;

/**
 * Reads every series that the choice names.
 *
 * @returns the series and what became of those that could not be read; a problem where there is none at all
 */
export function readPanel(
  table: Table,
  choice: PanelChoice,
  rules: RepairRules,
  options: ReadPanelOptions = {},
): Result<PanelReading, SeriesProblem> {
  const steps = readPanelStepwise(table, choice, rules, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** `readPanel` a series a step, so that others may have their turn in between. */
export function* readPanelStepwise(
  table: Table,
  choice: PanelChoice,
  rules: RepairRules,
  { preferredId, until, likelyStep: knownStep = null, withoutCovariates }: ReadPanelOptions = {},
): PanelSteps {
  const targets = choice.targetColumns.map((index) => table.columns[index]);
  const wrong = targets.find((target) => target?.kind !== 'number');
  if (targets.length === 0 || wrong) {
    return fail({ code: 'target-not-numeric', params: { column: wrong?.name ?? '' } });
  }
  const time = choice.timeColumn === null ? null : table.columns[choice.timeColumn];
  const times = time?.kind === 'date' ? time.values : null;
  const groups = groupRows(table, choice.idColumns);
  const covariates = findCovariates(table, choice);
  const sources = (targets as NumberColumn[]).flatMap((target) =>
    groups.map(({ name, rows }) => ({
      uniqueId: nameSeries(name, target.name, targets.length),
      target,
      times,
      timeName: time?.name ?? '',
      clockChanges: time?.kind === 'date' ? (time.clockChanges ?? null) : null,
      rows,
      covariates,
    })),
  );
  const preferred = sources.find(({ uniqueId }) => uniqueId === preferredId);
  const wanted = preferred ? [preferred] : sources.slice(0, mostSeries);
  const series: PreparedSeries[] = [];
  const refused: PanelReading['refused'] = [];
  let likelyStep = knownStep;
  for (const [index, source] of wanted.entries()) {
    const prepared = prepareSeries({ ...source, likelyStep }, rules);
    if (prepared.ok) {
      series.push(withoutCovariates ? leaveOutCovariates(prepared.value) : prepared.value);
      likelyStep ??= prepared.value.series.step;
    } else refused.push({ uniqueId: source.uniqueId, problem: prepared.problem });
    if (prepared.ok && until?.(prepared.value)) break;
    yield { done: index + 1, total: wanted.length };
  }
  const [first] = series;
  if (!first) return fail(refused[0]?.problem ?? { code: 'too-few-values', params: { values: 0, needed: 8 } });
  return ok({ step: first.series.step, series, refused });
}

function leaveOutCovariates({ series: { covariates: _, ...series }, repairs }: PreparedSeries): PreparedSeries {
  return { series, repairs };
}

function nameSeries(group: string, target: string, targets: number): string {
  if (group === '') return target;
  return targets > 1 ? `${group} · ${target}` : group;
}

type Group = { name: string; rows: Uint32Array };

/** The rows of each combination of ids, in the order in which these first appear. */
function groupRows({ columns, rowCount }: Table, idColumns: number[]): Group[] {
  if (idColumns.length === 0) {
    return [{ name: '', rows: Uint32Array.from({ length: rowCount }, (_, row) => row) }];
  }
  const codes = codeRows(columns, idColumns, rowCount);
  let groupCount = 0;
  for (const code of codes) if (code >= groupCount) groupCount = code + 1;
  const starts = new Uint32Array(groupCount + 1);
  for (const code of codes) starts[code + 1]++;
  for (let i = 0; i < groupCount; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const sorted = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) sorted[next[codes[row]]++] = row;
  return Array.from({ length: groupCount }, (_, code) => {
    const rows = sorted.subarray(starts[code], starts[code + 1]);
    return { name: idColumns.map((index) => sayCell(columns[index], rows[0])).join(' · '), rows };
  });
}

/** A number for each row, the same for the same ids: 0 for the first combination, 1 for the next. */
export function codeRows(columns: Column[], idColumns: number[], rowCount: number): Int32Array {
  let codes = new Int32Array(rowCount);
  let count = 1;
  for (const index of idColumns) {
    const column = columns[index];
    const values = column.kind === 'text' ? column.codes : numberValues(column.values, rowCount);
    const seen = new Map<number, number>();
    const combined = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const key = (values[row] + 1) * count + codes[row];
      let code = seen.get(key);
      if (code === undefined) {
        code = seen.size;
        seen.set(key, code);
      }
      combined[row] = code;
    }
    codes = combined;
    count = seen.size;
  }
  return codes;
}

/** For each value the number of its first appearance; -1 where there is none. */
function numberValues(values: Float64Array, rowCount: number): Int32Array {
  const seen = new Map<number, number>();
  return Int32Array.from({ length: rowCount }, (_, row) => {
    const value = values[row];
    if (Number.isNaN(value)) return -1;
    const known = seen.get(value);
    if (known !== undefined) return known;
    seen.set(value, seen.size);
    return seen.size - 1;
  });
}

function sayCell(column: Column, row: number): string {
  if (column.kind === 'text') return column.labels[column.codes[row]] ?? '?';
  const value = column.values[row];
  if (Number.isNaN(value)) return '?';
  return column.kind === 'number' ? String(value) : new Date(value).toISOString().slice(0, 10);
}

/** A table's rows to a series on a regular time index, with every repair counted. */
import { fail, ok, type Result } from '../table/result.ts';
import type { NumberColumn, Table } from '../table/table.ts';
import { timeAt } from './calendar.ts';
import { fillLinearly } from './fill-gaps.ts';
import { inferRhythm } from './infer-step.ts';
import { isLevel } from './level-words.ts';
import { distinctTimes, sayTime, sortRows } from './order-rows.ts';
import type { Repairs, SeriesChoice, SeriesProblem, SeriesReading } from './series.ts';
import type { Step } from './step.ts';

/** With fewer values there is nothing to learn from and nothing to test on. */
const fewestValues = 8;
/** A series with more of its points missing than this is one that was made up. */
const mostGaps = 0.5;
/** Above this share of dates with several rows, the rows are parts of a whole. */
const manyDuplicates = 0.05;

/**
 * Reads the chosen columns: sorts by time, finds the rhythm, merges rows of the same date, fills what is missing within
 * the series by straight lines and cuts empty ends off.
 *
 * @returns the series and its repairs, or why there is none
 */
export function readSeries(table: Table, choice: SeriesChoice): Result<SeriesReading, SeriesProblem> {
  const target = table.columns[choice.targetColumn];
  const { name } = target;
  if (target.kind !== 'number') return fail({ code: 'target-not-numeric', params: { column: name } });
  const valueCount = table.rowCount - target.missing - target.unreadable;
  if (valueCount === 0) return fail({ code: 'target-empty', params: { column: name } });
  if (valueCount < fewestValues) return failTooFew(valueCount);

  const placed = placeRows(table, choice.timeColumn);
  if (!placed.ok) return placed;
  const { rows, indices, step, firstMs } = placed.value;
  const length = indices.reduce((last, index) => Math.max(last, index), 0) + 1;
  const merged = mergeRows(target, rows, indices, length);
  if (merged.gaps > length * mostGaps)
    return fail({ code: 'too-many-gaps', params: { gaps: merged.gaps, length, step } });

  const { values } = merged;
  const start = values.findIndex((value) => !Number.isNaN(value));
  const end = values.findLastIndex((value) => !Number.isNaN(value)) + 1;
  const kept = values.slice(start, end);
  const filled = fillLinearly(kept);
  const known = kept.length - filled.reduce((sum, flag) => sum + flag, 0);
  if (known < fewestValues) return failTooFew(known);
  if (kept.every((value) => value === kept[0])) {
    return fail({ code: 'constant-series', params: { column: name, value: kept[0] } });
  }
  const repairs: Repairs = {
    rowsRead: table.rowCount,
    undatedRows: table.rowCount - rows.length,
    wasSorted: placed.value.wasSorted,
    movedDates: placed.value.movedDates,
    duplicates: merged.duplicates,
    duplicateRule: merged.duplicateRule,
    gaps: merged.gaps,
    emptyCells: target.missing,
    unreadableCells: target.unreadable,
    fillRule: 'linear',
    trimmed: length - kept.length,
  };
  return ok({ series: { uniqueId: name, step, firstMs: timeAt(firstMs, step, start), y: kept, filled }, repairs });
}

function failTooFew(values: number) {
  return fail<SeriesProblem>({ code: 'too-few-values', params: { values, needed: fewestValues } });
}

type PlacedRows = {
  /** Rows of the table in the order of time. */
  rows: Uint32Array;
  /** The point that each of `rows` belongs to. */
  indices: Int32Array;
  step: Step;
  firstMs: number;
  wasSorted: boolean;
  movedDates: number;
};

function placeRows({ columns, rowCount }: Table, timeColumn: number | null): Result<PlacedRows, SeriesProblem> {
  const time = timeColumn === null ? null : columns[timeColumn];
  if (time === null || time.kind === 'text') {
    const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
    const step: Step = { unit: 'row', every: 1 };
    return ok({ rows, indices: Int32Array.from(rows), step, firstMs: 1, wasSorted: true, movedDates: 0 });
  }
  const { values } = time;
  const { rows, wasSorted } = sortRows(values);
  const distinct = distinctTimes(values, rows);
  if (distinct.times.length < 2) return failTooFew(distinct.times.length);
  const rhythm = inferRhythm(distinct.times);
  if (!('step' in rhythm)) {
    const example = sayTime(rhythm.exampleMs);
    return fail({ code: 'irregular-dates', params: { column: time.name, share: rhythm.share, example } });
  }
  const indices = distinct.numbers.map((number) => rhythm.indices[number]);
  return ok({ rows, indices, step: rhythm.step, firstMs: rhythm.firstMs, wasSorted, movedDates: rhythm.offBeat });
}

type MergedRows = {
  /** [length] NaN where there is no value. */
  values: Float64Array;
  gaps: number;
  duplicates: number;
  duplicateRule: Repairs['duplicateRule'];
};

function mergeRows(target: NumberColumn, rows: Uint32Array, indices: Int32Array, length: number): MergedRows {
  const values = new Float64Array(length);
  const valueCounts = new Uint32Array(length);
  const rowCounts = new Uint32Array(length);
  let hasNegative = false;
  for (let i = 0; i < rows.length; i++) {
    const value = target.values[rows[i]];
    const index = indices[i];
    rowCounts[index]++;
    if (Number.isNaN(value)) continue;
    if (value < 0) hasNegative = true;
    values[index] += value;
    valueCounts[index]++;
  }
  let points = 0;
  let shared = 0;
  for (const count of rowCounts) {
    if (count > 0) points++;
    if (count > 1) shared++;
  }
  const isWhole = shared > points * manyDuplicates && !hasNegative && !isLevel(target.name);
  const duplicateRule = isWhole ? 'sum' : 'mean';
  for (let i = 0; i < length; i++) {
    if (valueCounts[i] === 0) values[i] = Number.NaN;
    else if (duplicateRule === 'mean') values[i] /= valueCounts[i];
  }
  return { values, gaps: length - points, duplicates: rows.length - points, duplicateRule };
}

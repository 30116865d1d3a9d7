import { fail, ok, type Result } from '../base/result.ts';
import { formatTimestamp } from '../export/timestamp.ts';
import { timeAt } from '../series/calendar.ts';
import { fillGaps } from '../series/fill-gaps.ts';
import { inferRhythm } from '../series/infer-step.ts';
import type { Step } from '../series/step.ts';
import type { Column, Table } from '../table/table.ts';

/** One series of a file in long form, its points in time order and evenly apart where its dates or numbers have a rhythm. */
export type LongSeries = {
  uniqueId: string;
  /** [length] finite values */
  y: Float64Array;
  /** [length] as the file has them, and `horizon` more for the points beyond the end. */
  labelAt: (index: number) => string;
};

export type LongPanel = {
  series: LongSeries[];
  /** Series that have no value at all. */
  empty: string[];
};

export type LongProblem = { code: 'column-missing' | 'values-not-numeric'; column: string };

function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name.trim().toLowerCase() === name);
}

function textOf(column: Column, row: number): string {
  if (column.kind === 'text') return column.codes[row] < 0 ? '' : column.labels[column.codes[row]];
  return String(column.values[row]);
}

/** Where the rows of a series lie: the point of each, and what each point is called. */
type Grid = { indices: ArrayLike<number>; labelAt: (index: number) => string };

/** Share of the points between the first number and the last that must be there for the others to count as missing. */
const leastDensity = 0.5;

/** Whole numbers that count on evenly but for a few left out; else each row is a point. */
function placeNumbers(times: Float64Array): Grid {
  const steps = times.subarray(1).map((time, at) => time - times[at]);
  const step = steps.length > 0 ? Math.min(...steps) : 1;
  const indices = times.map((time) => (time - times[0]) / step);
  const last = indices[indices.length - 1];
  if (indices.every(Number.isInteger) && times.length >= leastDensity * (last + 1)) {
    return { indices, labelAt: (index) => String(times[0] + index * step) };
  }
  const end = times.length - 1;
  const lastStep = steps[steps.length - 1];
  return {
    indices: times.map((_, row) => row),
    labelAt: (index) => String(index <= end ? times[index] : times[end] + (index - end) * lastStep),
  };
}

/** How a time is written in a column of such a format: years and months alone stay so, all else is ISO 8601. */
function shorten(label: string, format: string): string {
  if (format === 'YYYY') return label.slice(0, 4);
  return format === 'YYYY-MM' ? label.slice(0, 7) : label;
}

/** @param usual rhythm of the other series, for one of a single row */
function placeDates(times: Float64Array, format: string, usual: Step | null): Grid {
  const single = usual && { firstMs: times[0], step: usual, indices: Int32Array.of(0) };
  const rhythm = times.length > 1 ? inferRhythm(times) : single;
  if (!rhythm || !('step' in rhythm)) {
    const { indices, labelAt } = placeNumbers(times);
    const labelOf = (index: number) => formatTimestamp(Number(labelAt(index)), { unit: 'day', every: 1 });
    return { indices, labelAt: (index) => shorten(labelOf(index), format) };
  }
  const { firstMs, step, indices } = rhythm;
  return { indices, labelAt: (index) => shorten(formatTimestamp(timeAt(firstMs, step, index), step), format) };
}

function placeRows(times: Float64Array, column: Column, usual: Step | null): Grid {
  return column.kind === 'date' ? placeDates(times, column.format, usual) : placeNumbers(times);
}

/** The rhythm of the longest series. */
function findUsualStep(series: readonly { times: Float64Array }[], { kind }: Column): Step | null {
  if (kind !== 'date' || series.length === 0) return null;
  const { times } = series.reduce((longest, each) => (each.times.length > longest.times.length ? each : longest));
  const rhythm = times.length > 1 ? inferRhythm(times) : null;
  return rhythm && 'step' in rhythm ? rhythm.step : null;
}

/** Rows of one series in time order; several of one time count as one, with the mean of their values. */
function mergeRows(rows: readonly { time: number; value: number }[]): { times: Float64Array; values: Float64Array } {
  const sorted = [...rows].sort((a, b) => a.time - b.time);
  const groups: { time: number; known: number[] }[] = [];
  for (const { time, value } of sorted) {
    if (groups.at(-1)?.time !== time) groups.push({ time, known: [] });
    if (!Number.isNaN(value)) groups[groups.length - 1].known.push(value);
  }
  return {
    times: Float64Array.from(groups, ({ time }) => time),
    values: Float64Array.from(groups, ({ known }) => known.reduce((sum, value) => sum + value, 0) / known.length),
  };
}

/**
 * [length] the values on their points, from the first known one on. Gaps are filled by the straight line through their
 * neighbours, those at the end by the last known value. @returns null where nothing is known
 */
function fillPoints(values: Float64Array, indices: ArrayLike<number>): { y: Float64Array; start: number } | null {
  const points = new Float64Array(indices[indices.length - 1] + 1).fill(Number.NaN);
  values.forEach((value, row) => {
    points[indices[row]] = value;
  });
  const start = points.findIndex((value) => !Number.isNaN(value));
  if (start < 0) return null;
  const y = points.slice(start);
  const end = y.findLastIndex((value) => !Number.isNaN(value));
  y.fill(y[end], end + 1);
  fillGaps(y, 'linear', 1);
  return { y, start };
}

/**
 * Groups the rows of a table with the columns `unique_id, ds, y` by series and puts each on its rhythm: rows in any order,
 * missing values, left-out dates. Rows without a date are left out; where `ds` is neither date nor number, rows count.
 */
export function readLong(table: Table): Result<LongPanel, LongProblem> {
  const [id, time, value] = ['unique_id', 'ds', 'y'].map((name) => ({ name, column: findColumn(table, name) }));
  for (const { name, column } of [id, time, value]) if (!column) return fail({ code: 'column-missing', column: name });
  const [idColumn, timeColumn, valueColumn] = [id, time, value].map(({ column }) => column as Column);
  if (valueColumn.kind !== 'number') return fail({ code: 'values-not-numeric', column: 'y' });

  const timeOf = (row: number) => (timeColumn.kind === 'text' ? row : timeColumn.values[row]);
  const rowsById = new Map<string, { time: number; value: number }[]>();
  for (let row = 0; row < table.rowCount; row += 1) {
    if (Number.isNaN(timeOf(row))) continue;
    const uniqueId = textOf(idColumn, row);
    const rows = rowsById.get(uniqueId) ?? [];
    if (rows.length === 0) rowsById.set(uniqueId, rows);
    rows.push({ time: timeOf(row), value: valueColumn.values[row] });
  }
  const panel: LongPanel = { series: [], empty: [] };
  const merged = [...rowsById].map(([uniqueId, rows]) => ({ uniqueId, ...mergeRows(rows) }));
  const usual = findUsualStep(merged, timeColumn);
  for (const { uniqueId, times, values } of merged) {
    const { indices, labelAt } = placeRows(times, timeColumn, usual);
    const filled = fillPoints(values, indices);
    if (!filled) panel.empty.push(uniqueId);
    else panel.series.push({ uniqueId, y: filled.y, labelAt: (index) => labelAt(filled.start + index) });
  }
  return ok(panel);
}

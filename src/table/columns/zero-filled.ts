/** Zeros that a template has for the time to come: from some date on nothing but zero, in a column that was hardly ever zero. */
import type { Column, DateColumn, NumberColumn } from '../table.ts';

/** `fromMs`: the first date of which every number is zero. */
export type ZeroFilled = { column: string; fromMs: number; cells: number };

/** Fewer dates of zeros may be chance, or a shop that was closed. */
const fewestDates = 3;
const leastShare = 0.03;
const mostShare = 0.6;
/** So much longer than the longest run of zeros before. */
const timesLonger = 3;
const fewestBefore = 8;
/** Different numbers a column has; fewer are marks of yes and no. */
const fewestDifferent = 5;

/**
 * The columns with these zeros taken for missing.
 *
 * @param kept columns by name whose zeros are values, as the user says
 */
export function readZeroFilled(
  columns: Column[],
  time: DateColumn | null,
  kept: ReadonlySet<string>,
): { columns: Column[]; filled: ZeroFilled[] } {
  const filled: ZeroFilled[] = [];
  if (time === null) return { columns, filled };
  const lastRows = rowsOfLast(time);
  const read = columns.map((column) => {
    if (column.kind !== 'number' || kept.has(column.name)) return column;
    // Most columns end with something else than zero, and nothing more is asked of them.
    if (lastRows.some((row) => column.values[row] !== 0 && !Number.isNaN(column.values[row]))) return column;
    const fromMs = findStart(column, time);
    if (fromMs === null) return column;
    let cells = 0;
    const values = column.values.map((value, row) => {
      if (!(time.values[row] >= fromMs) || Number.isNaN(value)) return value;
      cells++;
      return Number.NaN;
    });
    filled.push({ column: column.name, fromMs, cells });
    return { ...column, values, missing: column.missing + cells };
  });
  return { columns: read, filled };
}

/** The rows of the last date. */
function rowsOfLast({ values }: DateColumn): number[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) if (values[row] > lastMs) lastMs = values[row];
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (values[row] === lastMs) rows.push(row);
  return rows;
}

function findStart({ values }: NumberColumn, time: DateColumn): number | null {
  let lastMs = Number.NEGATIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const ms = time.values[row];
    if (Number.isNaN(values[row]) || Number.isNaN(ms)) continue;
    if (ms > endMs) endMs = ms;
    if (values[row] !== 0 && ms > lastMs) lastMs = ms;
  }
  if (!(endMs > lastMs)) return null;
  const isZero = new Map<number, boolean>();
  const different = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    const ms = time.values[row];
    const value = values[row];
    if (Number.isNaN(value) || Number.isNaN(ms)) continue;
    if (different.size < fewestDifferent) different.add(value);
    isZero.set(ms, (isZero.get(ms) ?? true) && value === 0);
  }
  const dates = [...isZero].sort(([a], [b]) => a - b);
  const end = dates.findIndex(([ms]) => ms > lastMs);
  const start = dates.findIndex(([, zero]) => !zero);
  const trailing = dates.length - end;
  const isLong = trailing >= Math.max(fewestDates, dates.length * leastShare);
  if (different.size < fewestDifferent || !isLong || trailing > dates.length * mostShare) return null;
  if (end - start < fewestBefore || trailing <= timesLonger * longestRun(dates.slice(start, end))) return null;
  return dates[end][0];
}

function longestRun(dates: [ms: number, isZero: boolean][]): number {
  let longest = 0;
  let run = 0;
  for (const [, isZero] of dates) {
    run = isZero ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

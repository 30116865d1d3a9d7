/** A column that seems to name periods in a way that is not known. */
import type { Column } from '../table.ts';
import { soundsLikeTime } from './time-words.ts';

/** Fewer rows than this are numbered whatever they are called. */
const fewestRows = 3;

/**
 * The first column whose name says that it holds times, or which stands in front and has another label with digits in each row;
 * null where the table has dates, or nothing that could be periods.
 */
export function findUnreadPeriods(columns: readonly Column[], rowCount: number): string | null {
  if (rowCount < fewestRows || columns.some(hasDates)) return null;
  const found = columns.find((column, index) => {
    if (column.kind === 'date') return false;
    if (column.kind === 'number') return soundsLikeTime(column.name) && isVaried(column.values);
    const { labels } = column;
    if (labels.length < fewestRows) return false;
    if (soundsLikeTime(column.name)) return true;
    const isFirst = index === 0 && labels.length >= rowCount * 0.9;
    return isFirst && labels.filter((label) => /\d/.test(label)).length >= labels.length * 0.9;
  });
  return found?.name ?? null;
}

function hasDates(column: Column): boolean {
  return column.kind === 'date' && column.values.some((ms) => !Number.isNaN(ms));
}

function isVaried(values: Float64Array): boolean {
  return new Set(values.subarray(0, 1000)).size >= fewestRows;
}

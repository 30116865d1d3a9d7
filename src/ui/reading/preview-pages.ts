/** Which rows of a table a preview shows at a time, and where its unreadable cells are. */
import type { ColumnProfile } from '../../worker/protocol.ts';

/** Rows a page; few enough to be looked through. */
export const pageRows = 50;

/** The first row of the page that a row is on; both count from 1. */
export function pageStart(row: number): number {
  return Math.floor((row - 1) / pageRows) * pageRows + 1;
}

/** The first row of the last page, from 1. */
export function lastPageStart(rowCount: number): number {
  return pageStart(Math.max(1, rowCount));
}

/**
 * The first unreadable cell behind a page, of those that are known by their row; from the beginning again behind the last.
 *
 * @param columns all of the table, or one of them
 * @param firstRow of the page that is shown, from 1
 * @returns its row, or null where there is none
 */
export function nextUnreadableRow(
  columns: readonly Pick<ColumnProfile, 'unreadableExamples'>[],
  firstRow: number,
): number | null {
  const rows = columns.flatMap(({ unreadableExamples }) => unreadableExamples.map(({ row }) => row));
  const after = rows.filter((row) => row >= firstRow + pageRows);
  const from = after.length > 0 ? after : rows;
  return from.length > 0 ? from.reduce((a, b) => Math.min(a, b)) : null;
}

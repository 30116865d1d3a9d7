/** Rows that are left out of a table that is read already. */
import type { BadCell, Column } from '../table.ts';

/** The columns without some rows, which are counted from 0. */
export function dropRows(columns: readonly Column[], dropped: ReadonlySet<number>): Column[] {
  const sorted = [...dropped].sort((a, b) => a - b);
  const keep = (_: number, row: number) => !dropped.has(row);
  const examplesOf = (examples: BadCell[]) =>
    examples.flatMap(({ row, text }) => {
      if (dropped.has(row - 1)) return [];
      return [{ row: row - sorted.filter((each) => each < row - 1).length, text }];
    });
  return columns.map((column): Column => {
    const unreadableExamples = examplesOf(column.unreadableExamples);
    if (column.kind === 'text') {
      const missing = column.missing - sorted.filter((row) => column.codes[row] === -1).length;
      return { ...column, codes: column.codes.filter(keep), missing, unreadableExamples };
    }
    const isTotal = column.kind === 'date' && (column.totalRows?.length ?? 0) > 0;
    const empty = sorted.filter((row) => Number.isNaN(column.values[row])).length;
    const missing = isTotal && column.madeFrom === null ? column.missing : Math.max(0, column.missing - empty);
    const values = column.values.filter(keep);
    if (column.kind === 'number' || !column.periodKinds) return { ...column, values, missing, unreadableExamples };
    const periodKinds = { ...column.periodKinds, codes: column.periodKinds.codes.filter(keep) };
    return { ...column, values, missing, unreadableExamples, periodKinds };
  });
}

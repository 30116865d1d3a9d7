/** Rows of a table as they were read, each cell with what became of it. */
import type { Column, Table } from '../table.ts';

export type PreviewCell = { text: string; state: 'read' | 'missing' | 'unreadable' };

/** @param firstRow counted from 1 */
export function previewRows({ columns, rowCount }: Table, firstRow: number, rows: number): PreviewCell[][] {
  const start = Math.max(0, firstRow - 1);
  const end = Math.min(rowCount, start + rows);
  const unreadable = columns.map(
    ({ unreadableExamples }) => new Map(unreadableExamples.map(({ row, text }) => [row, text])),
  );
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => {
    const row = start + i;
    return columns.map((column, index) => readCell(column, row, unreadable[index].get(row + 1)));
  });
}

function readCell(column: Column, row: number, unreadableText: string | undefined): PreviewCell {
  if (unreadableText !== undefined) return { text: unreadableText, state: 'unreadable' };
  if (column.kind === 'text') {
    const text = column.labels[column.codes[row]];
    return text === undefined ? { text: '', state: 'missing' } : { text: text.slice(0, 200), state: 'read' };
  }
  const value = column.values[row];
  if (Number.isNaN(value)) return { text: '', state: 'missing' };
  return { text: column.kind === 'number' ? String(value) : sayTime(value), state: 'read' };
}

function sayTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

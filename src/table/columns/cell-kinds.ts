/** What single cells look like, before anything is known about their column. */
import { looksLikeDate } from '../dates/decide-date-format.ts';
import { isMissing } from './missing.ts';
import { looksLikeNumber } from './numbers.ts';

export type CellKind = 'missing' | 'number' | 'date' | 'clock' | 'text';

const clockPattern = /^\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*$/i;

/** Values below what could be measured: no number to compute with, but none of the words of a header either. */
const boundPattern = /^\s*[<>≤≥]\s*\d[\d.,]*\s*$/;

/** What a cell looks like by itself. */
export function kindOfCell(cell: string): CellKind {
  if (isMissing(cell)) return 'missing';
  if (looksLikeNumber(cell) || boundPattern.test(cell)) return 'number';
  if (clockPattern.test(cell)) return 'clock';
  return looksLikeDate(cell) ? 'date' : 'text';
}

/** Whether a cell is a number, a date or a time of day. */
export function isTyped(cell: string): boolean {
  const kind = kindOfCell(cell);
  return kind !== 'missing' && kind !== 'text';
}

/** Whether every cell is empty or made of spaces. */
export function isBlank(row: string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** Cells that are not empty. */
export function countFilled(row: string[]): number {
  let filled = 0;
  for (const cell of row) if (cell.trim() !== '') filled++;
  return filled;
}

/** A line drawn under a header or above a total: `-----+-----`. */
export function isRule(row: string[]): boolean {
  const first = row[0]?.trim() || (row[1] ?? '');
  if (!/^[\s:|+]*[-=]{2}/.test(first)) return false;
  return row.every((cell) => /^[\s:|+=_-]*$/.test(cell));
}

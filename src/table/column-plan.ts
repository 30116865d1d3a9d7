/** Decides what a column holds by a sample of its cells. */
import { type DateFormat, decideDateFormat, soundsLikeTime } from './dates.ts';
import { isMissing } from './missing.ts';
import {
  createNumberReader,
  type DecimalMark,
  decideNumberStyle,
  decimalEvidence,
  type NumberStyle,
} from './numbers.ts';

export type ColumnPlan =
  | { kind: 'number'; style: NumberStyle }
  | { kind: 'date'; format: DateFormat; isAmbiguous: boolean }
  | { kind: 'text' };

/** What the rest of the file tells about a column. */
export type FileHints = { decimalMark: DecimalMark; dayFirst: boolean };

/** Less than this share of readable cells makes a column of numbers or dates one of texts. */
const leastReadable = 0.6;

/**
 * @param name the column's name, empty where the file has none
 * @param cells cells of the column in the order of the file
 * @param isFirst whether it is the first of several columns
 */
export function planColumn(name: string, cells: string[], isFirst: boolean, hints: FileHints): ColumnPlan {
  const filled = cells.filter((cell) => !isMissing(cell));
  const numbers = decideNumberStyle(filled, hints.decimalMark);
  // A column that is empty as far as one can see may hold numbers further down; it is read again where it does not.
  if (filled.length === 0) return { kind: 'number', style: numbers.style };
  const dates = decideDateFormat(filled, {
    soundsLikeTime: soundsLikeTime(name),
    isFirst,
    usualOrder: hints.dayFirst ? 'dmy' : 'mdy',
  });
  if (dates && dates.share >= leastReadable && dates.share >= numbers.share * 0.95) {
    return { kind: 'date', format: dates.format, isAmbiguous: dates.isAmbiguous };
  }
  return numbers.share >= leastReadable ? { kind: 'number', style: numbers.style } : { kind: 'text' };
}

/** The decimal mark and the order of dates that a file's columns speak for together. */
export function hintsOf(columns: string[][], delimiter: string): FileHints {
  const votes = { '.': 0, ',': 0 };
  for (const cells of columns) {
    const own = { '.': 0, ',': 0 };
    for (const cell of cells) {
      const mark = decimalEvidence(cell);
      if (mark) own[mark]++;
    }
    if (own['.'] !== own[',']) votes[own['.'] > own[','] ? '.' : ',']++;
  }
  // Spreadsheets write semicolons where the comma is the decimal mark.
  const isTied = votes['.'] === votes[','];
  const decimalMark: DecimalMark = isTied ? (delimiter === ';' ? ',' : '.') : votes['.'] > votes[','] ? '.' : ',';
  const usesDots = columns.some((cells) => cells.some((cell) => /^\s*\d{1,2}\.\d{1,2}\.\d{2,4}\b/.test(cell)));
  return { decimalMark, dayFirst: decimalMark === ',' || delimiter === ';' || usesDots };
}

/** The share of the filled cells that a plan reads, 0-1; 1 for texts. */
export function shareReadBy(plan: ColumnPlan, cells: string[]): number {
  if (plan.kind === 'text') return 1;
  const read = plan.kind === 'number' ? createNumberReader(plan.style) : plan.format.read;
  const filled = cells.filter((cell) => !isMissing(cell));
  return filled.length === 0 ? 1 : filled.filter((cell) => !Number.isNaN(read(cell))).length / filled.length;
}

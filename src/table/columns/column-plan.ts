/** Decides what a column holds by a sample of its cells. */
import type { DateFormat } from '../dates/date-format.ts';
import { type AskedOrder, decideDateFormat, type OrderedFormat } from '../dates/dates.ts';
import { soundsLikeKey, soundsLikeTime, soundsLikeWeek } from '../dates/time-words.ts';
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
  | { kind: 'date'; format: DateFormat; isAmbiguous: boolean; readings: OrderedFormat[] }
  | { kind: 'text' };

/** What the rest of the file tells about a column. */
export type FileHints = {
  decimalMark: DecimalMark;
  /** Whether cells speak for the decimal mark, not the delimiter alone. */
  isMarkSure: boolean;
  dayFirst: boolean;
  /** The month in which fiscal years begin, where the user said it. */
  fiscalStart?: number;
};

/** What the user said about a column. */
export type ColumnChoice = { kind?: ColumnPlan['kind']; dateOrder?: AskedOrder; decimalMark?: DecimalMark };

/** Less than this share of readable cells makes a column of numbers or dates one of texts. */
const leastReadable = 0.6;

/**
 * @param name the column's name, empty where the file has none
 * @param cells cells of the column in the order of the file
 * @param isFirst whether it is the first of several columns
 */
export function planColumn(
  name: string,
  cells: string[],
  isFirst: boolean,
  hints: FileHints,
  choice: ColumnChoice = {},
): ColumnPlan {
  if (choice.kind === 'text') return { kind: 'text' };
  const filled = cells.filter((cell) => !isMissing(cell));
  const numbers = decideNumberStyle(filled, hints.decimalMark, choice.decimalMark, hints.isMarkSure);
  // A column that is empty as far as one can see may hold numbers further down; it is read again where it does not.
  if (filled.length === 0) return { kind: 'number', style: numbers.style };
  const dates = decideDateFormat(filled, {
    soundsLikeTime: soundsLikeTime(name),
    isFirst,
    isKey: soundsLikeKey(name),
    isNamed: name !== '',
    usualOrder: hints.dayFirst ? 'dmy' : 'mdy',
    soundsLikeWeek: soundsLikeWeek(name),
    ...(hints.fiscalStart ? { fiscalStart: hints.fiscalStart } : {}),
    ...(choice.dateOrder ? { askedOrder: choice.dateOrder } : {}),
  });
  const isDate = dates && dates.share >= leastReadable && dates.share >= numbers.share * 0.95;
  if (dates && (isDate || choice.kind === 'date') && choice.kind !== 'number') {
    const { format, isAmbiguous, readings } = dates;
    return { kind: 'date', format, isAmbiguous, readings };
  }
  if (choice.kind === 'number') return { kind: 'number', style: numbers.style };
  if (soundsLikeKey(name) && arePadded(filled)) return { kind: 'text' };
  return numbers.share >= leastReadable ? { kind: 'number', style: numbers.style } : { kind: 'text' };
}

/** Codes such as `0017`: digits of one length, zeros in front of some, which a number would lose. */
function arePadded(cells: string[]): boolean {
  const [first = ''] = cells;
  const areAlike = cells.every((cell) => cell.trim().length === first.trim().length && /^\s*\d{2,}\s*$/.test(cell));
  return areAlike && cells.some((cell) => cell.trim().startsWith('0'));
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
  return { decimalMark, isMarkSure: !isTied, dayFirst: decimalMark === ',' || delimiter === ';' || usesDots };
}

/** The share of the filled cells that a plan reads, 0-1; 1 for texts. */
export function shareReadBy(plan: ColumnPlan, cells: string[]): number {
  if (plan.kind === 'text') return 1;
  const read = plan.kind === 'number' ? createNumberReader(plan.style) : plan.format.read;
  const filled = cells.filter((cell) => !isMissing(cell));
  const isTotal = plan.kind === 'date' ? plan.format.isTotal : undefined;
  const isRead = (cell: string) => !Number.isNaN(read(cell)) || isTotal?.(cell);
  return filled.length === 0 ? 1 : filled.filter(isRead).length / filled.length;
}

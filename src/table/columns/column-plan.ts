/** Decides what a column holds by a sample of its cells. */
import type { DateFormat } from '../dates/date-format.ts';
import { type AskedOrder, decideDateFormat, type OrderedFormat } from '../dates/decide-date-format.ts';
import { soundsLikeClock, soundsLikeKey, soundsLikeTime, soundsLikeWeek } from '../dates/time-words.ts';
import { maySayTotal } from '../layout/total-words.ts';
import type { DecimalMarkQuestion, HalvesQuestion } from '../table.ts';
import type { Side } from './account-sides.ts';
import { saysClosed } from './closed-words.ts';
import { areCodes } from './codes.ts';
import { isMissing } from './missing.ts';
import {
  areGroups,
  createNumberReader,
  type DecimalMark,
  decideNumberStyle,
  decimalEvidence,
  isDashZero,
  isTooLarge,
  type NumberStyle,
} from './numbers.ts';

export type ColumnPlan =
  | { kind: 'number'; style: NumberStyle }
  | { kind: 'date'; format: DateFormat; isAmbiguous: boolean; readings: OrderedFormat[] }
  /** `areCodes`: digits that stay the texts they are. */
  | { kind: 'text'; areCodes?: boolean };

/** What the rest of the file tells about a column. */
export type FileHints = {
  decimalMark: DecimalMark;
  /** Whether cells speak for the decimal mark, not the delimiter alone. */
  isMarkSure: boolean;
  dayFirst: boolean;
  /** The month in which fiscal years begin, where the user said it. */
  fiscalStart?: number;
  /** Whether a column tells times of day. */
  hasClock?: boolean;
};

/** What the user said about a column. */
export type ColumnChoice = {
  kind?: ColumnPlan['kind'];
  dateOrder?: AskedOrder;
  decimalMark?: DecimalMark;
  keepsHalves?: boolean;
  negativeSide?: Side | 'none';
};

/** Less than this share of readable cells makes a column of numbers or dates one of texts. */
const leastReadable = 0.6;

/**
 * @param name the column's name, empty where the file has none
 * @param cells cells of the column in the order of the file
 * @param isFirst whether it is the first of several columns
 * @param mayBeCodes false where digits have to be numbers, since the table has no others
 */
export function planColumn(
  name: string,
  cells: string[],
  isFirst: boolean,
  hints: FileHints,
  choice: ColumnChoice = {},
  mayBeCodes = true,
): ColumnPlan {
  if (choice.kind === 'text') return { kind: 'text' };
  const filled = withoutClosed(cells.filter((cell) => !isMissing(cell)));
  const { style: written, share } = decideNumberStyle(
    filled,
    hints.decimalMark,
    choice.decimalMark,
    hints.isMarkSure,
    choice.negativeSide === 'none' ? undefined : choice.negativeSide,
  );
  const style: NumberStyle = {
    ...written,
    ...(isDashZero(cells) && { isDashZero: true }),
    ...(arePercents(filled) && { isPercent: true }),
  };
  const numbers = { style, share };
  // A column that is empty as far as one can see may hold numbers further down; it is read again where it does not.
  if (filled.length === 0) return { kind: 'number', style: numbers.style };
  const dates = decideDateFormat(withoutTotals(filled), {
    soundsLikeTime: soundsLikeTime(name),
    isFirst,
    isKey: soundsLikeKey(name),
    isNamed: name !== '',
    usualOrder: hints.dayFirst ? 'dmy' : 'mdy',
    soundsLikeWeek: soundsLikeWeek(name),
    ...(hints.hasClock ? { isBesideClock: true } : {}),
    ...(hints.fiscalStart ? { fiscalStart: hints.fiscalStart } : {}),
    ...(choice.dateOrder ? { askedOrder: choice.dateOrder } : {}),
    ...(choice.keepsHalves ? { keepsHalves: true } : {}),
  });
  const isDate = dates && dates.share >= leastReadable && dates.share >= numbers.share * 0.95;
  if (dates && (isDate || choice.kind === 'date') && choice.kind !== 'number') {
    const { format, isAmbiguous, readings } = dates;
    return { kind: 'date', format, isAmbiguous, readings };
  }
  if (choice.kind === 'number') return { kind: 'number', style: numbers.style };
  if (mayBeCodes && areCodes(name, filled)) return { kind: 'text', areCodes: true };
  const largeShare = filled.filter((cell) => isTooLarge(cell, style)).length / filled.length;
  return numbers.share + largeShare >= leastReadable ? { kind: 'number', style } : { kind: 'text' };
}

/** Cells but for those that say a business was closed, where anything else stands beside them: these tell nothing of the others. */
function withoutClosed(cells: string[]): string[] {
  const others = cells.filter((cell) => !saysClosed(cell));
  return others.length > 0 ? others : cells;
}

/** Cells but for those that say they are totals, where these are few: sums of a year stand among the months that they add up. */
function withoutTotals(cells: string[]): string[] {
  const others = cells.filter((cell) => /^\s*[\d'’]/.test(cell) || !maySayTotal(cell));
  return others.length < cells.length && others.length >= cells.length * leastReadable ? others : cells;
}

function arePercents(cells: string[]): boolean {
  return cells.length > 0 && cells.filter((cell) => /\d\s*%\s*$/.test(cell)).length > cells.length / 2;
}

/** Months, years and times of day written with a mark between: `01.2024`, `2024.01`, `18.30`. */
const markedMonth = /^\s*(?:(?:0?[1-9]|1[0-2])[.,](?:19|20)\d{2}|(?:19|20)\d{2}[.,](?:0?[1-9]|1[0-2]))\s*$/;
const markedWeek = /^\s*(?:[0-5]?\d[.,](?:19|20)\d{2}|(?:19|20)\d{2}[.,][0-5]\d)\s*$/;
const markedClock = /^\s*(?:[01]?\d|2[0-4])[.,][0-5]\d\s*$/;

/** Whether the marks in a column's cells stand in dates or times, and tell nothing of numbers. */
function holdsTimes(name: string, cells: string[]): boolean {
  const filled = cells.filter((cell) => !isMissing(cell));
  const all = (pattern: RegExp) => filled.every((cell) => pattern.test(cell));
  return (
    all(markedMonth) ||
    (soundsLikeTime(name) && (all(markedClock) || all(markedWeek) || all(/^[^.,]*[.,][^.,]*[.,][^.,]*$/)))
  );
}

/** More than the months of a year, or the periods that a year is cut into. */
const fewestPartsOfDay = 14;

/** Whether a column tells the time of day, or numbers the parts of it, by its name and its cells. */
function holdsPartsOfDay(name: string, cells: string[]): boolean {
  if (!soundsLikeClock(name)) return false;
  const parts = new Set(cells);
  return parts.size >= fewestPartsOfDay && [...parts].every((part) => /^\s*\d{1,4}\s*$|^\s*\d{1,2}:\d{2}/.test(part));
}

/** The decimal mark and the order of dates that a file's columns speak for together. */
export function hintsOf(columns: string[][], delimiter: string, names: string[] = []): FileHints {
  const votes = { '.': 0, ',': 0 };
  for (const [index, cells] of columns.entries()) {
    if (holdsTimes(names[index] ?? '', cells)) continue;
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
  const hasClock = columns.some((cells, index) => holdsPartsOfDay(names[index] ?? '', cells));
  return { decimalMark, hasClock, isMarkSure: !isTied, dayFirst: decimalMark === ',' || delimiter === ';' || usesDots };
}

/**
 * A question about a column all of whose marks could group digits as well as begin a fraction; null where its own cells tell.
 *
 * @param taken the mark that was taken
 */
export function askDecimalMark(column: string, cells: string[], taken: DecimalMark): DecimalMarkQuestion | null {
  const filled = cells.filter((cell) => !isMissing(cell));
  const marked = filled.filter((cell) => /[.,]/.test(cell));
  const [example] = marked;
  if (example === undefined || marked.some((cell) => decimalEvidence(cell) !== null)) return null;
  if (areGroups(filled, ',') || areGroups(filled, '.')) return null;
  const options = (['.', ','] as const).map((decimalMark) => {
    return { decimalMark, value: createNumberReader({ decimalMark, unit: '' })(example) };
  });
  if (options.some(({ value }) => Number.isNaN(value)) || options[0]?.value === options[1]?.value) return null;
  return { code: 'decimal-mark', column, example: example.trim(), options, chosen: taken === '.' ? 0 : 1 };
}

/** The share of the filled cells that a plan reads, 0-1; 1 for texts. */
export function shareReadBy(plan: ColumnPlan, cells: string[]): number {
  if (plan.kind === 'text') return 1;
  const read = plan.kind === 'number' ? createNumberReader(plan.style) : plan.format.read;
  const filled = withoutClosed(cells.filter((cell) => !isMissing(cell)));
  const isTotal = plan.kind === 'date' ? plan.format.isTotal : undefined;
  const isRead = (cell: string) => !Number.isNaN(read(cell)) || isTotal?.(cell);
  return filled.length === 0 ? 1 : filled.filter(isRead).length / filled.length;
}

/** A question about dates of which some may have been changed about; null where none seem to be. */
export function askHalves(column: string, cells: string[], { halves, ...taken }: DateFormat): HalvesQuestion | null {
  if (!halves) return null;
  const example = cells.find((cell) => {
    const ms = halves.changedBack.read(cell);
    return !Number.isNaN(ms) && ms !== halves.asWritten.read(cell);
  });
  if (example === undefined) return null;
  const options = [halves.changedBack, halves.asWritten].map((format, at) => ({
    isChangedBack: at === 0,
    exampleMs: format.read(example),
  }));
  const chosen = taken.read(example) === options[0].exampleMs ? 0 : 1;
  return { code: 'changed-dates', column, example: example.trim(), options, chosen };
}

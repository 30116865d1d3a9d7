/** Guesses which columns a user wants to forecast, by their names and values. The user sees the guess and may change it. */

import { isPrice } from '../table/columns/level-words.ts';
import { soundsLikeTarget } from '../table/columns/measure-words.ts';
import { nameWords } from '../table/columns/name-words.ts';
import { soundsLikeTime } from '../table/dates/time-words.ts';
import type { DateColumn, NumberColumn, Table } from '../table/table.ts';

/** The place of the date column that orders the rows best; null where there is none. */
export function guessTime({ columns, rowCount }: Table): number | null {
  const scores = columns.map((column) => (column.kind === 'date' ? scoreTime(column, rowCount) : 0));
  const best = scores.indexOf(Math.max(...scores));
  return (scores[best] ?? 0) > 0 ? best : null;
}

/**
 * The place of the column of numbers that looks most like something measured or sold; of the first texts where there are no numbers.
 *
 * @param timeColumn the date column that orders the rows; null where their order does
 * @param ids columns that say whose row it is
 */
export function guessTarget(
  { columns, rowCount }: Table,
  timeColumn: number | null,
  ids: readonly number[] = [],
): number {
  if (columns.every(({ kind }) => kind !== 'number')) {
    const text = columns.findIndex(({ kind }) => kind === 'text');
    return Math.max(0, text);
  }
  const time = timeColumn === null ? null : columns[timeColumn];
  const isDated = time?.kind === 'date';
  const parts = isDated ? (time.madeFrom ?? []) : [];
  const times = isDated ? time.values : new Float64Array(rowCount).map((_, row) => row);
  const scores = columns.map((column, index) => {
    if (column.kind !== 'number') return Number.NEGATIVE_INFINITY;
    // What the time was made from, or says whose row it is, is hardly what is wanted.
    const isOther = parts.includes(index) || ids.includes(index);
    return scoreTarget(column, times) - index / 1000 - (isOther ? 50 : 0);
  });
  return scores.indexOf(Math.max(...scores));
}

/** Above 0 for a column that could order the rows. */
function scoreTime({ name, values, missing, unreadable, madeFrom, question }: DateColumn, rowCount: number): number {
  const readable = rowCount - missing - unreadable;
  if (readable < rowCount / 2 || readable < 2) return 0;
  let ordered = 0;
  let last = Number.NaN;
  const distinct = new Set<number>();
  const stride = Math.max(1, Math.floor(rowCount / 20_000));
  let seen = 0;
  for (let row = 0; row < rowCount; row += stride) {
    const ms = values[row];
    if (Number.isNaN(ms)) continue;
    if (!(ms < last)) ordered++;
    distinct.add(ms);
    last = ms;
    seen++;
  }
  if (distinct.size < 2) return 0.01;
  const named = (soundsLikeTime(name) ? 0.5 : 0) + (madeFrom ? 1 : 0);
  // Of two that do the same, the one that leaves nothing open: the last day of a fiscal period rather than its label.
  const open = question ? 0.1 : 0;
  return (readable / rowCount) * 2 + ordered / seen + distinct.size / seen + named - open;
}

/** Words that number or place something, whatever stands before them. */
const keyWords = new Set(
  (
    'id ids uid uuid guid key code no nr nbr number num zip zipcode postcode plz sku ean upc gtin plu phone lat latitude lon lng' +
    ' longitude flag is has nummer'
  ).split(' '),
);
/** Words that do so where nothing else is said: `store`, but not `store visits`, nor `store 1` beside `store 2`. */
const loneKeyWords = new Set(
  'row index idx rank store shop item product customer user order invoice version unnamed'.split(' '),
);
const calendarWords = new Set(
  'year month day hour minute second week weekday quarter dow doy dayofweek jahr monat tag woche 年 月 日 周'.split(
    ' ',
  ),
);

/** Whether a name says that its column numbers, or names, something. */
export function isKeyName(name: string): boolean {
  if (/编号|序号|代码|编码/.test(name) || /[a-z]I[dD]$|ID$/.test(name)) return true;
  const words = nameWords(name);
  const last = words[words.length - 1] ?? '';
  if (keyWords.has(last) || (words.some((word) => keyWords.has(word)) && !soundsLikeTarget(name))) return true;
  if (words.length > 0 && !/\d/.test(name) && words.every((word) => loneKeyWords.has(word))) return true;
  return isCalendarName(name);
}

/** `month`, but not `sales per month`. */
function isCalendarName(name: string): boolean {
  return nameWords(name).some((word) => calendarWords.has(word)) && !soundsLikeTarget(name);
}

/** Most of the rows may lie beyond what is known of a target: a plan of prices or promotions for the time to come. */
const mostAhead = 0.5;

/** Rows by the time of a column's last value, where those beyond it may be the time to be forecast; else all rows. */
function rowsUntilEnd({ values }: NumberColumn, times: Float64Array): number {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) if (times[row] > last && !Number.isNaN(values[row])) last = times[row];
  let until = 0;
  for (let row = 0; row < times.length; row++) if (!(times[row] > last)) until++;
  return until >= times.length * (1 - mostAhead) ? until : times.length;
}

/** @param times [rows] what orders the rows */
function scoreTarget(column: NumberColumn, times: Float64Array): number {
  const { name, values, missing, unreadable } = column;
  const readable = times.length - missing - unreadable;
  if (readable === 0) return -100;
  const until = rowsUntilEnd(column, times);
  const words = nameWords(name);
  const { distinct, counts, smallest } = summarise(values);
  // A few empty cells do not make another column likelier.
  let score = Math.round((readable / until) * 10) * 0.3;
  if (soundsLikeTarget(name)) score += 6;
  if (words.length === 1 && ['y', 'target', 'sales', 'value', 'demand'].includes(words[0])) score += 2;
  if (isKeyName(name)) score -= 5;
  if (isCalendarName(name)) score -= 5;
  if (isConstant(values)) score -= 12;
  else if (distinct <= 2 && (smallest === 0 || !soundsLikeTarget(name))) score -= 3;
  // Of a price and a quantity, the quantity.
  if (isPrice(name)) score -= 1;
  if (counts) score -= 8;
  return score;
}

/** Whether all values are the same, and there is one. */
function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  return first !== undefined && values.every((value) => value === first || Number.isNaN(value));
}

/** Whether values only count (each one more than the last), how many differ, and the least; of the first 20,000. */
function summarise(values: Float64Array): { distinct: number; counts: boolean; smallest: number } {
  const seen = new Set<number>();
  let counts = true;
  let last = Number.NaN;
  for (const value of values.subarray(0, 20_000)) {
    if (Number.isNaN(value)) continue;
    if (!Number.isNaN(last) && value !== last + 1) counts = false;
    seen.add(value);
    last = value;
  }
  return { distinct: seen.size, counts: counts && seen.size > 2, smallest: Math.min(...seen) };
}

/** Guesses which columns a user wants to forecast, by their names and values. The user sees the guess and may change it. */

import { nameWords } from '../table/columns/name-words.ts';
import { soundsLikeTime } from '../table/dates/time-words.ts';
import type { DateColumn, NumberColumn, Table } from '../table/table.ts';

/** Both are places in `Table.columns`; `timeColumn` null numbers the rows instead. */
export type ColumnGuess = { timeColumn: number | null; targetColumn: number };

/**
 * @param table one with a column of numbers at least, as `readTable` gives it
 * @returns the date column that orders the rows best, null where there is none; and the column of numbers that looks most
 *   like something measured or sold
 */
export function guessChoice({ columns, rowCount }: Table): ColumnGuess {
  const times = columns.map((column) => (column.kind === 'date' ? scoreTime(column, rowCount) : 0));
  const timeColumn = times.indexOf(Math.max(...times));
  const time = columns[timeColumn];
  const parts = time?.kind === 'date' ? (time.madeFrom ?? []) : [];
  const timeOf = (row: number) => (time?.kind === 'date' ? time.values[row] : row);
  const targets = columns.map((column, index) => {
    if (column.kind !== 'number') return Number.NEGATIVE_INFINITY;
    // What the time was made from is hardly what is wanted.
    return scoreTarget(column, rowCount, timeOf) - index / 1000 - (parts.includes(index) ? 50 : 0);
  });
  return {
    timeColumn: (times[timeColumn] ?? 0) > 0 ? timeColumn : null,
    targetColumn: targets.indexOf(Math.max(...targets)),
  };
}

/** Above 0 for a column that could order the rows. */
function scoreTime({ name, values, missing, unreadable, madeFrom }: DateColumn, rowCount: number): number {
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
  return (readable / rowCount) * 2 + ordered / seen + distinct.size / seen + named;
}

const targetWords = new Set(
  (
    'y target value values sales sale revenue amount demand qty quantity units volume count total turnover orders passengers' +
    ' consumption load power energy usage production traffic visits visitors users sessions views rides trips rentals' +
    ' price close income profit cost spend temperature temp observed actual births deaths cases riders kwh mw mwh' +
    ' umsatz betrag erlös menge absatz wert anzahl verbrauch ventes chiffre quantité montant valeur ventas cantidad importe valor'
  ).split(' '),
);
const chineseTarget =
  /销量|销售|金额|收入|数量|营收|需求|客流|人数|用电|负荷|产量|价格|流量|订单|乘客|营业额|数值|売上|金額|數量|客数|需要/;

const keyWords = new Set(
  (
    'id ids uid uuid key code no nr number num row index idx rank zip zipcode postcode plz sku phone lat latitude lon lng' +
    ' longitude store shop item product customer user order invoice unnamed column version flag is has nummer 编号 序号 代码'
  ).split(' '),
);
const calendarWords = new Set(
  'year month day hour minute second week weekday quarter dow doy dayofweek jahr monat tag woche 年 月 日 周'.split(
    ' ',
  ),
);

/** Whether a name says that its column is what to forecast. */
export function isTargetName(name: string): boolean {
  return nameWords(name).some((word) => targetWords.has(word)) || chineseTarget.test(name);
}

/** Whether a name says that its column numbers, or names, something. */
export function isKeyName(name: string): boolean {
  const isKey = nameWords(name).some((word) => keyWords.has(word) || calendarWords.has(word));
  return isKey || /编号|序号|代码|编码/.test(name) || /[a-z]I[dD]$|ID$/.test(name);
}

/** Most of the rows may lie beyond what is known of a target: a plan of prices or promotions for the time to come. */
const mostAhead = 0.5;

/** Rows by the time of a column's last value, where those beyond it may be the time to be forecast; else all rows. */
function rowsUntilEnd({ values }: NumberColumn, rowCount: number, timeOf: (row: number) => number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rowCount; row++) if (!Number.isNaN(values[row])) last = Math.max(last, timeOf(row));
  let until = 0;
  for (let row = 0; row < rowCount; row++) if (!(timeOf(row) > last)) until++;
  return until >= rowCount * (1 - mostAhead) ? until : rowCount;
}

function scoreTarget(column: NumberColumn, rowCount: number, timeOf: (row: number) => number): number {
  const { name, values, missing, unreadable } = column;
  const readable = rowCount - missing - unreadable;
  if (readable === 0) return -100;
  const until = rowsUntilEnd(column, rowCount, timeOf);
  const words = nameWords(name);
  const { distinct, counts, smallest, largest } = summarise(values);
  // A few empty cells do not make another column likelier.
  let score = Math.round((readable / until) * 10) * 0.3;
  if (words.some((word) => targetWords.has(word)) || chineseTarget.test(name)) score += 6;
  if (words.length === 1 && ['y', 'target', 'sales', 'value', 'demand'].includes(words[0])) score += 2;
  if (words.some((word) => keyWords.has(word)) || /编号|序号|代码|编码/.test(name) || /[a-z]I[dD]$|ID$/.test(name))
    score -= 5;
  if (words.some((word) => calendarWords.has(word))) score -= 5;
  if (smallest === largest) score -= 12;
  else if (distinct <= 2) score -= 3;
  if (counts) score -= 8;
  return score;
}

/** Whether values only count (each one more than the last), how many differ, and their range; of the first 20,000. */
function summarise(values: Float64Array): { distinct: number; counts: boolean; smallest: number; largest: number } {
  const seen = new Set<number>();
  let counts = true;
  let last = Number.NaN;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    if (i >= 20_000) continue;
    if (!Number.isNaN(last) && value !== last + 1) counts = false;
    seen.add(value);
    last = value;
  }
  return { distinct: seen.size, counts: counts && seen.size > 2, smallest, largest };
}

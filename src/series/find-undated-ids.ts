/**
 * Whose row each is where a table has no dates: by a column that counts periods, or by the order of the rows alone. What is found
 * is always asked about.
 */
import { soundsLikeId } from '../table/columns/id-words.ts';
import { soundsLikeMeasure } from '../table/columns/measure-words.ts';
import { readBareMonth } from '../table/dates/bare-months.ts';
import { soundsLikeTime } from '../table/dates/time-words.ts';
import { isWeekday } from '../table/dates/weekday.ts';
import type { Column, Table } from '../table/table.ts';
import { codeRows } from './code-rows.ts';
import { findIds, type IdCandidate, mostShared } from './find-ids.ts';

export type UndatedIds = {
  ids: number[];
  /** Of whole numbers, by which the rows of each series are ordered; null where they stand in order. */
  time: number | null;
  /** The column that numbers or names the periods, which tells nothing else; null where there is none. */
  counter: number | null;
  /** What was taken first. */
  candidates: IdCandidate[];
};

/** Fewer periods, or rows a series, are no history. */
const fewestPeriods = 5;
/** Periods of which most stand in one row alone are none of several series. */
const mostPeriods = 0.75;
/** Rows that may leave out a period before them. */
const mostJumps = 0.2;
/** Columns that are tried together. */
const mostTried = 6;

/** @param named the column whose labels seem to name periods, as the reader found; null where it found none */
export function findUndatedIds({ columns, rowCount }: Pick<Table, 'columns' | 'rowCount'>, named: string | null) {
  return byCounter(columns, rowCount, named) ?? byOrder(columns, rowCount);
}

/** Ids that, with a column that counts periods, make every row one of its own. */
function byCounter(columns: Column[], rowCount: number, named: string | null): UndatedIds | null {
  const counters = columns
    .flatMap((column, index) => (isCounter(column, rowCount, column.name === named) ? [index] : []))
    .sort((a, b) => rankOf(columns[b], named) - rankOf(columns[a], named));
  for (const counter of counters) {
    const { ids, shared, candidates } = findIds(columns, rowCount, counter, []);
    const areIds = ids.length > 0 && ids.every((index) => !isOfTime(columns[index]));
    if (!areIds || shared > mostShared || !leavesNumbers(columns, [counter, ...ids])) continue;
    const series = countGroups(columns, ids, rowCount);
    if (rowCount / series < fewestPeriods) continue;
    const isNumber = columns[counter].kind === 'number';
    const merged = isNumber ? rowCount - countGroups(columns, [counter], rowCount) : 0;
    const taken = { ids, series, mergedRows: 0 };
    const others = candidates.filter((one) => one.ids.length > 0 && one.ids.join() !== ids.join());
    return {
      ids,
      time: isNumber ? counter : null,
      counter,
      candidates: [taken, ...others, { ids: [], series: 1, mergedRows: merged }],
    };
  }
  return null;
}

function rankOf({ name, kind }: Column, named: string | null): number {
  return (name === named ? 4 : 0) + (soundsLikeTime(name) ? 2 : 0) + (kind === 'number' ? 1 : 0);
}

/**
 * Whether a column numbers or names periods: from row to row it stays, goes on to the next, or begins again, and each of its values
 * stands in several rows. What the reader found to name periods may leave out some.
 */
function isCounter(column: Column, rowCount: number, isNamed: boolean): boolean {
  if (column.kind === 'date' || soundsLikeId(column.name)) return false;
  if (column.kind === 'number' && soundsLikeMeasure(column.name)) return false;
  const values = column.kind === 'text' ? column.codes : column.values;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (!Number.isInteger(value) || value < 0) return false;
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  const periods = last - first + 1;
  if (periods < fewestPeriods || periods > rowCount * mostPeriods) return false;
  let begins = 0;
  let jumps = 0;
  for (let row = 1; row < rowCount; row++) {
    const step = values[row] - values[row - 1];
    if (step < 0 && values[row] < first + periods / 2) begins++;
    else if (step < 0 || (step > 1 && !isNamed)) return false;
    else if (step > 1) jumps++;
  }
  return begins <= rowCount / fewestPeriods && jumps <= rowCount * mostJumps;
}

/** Ids by the order of the rows: each stands in one block, or all of them come round again and again. */
function byOrder(columns: Column[], rowCount: number): UndatedIds | null {
  const tried = columns.flatMap((column, index) => (mayBeId(column, rowCount) ? [index] : [])).slice(0, mostTried);
  let best: { ids: number[]; series: number; isSure: boolean } | null = null;
  for (const ids of subsetsOf(tried)) {
    if (!leavesNumbers(columns, ids)) continue;
    const codes = codeRows(columns, ids, rowCount);
    const series = countCodes(codes);
    if (series < 2 || rowCount / series < fewestPeriods || series <= (best?.series ?? 0)) continue;
    const order = orderOf(codes, series);
    if (order === null) continue;
    const areNamed = ids.every((index) => soundsLikeId(columns[index].name));
    best = { ids, series, isSure: areNamed || order === 'even' };
  }
  if (!best) return null;
  const { ids, series, isSure } = best;
  const [each, none] = [
    { ids, series, mergedRows: 0 },
    { ids: [], series: 1, mergedRows: 0 },
  ];
  const candidates = isSure ? [each, none] : [none, each];
  return { ids: isSure ? ids : [], time: null, counter: null, candidates };
}

/** `even`: all have as many rows, in blocks or in turn; `blocks`: each stands in one block; null for any other order. */
function orderOf(codes: Int32Array, series: number): 'even' | 'blocks' | null {
  let turns = true;
  let starts = 0;
  const rows = new Uint32Array(series);
  for (let row = 0; row < codes.length; row++) {
    turns &&= codes[row] === row % series;
    // Codes are numbered as they first appear, so that a block begins with the next one.
    if (row > 0 && codes[row] !== codes[row - 1]) {
      if (codes[row] === codes[row - 1] + 1) starts++;
      else starts = Number.NaN;
    }
    rows[codes[row]]++;
  }
  if (turns) return 'even';
  if (starts !== series - 1) return null;
  return rows.every((count) => count === rows[0]) ? 'even' : 'blocks';
}

function mayBeId(column: Column, rowCount: number): boolean {
  if (isOfTime(column)) return false;
  if (column.kind === 'number') return soundsLikeId(column.name) && !soundsLikeMeasure(column.name);
  return column.kind === 'text' && column.labels.length > 1 && column.labels.length <= rowCount / fewestPeriods;
}

/** Whether a column is of times, or names months or weekdays, which come round again without naming a series. */
function isOfTime(column: Column): boolean {
  if (column.kind === 'date' || soundsLikeTime(column.name)) return true;
  if (column.kind !== 'text') return false;
  return column.labels.every((label) => !Number.isNaN(readBareMonth(label)) || isWeekday(label));
}

/** Every choice of some of these, fewer first. */
function subsetsOf(all: readonly number[]): number[][] {
  const subsets = Array.from({ length: 2 ** all.length - 1 }, (_, at) => all.filter((_, i) => ((at + 1) >> i) & 1));
  return subsets.sort((a, b) => a.length - b.length);
}

function leavesNumbers(columns: Column[], taken: number[]): boolean {
  return columns.some(({ kind }, index) => kind === 'number' && !taken.includes(index));
}

function countGroups(columns: Column[], ids: number[], rowCount: number): number {
  return countCodes(codeRows(columns, ids, rowCount));
}

function countCodes(codes: Int32Array): number {
  let most = -1;
  for (let row = 0; row < codes.length; row++) most = Math.max(most, codes[row]);
  return most + 1;
}

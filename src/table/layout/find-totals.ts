/**
 * Rows that add up or average others. A label alone does not tell: products are called `Total 0% Yogurt`. Label, place and
 * arithmetic decide together.
 */
import type { Column, DateColumn, NumberColumn, TextColumn } from '../table.ts';
import { isWholeTotal, maySayTotal, saysAverage, stemOf } from './total-words.ts';

export type Totals = {
  /** Places of rows, rising. */
  rows: number[];
  /** What they are called, each once. */
  names: string[];
};

/** Columns of more different labels than this are looked at no further. */
const mostLabels = 50_000;
const mostCandidates = 200;
/** Of the numbers that can be compared so many have to be the sum. */
const leastEqual = 0.9;
/** Sums of rounded numbers differ from the rounded sum. */
const tolerance = 0.005;
/** Words for totals that companies or lines of a profit statement are called, too. */
const mayBeNone = /^\s*(?:total|ensemble|results?|ergebnis)\s*$/i;

/**
 * @param time the column of dates, where rows have one
 * @returns the rows that add up others, or stand last and say so
 */
export function findTotals(columns: Column[], rowCount: number, time: DateColumn | null): Totals {
  const rows = new Set<number>();
  const names = new Set<string>();
  const measures = columns.filter((column) => column.kind === 'number');
  for (const column of columns) {
    if (column.kind !== 'text' || column.labels.length > mostLabels) continue;
    const candidates = column.labels.flatMap((label, code) => (maySayTotal(label) ? [code] : []));
    if (candidates.length === 0 || candidates.length > mostCandidates) continue;
    if (candidates.length >= column.labels.length) continue;
    const others = columns.filter((other) => other !== column && other.kind === 'text') as TextColumn[];
    const found = time
      ? totalsByDate({ column, candidates, measures, rowCount }, time, others)
      : totalsInOrder({ column, candidates, measures, rowCount });
    for (const row of found) {
      rows.add(row);
      names.add(column.labels[column.codes[row]]);
    }
  }
  return { rows: [...rows].sort((a, b) => a - b), names: [...names] };
}

type Search = { column: TextColumn; candidates: number[]; measures: NumberColumn[]; rowCount: number };

/** Rows of a table without dates, each compared with the rows above it, as far as the total before, or with all others. */
function totalsInOrder({ column, candidates, measures, rowCount }: Search): number[] {
  const isCandidate = new Set(candidates);
  const { codes, labels } = column;
  const mayBe = (row: number) => isCandidate.has(codes[row]);
  const found: number[] = [];
  const stretches = (row: number): [from: number, to: number][] => {
    let from = row;
    while (from > 0 && !mayBe(from - 1)) from--;
    let to = row + 1;
    while (to < rowCount && !mayBe(to)) to++;
    return [
      [from, row],
      [0, row],
      [0, rowCount],
      [row + 1, to],
    ];
  };
  let hasRest = false;
  for (let row = rowCount - 1; row >= 0; row--) {
    if (!mayBe(row)) {
      hasRest = true;
      continue;
    }
    const label = labels[codes[row]];
    const isLast = !hasRest && isWholeTotal(label) && !(mayBeNone.test(label) && isTooSmall(measures, row));
    const adds = stretches(row).some(([from, to]) => {
      const parts = Array.from({ length: to - from }, (_, i) => from + i).filter((at) => !mayBe(at));
      return parts.length > 1 && areSums(measures, row, parts, saysAverage(label));
    });
    if (isLast || adds) found.push(row);
  }
  return found;
}

/** Whether most numbers of a row are below the largest above them, so that they add up none of these. */
function isTooSmall(measures: NumberColumn[], row: number): boolean {
  const told = measures.filter(({ values }) => !Number.isNaN(values[row]));
  const below = told.filter(({ values }) => {
    const parts = values.subarray(0, row);
    return !parts.some((value) => value < 0) && values[row] < parts.reduce((a, b) => (b > a ? b : a), 0);
  });
  return told.length > 0 && below.length > told.length / 2;
}

function areSums(measures: NumberColumn[], row: number, parts: number[], isAverage: boolean): boolean {
  let compared = 0;
  let equal = 0;
  for (const { values } of measures) {
    if (Number.isNaN(values[row])) continue;
    let sum = 0;
    let count = 0;
    for (const part of parts) {
      if (Number.isNaN(values[part])) continue;
      sum += values[part];
      count++;
    }
    if (count === 0 || (sum === 0 && values[row] === 0)) continue;
    compared++;
    if (isClose(values[row], isAverage ? sum / count : sum)) equal++;
  }
  return compared > 0 && equal >= Math.max(1, compared * (measures.length > 2 ? 0.5 : leastEqual));
}

function isClose(value: number, sum: number): boolean {
  return Math.abs(value - sum) <= Math.abs(sum) * tolerance;
}

/** Labels whose numbers are, date by date, the sum of those of other labels. */
function totalsByDate(search: Search, time: DateColumn, others: TextColumn[]): number[] {
  const { column, candidates, rowCount } = search;
  const { codes, labels } = column;
  const keys = [keyRows(time, others, rowCount), keyRows(time, [], rowCount)];
  const isCandidate = new Set(candidates);
  const found = new Set<number>();
  let before = -1;
  for (const code of candidates) {
    // What stands between the total before and this one, or else all that is no total.
    const isBetween = (other: number) => other > before && other < code;
    const isNone = (other: number) => !isCandidate.has(other);
    const stem = stemOf(labels[code]);
    const isNamed = (other: number) => stem === labels[other].trim().toLowerCase();
    const adds = [isNamed, isBetween, isNone].some((isPart) => {
      const parts = labels.map((_, other) => isPart(other) && isNone(other));
      // A group of a single row is its own total, which its name has to tell.
      const fewest = isPart === isNamed ? 1 : 2;
      return parts.some(Boolean) && keys.some((key) => addsUpByKey(search, code, parts, key, fewest));
    });
    if (adds) found.add(code);
    before = code;
  }
  return Array.from(codes.keys()).filter((row) => found.has(codes[row]));
}

/** A number a row, the same for rows of the same date and the same texts beside. */
function keyRows(time: DateColumn, others: TextColumn[], rowCount: number): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from({ length: rowCount }, (_, row) => {
    const key = [time.values[row], ...others.map(({ codes }) => codes[row])].join();
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return known;
  });
}

function addsUpByKey(
  { column, measures, rowCount }: Search,
  code: number,
  parts: boolean[],
  keys: Int32Array,
  fewest: number,
): boolean {
  const { codes, labels } = column;
  const isAverage = saysAverage(labels[code]);
  return measures.some(({ values }) => {
    const sums = new Map<number, { sum: number; count: number }>();
    for (let row = 0; row < rowCount; row++) {
      if (!parts[codes[row]] || Number.isNaN(values[row])) continue;
      const at = sums.get(keys[row]);
      if (at) {
        at.sum += values[row];
        at.count++;
      } else sums.set(keys[row], { sum: values[row], count: 1 });
    }
    let compared = 0;
    let equal = 0;
    for (let row = 0; row < rowCount; row++) {
      if (codes[row] !== code || Number.isNaN(values[row])) continue;
      const at = sums.get(keys[row]);
      if (values[row] === 0 && at?.sum === 0) continue;
      compared++;
      if (at && at.count >= fewest && isClose(values[row], isAverage ? at.sum / at.count : at.sum)) equal++;
    }
    return compared >= 3 && equal >= compared * leastEqual;
  });
}

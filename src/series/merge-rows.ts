/** Rows of the same date to one value: parts of a whole, noted twice, or a sale and what was returned of it. */

import { isLevel } from '../table/columns/level-words.ts';
import type { NumberColumn } from '../table/table.ts';
import { addsUp, mostReturns } from './adds-up.ts';
import { findLimits, type Limits } from './limits.ts';
import type { DuplicateRule, RepairRules } from './panel.ts';
import type { Placed } from './place-rows.ts';

/** Above this share of dates with several rows, the rows are parts of a whole. */
const manyDuplicates = 0.05;
/** Fewer values noted twice may be equal by chance. */
const leastNotedTwice = 3;

/** A column to be forecast, with what is the same for all series that lie in it. */
export type Target = NumberColumn & {
  /** Whether adding its values up makes no sense, as with a price. */
  isLevel: boolean;
  hasNegative: boolean;
  /** Whether rows of one period are rather added up than averaged, before it is known which are of one; found when asked for. */
  readonly addsUp: boolean;
  /** What its values cannot leave; null where nothing says so. */
  limits: Limits | null;
};

export function describeTarget(column: NumberColumn): Target {
  const hasNegative = column.values.some((value) => value < 0);
  let adds: boolean | null = null;
  return {
    ...column,
    isLevel: isLevel(column.name),
    hasNegative,
    get addsUp() {
      adds ??= addsUp(column);
      return adds;
    },
    limits: findLimits(column),
  };
}

export type Merged = {
  /** [length] NaN where there is no value. */
  values: Float64Array;
  rowCounts: Uint32Array;
  gaps: number[];
  duplicatePoints: number[];
  duplicateRows: number;
  /** How rows of the same point were merged; says nothing where there are none. */
  rule: DuplicateRule;
};

/** Rows of the table in the order of time, and the point of each. */
type PointRows = Pick<Placed, 'rows' | 'indices'>;

/** @param placed the point of each row, which never falls, so that the rows of a point stand together, and the points that rows of several dates share */
export function mergeRows(
  target: Target,
  { rows, indices, joinedPoints }: PointRows & Pick<Placed, 'joinedPoints'>,
  rules: RepairRules,
): Merged {
  const length = rows.length === 0 ? 0 : indices[rows.length - 1] + 1;
  const values = new Float64Array(length).fill(Number.NaN);
  const rowCounts = new Uint32Array(length);
  const gaps: number[] = [];
  const duplicatePoints: number[] = [];
  let next = 0;
  for (let at = 0; at < rows.length; at++) {
    const point = indices[at];
    const count = ++rowCounts[point];
    if (count === 2) duplicatePoints.push(point);
    if (count > 1) continue;
    while (next < point) gaps.push(next++);
    next = point + 1;
    values[point] = target.values[rows[at]];
  }
  const duplicateRows = rows.length - (length - gaps.length);
  const merged = { values, rowCounts, gaps, duplicatePoints, duplicateRows };
  const asked = rules.resample?.how ?? (rules.duplicates === 'auto' ? null : rules.duplicates);
  if (duplicateRows === 0) return { ...merged, rule: asked ?? 'mean' };
  const isOfParts = joinedPoints.length > 0 && joinedPoints.length >= duplicatePoints.length * 0.8;
  const decideRule = isOfParts ? partsRule : duplicateRule;
  const rule = asked ?? decideRule(target, { rows, indices }, merged);
  const merge = mergeBy[rule];
  for (let at = 0; at < rows.length; at += rowCounts[indices[at]]) {
    const point = indices[at];
    if (rowCounts[point] > 1) values[point] = merge(target.values, rows, at, at + rowCounts[point]);
  }
  return { ...merged, rule };
}

/** Merges the values of rows `from` to `to`; NaN where none of them has one. */
type Merge = (values: Float64Array, rows: Uint32Array, from: number, to: number) => number;

const mergeBy: Record<DuplicateRule, Merge> = {
  sum: (values, rows, from, to) => {
    let sum = 0;
    let known = 0;
    for (let at = from; at < to; at++) {
      const value = values[rows[at]];
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    return known === 0 ? Number.NaN : sum;
  },
  mean: (values, rows, from, to) => {
    let sum = 0;
    let known = 0;
    for (let at = from; at < to; at++) {
      const value = values[rows[at]];
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    return sum / known;
  },
  last: (values, rows, from, to) => {
    for (let at = to - 1; at >= from; at--) if (!Number.isNaN(values[rows[at]])) return values[rows[at]];
    return Number.NaN;
  },
  net: (values, rows, from, to) => {
    let sales = 0;
    let saleRows = 0;
    let returns = 0;
    let returnRows = 0;
    for (let at = from; at < to; at++) {
      const value = values[rows[at]];
      if (value >= 0) {
        sales += value;
        saleRows++;
      } else if (value < 0) {
        returns += value;
        returnRows++;
      }
    }
    if (saleRows + returnRows === 0) return Number.NaN;
    return (saleRows === 0 ? 0 : sales / saleRows) + returns;
  },
};

/**
 * Whether what lies within one step are parts of an amount, as the halves of a week that New Year splits, or readings of a level:
 * by which of sum and mean is nearer to the points around that have one row.
 */
function partsRule(
  target: Target,
  { rows, indices }: PointRows,
  { values, rowCounts }: Pick<Merged, 'values' | 'rowCounts'>,
): DuplicateRule {
  if (target.isLevel) return 'mean';
  let forSum = 0;
  let end = 0;
  for (let at = 0; at < rows.length; at = end) {
    const point = indices[at];
    end = at + rowCounts[point];
    if (rowCounts[point] < 2) continue;
    const around: number[] = [];
    for (let near = Math.max(0, point - 4); near <= Math.min(values.length - 1, point + 4); near++) {
      if (rowCounts[near] === 1 && !Number.isNaN(values[near])) around.push(values[near]);
    }
    const sum = mergeBy.sum(target.values, rows, at, end);
    if (around.length === 0 || Number.isNaN(sum)) continue;
    const usual = around.sort((a, b) => a - b)[around.length >> 1];
    const mean = mergeBy.mean(target.values, rows, at, end);
    forSum += Math.sign(Math.abs(mean - usual) - Math.abs(sum - usual));
  }
  return forSum >= 0 ? 'sum' : 'mean';
}

function duplicateRule(
  target: Target,
  points: PointRows,
  { values, rowCounts, gaps, duplicatePoints }: Omit<Merged, 'rule'>,
): DuplicateRule {
  if (target.isSided) return 'sum';
  if (target.isLevel) return 'mean';
  const found = lookAtDuplicates(target, points, rowCounts);
  if (found.areNotedTwice) return 'mean';
  const most = (values.length - gaps.length) * manyDuplicates;
  if (found.below === 0) return duplicatePoints.length > most ? 'sum' : 'mean';
  // Returns are few, and mostly stand beside an amount of the same date.
  const areReturns = found.below <= points.rows.length * mostReturns && found.belowBeside * 2 > found.below;
  if (!areReturns) return 'mean';
  return found.withParts > most ? 'sum' : 'net';
}

/** What tells how the rows of the same date are meant. */
type Duplicates = {
  /** Each date's values are the same, and those of different dates are not: rows of a file that went in twice. */
  areNotedTwice: boolean;
  /** Rows below zero, those of single dates among them. */
  below: number;
  /** Rows below zero that share their date with an amount. */
  belowBeside: number;
  /** Dates with several amounts that differ. */
  withParts: number;
};

function lookAtDuplicates(target: Target, { rows, indices }: PointRows, rowCounts: Uint32Array): Duplicates {
  const { values } = target;
  // The first few different values by which dates begin; NaN for a date without any.
  const firsts: number[] = [];
  let areAlike = true;
  let below = 0;
  let belowBeside = 0;
  let withParts = 0;
  let end = 0;
  for (let at = 0; at < rows.length; at = end) {
    end = at + rowCounts[indices[at]];
    if (end === at + 1) {
      if (values[rows[at]] < 0) below++;
      continue;
    }
    let first = Number.NaN;
    let amount = Number.NaN;
    let hasAmount = false;
    let hasParts = false;
    let belowHere = 0;
    for (let row = at; row < end; row++) {
      const value = values[rows[row]];
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first)) first = value;
      else if (value !== first) areAlike = false;
      if (value > 0) hasAmount = true;
      if (value < 0) belowHere++;
      else if (Number.isNaN(amount)) amount = value;
      else if (value !== amount) hasParts = true;
    }
    if (firsts.length < leastNotedTwice && !firsts.includes(first)) firsts.push(first);
    below += belowHere;
    if (hasAmount) belowBeside += belowHere;
    if (hasParts) withParts++;
  }
  return { areNotedTwice: areAlike && firsts.length >= leastNotedTwice, below, belowBeside, withParts };
}

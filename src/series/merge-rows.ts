/** Rows of the same date to one value: parts of a whole, noted twice, or a sale and what was returned of it. */
import type { NumberColumn } from '../table/table.ts';
import { isLevel } from './level-words.ts';
import type { DuplicateRule, RepairRules } from './panel.ts';
import type { Placed } from './place-rows.ts';

/** Above this share of dates with several rows, the rows are parts of a whole. */
const manyDuplicates = 0.05;
/** Amounts below zero are returns where they are no more of the rows than this. */
const mostReturns = 0.25;
/** Fewer values noted twice may be equal by chance. */
const leastNotedTwice = 3;

export type Merged = {
  /** [length] NaN where there is no value. */
  values: Float64Array;
  rowCounts: Uint32Array;
  gaps: number[];
  duplicatePoints: number[];
  duplicateRows: number;
  rule: DuplicateRule;
};

/** @param placed the rows of the table that have a date, the point of each, and the points that rows of several dates share */
export function mergeRows(
  target: NumberColumn,
  { rows, indices, joinedPoints }: Pick<Placed, 'rows' | 'indices' | 'joinedPoints'>,
  rules: RepairRules,
): Merged {
  let length = 0;
  for (const index of indices) if (index >= length) length = index + 1;
  const rowCounts = new Uint32Array(length);
  for (const index of indices) rowCounts[index]++;
  const gaps: number[] = [];
  const duplicatePoints: number[] = [];
  for (let i = 0; i < length; i++) {
    if (rowCounts[i] === 0) gaps.push(i);
    else if (rowCounts[i] > 1) duplicatePoints.push(i);
  }
  const points = length - gaps.length;
  const groups = new Map<number, number[]>(duplicatePoints.map((point) => [point, []]));
  const values = new Float64Array(length).fill(Number.NaN);
  for (let i = 0; i < rows.length; i++) {
    const value = target.values[rows[i]];
    if (Number.isNaN(value)) continue;
    const group = groups.get(indices[i]);
    if (group) group.push(value);
    else values[indices[i]] = value;
  }
  const isOfParts = joinedPoints.length > 0 && joinedPoints.length >= duplicatePoints.length * 0.8;
  const rule =
    rules.resample?.how ??
    (isOfParts && rules.duplicates === 'auto'
      ? partsRule(target, values, groups)
      : duplicateRule(target, rows, rules, [...groups.values()], points));
  for (const [point, group] of groups) if (group.length > 0) values[point] = mergeBy[rule](group);
  return { values, rowCounts, gaps, duplicatePoints, duplicateRows: rows.length - points, rule };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : sum(values) / values.length);

const mergeBy: Record<DuplicateRule, (values: readonly number[]) => number> = {
  sum,
  mean,
  last: (values) => values[values.length - 1],
  net: (values) => mean(values.filter((value) => value >= 0)) + sum(values.filter((value) => value < 0)),
};

/**
 * Whether what lies within one step are parts of an amount, as the halves of a week that New Year splits, or readings of a level:
 * by which of sum and mean is nearer to the points around.
 */
function partsRule(
  { name }: NumberColumn,
  values: Float64Array,
  groups: ReadonlyMap<number, readonly number[]>,
): DuplicateRule {
  if (isLevel(name)) return 'mean';
  let forSum = 0;
  for (const [point, group] of groups) {
    const around = Array.from(values.subarray(Math.max(0, point - 4), point + 5)).filter(
      (value) => !Number.isNaN(value),
    );
    if (around.length === 0 || group.length === 0) continue;
    const usual = around.sort((a, b) => a - b)[around.length >> 1];
    forSum += Math.sign(Math.abs(mean(group) - usual) - Math.abs(sum(group) - usual));
  }
  return forSum >= 0 ? 'sum' : 'mean';
}

/** @param groups the values of each date that has several rows */
function duplicateRule(
  target: NumberColumn,
  rows: Uint32Array,
  rules: RepairRules,
  groups: readonly (readonly number[])[],
  points: number,
): DuplicateRule {
  if (rules.duplicates !== 'auto') return rules.duplicates;
  if (isLevel(target.name) || areNotedTwice(groups)) return 'mean';
  const most = points * manyDuplicates;
  if (!rows.some((row) => target.values[row] < 0)) return groups.length > most ? 'sum' : 'mean';
  if (!areReturns(target, rows, groups)) return 'mean';
  return groups.filter(hasParts).length > most ? 'sum' : 'net';
}

/** Whether each date's values are the same, and those of different dates are not: rows of a file that went in twice. */
function areNotedTwice(groups: readonly (readonly number[])[]): boolean {
  if (!groups.every((values) => values.every((value) => value === values[0]))) return false;
  return new Set(groups.map(([first]) => first)).size >= leastNotedTwice;
}

/** Whether what lies below zero are a few rows that mostly stand beside an amount of the same date. */
function areReturns(target: NumberColumn, rows: Uint32Array, groups: readonly (readonly number[])[]): boolean {
  const isBelow = (value: number) => value < 0;
  const below = rows.reduce((count, row) => count + (isBelow(target.values[row]) ? 1 : 0), 0);
  const beside = groups
    .filter((values) => values.some((value) => value > 0))
    .reduce((count, values) => count + values.filter(isBelow).length, 0);
  return below <= rows.length * mostReturns && beside * 2 > below;
}

/** Whether several amounts of one date differ. */
function hasParts(values: readonly number[]): boolean {
  return new Set(values.filter((value) => value >= 0)).size > 1;
}

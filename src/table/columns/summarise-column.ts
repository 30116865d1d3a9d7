/** A column in a few numbers and a small plot. */

import type { Column, TextColumn } from '../table.ts';
import { spark } from './spark.ts';

export type ColumnSummary = {
  /** Different values: of texts all, else of the first 100,000 rows. */
  distinct: number;
  /** Numbers, or milliseconds of dates; null for texts and where there is no value. */
  range: { smallest: number; largest: number } | null;
  /** Of texts: the most frequent, with their counts. */
  commonest: { label: string; count: number }[];
  /** Of numbers and dates: at most 40 means over the rows, in their order. */
  spark: number[];
};

const countedRows = 100_000;
const listedLabels = 5;

export function summariseColumn(column: Column): ColumnSummary {
  if (column.kind === 'text') {
    return { distinct: column.labels.length, range: null, commonest: commonestOf(column), spark: [] };
  }
  const { values } = column;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const seen = new Set<number>();
  for (const value of values.subarray(0, countedRows)) if (!Number.isNaN(value)) seen.add(value);
  const range = smallest <= largest ? { smallest, largest } : null;
  return { distinct: seen.size, range, commonest: [], spark: spark(values) };
}

function commonestOf({ codes, labels }: TextColumn): ColumnSummary['commonest'] {
  const counts = new Uint32Array(labels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const top: number[] = [];
  for (let code = 0; code < counts.length; code++) {
    if (top.length === listedLabels && counts[code] <= counts[top[listedLabels - 1]]) continue;
    top.push(code);
    top.sort((a, b) => counts[b] - counts[a]);
    top.length = Math.min(top.length, listedLabels);
  }
  return top.map((code) => ({ label: labels[code], count: counts[code] }));
}

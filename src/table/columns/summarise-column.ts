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
  const range = rangeOf(values);
  return { distinct: countDistinct(values.slice(0, countedRows)), range, commonest: [], spark: spark(values) };
}

function rangeOf(values: Float64Array): ColumnSummary['range'] {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return smallest <= largest ? { smallest, largest } : null;
}

/** Sorts the values in place, which is quicker than a set of them. */
function countDistinct(values: Float64Array): number {
  values.sort();
  let distinct = 0;
  let last = Number.NaN;
  for (let i = 0; i < values.length && !Number.isNaN(values[i]); i++) {
    if (values[i] !== last) distinct++;
    last = values[i];
  }
  return distinct;
}

function commonestOf({ codes, labels }: TextColumn): ColumnSummary['commonest'] {
  const counts = new Uint32Array(labels.length);
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) counts[codes[row]]++;
  const top: number[] = [];
  for (let code = 0; code < counts.length; code++) {
    if (top.length === listedLabels && counts[code] <= counts[top[listedLabels - 1]]) continue;
    top.push(code);
    top.sort((a, b) => counts[b] - counts[a]);
    top.length = Math.min(top.length, listedLabels);
  }
  return top.map((code) => ({ label: labels[code], count: counts[code] }));
}

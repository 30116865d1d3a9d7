/** Columns with some of their rows alone. */
import type { Column } from '../table.ts';

/** @param kept places of the rows that stay, rising */
export function keepRows(column: Column, kept: Uint32Array): Column {
  const places = new Map<number, number>();
  for (const { row } of column.unreadableExamples) {
    const place = kept.indexOf(row - 1);
    if (place >= 0) places.set(row, place + 1);
  }
  const unreadableExamples = column.unreadableExamples.flatMap(({ row, text }) => {
    const place = places.get(row);
    return place === undefined ? [] : [{ row: place, text }];
  });
  const left = column.unreadableExamples.length - unreadableExamples.length;
  const unreadable = column.unreadable - left;
  if (column.kind === 'text') {
    const codes = Int32Array.from(kept, (row) => column.codes[row]);
    const missing = count(codes, (code) => code < 0) - column.unlisted;
    return { ...withoutUnused({ ...column, codes }), missing, unreadable, unreadableExamples };
  }
  const values = Float64Array.from(kept, (row) => column.values[row]);
  const missing = count(values, Number.isNaN) - unreadable;
  return { ...column, values, missing, unreadable, unreadableExamples };
}

function count(values: Float64Array | Int32Array, holds: (value: number) => boolean): number {
  let found = 0;
  for (const value of values) if (holds(value)) found++;
  return found;
}

/** Texts in the order in which they stand in the rows, without those that no row has any more. */
function withoutUnused<T extends { codes: Int32Array; labels: string[] }>(column: T): T {
  const newCodes = new Int32Array(column.labels.length).fill(-1);
  const labels: string[] = [];
  const codes = column.codes.map((code) => {
    if (code < 0) return -1;
    if (newCodes[code] < 0) newCodes[code] = labels.push(column.labels[code]) - 1;
    return newCodes[code];
  });
  return { ...column, codes, labels };
}

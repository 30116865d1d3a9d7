/** The rows of a table by what stands in some of its columns, found by number tables and hashing, without a text a row. */
import type { Column } from '../table/table.ts';

/** Codes of two columns together are looked up in a table of so many numbers a row at most; beyond that they are hashed. */
const mostSlotsARow = 4;

/** A number for each row, the same for the same ids: 0 for the first combination, 1 for the next. */
export function codeRows(columns: Column[], idColumns: number[], rowCount: number): Int32Array {
  let codes = new Int32Array(rowCount);
  let count = Math.min(1, rowCount);
  for (const index of idColumns) {
    const column = columns[index];
    const own =
      column.kind === 'text'
        ? { codes: column.codes, count: column.labels.length }
        : numberValues(column.values, rowCount);
    const slots = (own.count + 1) * count;
    const combine = slots <= mostSlotsARow * rowCount + 1024 ? combineByTable : combineByHash;
    ({ codes, count } = combine(own.codes, codes, count, slots));
  }
  return codes;
}

type Coded = { codes: Int32Array<ArrayBuffer>; count: number };

function combineByTable(values: Int32Array, before: Int32Array, countBefore: number, slots: number): Coded {
  const seen = new Int32Array(slots);
  const codes = new Int32Array(before.length);
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const slot = (values[row] + 1) * countBefore + before[row];
    if (seen[slot] === 0) seen[slot] = ++count;
    codes[row] = seen[slot] - 1;
  }
  return { codes, count };
}

function combineByHash(values: Int32Array, before: Int32Array, countBefore: number): Coded {
  const seen = new Map<number, number>();
  const codes = new Int32Array(before.length);
  for (let row = 0; row < codes.length; row++) {
    const key = (values[row] + 1) * countBefore + before[row];
    let code = seen.get(key);
    if (code === undefined) {
      code = seen.size;
      seen.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, count: seen.size };
}

/** For each value the number of its first appearance; -1 where there is none. */
function numberValues(values: Float64Array, rowCount: number): Coded {
  const seen = new Map<number, number>();
  const codes = new Int32Array(rowCount);
  let last = Number.NaN;
  let lastCode = -1;
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    // Rows of one id mostly stand together.
    if (value !== last) {
      last = value;
      if (Number.isNaN(value)) lastCode = -1;
      else {
        const known = seen.get(value);
        lastCode = known ?? seen.size;
        if (known === undefined) seen.set(value, lastCode);
      }
    }
    codes[row] = lastCode;
  }
  return { codes, count: seen.size };
}

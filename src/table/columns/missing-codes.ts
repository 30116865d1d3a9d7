/** Numbers that stand for no value, such as -999, which many cells share and which lie far from all others. */
import type { Column, NumberColumn } from '../table.ts';
import { soundsLikeId } from './id-words.ts';

export type MissingCode = { column: string; code: number; cells: number };

/** `-999`, `-9999.0`, `-99.9`, `-999.99`, `9999`, `99999.9`. */
const nines = /^-?9{2,}(?:\.9+)?$/;
/** What programs write, as whole numbers or as they are rounded. */
const known = new Set([-888, -8888, -777, -7777, -32768, -2147483648, -1e20, -1e30, -1e34, 1e20, 1e30, 9.96921e36]);
const leastKnownBelow = -776;
const leastKnownAbove = 1e20;
/** Rarer numbers may be values. */
const fewestCells = 2;
const fewestOthers = 8;
/** Above zero a number of nines is a value more often. */
const leastShareAbove = 0.01;

/**
 * The columns with such codes taken for missing.
 *
 * @param kept columns by name whose numbers are values, as the user says
 */
export function readMissingCodes(
  columns: Column[],
  kept: ReadonlySet<string>,
): { columns: Column[]; codes: MissingCode[] } {
  const codes: MissingCode[] = [];
  const read = columns.map((column) => {
    if (column.kind !== 'number' || kept.has(column.name) || soundsLikeId(column.name)) return column;
    const found = findCodes(column);
    if (found.size === 0) return column;
    let cells = 0;
    for (const [code, count] of found) {
      codes.push({ column: column.name, code, cells: count });
      cells += count;
    }
    const values = column.values.map((value) => (found.has(value) ? Number.NaN : value));
    return { ...column, values, missing: column.missing + cells };
  });
  return { columns: read, codes };
}

/** Codes of a column, and the cells of each. */
function findCodes({ values }: NumberColumn): Map<number, number> {
  const counts = new Map<number, number>();
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let others = 0;
  let isFractional = false;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    if (mayBeCode(value)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      continue;
    }
    if (value < low) low = value;
    if (value > high) high = value;
    others++;
    isFractional ||= !Number.isInteger(value);
  }
  if (counts.size > 0 && standEquallyOften(values)) return new Map();
  const reach = Math.max(high - low, Math.abs(high), Math.abs(low));
  for (const [code, count] of counts) {
    const distance = code < low ? low - code : code - high;
    const isRare = count < fewestCells || (code > 0 && count < (others + count) * leastShareAbove);
    // Ids of whole numbers may have one of nines among them, amounts below zero do not.
    const isOdd = code < 0 ? low >= 0 || distance > reach * 3 : isFractional || others > 20;
    if (others < fewestOthers || isRare || !isOdd || !(distance > reach * (code < 0 ? 0.5 : 3))) counts.delete(code);
  }
  return counts;
}

/** More different numbers than this do not name series of a table where each has as many rows. */
const mostNames = 1000;
const leastRepeated = 8;
const leastOfMost = 0.9;
/** Names below are counted without hashing. */
const countedAtOnce = 4096;

/** Whether a column holds a few whole numbers, each in about as many rows: what names series of equal length, 99 among them. */
function standEquallyOften(values: Float64Array): boolean {
  const small = new Uint32Array(countedAtOnce);
  const large = new Map<number, number>();
  let names = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (!Number.isInteger(value) || value < 0) return false;
    if (value < countedAtOnce) {
      if (small[value]++ === 0) names++;
    } else {
      const count = large.get(value) ?? 0;
      if (count === 0) names++;
      large.set(value, count + 1);
    }
    if (names > mostNames) return false;
  }
  const all = [...small.filter((count) => count > 0), ...large.values()];
  const most = Math.max(...all);
  return all.length > 2 && most >= leastRepeated && Math.min(...all) >= most * leastOfMost;
}

function mayBeCode(value: number): boolean {
  if (value > -99 && value < 99) return false;
  if ((value < leastKnownBelow || value >= leastKnownAbove) && known.has(value)) return true;
  return isOfNines(Math.trunc(Math.abs(value))) && nines.test(String(value));
}

/** Hardly any number is one, so that few have to be written out to be looked at. */
function isOfNines(whole: number): boolean {
  // Of whole numbers of 31 bits the remainder is found much faster.
  if ((whole < 2 ** 31 ? (whole | 0) % 10 : whole % 10) !== 9) return false;
  let next = 100;
  while (next <= whole && next < 1e16) next *= 10;
  return whole === next - 1;
}

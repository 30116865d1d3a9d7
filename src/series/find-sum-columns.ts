/** Columns that add up or average the columns beside them: `Total` beside `North` and `South`. */

import { isLevel } from '../table/columns/level-words.ts';
import { isWholeTotal, maySayTotal, saysAverage } from '../table/layout/total-words.ts';
import type { NumberColumn } from '../table/table.ts';

/** Rows that are compared, and the share of them that has to be the sum. */
const comparedRows = 2000;
const leastEqual = 0.95;
const fewestRows = 5;
/** Sums of rounded numbers differ from the rounded sum. */
const tolerance = 0.002;

type Placed = { index: number; column: NumberColumn };

/**
 * A name alone does not tell, nor do numbers: what is called a total has to add up all other columns, or, where its name says nothing
 * else or that it is one of several, those next to it on one side.
 *
 * @param columns that may be forecast, with their places, in the order of the file
 * @returns the places of those that are sums
 */
export function findSumColumns(columns: readonly Placed[]): number[] {
  const isNamed = ({ column: { name } }: Placed) => maySayTotal(name) || saysAverage(name);
  const parts = columns.filter((one) => !isNamed(one) && !isLevel(one.column.name));
  return columns.flatMap((one) => {
    if (!isNamed(one)) return [];
    const sets = [parts, ...(mayAddUpSome(one.column.name) ? blocksBeside(one, parts) : [])];
    return sets.some((set) => set.length > 1 && addsUp(one.column, set)) ? [one.index] : [];
  });
}

/** A name that says nothing but total, or that it is one of several: `Subtotal North`. */
function mayAddUpSome(name: string): boolean {
  return (
    isWholeTotal(name) ||
    /sub[\s_-]?tot|zwischens|teilsumme|sous[\s_-]?total|ara toplam|промежуточн|小[计計]|소계/i.test(name)
  );
}

/** The columns before another, and those behind it, the nearest two, three and so on. */
function blocksBeside({ index }: Placed, parts: readonly Placed[]): Placed[][] {
  const before = parts.filter((one) => one.index < index).reverse();
  const behind = parts.filter((one) => one.index > index);
  return [before, behind]
    .flatMap((side) => side.map((_, at) => side.slice(0, at + 1)))
    .filter(({ length }) => length > 1);
}

function addsUp({ name, values }: NumberColumn, parts: readonly Placed[]): boolean {
  const divisor = saysAverage(name) ? parts.length : 1;
  let compared = 0;
  let equal = 0;
  const seen = new Set<number>();
  for (let row = 0; row < values.length && compared < comparedRows; row++) {
    if (Number.isNaN(values[row])) continue;
    let sum = 0;
    let known = 0;
    for (const { column } of parts) {
      const value = column.values[row];
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    if (known === 0) continue;
    compared++;
    seen.add(values[row]);
    if (Math.abs(values[row] - sum / divisor) <= Math.max(Math.abs(sum / divisor) * tolerance, 1e-9)) equal++;
  }
  return compared >= fewestRows && seen.size > 1 && equal >= compared * leastEqual;
}

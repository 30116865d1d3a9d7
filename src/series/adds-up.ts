/** Whether a column holds amounts, which add up, or levels. */
import type { NumberColumn } from '../table/table.ts';
import { isLevel } from './level-words.ts';

/** Amounts below zero are returns where they are no more of the rows than this. */
export const mostReturns = 0.25;
/** Levels stay within this share of what is usual, and hardly move from one row to the next. */
const widestLevel = 0.6;
const mostMoved = 0.02;
const fewestRows = 50;

/** Whether rows of one period are rather added up than averaged, before it is known which are of one. */
export function addsUp({ name, values, isSided }: NumberColumn): boolean {
  if (isSided) return true;
  let below = 0;
  for (const value of values) if (value < 0) below++;
  return !isLevel(name) && below <= values.length * mostReturns && !movesLikeLevel(values);
}

/** Whether values of neighbouring rows are nearly the same and all lie in a narrow range, as temperatures do. */
function movesLikeLevel(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < fewestRows) return false;
  const sorted = known.slice().sort();
  const usual = Math.abs(sorted[sorted.length >> 1]);
  const range = sorted[Math.floor(sorted.length * 0.95)] - sorted[Math.floor(sorted.length * 0.05)];
  const moves = Float64Array.from(known.subarray(1), (value, i) => Math.abs(value - known[i])).sort();
  return range > 0 && range <= usual * widestLevel && moves[moves.length >> 1] <= usual * mostMoved;
}

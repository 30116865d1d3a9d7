/** Whether a column holds amounts, which add up, or levels. */
import { selectAt } from '../base/select-at.ts';
import { isLevel } from '../table/columns/level-words.ts';
import type { NumberColumn } from '../table/table.ts';

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
  const known = new Float64Array(values.length);
  let length = 0;
  for (const value of values) if (!Number.isNaN(value)) known[length++] = value;
  if (length < fewestRows) return false;
  const moves = new Float64Array(length - 1);
  for (let at = 1; at < length; at++) moves[at - 1] = Math.abs(known[at] - known[at - 1]);
  const levels = known.subarray(0, length);
  const usual = Math.abs(selectAt(levels, length >> 1));
  const range = selectAt(levels, Math.floor(length * 0.95)) - selectAt(levels, Math.floor(length * 0.05));
  return range > 0 && range <= usual * widestLevel && selectAt(moves, moves.length >> 1) <= usual * mostMoved;
}

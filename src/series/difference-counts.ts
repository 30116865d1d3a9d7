/** A series that counts up as what came on between its points. */
import { fillGaps, type GapRule } from './fill-gaps.ts';
import { filledFromAround } from './series.ts';

/**
 * @param values [length] never falling, NaN where there is no value
 * @param gapRule `carry` says that nothing came on within a gap and all of it at its end; `leave` leaves open what came on within one; any
 *   other spreads it evenly
 * @returns [length] the differences, the first of which is NaN, and which of them are made of others (`filledFromAround`)
 */
export function differenceCounts(values: Float64Array, gapRule: GapRule): { values: Float64Array; filled: Uint8Array } {
  const counts = values.slice();
  const rule = gapRule === 'carry' || gapRule === 'leave' ? gapRule : 'linear';
  const made = fillGaps(counts, rule, 1);
  const differences = new Float64Array(values.length).fill(Number.NaN);
  const filled = new Uint8Array(values.length);
  for (let at = 1; at < values.length; at++) {
    differences[at] = counts[at] - counts[at - 1];
    // What stands behind a gap that was spread out is a part of it.
    if (made[at] || (rule !== 'carry' && made[at - 1])) filled[at] = filledFromAround;
  }
  return { values: differences, filled };
}

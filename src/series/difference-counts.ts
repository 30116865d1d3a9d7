/** A series that counts up as what came on between its points. */
import { fillGaps, type GapRule } from './fill-gaps.ts';
import { filledFromAround } from './series.ts';

/**
 * @param values [length] never falling but where it begins again, NaN where there is no value
 * @param gapRule `carry` says that nothing came on within a gap and all of it at its end; `leave` leaves open what came on within one; any
 *   other spreads it evenly
 * @param starts points at which it begins again from nothing, so that the value there is what came on
 * @returns [length] the differences and which of them are made of others (`filledFromAround`); the first is NaN where it is no start, and
 *   so is what came on between the last value before a start and it
 */
export function differenceCounts(
  values: Float64Array,
  gapRule: GapRule,
  starts: readonly number[] = [],
): { values: Float64Array; filled: Uint8Array } {
  const rule = gapRule === 'carry' || gapRule === 'leave' ? gapRule : 'linear';
  const differences = new Float64Array(values.length);
  const filled = new Uint8Array(values.length);
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts, values.length];
  for (const [part, from] of bounds.slice(0, -1).entries()) {
    const to = bounds[part + 1];
    const counts = new Float64Array(to - from + 1);
    counts[0] = starts.includes(from) ? 0 : Number.NaN;
    counts.set(values.subarray(from, to), 1);
    const made = fillGaps(counts, rule, 1);
    // What came before the first value is not known, and nothing made.
    if (Number.isNaN(counts[0])) made[0] = 0;
    for (let at = 1; at < counts.length; at++) {
      differences[from + at - 1] = counts[at] - counts[at - 1];
      // What stands behind a gap that was spread out is a part of it.
      if (made[at] || (rule !== 'carry' && made[at - 1])) filled[from + at - 1] = filledFromAround;
    }
  }
  return { values: differences, filled };
}

import { selectAt } from '../base/select-at.ts';

/** Of a copy of the values, the upper of two middle ones; NaN for none. */
export function medianOf(values: ArrayLike<number>): number {
  const { length } = values;
  if (length === 0) return Number.NaN;
  const copy = new Float64Array(length);
  let hasNone = false;
  for (let at = 0; at < length; at += 1) {
    copy[at] = values[at];
    hasNone ||= Number.isNaN(values[at]);
  }
  // Sorted, what is not a number comes last.
  return hasNone ? copy.sort()[length >> 1] : selectAt(copy, length >> 1);
}

/** Standard deviation of values about zero by the median of their distances from it, as of normal ones; NaN for none. */
export function spreadByMedian(values: ArrayLike<number>): number {
  const sizes = new Float64Array(values.length);
  for (let at = 0; at < sizes.length; at += 1) sizes[at] = Math.abs(values[at]);
  return 1.4826 * medianOf(sizes);
}

/** [seasonLength] the median of the values at each place of the season; NaN where there are none. */
export function medianSeason(values: Float64Array, seasonLength: number): Float64Array {
  const figure = new Float64Array(seasonLength);
  const own = new Float64Array(Math.ceil(values.length / seasonLength));
  for (let place = 0; place < seasonLength; place += 1) {
    let count = 0;
    for (let at = place; at < values.length; at += seasonLength, count += 1) own[count] = values[at];
    figure[place] = medianOf(own.subarray(0, count));
  }
  return figure;
}

/**
 * Medians of each value and so many at either side of it, fewer at the ends.
 *
 * @param values [length] finite
 * @returns [length]
 */
export function runMedian(values: Float64Array, reach: number): Float64Array {
  const window = new Float64Array(2 * reach + 1);
  return values.map((_, at) => {
    const end = Math.min(values.length, at + reach + 1);
    let count = 0;
    for (let near = Math.max(0, at - reach); near < end; near += 1) {
      const value = values[near];
      let place = count;
      for (; place > 0 && window[place - 1] > value; place -= 1) window[place] = window[place - 1];
      window[place] = value;
      count += 1;
    }
    return window[count >> 1];
  });
}

/** What it costs to describe a stretch of a series by one level, one line or one spread. */

export type SegmentKind = 'level' | 'trend' | 'variance';

/** Cost of [from, end), from sums made once. */
export type SegmentCost = (from: number, end: number) => number;

/** [length + 1] sums of all before each place. */
function sumUp(values: Float64Array, of: (value: number, at: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at += 1) sums[at + 1] = sums[at] + of(values[at], at);
  return sums;
}

/**
 * @param values [length] finite
 * @param kind `level` and `trend`: squares left beside the mean or the line of least squares; `variance`: twice the negative
 *   logarithm of the likelihood of normal values about zero (Killick, Fearnhead and Eckley 2012, section 4)
 */
export function createSegmentCost(values: Float64Array, kind: SegmentKind): SegmentCost {
  const { length } = values;
  if (kind === 'variance') {
    const squares = sumUp(values, (value) => value * value);
    // Stretches without any spread cost little, not nothing less than nothing.
    const least = 1e-6 * (squares[length] / Math.max(1, length)) + Number.MIN_VALUE;
    return (from, end) => {
      const count = end - from;
      return count * (Math.log(Math.max(least, (squares[end] - squares[from]) / count)) + 1);
    };
  }
  let total = 0;
  for (const value of values) total += value;
  // About the mean, and the middle in time, so that large values lose no digits.
  const origin = length > 0 ? total / length : 0;
  const middle = (length - 1) / 2;
  const sums = sumUp(values, (value) => value - origin);
  const squares = sumUp(values, (value) => (value - origin) ** 2);
  const aboutMean = (from: number, end: number) =>
    Math.max(0, squares[end] - squares[from] - (sums[end] - sums[from]) ** 2 / (end - from));
  if (kind === 'level') return aboutMean;
  const products = sumUp(values, (value, at) => (value - origin) * (at - middle));
  return (from, end) => {
    const count = end - from;
    const centre = (from + end - 1) / 2 - middle;
    const rise = products[end] - products[from] - centre * (sums[end] - sums[from]);
    const spread = (count * (count * count - 1)) / 12;
    return spread > 0 ? Math.max(0, aboutMean(from, end) - rise ** 2 / spread) : 0;
  };
}

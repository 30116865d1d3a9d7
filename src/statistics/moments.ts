/** @returns 0 for no values */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at];
  return values.length === 0 ? 0 : sum / values.length;
}

/** [length] mean of each value and so many at either side of it, fewer at the ends. */
export function runMean(values: Float64Array, reach: number): Float64Array {
  return values.map((_, at) => meanOf(values.subarray(Math.max(0, at - reach), at + reach + 1)));
}

/** Mean of the squared distances from the mean; 0 for no values. */
export function varianceOf(values: ArrayLike<number>): number {
  const centre = meanOf(values);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] - centre) ** 2;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Correlation (Pearson) of the pairs of which both are finite; 0 where either never varies. */
export function correlate(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [count, sumOne, sumOther] = [0, 0, 0];
  const isPair = (at: number) => Number.isFinite(one[at]) && Number.isFinite(other[at]);
  for (let at = 0; at < one.length; at += 1) {
    if (!isPair(at)) continue;
    count += 1;
    sumOne += one[at];
    sumOther += other[at];
  }
  let [product, squaresOne, squaresOther] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    if (!isPair(at)) continue;
    const [offsetOne, offsetOther] = [one[at] - sumOne / count, other[at] - sumOther / count];
    product += offsetOne * offsetOther;
    squaresOne += offsetOne ** 2;
    squaresOther += offsetOther ** 2;
  }
  return squaresOne > 0 && squaresOther > 0 ? product / Math.sqrt(squaresOne * squaresOther) : 0;
}

/**
 * The line of least squares through values at 0, 1, 2 and so on.
 *
 * @returns the line's value at 0, and its rise per step; level at the mean for fewer than two values
 */
export function fitLine(values: ArrayLike<number>): { start: number; slope: number } {
  const middle = (values.length - 1) / 2;
  const centre = meanOf(values);
  let rise = 0;
  for (let at = 0; at < values.length; at += 1) rise += (at - middle) * (values[at] - centre);
  const slope = values.length < 2 ? 0 : (12 * rise) / (values.length * (values.length ** 2 - 1));
  return { start: centre - slope * middle, slope };
}

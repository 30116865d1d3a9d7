import { meanOf } from './moments.ts';

/**
 * Correlation of a series with itself shifted (Box and Jenkins 1976, 2.1.4; the biased estimate, as R's `acf`).
 *
 * @param values [length]
 * @param mostLag largest shift wanted
 * @returns [mostLag + 1] by lag, the first 1; zeros beyond the length, and throughout where the series is constant
 */
export function autocorrelate(values: ArrayLike<number>, mostLag: number): Float64Array {
  const centre = meanOf(values);
  const offsets = new Float64Array(values.length);
  for (let at = 0; at < offsets.length; at += 1) offsets[at] = values[at] - centre;
  const covariances = new Float64Array(mostLag + 1);
  for (let lag = 0; lag <= mostLag; lag += 1) {
    let sum = 0;
    for (let at = lag; at < offsets.length; at += 1) sum += offsets[at] * offsets[at - lag];
    covariances[lag] = sum;
  }
  const variance = covariances[0];
  // Rounding leaves a trace of variance in constant series of large values.
  const rounding = offsets.length * (centre * 1e-14) ** 2;
  if (variance > rounding) return covariances.map((each) => each / variance);
  return covariances.fill(0).fill(1, 0, 1);
}

/**
 * Correlation with the series shifted that the shorter shifts do not explain, by the recursion of Durbin (1960), as R's `pacf`.
 *
 * @param correlations [lags + 1] as `autocorrelate` gives them
 * @returns [lags + 1] by lag, the first 1
 */
export function autocorrelatePartially(correlations: Float64Array): Float64Array {
  const partial = new Float64Array(correlations.length).fill(1, 0, 1);
  let before = new Float64Array(0);
  for (let lag = 1; lag < correlations.length; lag += 1) {
    let above = correlations[lag];
    let below = 1;
    for (let at = 1; at < lag; at += 1) {
      above -= before[at - 1] * correlations[lag - at];
      below -= before[at - 1] * correlations[at];
    }
    const own = below > 1e-12 ? above / below : 0;
    partial[lag] = own;
    const now = new Float64Array(lag);
    for (let at = 0; at < lag - 1; at += 1) now[at] = before[at] - own * before[lag - 2 - at];
    now[lag - 1] = own;
    before = now;
  }
  return partial;
}

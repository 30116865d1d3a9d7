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
  const offsets = Float64Array.from(values, (value) => value - centre);
  const covariances = Float64Array.from({ length: mostLag + 1 }, (_, lag) => {
    let sum = 0;
    for (let at = lag; at < offsets.length; at += 1) sum += offsets[at] * offsets[at - lag];
    return sum;
  });
  const variance = covariances[0];
  // Rounding leaves a trace of variance in constant series of large values.
  const rounding = offsets.length * (centre * 1e-14) ** 2;
  if (variance > rounding) return covariances.map((each) => each / variance);
  return covariances.fill(0).fill(1, 0, 1);
}

import { autocorrelate } from './autocorrelation.ts';

/** Two-sided 90 % point of the normal distribution, as the competition's code has it. */
const limit = 1.645;

/**
 * The test of the M4 competition's benchmarks for a season: is the autocorrelation at its lag larger than chance at the
 * 90 % level, given those at shorter lags? (Assimakopoulos and Nikolopoulos 2000; Makridakis, Spiliotis and Assimakopoulos
 * 2020; the standard error is Bartlett's.)
 *
 * @param values [length]
 * @returns false with fewer than three seasons, where there is nothing to go by
 */
export function isSeasonal(values: ArrayLike<number>, seasonLength: number): boolean {
  if (seasonLength < 2 || values.length < 3 * seasonLength) return false;
  const correlations = autocorrelate(values, seasonLength);
  const shorter = correlations.subarray(1, seasonLength).reduce((sum, each) => sum + each * each, 0);
  const deviation = Math.sqrt((1 + 2 * shorter) / values.length);
  return Math.abs(correlations[seasonLength]) > limit * deviation;
}

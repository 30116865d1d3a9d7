/** Whether one model's forecasts are better than another's, or the difference is noise. */
import { measureStudentTails } from '../statistics/student.ts';

/**
 * The test of Diebold and Mariano 1995 for equal accuracy, with the correction for short samples of Harvey, Leybourne and
 * Newbold 1997, two-sided.
 *
 * @param first [points] losses of one model, absolute errors say, in time order
 * @param second [points] losses of the other at the same points
 * @param horizonSteps forecasts of so many steps have errors correlated over one step less
 * @returns probability of a difference at least this large between equally good models; null where it cannot be told
 */
export function compareLosses(first: Float64Array, second: Float64Array, horizonSteps: number): number | null {
  const points = first.length;
  const lags = Math.min(horizonSteps - 1, Math.floor(points / 3));
  if (points < 4) return null;
  const differences = first.map((loss, at) => loss - second[at]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / points;
  const covarianceAt = (lag: number) => {
    let sum = 0;
    for (let at = lag; at < points; at += 1) sum += (differences[at] - mean) * (differences[at - lag] - mean);
    return sum / points;
  };
  let variance = covarianceAt(0);
  // Bartlett's weights keep the variance from turning negative (Newey and West 1987).
  for (let lag = 1; lag <= lags; lag += 1) variance += 2 * (1 - lag / (lags + 1)) * covarianceAt(lag);
  if (!(variance > 0)) return mean === 0 ? 1 : null;
  const span = lags + 1;
  const correction = Math.sqrt(Math.max(0, (points + 1 - 2 * span + (span * (span - 1)) / points) / points));
  return measureStudentTails((correction * mean) / Math.sqrt(variance / points), points - 1);
}

/**
 * Whether columns that are known only once they have come are worth trying in every series of a file. They say nothing of the future
 * and gain by what they explain of the past alone, which is little as a rule, while a trial costs as much as a test of all else: so
 * they are tried on a sample, and on the rest where that gained beyond noise.
 */
import { createRandom } from '../../base/random.ts';
import { measureStudentTails } from '../../statistics/student.ts';

const sampleSize = 24;
/** A gain that chance makes less often than this is taken for one. */
const mostChance = 0.05;
const fewestGains = 4;

/**
 * Series to try on: one from each of equal stretches of the file, whose neighbours are alike as a rule; the same for the same file.
 *
 * @param numbers of the series that get a forecast, in the order of the file
 */
export function drawSample(numbers: readonly number[]): number[] {
  if (numbers.length <= sampleSize) return [...numbers];
  const random = createRandom(1);
  return Array.from({ length: sampleSize }, (_, stretch) => {
    const from = (stretch * numbers.length) / sampleSize;
    const to = ((stretch + 1) * numbers.length) / sampleSize;
    return numbers[Math.floor(from + random() * (to - from))];
  });
}

/** Whether the gains of a sample, in whatever order, are more than noise: Student's test of their mean, one-sided. */
export function isGainKnown(gains: readonly number[]): boolean {
  // Sorted, as sums of numbers hang on their order.
  const known = gains.filter(Number.isFinite).sort((a, b) => a - b);
  const count = known.length;
  if (count < fewestGains) return false;
  const mean = known.reduce((sum, gain) => sum + gain, 0) / count;
  if (!(mean > 0)) return false;
  const variance = known.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (count - 1);
  if (variance === 0) return true;
  return measureStudentTails(mean / Math.sqrt(variance / count), count - 1) / 2 < mostChance;
}

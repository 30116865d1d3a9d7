/** Whether bands held what they state. */
import { incompleteBeta } from '../statistics/student.ts';

/** Beyond what chance does once in so many cases on either side. */
const tail = 0.025;

export type BandRecord = 'as-stated' | 'less' | 'more';

/** Probability of no more than `held` of so many points, each held with the same probability. */
export function measureLowerTail(held: number, points: number, probability: number): number {
  return held >= points ? 1 : incompleteBeta(1 - probability, points - held, held + 1);
}

/**
 * Whether a band held fewer points of a test than it states, or more, by the exact limits of the binomial distribution (Clopper and
 * Pearson 1934; for bands of forecasts Kupiec 1995). Errors that go together from point to point make both a little more frequent
 * than the limits say: what is said of a band is a caution, not a proof.
 *
 * @param share of the points that lay within, 0-1
 * @param points judged, each once
 * @param level that the band states, 0-1
 */
export function judgeCoverage(share: number, points: number, level: number): BandRecord {
  const held = Math.round(share * points);
  if (points === 0) return 'as-stated';
  if (measureLowerTail(held, points, level) < tail) return 'less';
  const upper = held === 0 ? 1 : 1 - measureLowerTail(held - 1, points, level);
  return upper < tail ? 'more' : 'as-stated';
}

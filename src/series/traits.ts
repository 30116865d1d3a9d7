/** What of a series decides which models suit it: plain data, found once for each series. */
export type SeriesTraits = {
  length: number;
  /** Known points that are not zero. */
  demands: number;
  /** Whether all known points are above zero. */
  isPositive: boolean;
};

/** @param y [points]; NaN where a point is not known */
export function describeTraits(y: ArrayLike<number>): SeriesTraits {
  let demands = 0;
  let isPositive = true;
  for (let at = 0; at < y.length; at += 1) {
    const value = y[at];
    if (Number.isNaN(value)) continue;
    if (value !== 0) demands += 1;
    if (value <= 0) isPositive = false;
  }
  return { length: y.length, demands, isPositive };
}

/** Mean steps from one demand to the next from which demand counts as intermittent (Syntetos, Boylan and Croston 2005). */
export const intermittentInterval = 1.32;

/** Whether a history is of demand that is often zero. */
export function isIntermittent(history: Float64Array): boolean {
  let demands = 0;
  for (const value of history) {
    if (value < 0) return false;
    if (value > 0) demands += 1;
  }
  return demands > 0 && history.length >= intermittentInterval * demands;
}

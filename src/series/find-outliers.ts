/** Flags values far from their neighbours and from the same point of other seasons. They are never changed. */

const farAway = 6;
/** More than this share of a series are no outliers but its nature. */
const mostShare = 0.03;

/**
 * @param y values; NaN where there are none
 * @param seasonLength points of a season, 1 where there is none
 * @returns the points that lie more than six standard deviations, as the median deviation estimates them, from what the
 *   running median and the season lead to expect
 */
export function findOutliers(y: Float64Array, seasonLength: number): number[] {
  const length = y.length;
  if (length < 12) return [];
  const residuals = removeSeason(subtractTrend(y), seasonLength * 3 <= length ? seasonLength : 1);
  const spread = median(Array.from(residuals, Math.abs).filter(Number.isFinite)) * 1.4826;
  if (!(spread > 0)) return [];
  const found: number[] = [];
  for (let i = 0; i < length; i++) if (Math.abs(residuals[i]) > farAway * spread) found.push(i);
  return found.length > Math.max(2, length * mostShare) ? [] : found;
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

function subtractTrend(y: Float64Array): Float64Array {
  const reach = 5;
  return y.map((value, i) => {
    const window = Array.from(y.subarray(Math.max(0, i - reach), i + reach + 1)).filter(Number.isFinite);
    return value - median(window);
  });
}

function removeSeason(values: Float64Array, seasonLength: number): Float64Array {
  if (seasonLength < 2) return values;
  const usual = Array.from({ length: seasonLength }, (_, phase) => {
    const same: number[] = [];
    for (let i = phase; i < values.length; i += seasonLength) if (Number.isFinite(values[i])) same.push(values[i]);
    return same.length >= 3 ? median(same) : 0;
  });
  return values.map((value, i) => value - usual[i % seasonLength]);
}

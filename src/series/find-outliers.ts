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
  const season = findSeason(subtractTrend(y), seasonLength * 3 <= length ? seasonLength : 1);
  // The trend is taken off again without the season: where the running median is cut short, at the ends, it follows the season.
  const residuals = subtractTrend(y.map((value, i) => value - season[i % season.length]));
  const spread = median(residuals.map(Math.abs)) * 1.4826;
  if (!(spread > 0)) return [];
  const found: number[] = [];
  for (let i = 0; i < length; i++) if (Math.abs(residuals[i]) > farAway * spread) found.push(i);
  return found.length > Math.max(2, length * mostShare) ? [] : found;
}

/** Of the values that are there; NaN where there is none. The values are put in order, NaN last. */
function median(values: Float64Array): number {
  values.sort();
  let known = values.length;
  while (known > 0 && Number.isNaN(values[known - 1])) known--;
  return known === 0 ? Number.NaN : values[known >> 1];
}

const reach = 5;

/** The values less the medians of the eleven around each. */
function subtractTrend(y: Float64Array): Float64Array {
  const window = new Float64Array(2 * reach + 1);
  return y.map((value, i) => {
    let count = 0;
    const end = Math.min(y.length, i + reach + 1);
    for (let at = Math.max(0, i - reach); at < end; at++) {
      const neighbour = y[at];
      if (Number.isNaN(neighbour)) continue;
      let place = count++;
      for (; place > 0 && window[place - 1] > neighbour; place--) window[place] = window[place - 1];
      window[place] = neighbour;
    }
    return count === 0 ? Number.NaN : value - window[count >> 1];
  });
}

/** The median of each point of the season, zero where it is seen fewer than three times. */
function findSeason(values: Float64Array, seasonLength: number): Float64Array {
  if (seasonLength < 2) return new Float64Array(1);
  return Float64Array.from({ length: seasonLength }, (_, phase) => {
    const count = Math.ceil((values.length - phase) / seasonLength);
    const same = Float64Array.from({ length: count }, (_, i) => values[phase + i * seasonLength]);
    return same.length >= 3 ? median(same) || 0 : 0;
  });
}

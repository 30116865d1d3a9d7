/** Flags values far from their neighbours and from the same point of other seasons. They are never changed. */

const farAway = 6;
/** More than this share of a series are no outliers but its nature. */
const mostShare = 0.03;
const fewestInSeason = 3;

/**
 * @param y values; NaN where there are none
 * @param seasonLength points of a season, 1 where there is none
 * @returns the points that lie more than six standard deviations, as the median deviation estimates them, from what the
 *   running median and the season lead to expect
 */
export function findOutliers(y: Float64Array, seasonLength: number): number[] {
  const length = y.length;
  if (length < 12) return [];
  let residuals = subtractTrend(y);
  if (seasonLength >= 2 && seasonLength * 3 <= length) {
    // The trend is taken off again without the season: where the running median is cut short, at the ends, it follows the season.
    residuals = subtractTrend(subtractSeason(y, findSeason(residuals, seasonLength)));
  }
  const distances = new Float64Array(length);
  let known = 0;
  for (let i = 0; i < length; i++) {
    const distance = Math.abs(residuals[i]);
    if (!Number.isNaN(distance)) distances[known++] = distance;
  }
  const spread = middleOf(distances, known) * 1.4826;
  if (!(spread > 0)) return [];
  const found: number[] = [];
  for (let i = 0; i < length; i++) if (Math.abs(residuals[i]) > farAway * spread) found.push(i);
  return found.length > Math.max(2, length * mostShare) ? [] : found;
}

/**
 * The value in the middle of the first `count`, the upper one of two (Hoare 1961, "Find"); NaN of none. They are put out of
 * order, and none may be NaN.
 */
function middleOf(values: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const wanted = count >> 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const kept = values[left];
      values[left++] = values[right];
      values[right--] = kept;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted];
}

const reach = 5;

/** The values less the medians of the eleven around each, which are kept in order from one point to the next. */
function subtractTrend(y: Float64Array): Float64Array {
  const { length } = y;
  const rest = new Float64Array(length);
  const window = new Float64Array(2 * reach + 1);
  let count = 0;
  for (let i = -reach; i < length; i++) {
    const leaves = i > reach ? y[i - reach - 1] : Number.NaN;
    if (!Number.isNaN(leaves)) {
      let place = 0;
      while (window[place] !== leaves) place++;
      for (count--; place < count; place++) window[place] = window[place + 1];
    }
    const enters = i + reach < length ? y[i + reach] : Number.NaN;
    if (!Number.isNaN(enters)) {
      let place = count++;
      for (; place > 0 && window[place - 1] > enters; place--) window[place] = window[place - 1];
      window[place] = enters;
    }
    if (i >= 0) rest[i] = count === 0 ? Number.NaN : y[i] - window[count >> 1];
  }
  return rest;
}

function subtractSeason(y: Float64Array, season: Float64Array): Float64Array {
  const rest = new Float64Array(y.length);
  for (let i = 0, phase = 0; i < y.length; i++) {
    rest[i] = y[i] - season[phase];
    phase = phase + 1 === season.length ? 0 : phase + 1;
  }
  return rest;
}

/** The median of each point of the season, zero where there are fewer than three of it, or none has a value. */
function findSeason(values: Float64Array, seasonLength: number): Float64Array {
  const season = new Float64Array(seasonLength);
  const same = new Float64Array(Math.ceil(values.length / seasonLength));
  for (let phase = 0; phase < seasonLength; phase++) {
    if (Math.ceil((values.length - phase) / seasonLength) < fewestInSeason) continue;
    let known = 0;
    for (let at = phase; at < values.length; at += seasonLength) {
      if (!Number.isNaN(values[at])) same[known++] = values[at];
    }
    season[phase] = middleOf(same, known) || 0;
  }
  return season;
}

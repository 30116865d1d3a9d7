/** Flags values far from their neighbours and from the same point of other seasons, and says what is usual there. */

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
  const { residuals, adjusted, sorted } = length <= lengthKept ? kept : makeSpace(length);
  subtractTrend(y, length, residuals);
  if (seasonLength >= 2 && seasonLength * 3 <= length) {
    subtractSeason(y, residuals, seasonLength, adjusted, sorted);
    // The trend is taken off again without the season: where the running median is cut short, at the ends, it follows the season.
    subtractTrend(adjusted, length, residuals);
  }
  let known = 0;
  for (let i = 0; i < length; i++) {
    const distance = Math.abs(residuals[i]);
    if (!Number.isNaN(distance)) sorted[known++] = distance;
  }
  const limit = farAway * (middleOf(sorted, known) * 1.4826);
  const found: number[] = [];
  if (!(limit > 0)) return found;
  for (let i = 0; i < length; i++) if (Math.abs(residuals[i]) > limit) found.push(i);
  return found.length > Math.max(2, length * mostShare) ? [] : found;
}

/**
 * What the points around and the season lead to expect at a point: the median of the eleven around it without the season, and what
 * the season is there. It stays within the values that there are.
 *
 * @param y values; NaN where there are none, and at the point itself
 * @returns NaN where nothing is known at all
 */
export function usualValue(y: Float64Array, at: number, seasonLength: number): number {
  const { length } = y;
  const { residuals, adjusted, sorted } = makeSpace(length);
  subtractTrend(y, length, residuals);
  const season = seasonLength >= 2 && seasonLength * 3 <= length ? seasonLength : 1;
  if (season > 1) subtractSeason(y, residuals, season, adjusted, sorted);
  else adjusted.set(y);
  let known = 0;
  for (let near = Math.max(0, at - reach); near <= Math.min(length - 1, at + reach); near++) {
    if (!Number.isNaN(adjusted[near])) sorted[known++] = adjusted[near];
  }
  if (known === 0) for (const value of adjusted) if (!Number.isNaN(value)) sorted[known++] = value;
  const trend = middleOf(sorted, known);
  let ofSeason = 0;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < length; i++) {
    if (Number.isNaN(y[i])) continue;
    if ((i - at) % season === 0) ofSeason = y[i] - adjusted[i];
    low = Math.min(low, y[i]);
    high = Math.max(high, y[i]);
  }
  return Math.min(high, Math.max(low, trend + ofSeason));
}

type Space = Record<'residuals' | 'adjusted' | 'sorted', Float64Array>;

function makeSpace(length: number): Space {
  return {
    residuals: new Float64Array(length),
    adjusted: new Float64Array(length),
    sorted: new Float64Array(length),
  };
}

/** A list of many short series would spend more time on making room than on working in it. */
const lengthKept = 4096;
const kept = makeSpace(lengthKept);

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

const window = new Float64Array(2 * reach + 1);

/** The values less the medians of the eleven around each, which are kept in order from one point to the next. */
function subtractTrend(y: Float64Array, length: number, rest: Float64Array): void {
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
}

/**
 * The values less the median of each point of the season in what the trend leaves; nothing is taken off where there are fewer
 * than three of a point, or none has a value.
 */
function subtractSeason(
  y: Float64Array,
  residuals: Float64Array,
  seasonLength: number,
  rest: Float64Array,
  sorted: Float64Array,
): void {
  const { length } = y;
  for (let phase = 0; phase < seasonLength; phase++) {
    let known = 0;
    const isSeen = phase + (fewestInSeason - 1) * seasonLength < length;
    for (let at = phase; isSeen && at < length; at += seasonLength) {
      if (!Number.isNaN(residuals[at])) sorted[known++] = residuals[at];
    }
    const usual = middleOf(sorted, known) || 0;
    for (let at = phase; at < length; at += seasonLength) rest[at] = y[at] - usual;
  }
}

/**
 * A long series as wide as a screen: of each bucket of points the first, the last, the lowest and the highest, so that a line
 * drawn through them covers the same pixels as the line through all.
 *
 * Jugel, Jerzak, Hackenbroich, Markl: M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014.
 */

/** As many buckets as no screen has pixels. */
export const mostBuckets = 4096;

/** Points kept of a bucket. */
const keptOfBucket = 4;

/** The points of a series that are kept to draw it. */
export type ThinSeries = {
  /** Points of the series, those left out among them. */
  length: number;
  /** [kept] ascending: which points they are. */
  indices: Uint32Array;
  /** [kept] NaN where there is no value. */
  values: Float64Array;
};

/**
 * Thins a series to at most four points a bucket; a series of no more than that is kept as it is.
 *
 * What is kept can be thinned again, or a part of it drawn, to any fewer buckets: those that are made of whole buckets have the
 * lowest and the highest of all the points in them.
 *
 * @param y [length] NaN where there is no value
 */
export function thinSeries(y: Float64Array, buckets = mostBuckets): ThinSeries {
  const { length } = y;
  if (length <= keptOfBucket * buckets) {
    return { length, indices: Uint32Array.from({ length }, (_, at) => at), values: y.slice() };
  }
  const indices = new Uint32Array(keptOfBucket * buckets);
  let kept = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = Math.floor((bucket * length) / buckets);
    const end = Math.floor(((bucket + 1) * length) / buckets);
    kept = keepExtremes(y, start, end, indices, kept);
  }
  const ofKept = indices.slice(0, kept);
  return { length, indices: ofKept, values: pick(y, ofKept) };
}

/**
 * The part of a thinned series that lies in a range, thinned to fewer buckets.
 *
 * @param from first point of the series that is wanted
 * @param to one past the last
 */
export function thinRange(
  { length, indices, values }: ThinSeries,
  from: number,
  to: number,
  buckets: number,
): ThinSeries {
  const kept = new Uint32Array(Math.min(indices.length, keptOfBucket * buckets));
  let count = 0;
  let at = firstFrom(indices, from);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = at;
    const end = from + Math.floor(((bucket + 1) * (to - from)) / buckets);
    while (at < indices.length && indices[at] < end) at++;
    count = keepExtremes(values, start, at, kept, count);
  }
  const places = kept.subarray(0, count);
  return { length, indices: Uint32Array.from(places, (place) => indices[place]), values: pick(values, places) };
}

/** The place of the first index that is not below `from`. */
function firstFrom(indices: Uint32Array, from: number): number {
  let low = 0;
  let high = indices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Writes the first, the last, the lowest and the highest of `start` to `end`, each once and ascending, from `kept` on.
 *
 * @returns how many are written then
 */
function keepExtremes(values: Float64Array, start: number, end: number, into: Uint32Array, kept: number): number {
  if (end <= start) return kept;
  let lowest = start;
  let highest = start;
  for (let at = start + 1; at < end; at++) {
    const value = values[at];
    // A comparison with NaN is false, so a point that is none never displaces one; the second test displaces NaN.
    if (value < values[lowest] || Number.isNaN(values[lowest])) lowest = at;
    if (value > values[highest] || Number.isNaN(values[highest])) highest = at;
  }
  let count = kept;
  into[count++] = start;
  for (const at of [Math.min(lowest, highest), Math.max(lowest, highest), end - 1]) {
    if (at > into[count - 1]) into[count++] = at;
  }
  return count;
}

function pick(values: Float64Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < picked.length; at++) picked[at] = values[places[at]];
  return picked;
}

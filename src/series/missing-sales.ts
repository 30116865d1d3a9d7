/** Whether dates that some series of a file lack are dates on which nothing was sold, by the series of the file together. */
import { FirstSeen } from './first-seen.ts';
import type { Target } from './merge-rows.ts';
import type { RowGroups } from './panel-index.ts';

/** Fewer series show nothing. */
const fewestSeries = 12;
/** The third of the series that sells least lacks so much of its dates at least, and so many times as much as the third that sells most. */
const leastMissing = 0.05;
const timesMissing = 4;

/** Of amounts that are not whole, such as revenue, so many have to be zero. */
const leastZero = 0.005;

/** Of small counts without a zero, so many are one, and so large they are on average. */
const fewestCounts = 20;
const leastOnes = 0.05;
const largestMean = 10;

function areWhole(values: Float64Array): boolean {
  return values.every((value) => Number.isNaN(value) || Number.isInteger(value));
}

function areSometimesZero(values: Float64Array): boolean {
  let known = 0;
  let zeros = 0;
  for (const value of values) {
    if (!Number.isNaN(value)) known++;
    if (value === 0) zeros++;
  }
  return zeros > 0 && zeros >= known * leastZero;
}

/**
 * Whether amounts are small whole numbers, one among them now and then, and never zero: of such counts some would be zero, and there is
 * no row for these.
 */
function areSmallCounts(values: Float64Array): boolean {
  let known = 0;
  let ones = 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value === 0 || !Number.isInteger(value)) return false;
    known++;
    sum += value;
    if (value === 1) ones++;
  }
  return known >= fewestCounts && ones >= known * leastOnes && sum <= known * largestMean;
}

/**
 * Shops write no row for what they did not sell: of whole amounts, or such as are now and then zero, series that sell little then lack
 * many dates, and those that sell much hardly any. Where nobody noted the amounts, all of them lack as many. Few series tell by small
 * counts that are never zero.
 *
 * @param times [rows of the table] milliseconds, NaN where there is none
 */
export function areGapsZero(target: Target, times: Float64Array, { names, rows, starts }: RowGroups): boolean {
  const { values } = target;
  if (target.isLevel || target.hasNegative || !target.addsUp) return false;
  if (names.length < fewestSeries) return areSmallCounts(values);
  if (!areWhole(values) && !areSometimesZero(values)) return false;
  const seen = new FirstSeen();
  const dates = Int32Array.from(times, (ms) => seen.numberOf(ms));
  const places = placesOf(seen, dates, times);
  /** The series, counted from one, that had a row of a date last. */
  const lastOf = new Int32Array(seen.count);
  const series: { mean: number; missing: number }[] = [];
  for (let group = 0; group < names.length; group++) {
    let count = 0;
    let sum = 0;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let at = starts[group]; at < starts[group + 1]; at++) {
      const value = values[rows[at]];
      if (Number.isNaN(times[rows[at]]) || Number.isNaN(value)) continue;
      const date = dates[rows[at]];
      if (lastOf[date] !== group + 1) count += 1;
      lastOf[date] = group + 1;
      sum += value;
      first = Math.min(first, places[date]);
      last = Math.max(last, places[date]);
    }
    if (count < 8) continue;
    series.push({ mean: sum / count, missing: 1 - count / (last - first + 1) });
  }
  if (series.length < fewestSeries) return false;
  series.sort((a, b) => a.mean - b.mean);
  const third = Math.floor(series.length / 3);
  const missingOf = (part: typeof series) => part.reduce((sum, { missing }) => sum + missing, 0) / part.length;
  const ofLeast = missingOf(series.slice(0, third));
  const ofMost = missingOf(series.slice(-third));
  return ofLeast >= leastMissing && ofLeast >= ofMost * timesMissing;
}

/** [dates, as they are numbered] the place of each among all, the earliest first. */
function placesOf(seen: FirstSeen, dates: Int32Array, times: Float64Array): Int32Array {
  const ms = new Float64Array(seen.count);
  for (let row = 0; row < dates.length; row++) ms[dates[row]] = times[row];
  const places = new Int32Array(seen.count);
  const known = [...ms.keys()].filter((date) => !Number.isNaN(ms[date]));
  for (const [place, date] of known.sort((a, b) => ms[a] - ms[b]).entries()) places[date] = place;
  return places;
}

/** What the values of a series are like, found once where it is prepared: plain data that travels instead of the values. */

export type SeriesFacts = {
  /** Points, those without a value among them. */
  length: number;
  /** Points with a value. */
  known: number;
  /** Points that have a value other than zero. */
  demands: number;
  /** Whether every value is above zero. */
  isPositive: boolean;
  /** In the unit of the series, of the values that are there; infinite where there is none. */
  smallest: number;
  largest: number;
  /** NaN where there is no value. */
  mean: number;
  /** The last value that is one; NaN where there is none. */
  last: number;
};

/** @param y [length] NaN where there is no value */
export function describeSeries(y: Float64Array): SeriesFacts {
  let known = 0;
  let demands = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let last = Number.NaN;
  for (let at = 0; at < y.length; at++) {
    const value = y[at];
    if (Number.isNaN(value)) continue;
    known++;
    if (value !== 0) demands++;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    sum += value;
    last = value;
  }
  return { length: y.length, known, demands, isPositive: smallest > 0, smallest, largest, mean: sum / known, last };
}

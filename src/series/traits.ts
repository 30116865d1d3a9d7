/** What of a series decides which models suit it: plain data, found once for each series. */
import type { Series } from './series.ts';

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

const found = new WeakMap<object, SeriesTraits>();

/** The traits of a series that does not change, looked for once however often they are asked for. */
export function traitsOf(series: Pick<Series, 'y'>): SeriesTraits {
  const known = found.get(series) ?? describeTraits(series.y);
  found.set(series, known);
  return known;
}

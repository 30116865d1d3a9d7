/** A series as trend, seasons and what is left, whatever a few wild values do. */
import { createLoess } from '../loess.ts';
import { spreadByMedian } from '../median.ts';
import { decomposeMstl } from '../stl.ts';
import { findWildValues } from '../wild-values.ts';

export type SplitSeries = {
  /** [length] */
  trend: Float64Array;
  /** [season][length] */
  seasonals: Float64Array[];
  /** [season] lengths, ascending: those that were seen twice. */
  seasons: number[];
  /** [length] trend and seasons together. */
  fit: Float64Array;
};

/** Points that take part in each fit of the trend where there is no season. */
const trendWindow = 15;

function splitOnce(values: Float64Array, seasons: readonly number[]): Omit<SplitSeries, 'fit' | 'seasons'> {
  if (seasons.length > 0) return decomposeMstl(values, seasons);
  const window = Math.min(trendWindow, values.length % 2 === 1 ? values.length : values.length - 1);
  return { trend: createLoess(values.length, { window, degree: 1, jump: 1 }).smooth(values), seasonals: [] };
}

/** [length] */
export function subtract(values: Float64Array, less: Float64Array): Float64Array {
  return values.map((value, at) => value - less[at]);
}

/** Values farther than this from the fit are brought back to it before it is made anew. */
const wild = 4;

/**
 * Splits a series by local regression, twice: the second time without what lay far from the first (in the place of the robust weights
 * of Cleveland and others 1990).
 *
 * @param values [length] finite
 * @param seasonLengths ascending
 */
export function splitSeries(values: Float64Array, seasonLengths: readonly number[]): SplitSeries {
  const seasons = seasonLengths.filter((season) => season > 1 && 2 * season <= values.length);
  // One value out of all proportion would bend the first fit so far that the second could not tell it any more.
  const { places, expected } = findWildValues(values, seasons[0] ?? 1);
  let tame = values.slice();
  for (const [index, at] of places.entries()) tame[at] = expected[index];
  let parts = splitOnce(tame, seasons);
  for (let round = 0; round < 2; round += 1) {
    const fit = fitOf(parts);
    const limit = wild * spreadByMedian(subtract(values, fit));
    if (!(limit > 0)) break;
    tame = values.map((value, at) => (Math.abs(value - fit[at]) > limit ? fit[at] : value));
    parts = splitOnce(tame, seasons);
  }
  return { ...parts, seasons, fit: fitOf(parts) };
}

function fitOf({ trend, seasonals }: Omit<SplitSeries, 'fit' | 'seasons'>): Float64Array {
  const fit = trend.slice();
  for (const seasonal of seasonals) for (let at = 0; at < fit.length; at += 1) fit[at] += seasonal[at];
  return fit;
}

import { meanOf, varianceOf } from './moments.ts';
import { decomposeStl } from './stl.ts';

/** 5 % point of the KPSS statistic of a level. */
const kpssLimit = 0.463;
/** Share of what is left beside the trend from which a season is taken to be one that moves (Wang, Smith and Hyndman 2006). */
const strengthLimit = 0.64;

/** [length - lag] */
export function differenceAt(values: Float64Array, lag: number): Float64Array {
  return values.subarray(lag).map((value, at) => value - values[at]);
}

/**
 * How far a series wanders from its mean (Kwiatkowski, Phillips, Schmidt and Shin 1992).
 *
 * @param window lags that the variance of the noise is made of, as many as R's `ndiffs` takes where none is said
 * @returns 0 where it is constant
 */
export function measureKpss(values: Float64Array, window = Math.floor((3 * Math.sqrt(values.length)) / 13)): number {
  const { length } = values;
  const centre = meanOf(values);
  const offsets = values.map((value) => value - centre);
  let variance = 0;
  for (let lag = 0; lag <= window; lag += 1) {
    let sum = 0;
    for (let at = lag; at < length; at += 1) sum += offsets[at] * offsets[at - lag];
    variance += ((lag === 0 ? 1 : 2 * (1 - lag / (window + 1))) * sum) / length;
  }
  let walk = 0;
  let squares = 0;
  for (const offset of offsets) {
    walk += offset;
    squares += walk * walk;
  }
  return variance <= 1e-14 * centre * centre ? 0 : squares / (length * length * variance);
}

/** Differences that make a series stationary by the KPSS test at 5 %, at most two (Hyndman and Khandakar 2008). */
export function countDifferences(values: Float64Array): number {
  let count = 0;
  for (let rest = values; count < 2 && rest.length > 4 && measureKpss(rest) > kpssLimit; count += 1) {
    rest = differenceAt(rest, 1);
  }
  return count;
}

/** Strength of the season: 1 less the share of what remains in what remains beside the trend. Between 0 and 1. */
export function measureSeasonStrength(values: Float64Array, seasonLength: number): number {
  const { seasonal, trend } = decomposeStl(values, seasonLength, 11);
  const beside = values.map((value, at) => value - trend[at]);
  const rest = beside.map((value, at) => value - seasonal[at]);
  const variance = varianceOf(beside);
  return variance === 0 ? 0 : Math.min(1, Math.max(0, 1 - varianceOf(rest) / variance));
}

/** Whether the season is strong enough to be taken out by differences. */
export function needsSeasonalDifference(values: Float64Array, seasonLength: number): boolean {
  if (seasonLength < 2 || values.length < 2 * seasonLength + 5) return false;
  return measureSeasonStrength(values, seasonLength) > strengthLimit;
}

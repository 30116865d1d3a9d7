import { autocorrelate } from './autocorrelation.ts';
import { findSeasonFigure, removeSeason, smoothOverSeason } from './decompose.ts';
import { fitLine, meanOf, varianceOf } from './moments.ts';
import { measurePower } from './periodogram.ts';
import { findWildValues } from './wild-values.ts';

/** A season must have been seen this often. */
const leastSeasons = 3;
const longestSeason = 800;
const mostSeasons = 3;
/** The share of what a moving average leaves that a season must explain, beyond what chance would. */
const leastShare = 0.15;
/** How many times chance, which is 1, it must explain; more for short ones, which chance makes more easily. */
const leastRatio = (period: number) => 4 + 12 / (period - 1);

/** Shifts at which a series is more like itself than at those beside. */
function listLikenessPeaks(values: Float64Array, longest: number): number[] {
  const likeness = autocorrelate(values, longest + 1);
  const limit = 2 / Math.sqrt(values.length);
  const peaks: number[] = [];
  for (let lag = 2; lag <= longest; lag += 1) {
    const here = likeness[lag];
    if (here > limit && here >= likeness[lag - 1] && here >= likeness[lag + 1]) peaks.push(lag);
  }
  return peaks;
}

/** Lengths of the strongest waves, nearest whole number. */
function listPowerPeaks(values: Float64Array, longest: number): number[] {
  const { size, power } = measurePower(values);
  const usual = meanOf(power);
  const peaks: number[] = [];
  for (let k = 1; k < power.length; k += 1) {
    const isPeak = power[k] >= power[k - 1] && power[k] >= (power[k + 1] ?? 0);
    const period = Math.round(size / k);
    if (isPeak && power[k] > 3 * usual && period >= 2 && period <= longest) peaks.push(period);
  }
  return peaks;
}

/** How much of the series about its moving average the mean of each place explains: the share, and the F ratio. */
function measureStrength(values: Float64Array, seasonLength: number): { share: number; ratio: number } {
  const trend = smoothOverSeason(values, seasonLength);
  const half = seasonLength >> 1;
  const rest = values.subarray(half, values.length - half).map((value, at) => value - trend[at + half]);
  const sums = new Float64Array(seasonLength);
  const counts = new Float64Array(seasonLength);
  for (let at = 0; at < rest.length; at += 1) {
    sums[at % seasonLength] += rest[at];
    counts[at % seasonLength] += 1;
  }
  const total = varianceOf(rest) * rest.length;
  const centre = meanOf(rest);
  const explained = sums.reduce((sum, each, place) => sum + counts[place] * (each / counts[place] - centre) ** 2, 0);
  const room = rest.length - seasonLength;
  if (total <= 0 || room <= 0) return { share: 0, ratio: 0 };
  const left = (total - explained) / room;
  return {
    share: Math.max(0, 1 - (left * (rest.length - 1)) / total),
    ratio: left <= 1e-12 * total ? Number.POSITIVE_INFINITY : explained / (seasonLength - 1) / left,
  };
}

/** Whether a period is but a season of no whole length, such as a year of weeks, seen again some times later. */
function isEcho(period: number, season: number): boolean {
  const times = Math.round(period / season);
  return times <= 4 && period !== times * season && Math.abs(period - times * season) <= 0.03 * period;
}

/** The shortest of the periods that explain about as much as the best, as every multiple of a season fits as well. */
function chooseSeason(values: Float64Array, found: readonly number[]): number | null {
  const longest = Math.min(longestSeason, Math.floor(values.length / leastSeasons));
  const line = fitLine(values);
  const level = values.map((value, at) => value - line.start - line.slope * at);
  const candidates = new Set([...listLikenessPeaks(level, longest), ...listPowerPeaks(level, longest)]);
  const judged = [...candidates]
    .filter((period) => found.every((other) => period >= 2 * other && !isEcho(period, other)))
    .map((period) => ({ period, ...measureStrength(values, period) }))
    .filter(({ period, share, ratio }) => share > leastShare && ratio > leastRatio(period));
  const most = judged.reduce((best, { share }) => Math.max(best, share), 0);
  const good = judged.filter(({ share }) => share >= 0.9 * most).map(({ period }) => period);
  return good.length > 0 ? Math.min(...good) : null;
}

/** A single wild value has more power than any season: it is brought back to what surrounds it. */
function clipWild(values: Float64Array): Float64Array {
  const { places, expected } = findWildValues(values, 1);
  const clipped = places.length > 0 ? values.slice() : values;
  for (const [index, at] of places.entries()) clipped[at] = expected[index];
  return clipped;
}

/**
 * The seasons in a series: candidates from the autocorrelation and the periodogram, judged by what the mean of each place
 * explains beyond a moving average, one season after the other on what the shorter ones leave.
 *
 * @param values [length]
 * @returns lengths in steps, ascending; empty where there is none. Each was seen at least three times.
 */
export function findSeasons(values: Float64Array): number[] {
  const found: number[] = [];
  let rest = clipWild(values);
  while (found.length < mostSeasons) {
    const season = chooseSeason(rest, found);
    if (season === null) return found;
    found.push(season);
    const figure = findSeasonFigure(rest, season, 'additive');
    if (!figure) return found;
    rest = removeSeason(rest, figure, 'additive');
  }
  return found;
}

/**
 * A history with a season over its season (a week over days of hours) can be read as cycles of either. Each way forecasts the
 * last stretches of the history from what came before them, which costs no training, and counts by how well it did there.
 */
import { type Forecast, quantileLevels } from '../forecaster.ts';
import { longestDrawnSeason } from './generate-series.ts';
import type { PretrainedOptions } from './pretrained-forecaster.ts';
import { longerSeason } from './read-history.ts';

/** Trials, each a horizon before the next, and the power of their errors: chosen on the hourly development series. */
const trials = 3;
const sharpness = 4;
/** Cycles of the longer season that are wanted before it is looked at, and those that a trial learns from. */
const leastCycles = 3;
const leastLearned = 2;

type ForecastAll = (histories: readonly Float64Array[], options: PretrainedOptions) => Promise<Forecast[]>;

/** The longer season that a history of so many values may be read by too; null where it has none that the network has learnt. */
export function otherSeason(length: number, season: number): number | null {
  const longer = longerSeason(season);
  if (longer === null || longer > longestDrawnSeason || length < leastCycles * longer) return null;
  return longer;
}

/**
 * Forecasts from the ends of histories, each read in every way that it can be.
 *
 * @param histories [series][time]
 * @param forecastAll reads histories by one season
 * @returns one forecast a history: the mean over the ways of reading, weighted by one over the fourth power of the sum of their
 *   absolute errors in the trials
 */
export async function forecastByReadings(
  histories: readonly Float64Array[],
  options: PretrainedOptions,
  forecastAll: ForecastAll,
): Promise<Forecast[]> {
  const { seasonLength, horizonSteps } = options;
  const forecasts = await forecastAll(histories, options);
  const several = histories.flatMap((history, at) => (otherSeason(history.length, seasonLength) === null ? [] : [at]));
  if (several.length === 0) return forecasts;

  const longer = longerSeason(seasonLength) as number;
  const ways = [options, { ...options, seasonLength: longer }];
  const long = await forecastAll(
    several.map((at) => histories[at]),
    ways[1],
  );
  const endsOf = (history: Float64Array) =>
    Array.from({ length: trials }, (_, trial) =>
      Math.max(leastLearned * longer, history.length - (trial + 1) * horizonSteps),
    );
  const cuts = several.flatMap((at) => endsOf(histories[at]).map((end) => ({ at, end })));
  const misses = new Map(several.map((at) => [at, ways.map(() => 0)]));
  for (const [way, chosen] of ways.entries()) {
    const tried = await forecastAll(
      cuts.map(({ at, end }) => histories[at].subarray(0, end)),
      chosen,
    );
    for (const [each, { at, end }] of cuts.entries()) {
      const came = histories[at].subarray(end, end + horizonSteps);
      const sums = misses.get(at) as number[];
      for (const [step, value] of came.entries()) sums[way] += Math.abs(value - tried[each].yhat[step]);
    }
  }
  for (const [place, at] of several.entries()) {
    const weights = weightsOf(misses.get(at) as number[]);
    forecasts[at] = meanOf([forecasts[at], long[place]], weights);
  }
  return forecasts;
}

/** Weights that sum to 1; even where nothing was missed. */
function weightsOf(misses: readonly number[]): number[] {
  const least = Math.min(...misses);
  if (!(least > 0))
    return misses.map((miss) => (miss === least ? 1 : 0) / misses.filter((other) => other === least).length);
  const powers = misses.map((miss) => (least / miss) ** sharpness);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function meanOf(forecasts: readonly Forecast[], weights: readonly number[]): Forecast {
  const mix = (rows: readonly Float64Array[]) =>
    rows[0].map((_, step) => rows.reduce((sum, row, way) => sum + weights[way] * row[step], 0));
  return {
    yhat: mix(forecasts.map(({ yhat }) => yhat)),
    quantiles: quantileLevels.map((_, level) =>
      mix(forecasts.map(({ quantiles }) => (quantiles as Float64Array[])[level])),
    ),
  };
}

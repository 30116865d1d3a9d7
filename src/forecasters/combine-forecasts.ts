/** Several forecasts as one, by weights that are known. */
import { normalQuantile } from '../statistics/normal.ts';
import { type Forecast, quantileLevels } from './forecaster.ts';

/** The weighted mean at each step: [horizon]. */
function averageOf(values: readonly Float64Array[], weights: readonly number[]): Float64Array {
  return values[0].map((_, step) => weights.reduce((sum, weight, at) => sum + weight * values[at][step], 0));
}

const [lowLevel, highLevel] = ([0.1, 0.9] as const).map((level) => quantileLevels.indexOf(level));
/** Distance of those two levels in standard deviations of a normal variable. */
const deviationsApart = 2 * normalQuantile(0.9);

/**
 * [horizon] how much wider the mixture of the members is than the mean of their spreads, since they do not agree on the
 * centre: its variance is the mean of theirs and that of the centres about their mean (Wallis 2005).
 */
function measureDisagreement(
  centres: readonly Float64Array[],
  weights: readonly number[],
  mean: Forecast,
): Float64Array {
  return mean.yhat.map((centre, step) => {
    const quantiles = mean.quantiles as Float64Array[];
    const within = (quantiles[highLevel][step] - quantiles[lowLevel][step]) / deviationsApart;
    if (!(within > 0)) return 1;
    const apart = weights.reduce((sum, weight, at) => sum + weight * ((centres[at][step] - centre) / within) ** 2, 0);
    return Math.sqrt(1 + apart);
  });
}

/**
 * Points combine to their weighted mean; quantiles, of those members that have them, to the mean of their distances from
 * the point (Lichtendahl et al. 2013), widened by how far the members lie apart.
 *
 * @param weights [members] that sum to 1
 */
export function combineForecasts(forecasts: readonly Forecast[], weights: readonly number[]): Forecast {
  const centres = forecasts.map(({ yhat }) => yhat);
  const yhat = averageOf(centres, weights);
  const spread = forecasts.flatMap((forecast, at) =>
    forecast.quantiles ? [{ quantiles: forecast.quantiles, centre: forecast.yhat, weight: weights[at] }] : [],
  );
  const total = spread.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { yhat, quantiles: null };
  const quantiles = quantileLevels.map((_, level) =>
    yhat.map((value, step) =>
      spread.reduce(
        (sum, { quantiles: own, centre, weight }) => sum + (weight / total) * (own[level][step] - centre[step]),
        value,
      ),
    ),
  );
  const widening = measureDisagreement(centres, weights, { yhat, quantiles });
  return {
    yhat,
    quantiles: quantiles.map((values) =>
      values.map((value, step) => yhat[step] + widening[step] * (value - yhat[step])),
    ),
  };
}

/** Combinations of forecasts, and their weights from how the models did on what came later. */
import { type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { normalQuantile } from '../statistics/normal.ts';

export type Weight = { member: number; weight: number };

/** The power of the inverse errors where there is all the evidence one could wish for: squared errors, squared once more. */
const mostPower = 4;
/** With so many points the power is half of that, the inverse squared errors of Bates and Granger. */
const halfPowerPoints = 24;
/** A member of less than this share of an equal weight tells the combination nothing. */
const leastShare = 0.25;

/**
 * Weights for all models by the inverse of their error, to a power that grows with the evidence: nearly equal from a few points,
 * which seldom improve on that (Bates and Granger 1969; Stock and Watson 2004; Claeskens et al. 2016). No model is picked out,
 * as the best of so few trials is often the luckiest.
 *
 * @param errors mean error of each model on the same points; not finite where it gave no forecast
 * @param points how many points the errors come from
 * @returns weights that sum to 1, the heaviest first; empty where no model gave a forecast
 */
export function weighForecasts(errors: readonly number[], points: number): Weight[] {
  const ranked = errors
    .map((error, member) => ({ member, error }))
    .filter(({ error }) => Number.isFinite(error))
    .sort((a, b) => a.error - b.error);
  if (ranked.length === 0) return [];
  const best = ranked[0].error;
  const power = (mostPower * points) / (points + halfPowerPoints);
  const likings = ranked.map(({ member, error }) => ({ member, weight: error === best ? 1 : (best / error) ** power }));
  const kept = normalise(likings).filter(({ weight }) => weight >= leastShare / ranked.length);
  return normalise(kept);
}

function normalise(weights: readonly Weight[]): Weight[] {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights.map(({ member, weight }) => ({ member, weight: weight / total }));
}

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

/** Weights for a combination of forecasts, from how the models did on what came later. */

export type Weight = { member: number; weight: number };

/** Models whose error is beyond this multiple of the best are left out. */
const worstRatio = 1.3;
const mostMembers = 5;

/**
 * Weights for the best few models: inversely proportional to their squared error (Bates and Granger 1969), shrunk towards
 * equal weights, which few test points cannot improve on (Stock and Watson 2004; Claeskens et al. 2016).
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
  const chosen = ranked.slice(0, mostMembers).filter(({ error }) => error <= worstRatio * best);
  const equal = 1 / chosen.length;
  const precision = chosen.map(({ error }) => (best === 0 ? equal : (best / error) ** 2));
  const total = precision.reduce((sum, value) => sum + value, 0);
  const trust = points / (points + equalWeightPoints);
  return chosen.map(({ member }, at) => ({ member, weight: trust * (precision[at] / total) + (1 - trust) * equal }));
}

/** With so many points the weights lie half-way between equal and inverse errors. */
const equalWeightPoints = 48;

/**
 * The weighted mean at each step.
 *
 * @param forecasts [members][horizon]
 */
export function combineForecasts(forecasts: readonly Float64Array[], weights: readonly number[]): Float64Array {
  return forecasts[0].map((_, step) => weights.reduce((sum, weight, at) => sum + weight * forecasts[at][step], 0));
}

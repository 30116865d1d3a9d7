/** Weights of forecasts from how their models did on what came later. */

export type Weight = { member: number; weight: number };

/** The power of the inverse errors where there is all the evidence one could wish for. */
const mostPower = 7;
/** With so many points the power is half of that. */
const halfPowerPoints = 24;
/** A member of less than this share of an equal weight tells the combination nothing. */
const leastShare = 0.4;

/**
 * Weights for all models by the inverse of their error, to a power that grows with the evidence: nearly equal from a few points,
 * which seldom improve on that (Bates and Granger 1969; Stock and Watson 2004; Claeskens et al. 2016). No model is picked out,
 * as the best of so few trials is often the luckiest.
 *
 * @param errors mean error of each model on the same points; not finite where it gave no forecast
 * @param points how many points the errors come from
 * @param priors how much each counts before that; all alike where absent
 * @returns weights that sum to 1, the heaviest first; empty where no model gave a forecast
 */
export function weighForecasts(
  errors: readonly number[],
  points: number,
  priors: readonly number[] = errors.map(() => 1),
): Weight[] {
  const ranked = errors
    .map((error, member) => ({ member, error }))
    .filter(({ error }) => Number.isFinite(error))
    .sort((a, b) => a.error - b.error);
  if (ranked.length === 0) return [];
  const best = ranked[0].error;
  const power = (mostPower * points) / (points + halfPowerPoints);
  const likings = ranked.map(({ member, error }) => ({
    member,
    weight: priors[member] * (error === best ? 1 : (best / error) ** power),
  }));
  const kept = normalise(likings).filter(({ weight }) => weight >= leastShare / ranked.length);
  return normalise(kept).sort((a, b) => b.weight - a.weight);
}

function normalise(weights: readonly Weight[]): Weight[] {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights.map(({ member, weight }) => ({ member, weight: weight / total }));
}

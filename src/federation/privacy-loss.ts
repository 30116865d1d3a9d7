/** What several rounds of noise are worth, as epsilon: Rényi differential privacy of the Gaussian mechanism. */

/** How far the updates of any two data sets can lie apart, over the norm they are both kept to. */
const sensitivity = 2;

/** With which probability at most epsilon does not hold. */
export const usualDelta = 1e-5;

/**
 * Epsilon at one order. Mechanisms that follow each other add up (Mironov 2017, proposition 1), the Gaussian one has order / (2 x ratio²)
 * (corollary 3); the way back to (epsilon, delta) is Canonne, Kamath and Steinke 2020, proposition 12.
 */
function epsilonAt(order: number, ratio: number, rounds: number, delta: number): number {
  const renyi = (rounds * order) / (2 * ratio ** 2);
  return renyi + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
}

/**
 * Epsilon of Gaussian noise added several times, by the order that gives the least.
 *
 * @param ratio the noise's standard deviation over the most that the value can change by (its sensitivity); 0 is no noise
 * @param rounds how many times
 * @param delta above 0, below 1
 */
export function epsilonOfGaussian(ratio: number, rounds: number, delta: number): number {
  if (ratio <= 0) return Number.POSITIVE_INFINITY;
  // Near the best order of the plain way back, whose two terms are easily weighed.
  const around = 1 + ratio * Math.sqrt((2 * Math.log(1 / delta)) / rounds);
  let best = Number.POSITIVE_INFINITY;
  for (let at = -4000; at <= 2000; at += 1)
    best = Math.min(best, epsilonAt(1 + (around - 1) * 2 ** (at / 1000), ratio, rounds, delta));
  return Math.max(0, best);
}

/**
 * Epsilon that a shop spends on all rounds, against whoever sees what it hands back: whatever its data were, the chance of any file
 * changes by a factor of e^epsilon at most, but for a chance of delta. It covers the weights alone.
 *
 * @param multiplier standard deviation of the noise over the norm that an update is kept to
 */
export function epsilonOfShop(multiplier: number, rounds: number, delta: number = usualDelta): number {
  return epsilonOfGaussian(multiplier / sensitivity, rounds, delta);
}

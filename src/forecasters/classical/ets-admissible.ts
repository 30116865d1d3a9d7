import type { EtsWeights } from './ets-model.ts';

/** Roots on the circle itself, as models without a slope have one, count as within. */
const rim = 1 + 1e-7;

/**
 * Whether all roots of a polynomial lie within the unit circle: the test of Schur and Cohn, by stepping its degree down.
 *
 * @param coefficients from the highest power, which is 1, to the constant
 */
export function hasRootsWithinCircle(coefficients: readonly number[]): boolean {
  let current = coefficients.map((each, at) => each / rim ** at);
  while (current.length > 1) {
    const reflection = current[current.length - 1];
    if (!(Math.abs(reflection) < 1)) return false;
    const reversed = current.toReversed();
    current = current.map((each, at) => (each - reflection * reversed[at]) / (1 - reflection ** 2)).slice(0, -1);
  }
  return true;
}

/**
 * Whether a model forgets its beginnings: the admissible region of Hyndman, Akram and Archibald 2008 ("The admissible
 * parameter space for exponential smoothing models"), by the characteristic equation for seasonal models.
 *
 * @param period season length; 0 without a season
 */
export function isAdmissible({ alpha, beta, gamma, phi: kept }: EtsWeights, period: number): boolean {
  const phi = kept === 0 ? 1 : kept;
  if (period === 0) {
    if (alpha < 1 - 1 / phi || alpha > 1 + 1 / phi) return false;
    return beta >= alpha * (phi - 1) && beta <= (1 + phi) * (2 - alpha);
  }
  if (gamma < Math.max(1 - 1 / phi - alpha, 0) || gamma > 1 + 1 / phi - alpha) return false;
  const middle = new Array<number>(Math.max(0, period - 2)).fill(alpha + beta - alpha * phi);
  return hasRootsWithinCircle([
    1,
    alpha + beta - phi,
    ...middle,
    alpha + beta - alpha * phi + gamma - 1,
    phi * (1 - alpha - gamma),
  ]);
}

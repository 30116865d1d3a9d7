/** An honest test of a price: which weeks, how many, and what it could tell. */
import { createRandom } from '../../base/random.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import { type DecisionProblem, findBadNumber } from '../problem.ts';

export type PriceTest = {
  /** Steps of the test. */
  steps: number;
  /** [steps] 1 for the test price: of each two neighbouring steps one, by lot, so that season and trend fall on both alike. */
  plan: Uint8Array;
  /** The least elasticity (as a size) that is found in so many of a hundred such tests as the power says. */
  detectable: number;
  /** Half of the 95 % interval that the test will have about its elasticity. */
  halfWidth: number;
};

/**
 * @param left standard deviation of the logarithm of units beside season and trend (`Elasticity.left`)
 * @param change share by which the test price differs, such as -0.1
 * @param effect elasticity that should be found, as a size; the test is made as long as that takes
 */
export function planPriceTest({
  left,
  change,
  effect,
  power = 0.8,
  mostSteps = 104,
  seed = 1,
}: {
  left: number;
  change: number;
  effect: number;
  power?: number;
  mostSteps?: number;
  seed?: number;
}): Result<PriceTest & { isEnough: boolean }, DecisionProblem> {
  const bad = findBadNumber([
    ['left', 'positive', left],
    ['change', 'positive', 1 + change],
    ['change', 'positive', Math.abs(change)],
    ['effect', 'positive', effect],
    ['power', 'share', power],
  ]);
  if (bad) return fail(bad);
  const move = Math.abs(Math.log1p(change));
  const reach = normalQuantile(0.975) + normalQuantile(power);
  // A difference of two means of n / 2 steps has the standard error 2 left / sqrt(n).
  const needed = 2 * Math.ceil(((2 * left * reach) / (effect * move)) ** 2 / 2);
  const steps = Math.min(2 * Math.floor(mostSteps / 2), Math.max(4, needed));
  const random = createRandom(seed, 57);
  const plan = new Uint8Array(steps);
  for (let pair = 0; pair < steps; pair += 2) plan[pair + (random() < 0.5 ? 0 : 1)] = 1;
  const error = (2 * left) / (Math.sqrt(steps) * move);
  return ok({
    steps,
    plan,
    detectable: reach * error,
    halfWidth: normalQuantile(0.975) * error,
    isEnough: needed <= steps,
  });
}

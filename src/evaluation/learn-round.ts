/** A shop's part in a round of a training that several shops share. */
import { hideUpdate, normOfUpdate } from '../federation/hide-update.ts';
import type { FitContext } from '../forecasters/forecaster.ts';
import type { NetworkId } from '../forecasters/model-cards.ts';
import { createLearnerOfShop } from '../forecasters/registry.ts';
import { firstTask } from './backtest.ts';
import type { RoundLearning, RoundTask } from './round-learning.ts';
import { materialFor, type PlannedRun } from './run-forecast.ts';

/**
 * Learns on from the weights of a round, by what comes before the test part alone, so that a test of what comes of it is honest.
 *
 * @param run of the shop's own series
 * @throws {FitCancelled} when cancelled before the first epoch's end
 * @throws {FitDiverged} when the first epoch's loss is not finite
 * @throws {WeightsOfAnother} where the weights are not those of such a network
 */
export async function learnRound(
  model: NetworkId,
  run: PlannedRun,
  { weights, epochs, part, noise }: RoundTask,
  context: FitContext,
): Promise<RoundLearning> {
  const { trainEnd, validationEnd } = run.plan.split;
  const known = materialFor(model, run)(validationEnd, validationEnd - trainEnd);
  const learner = createLearnerOfShop(model, run.settings, firstTask(known, run.plan), weights);
  const { windows, scaler, isFloored } = learner;
  const before = await learner.errorOf(weights);
  const learnt = await learner.learn(weights, { epochs, part }, context);
  const handed = noise ? hideUpdate(weights, learnt, noise) : learnt;
  const after = await learner.errorOf(handed);
  const isBetter = part === 'all' || (before !== null && after !== null && after < before);
  return {
    windows,
    before,
    after: isBetter ? after : before,
    trained: { members: [isBetter ? handed : weights], scaler, isFloored },
    norm: normOfUpdate(weights, learnt),
    points: validationEnd,
  };
}

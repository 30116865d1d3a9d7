/** A shop's part in a round of a training that several shops share. */
import { hideUpdate, normOfUpdate } from '../federation/hide-update.ts';
import type { Noise, Shop } from '../federation/round.ts';
import type { FitContext } from '../forecasters/forecaster.ts';
import type { NetworkId } from '../forecasters/model-cards.ts';
import type { LearningPart } from '../forecasters/neural/shop-learner.ts';
import { createLearnerOfShop } from '../forecasters/registry.ts';
import type { NamedTensor, TrainedNetwork } from '../forecasters/trained-network.ts';
import { firstTask } from './backtest.ts';
import { materialFor, type PlannedRun } from './run-forecast.ts';

export type RoundTask = {
  /** What the round begins with. */
  weights: readonly NamedTensor[];
  epochs: number;
  /** A head of its own is kept only where it does better than the one that was handed. */
  part: LearningPart;
  /** How what was learnt is hidden; null where it is handed on as it is. */
  noise: Noise | null;
};

export type RoundLearning = Omit<Shop, 'label'> & {
  /** As they are handed on: hidden where that was asked for. */
  trained: TrainedNetwork;
  /** The norm of what was learnt, before it was hidden. */
  norm: number;
  /** Points of the series shown that were learnt from, or chose when to stop: its test part is not among them. */
  points: number;
};

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

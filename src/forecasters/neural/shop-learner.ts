/** What one shop does in a round of a training that several share: it learns on from weights it was handed, from its own histories alone. */
import * as tf from '../../compute/tf.ts';
import { periodOf } from '../../compute/windows/window-frame.ts';
import type { Scaler } from '../../series/scaling.ts';
import { staysAboveZero } from '../floor.ts';
import type { FitContext, FitTask } from '../forecaster.ts';
import type { NamedTensor } from '../trained-network.ts';
import { flatten, lengthOf, type ParameterLayout, planLayout } from '../training/flat-parameters.ts';
import type { TrainingData } from '../training/learner.ts';
import { trainNetwork } from '../training/train.ts';
import { checkShapes } from './deployed-network.ts';
import { frozenNames, validationError } from './fine-tuning.ts';
import { tensorsOf } from './fitted-network.ts';
import { batchesFor } from './learn-network.ts';
import type { Network } from './network.ts';
import { type NeuralOptions, planNetwork, readTask, scalersOf } from './plan-network.ts';
import { prepareWindows } from './prepare-windows.ts';

/** The weights that learn: all of them, or the layers that turn what was read into the forecast. */
export type LearningPart = 'all' | 'head';

export type ShopLearner = {
  /** Windows there are to learn from. */
  windows: number;
  /** By which the first history is scaled. */
  scaler: Scaler;
  isFloored: boolean;
  /** Mean absolute error on the windows that choose when to stop, over the seasonal naive's; null where that cannot be told. */
  errorOf(weights: readonly NamedTensor[]): Promise<number | null>;
  /**
   * Learns on from weights, and keeps those of the least error on the windows that choose when to stop.
   *
   * @throws {FitCancelled} when cancelled before the first epoch's end
   * @throws {FitDiverged} when the first epoch's loss is not finite
   */
  learn(
    from: readonly NamedTensor[],
    asked: { epochs: number; part: LearningPart },
    context: FitContext,
  ): Promise<NamedTensor[]>;
};

/** The first weights of a network. */
export function drawWeights(network: Network, seed: number): NamedTensor[] {
  const initial = network.init(seed);
  const layout = planLayout(initial);
  const theta = flatten(initial, layout);
  tf.dispose(initial);
  return tensorsOf(theta, layout);
}

/** Weights in one vector as a network has them, whatever their order. */
function placeWeights(weights: readonly NamedTensor[], layout: ParameterLayout): Float32Array {
  const theta = new Float32Array(lengthOf(layout));
  for (const { name, offset } of layout) {
    const own = weights.find((tensor) => tensor.name === name);
    if (own) theta.set(own.values, offset);
  }
  return theta;
}

/** Mean absolute error, scaled, of the last season again, over the validation windows. */
function naiveError({ values, validationStarts, lookBackSteps, horizonSteps, seasonLength }: TrainingData): number {
  const season = periodOf(seasonLength, lookBackSteps);
  let sum = 0;
  for (const start of validationStarts) {
    const end = start + lookBackSteps;
    for (let step = 0; step < horizonSteps; step += 1)
      sum += Math.abs(values[end + step] - values[end - season + (step % season)]);
  }
  return sum / (validationStarts.length * horizonSteps);
}

/**
 * @param task of the shop's own histories, with points at their ends that are not learnt from
 * @param weights of the names and shapes of the network's own, which are known from them
 * @throws {WeightsOfAnother} where they have others
 */
export function createShopLearner(
  network: Network,
  options: NeuralOptions,
  task: FitTask,
  weights: readonly NamedTensor[],
): ShopLearner {
  checkShapes(network, weights);
  const plan = planNetwork(network, options);
  const { network: reading } = readTask(plan, { ...task, useCovariates: false });
  const scalers = scalersOf(task);
  const data = prepareWindows(task.histories, scalers, task.validationSteps, { ...plan.shape, covariates: null });
  const initial = network.init(options.seed);
  const layout = planLayout(initial);
  tf.dispose(initial);
  const naive = data.validationStarts.length > 0 ? naiveError(data) : 0;
  return {
    windows: data.trainStarts.length,
    scaler: scalers[0],
    isFloored: staysAboveZero(task.histories[0]),
    async errorOf(of) {
      if (!(naive > 0)) return null;
      const error = await validationError(plan, reading, { theta: placeWeights(of, layout), layout }, data);
      return Number.isFinite(error) ? error / naive : null;
    },
    async learn(from, { epochs, part }, context) {
      const training = {
        ...options,
        ...batchesFor(task.histories, options),
        averaging: false,
        epochs,
        scheduleEpochs: epochs,
        initial: placeWeights(from, layout),
        frozen: part === 'head' ? frozenNames(layout, network, 'head') : [],
      };
      const { theta } = await trainNetwork(reading, data, training, context);
      return tensorsOf(theta, layout);
    },
  };
}

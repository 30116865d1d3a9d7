/** A network that was trained before, on this history or on another, as a forecaster: it learns nothing any more. */
import * as tf from '../../compute/tf.ts';
import { fitScaler, type Scaler } from '../../series/scaling.ts';
import type { Forecaster, LearntNetwork } from '../forecaster.ts';
import type { NamedTensor, TrainedNetwork } from '../trained-network.ts';
import { lengthOf, planShapes } from '../training/flat-parameters.ts';
import { placeLearnt } from './fitted-network.ts';
import type { Network } from './network.ts';
import { type NeuralOptions, planNetwork } from './plan-network.ts';
import { createSeedEnsemble } from './seed-ensemble.ts';

/** The weights are not those of a network of these settings. */
export class WeightsOfAnother extends Error {}

/** Histories whose spread is so many times as large or as small as the one learnt from are scaled by their own values. */
const mostTimes = 2;

/**
 * How a history is scaled for a network that was trained on another: in the same way, where its values are about as large.
 *
 * @param history finite values
 */
export function scalerForDeployed(trained: Scaler, history: Float64Array): Scaler {
  const own = fitScaler(history);
  const times = own.spread / trained.spread;
  const away = Math.abs(own.centre - trained.centre) / trained.spread;
  return times <= mostTimes && times >= 1 / mostTimes && away <= mostTimes ? trained : own;
}

export function checkShapes(network: Network, tensors: readonly NamedTensor[]): void {
  const wanted = tf.tidy(() => Object.entries(network.init(0)).map(([name, { shape }]) => [name, shape] as const));
  const found = new Map(tensors.map(({ name, shape }) => [name, JSON.stringify(shape)]));
  const fits = wanted.every(([name, shape]) => found.get(name) === JSON.stringify(shape));
  if (!fits || found.size !== wanted.length) throw new WeightsOfAnother();
}

export function learntOf(tensors: readonly NamedTensor[]): LearntNetwork {
  const layout = planShapes(tensors.map(({ name, shape }) => [name, [...shape]]));
  const theta = new Float32Array(lengthOf(layout));
  for (const [at, { values }] of tensors.entries()) theta.set(values, layout[at].offset);
  return {
    fitEnd: 'fitted',
    epochs: 0,
    tuningEpochs: 0,
    windows: 0,
    curve: { train: [], validation: [] },
    layout,
    theta,
    tuned: null,
  };
}

/**
 * @param network as it was when it was trained, for one set of weights
 * @throws {WeightsOfAnother} where the weights have other names or shapes than the network's
 */
export function createDeployed(network: Network, options: NeuralOptions, trained: TrainedNetwork): Forecaster {
  const plan = planNetwork(network, options);
  for (const tensors of trained.members) checkShapes(network, tensors);
  const members = trained.members.map(
    (tensors): Forecaster => ({
      async fit({ histories, validationSteps, epochs }) {
        const task = { histories, validationSteps, epochs };
        const scalerFor = (series: number) => scalerForDeployed(trained.scaler, histories[series]);
        return placeLearnt(plan, task, learntOf(tensors), scalerFor);
      },
    }),
  );
  return members.length === 1 ? members[0] : createSeedEnsemble(members);
}

/** How a network is fitted to a task: what it reads beside the values, what it gives, and in which unit. */
import type { Normalisation } from '../../compute/windows/window-frame.ts';
import { fitScaler, type Scaler } from '../../series/scaling.ts';
import type { FitTask } from '../forecaster.ts';
import type { FineTuning, NetworkSettings } from '../settings.ts';
import type { TrainingOptions } from '../training/train.ts';
import { withCovariateReader } from './covariate-part.ts';
import type { Network } from './network.ts';
import { type CovariateReader, prepareCovariates } from './prepare-covariates.ts';
import { withQuantiles } from './quantiles.ts';
import { withTargetHeads } from './target-heads.ts';

export type NeuralOptions = Pick<NetworkSettings, 'epochs' | 'learningRate' | 'weightDecay' | 'dropout'> &
  Pick<TrainingOptions, 'loss' | 'averaging' | 'augmentation' | 'batchSize' | 'mostStepsAnEpoch' | 'patienceEpochs'> & {
    lookBackSteps: number;
    horizonSteps: number;
    seasonLength: number;
    normalisation?: Normalisation;
    /** Of a task of several histories. */
    fineTuning?: FineTuning;
    seed: number;
  };

/** A network and the sizes of what goes in and comes out. */
export type NetworkPlan = {
  network: Network;
  options: NeuralOptions;
  shape: { lookBackSteps: number; horizonSteps: number; seasonLength: number; normalisation: Normalisation };
  /** Values for each step of the horizon: one, or one a quantile. */
  levels: number;
};

/** The network of a plan as it is fitted to one task, and how it reads the covariates there are. */
export type NetworkReading = { network: Network; reader: CovariateReader | null };

export function planNetwork(network: Network, options: NeuralOptions): NetworkPlan {
  const { lookBackSteps, horizonSteps, seasonLength, normalisation = 'window', loss } = options;
  return {
    network,
    options,
    shape: { lookBackSteps, horizonSteps, seasonLength, normalisation },
    levels: loss?.kind === 'pinball' ? loss.quantiles.length : 1,
  };
}

/**
 * Covariates are read wherever the task has them and does not say otherwise; where it has heads, each of its histories has one.
 *
 * @throws {Error} where it has heads and the network cannot be widened
 */
export function readTask(
  { network, shape, levels }: NetworkPlan,
  { histories, covariates, heads, validationSteps, useCovariates }: FitTask,
): NetworkReading {
  const known = useCovariates === false ? undefined : covariates;
  const reader = prepareCovariates(histories, known, validationSteps, heads !== undefined);
  const count = heads ? histories.length : 1;
  const base = heads ? network.widened?.(count) : network;
  if (!base) throw new Error('the network was made for one target');
  const wide = { ...shape, levels: count * levels };
  const reads = reader?.readsAny ? withCovariateReader(base, wide, reader.counts) : base;
  const own = heads ? withTargetHeads(reads, { ...shape, levels }, count) : reads;
  return { network: levels > 1 ? withQuantiles(own, levels) : own, reader };
}

/** A history is scaled by what it was before the points that choose when to stop. */
export function scalerOf({ histories, validationSteps }: FitTask, series: number): Scaler {
  const history = histories[series];
  return fitScaler(history.subarray(0, history.length - validationSteps));
}

export function scalersOf(task: FitTask): Scaler[] {
  return task.histories.map((_, series) => scalerOf(task, series));
}

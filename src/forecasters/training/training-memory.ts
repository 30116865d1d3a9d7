/** What of trainings outlives the thread that does them: how far they are, and what those that are over have come to. */

import { digestOf } from '../../base/digest.ts';
import type { ParameterLayout } from './flat-parameters.ts';
import type { Verdict } from './judge-windows.ts';
import type { LearnerState, TrainingData } from './learner.ts';
import type { TrainedNetwork, TrainingOptions } from './train.ts';

/** What a training that was broken off goes on from, to the same numbers on the same backend. */
export type Checkpoint = {
  /** Epochs done. */
  epoch: number;
  /** Windows in a step: fewer than at first where memory ran out. */
  batch: number;
  learner: LearnerState;
  verdict: Verdict;
  /** [parameters] of the best epoch so far; null before there is one. */
  best: Float32Array | null;
};

/** One training in plain data, under way or over. */
export type KeptTraining = { key: string } & ({ checkpoint: Checkpoint } | { trained: TrainedNetwork });

export type TrainingMemory = {
  /** What is known of an earlier attempt at the same trainings. */
  kept: readonly KeptTraining[];
  /** Takes what a training has come to, in the place of what it took before under its key. */
  keep(training: KeptTraining): void;
};

/**
 * What a training is told from others by: all that its outcome hangs on, but for what the settings of a model say of the network
 * beside its shapes.
 */
export function keyOfTraining(
  layout: ParameterLayout,
  { values, trainStarts, validationStarts, covariates, ...shape }: TrainingData,
  { initial, saveEveryMs: _, ...options }: TrainingOptions,
): string {
  const { future, past, statics, heads } = covariates ?? {};
  const rows = [future, past, statics, heads].filter((row) => row !== undefined);
  return digestOf([
    JSON.stringify([layout, shape, options, initial !== undefined]),
    ...[values, trainStarts, validationStarts, ...rows],
    ...(initial ? [initial] : []),
  ]);
}

/** What is known of a training; null where that is nothing, or cannot be of parameters of this length. */
export function findTraining({ kept }: TrainingMemory, key: string, length: number): KeptTraining | null {
  const found = kept.find((training) => training.key === key);
  if (!found) return null;
  const { theta } = 'trained' in found ? found.trained : found.checkpoint.learner;
  return theta.length === length ? found : null;
}

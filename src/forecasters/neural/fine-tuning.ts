/** What was learnt from all series, tuned to the first of them. */
import * as tf from '../../compute/tf.ts';
import type { Scaler } from '../../series/scaling.ts';
import { FitCancelled, type FitContext, FitDiverged, type FitTask, middleLevel } from '../forecaster.ts';
import type { FineTuning } from '../settings.ts';
import { placeCovariates } from '../training/covariate-windows.ts';
import type { ParameterLayout } from '../training/flat-parameters.ts';
import type { TrainingData } from '../training/learner.ts';
import { type TrainedNetwork, trainNetwork } from '../training/train.ts';
import { forecastWindows } from './forecast-windows.ts';
import type { Network } from './network.ts';
import { placeParameters } from './place-parameters.ts';
import type { NetworkPlan, NetworkReading } from './plan-network.ts';
import { prepareWindows } from './prepare-windows.ts';

/** Fine-tuning takes smaller steps, and fewer of them. */
const tuningRate = 0.2;
const usualEpochs = 20;

/** The weights that stay as they are: all but the head, or the lower half of what lies below it. */
export function frozenNames(layout: ParameterLayout, { head }: Network, tuning: FineTuning): string[] {
  const below = layout.map(({ name }) => name).filter((name) => !head.some((part) => name.startsWith(`${part}.`)));
  if (tuning === 'head') return below;
  return tuning === 'upper' ? below.slice(0, Math.ceil(below.length / 2)) : [];
}

/** Epochs of tuning that a task asks for; 0 where there is nothing to tune. */
export function countTuningEpochs({ options }: NetworkPlan, { histories, heads, tuningEpochs }: FitTask): number {
  return (options.fineTuning ?? 'none') === 'none' || histories.length < 2 || heads ? 0 : (tuningEpochs ?? usualEpochs);
}

/** Goes on from what was learnt from all series, with the first alone; null where there is nothing to tune or it came to nothing. */
export async function tuneToFirst(
  plan: NetworkPlan,
  { network, reader }: NetworkReading,
  task: FitTask,
  scalers: readonly Scaler[],
  { theta, layout }: Pick<TrainedNetwork, 'theta' | 'layout'>,
  context: FitContext,
): Promise<TrainedNetwork | null> {
  const { options, shape } = plan;
  const { histories, validationSteps } = task;
  const epochs = countTuningEpochs(plan, task);
  if (epochs === 0 || context.signal.aborted) return null;
  const own = prepareWindows(histories.slice(0, 1), scalers.slice(0, 1), validationSteps, {
    ...shape,
    covariates: reader?.rowsOf(1) ?? null,
  });
  if (own.trainStarts.length === 0) return null;
  const tuning = {
    ...options,
    epochs,
    scheduleEpochs: usualEpochs,
    learningRate: options.learningRate * tuningRate,
    initial: theta,
    frozen: frozenNames(layout, network, options.fineTuning ?? 'none'),
  };
  const tuned = await trainNetwork(network, own, tuning, context).catch((error: unknown) => {
    // What was learnt from all series is there to go on with.
    if (error instanceof FitCancelled || error instanceof FitDiverged) return null;
    throw error;
  });
  if (!tuned || validationSteps === 0) return tuned;
  const errorOf = (weights: Float32Array) => validationError(plan, network, { theta: weights, layout }, own);
  return (await errorOf(tuned.theta)) < (await errorOf(theta)) ? tuned : null;
}

/** Mean absolute error, scaled, over the validation windows. */
export async function validationError(
  { shape, levels }: NetworkPlan,
  network: Network,
  { theta, layout }: Pick<TrainedNetwork, 'theta' | 'layout'>,
  data: TrainingData,
): Promise<number> {
  const { lookBackSteps, horizonSteps } = shape;
  const starts = Array.from(data.validationStarts);
  const placed = placeParameters(theta, layout);
  const valuesFrom = (start: number, length: number) => Array.from(data.values.subarray(start, start + length));
  const past = tf.tensor2d(starts.map((start) => valuesFrom(start, lookBackSteps)));
  const parameters = placed.here();
  const forecast = tf.tidy(() => {
    const { covariates } = data;
    const known = covariates
      ? placeCovariates(covariates, tf.tensor1d(data.values), shape).cut(
          tf.tensor1d(data.validationStarts, 'int32'),
          tf.tensor1d([0, 0], 'int32'),
          { batch: starts.length, step: 0 },
        )
      : null;
    return forecastWindows(network, parameters, past, shape, known);
  });
  const values = (await forecast.data()) as Float32Array;
  tf.dispose([past, forecast]);
  placed.dispose();
  const middle = levels === 1 ? 0 : middleLevel;
  const errors = starts.flatMap((start, window) =>
    valuesFrom(start + lookBackSteps, horizonSteps).map((value, step) =>
      Math.abs(value - values[(window * horizonSteps + step) * levels + middle]),
    ),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

import { compileAhead } from '../../compute/repeat.ts';
import * as tf from '../../compute/tf.ts';
import type { Scaler } from '../../series/scaling.ts';
import type { FitContext, FitTask, LearntNetwork } from '../forecaster.ts';
import type { TrainingData } from '../training/learner.ts';
import { compileTraining, type TrainingOptions, trainNetwork } from '../training/train.ts';
import { countTuningEpochs, tuneToFirst } from './fine-tuning.ts';
import { compiledBatches } from './fitted-network.ts';
import { forecastWindows } from './forecast-windows.ts';
import { type NetworkPlan, type NetworkReading, readTask, scalersOf } from './plan-network.ts';
import { prepareWindows } from './prepare-windows.ts';

const panelBatchSize = 64;
const panelSteps = 64;

/** Several series have windows for larger batches and longer epochs. */
export function batchesFor({ length }: FitTask['histories'], { batchSize, mostStepsAnEpoch }: NetworkPlan['options']) {
  if (length < 2) return {};
  return { batchSize: batchSize ?? panelBatchSize, mostStepsAnEpoch: mostStepsAnEpoch ?? panelSteps };
}

/** What is learnt from all series, and how. */
function planTraining(
  { options, shape }: NetworkPlan,
  { reader }: NetworkReading,
  { histories, validationSteps, epochs }: FitTask,
  scalers: readonly Scaler[],
): [TrainingData, TrainingOptions] {
  const covariates = reader?.rowsOf(histories.length) ?? null;
  return [
    prepareWindows(histories, scalers, validationSteps, { ...shape, covariates }),
    {
      ...options,
      ...batchesFor(histories, options),
      epochs: epochs ?? options.epochs,
      scheduleEpochs: options.epochs,
    },
  ];
}

/**
 * Trains a network on a task in one way: on all of its series, then on the first alone where the options ask for that.
 * Covariates are read wherever there are any and the task does not say otherwise.
 *
 * @throws {FitCancelled} when cancelled before the first epoch's end
 * @throws {FitDiverged} when the first epoch's loss is not finite
 */
export async function learnNetwork(
  plan: NetworkPlan,
  task: FitTask,
  { signal, onEpoch, memory }: FitContext,
): Promise<LearntNetwork> {
  const scalers = scalersOf(task);
  const tuningEpochs = countTuningEpochs(plan, task);
  const reading = readTask(plan, task);
  const [data, options] = planTraining(plan, reading, task, scalers);
  const epochs = options.epochs + tuningEpochs;
  const trained = await trainNetwork(reading.network, data, options, {
    signal,
    memory,
    onEpoch: (report) => onEpoch?.({ ...report, epochs }),
  });
  const { curve } = trained;
  const tuned = await tuneToFirst(plan, reading, task, scalers, trained, {
    signal,
    memory,
    onEpoch: ({ epoch }) => onEpoch?.({ epoch: options.epochs + epoch, epochs, curve }),
  });
  const readsAny = reading.reader?.readsAny ?? false;
  const hasCovariates = readsAny || readTask(plan, { ...task, useCovariates: true }).reader?.readsAny;
  return {
    ...trained,
    fitEnd: tuningEpochs > 0 && signal.aborted ? 'cancelled' : trained.fitEnd,
    tuningEpochs: tuned?.epochs ?? 0,
    windows: data.trainStarts.length,
    tuned: tuned?.theta ?? null,
    ...(hasCovariates && { usesCovariates: readsAny }),
  };
}

/**
 * Compiles on the GPU what `learnNetwork` and forecasts of what it gives will run.
 *
 * @param signal once aborted, what is being compiled is the last
 */
export async function compileNetwork(plan: NetworkPlan, task: FitTask, signal: AbortSignal): Promise<void> {
  const { shape, options } = plan;
  const reading = readTask(plan, task);
  const { network, reader } = reading;
  await compileTraining(network, ...planTraining(plan, reading, task, scalersOf(task)), signal);
  for (const batch of compiledBatches) {
    if (signal.aborted) return;
    await compileAhead(() => {
      const known = reader?.emptyWindows({ batch, ...shape }) ?? null;
      forecastWindows(network, network.init(options.seed), tf.zeros([batch, shape.lookBackSteps]), shape, known);
    });
  }
}

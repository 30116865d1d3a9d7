/** A trained network that learns on when new values have come: a few epochs of the newest windows, with old ones replayed among them. */
import { thinOut, windowStarts } from '../../series/window-starts.ts';
import { FitCancelled, type FitContext, FitDiverged, type FitTask, type Forecaster } from '../forecaster.ts';
import type { NamedTensor, TrainedNetwork } from '../trained-network.ts';
import type { TrainingData } from '../training/learner.ts';
import { trainNetwork } from '../training/train.ts';
import { checkShapes, learntOf, scalerForDeployed } from './deployed-network.ts';
import { validationError } from './fine-tuning.ts';
import { placeLearnt } from './fitted-network.ts';
import type { Network } from './network.ts';
import { type NeuralOptions, planNetwork, readTask } from './plan-network.ts';
import { prepareWindows } from './prepare-windows.ts';
import { createSeedEnsemble } from './seed-ensemble.ts';

const epochs = 6;
/** Smaller steps than at first, as in fine-tuning. */
const rateShare = 0.2;
/** Old windows for each new one, so that what was learnt is not forgotten (experience replay: Rolnick et al. 2019). */
const replayed = 4;
const leastReplayed = 128;

/**
 * Which windows are learnt from and which judge, all by where they start.
 *
 * @param cameSteps points at the end that are new
 * @returns null where there are too few windows to judge by any
 */
export function planUpdate(
  length: number,
  { lookBackSteps, horizonSteps }: Pick<TrainingData, 'lookBackSteps' | 'horizonSteps'>,
  cameSteps: number,
): { learnt: Int32Array; judged: Int32Array } | null {
  const all = windowStarts({ from: 0, to: length }, { span: lookBackSteps + horizonSteps, judgedFrom: lookBackSteps });
  const fresh = Math.min(cameSteps, all.length);
  const newest = Math.max(1, fresh >> 1);
  if (all.length < 2 * newest + 1) return null;
  const seen = all.subarray(0, all.length - newest);
  const others = seen.subarray(0, Math.max(0, all.length - fresh));
  const old = thinOut(others, Math.max(leastReplayed, replayed * fresh));
  return {
    learnt: Int32Array.from([...old, ...seen.subarray(others.length)]),
    judged: all.slice(all.length - newest),
  };
}

type Updated = { theta: Float32Array; isKept: boolean };

/**
 * Learns on and judges by the newest windows, which it has not learnt from: where that does better than the weights it began with, it
 * learns as long again, from these too; else those stay.
 */
async function learnOn(
  network: Network,
  options: NeuralOptions,
  { histories: [history] }: FitTask,
  {
    tensors,
    scaler,
    cameSteps,
  }: { tensors: readonly NamedTensor[]; scaler: TrainedNetwork['scaler']; cameSteps: number },
  context: FitContext,
): Promise<Updated> {
  const { theta, layout } = learntOf(tensors);
  const before: Updated = { theta, isKept: true };
  const plan = planNetwork(network, options);
  const starts = planUpdate(history.length, plan.shape, cameSteps);
  if (!starts) return before;
  const reading = readTask(plan, { histories: [history], validationSteps: 0, epochs: null, useCovariates: false });
  const windows = prepareWindows([history], [scaler], 0, { ...plan.shape, covariates: null });
  const training = {
    ...options,
    epochs,
    scheduleEpochs: epochs,
    learningRate: options.learningRate * rateShare,
    initial: theta,
  };
  const data = { ...windows, trainStarts: starts.learnt, validationStarts: starts.judged };
  const train = (own: TrainingData, count: number) =>
    trainNetwork(reading.network, own, { ...training, epochs: count }, context).catch((error: unknown) => {
      // What was learnt before is there to go on with.
      if (error instanceof FitCancelled || error instanceof FitDiverged) return null;
      throw error;
    });
  const tried = await train(data, epochs);
  if (!tried || context.signal.aborted) return before;
  const errorOf = (weights: Float32Array) => validationError(plan, reading.network, { theta: weights, layout }, data);
  if ((await errorOf(tried.theta)) >= (await errorOf(theta))) return before;
  const all = { ...data, trainStarts: Int32Array.from([...starts.learnt, ...starts.judged]) };
  const learnt = await train({ ...all, validationStarts: new Int32Array(0) }, tried.epochs);
  return { theta: learnt?.theta ?? tried.theta, isKept: false };
}

/**
 * @param network as it was when it was trained, for one set of weights
 * @param cameSteps points of the history that were not there then
 * @throws {WeightsOfAnother} where the weights have other names or shapes than the network's
 */
export function createUpdated(
  network: Network,
  options: NeuralOptions,
  trained: TrainedNetwork,
  cameSteps: number,
): Forecaster {
  const plan = planNetwork(network, options);
  for (const tensors of trained.members) checkShapes(network, tensors);
  const members = trained.members.map(
    (tensors, at): Forecaster => ({
      async fit(task, context) {
        const [history] = task.histories;
        const scaler = scalerForDeployed(trained.scaler, history);
        const own = { ...options, seed: options.seed + at };
        const { theta, isKept } = await learnOn(network, own, task, { tensors, scaler, cameSteps }, context);
        const given = { histories: [history], validationSteps: 0, epochs: null };
        const learnt = { ...learntOf(tensors), theta };
        return { ...placeLearnt(plan, given, learnt, () => scaler), learntOn: !isKept };
      },
    }),
  );
  return members.length === 1 ? members[0] : createSeedEnsemble(members);
}

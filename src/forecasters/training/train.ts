/** The one training loop: every network learns here. */
import { pause } from '../../compute/pause.ts';
import { createRandom, drawPermutation } from '../../compute/random.ts';
import { waitForRoom } from '../../compute/repeat.ts';
import type * as tf from '../../compute/tf.ts';
import { FitCancelled, type FitContext, FitDiverged, type FitEnd } from '../forecaster.ts';
import type { Network } from '../neural/network.ts';
import { type Layout, lengthOf } from './flat-parameters.ts';
import { createJudge } from './judge.ts';
import { createLearner, type TrainingData } from './learner.ts';
import type { LossCurve } from './loss-curve.ts';
import { learningRateShare } from './schedule.ts';

export type TrainingOptions = {
  epochs: number;
  /** Length of the learning-rate schedule in epochs; a refit of fewer epochs follows the same one. */
  scheduleEpochs: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  seed: number;
};

export type TrainedNetwork = {
  theta: tf.Tensor1D;
  layout: Layout;
  fitEnd: FitEnd;
  /** Epochs behind `theta`. */
  epochs: number;
  curve: LossCurve;
};

const batchSize = 32;
const mostStepsAnEpoch = 32;
const lookEveryMs = 250;
const pauseEveryMs = 30;
const ringEpochs = 32;
/** Of parameters that wait for their epoch's verdict. */
const mostUnreadBytes = 2 ** 26;

/** An epoch whose losses are still on the device, with the weights it ended with. */
type UnreadEpoch = { epoch: number; theta: tf.Tensor1D };

/**
 * Trains a network on windows with AdamW and, where validation windows are given, stops once their loss has not fallen
 * for a while and keeps the weights of its lowest point.
 *
 * Losses are looked at a few times a second, while the training goes on; the decision to stop then looks back over the
 * epochs in their order, so when it is made never changes the result.
 *
 * @throws {FitCancelled} when cancelled before the first epoch's end
 * @throws {FitDiverged} when the first epoch's loss is not finite
 */
export async function trainNetwork(
  network: Network,
  data: TrainingData,
  options: TrainingOptions,
  { signal, onEpoch }: FitContext,
): Promise<TrainedNetwork> {
  const { epochs, seed } = options;
  const random = createRandom(seed, 2);
  const batch = Math.min(batchSize, data.trainStarts.length);
  const stepsPerEpoch = Math.min(mostStepsAnEpoch, Math.ceil(data.trainStarts.length / batch));
  const scheduleSteps = options.scheduleEpochs * stepsPerEpoch;
  const learningRateAt = (step: number) => options.learningRate * learningRateShare(step, scheduleSteps);
  const learner = createLearner(network, data, { ...options, learningRateAt, batch, stepsPerEpoch, ringEpochs }, null);
  const { layout } = learner;
  const mostUnread = Math.max(1, Math.min(ringEpochs - 1, Math.floor(mostUnreadBytes / (4 * lengthOf(layout)))));

  const judge = createJudge(epochs);
  const validates = data.validationStarts.length > 0;
  let unread: UnreadEpoch[] = [];
  let best: tf.Tensor1D | null = null;

  /** One pass over the windows in random order; what is lacking in the last batch is taken from the beginning. */
  async function runEpoch(epoch: number): Promise<void> {
    const order = drawPermutation(data.trainStarts.length, random);
    const picked = { length: stepsPerEpoch * batch };
    learner.beginEpoch(Int32Array.from(picked, (_, at) => data.trainStarts[order[at % order.length]]));
    for (let step = 0; step < stepsPerEpoch; step += 1) {
      learner.takeStep();
      await breathe();
      if (signal.aborted) return;
    }
    if (validates) learner.validate(epoch);
    unread.push({ epoch, theta: learner.copyParameters() });
  }

  /** Reads what epochs have left on the device and judges them in their order. */
  async function look(): Promise<void> {
    if (unread.length === 0) return;
    const looked = unread;
    unread = [];
    try {
      const { train, validation } = await learner.readLosses();
      for (const { epoch, theta } of looked) {
        if (judge.end !== null) break;
        const first = (epoch % ringEpochs) * stepsPerEpoch;
        const trainLoss = train
          .subarray(first, first + stepsPerEpoch)
          .reduce((sum, loss) => sum + loss / stepsPerEpoch, 0);
        if (!judge.hear(trainLoss, validates ? validation[epoch % ringEpochs] : null)) continue;
        best?.dispose();
        best = theta;
      }
    } finally {
      for (const { theta } of looked) if (theta !== best) theta.dispose();
    }
    onEpoch?.({ epoch: judge.curve.train.length, epochs, curve: judge.curve });
  }

  let breathedMs = performance.now();
  async function breathe(): Promise<void> {
    const room = waitForRoom();
    if (room) await room;
    if (performance.now() - breathedMs < pauseEveryMs) return;
    await pause();
    breathedMs = performance.now();
  }

  try {
    await learner.prepare();
    let lookedMs = performance.now();
    let looking: Promise<void> | null = null;
    for (let epoch = 0; epoch < epochs && judge.end === null && !signal.aborted; epoch += 1) {
      await runEpoch(epoch);
      const isDue = performance.now() - lookedMs >= lookEveryMs;
      if (!isDue && unread.length < mostUnread) continue;
      await looking;
      looking = look();
      looking.catch(() => {});
      lookedMs = performance.now();
    }
    await looking;
    await look();
  } finally {
    learner.dispose();
    for (const { theta } of unread) theta.dispose();
  }
  const kept = best as tf.Tensor1D | null;
  if (!kept) throw judge.end === 'diverged' ? new FitDiverged() : new FitCancelled();
  return { theta: kept, layout, fitEnd: judge.end ?? 'cancelled', epochs: judge.bestEpoch, curve: judge.curve };
}

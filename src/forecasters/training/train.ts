/** The one training loop: every network learns here. */
import { createAdamwState, stepAdamw } from '../../compute/adamw/adamw.ts';
import { createDropout } from '../../compute/dropout/dropout.ts';
import { computeLoss } from '../../compute/loss/loss.ts';
import { pause } from '../../compute/pause.ts';
import { createRandom, drawPermutation } from '../../compute/random.ts';
import * as tf from '../../compute/tf.ts';
import { FitCancelled, type FitContext, FitDiverged, type FitEnd } from '../forecaster.ts';
import type { Network } from '../neural/network.ts';
import { frameWindows, intoFrame } from '../neural/window-frame.ts';
import { flatten, type Layout, markDecaying, planLayout, unflatten } from './flat-parameters.ts';
import type { LossCurve } from './loss-curve.ts';
import { learningRateShare } from './schedule.ts';

/** Scaled series end to end, and where the windows to learn from and to validate on start in them. */
export type TrainingData = {
  values: Float32Array;
  trainStarts: Int32Array;
  /** Empty where nothing is held out: then training runs all its epochs. */
  validationStarts: Int32Array;
  lookBackSteps: number;
  horizonSteps: number;
  seasonLength: number;
};

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
const patienceEpochs = 15;
const clipNorm = 1;
const readEveryMs = 250;
const pauseEveryMs = 30;

/** Windows gathered on the device and normalised: x [batch, look-back], y [batch, horizon]. */
function gatherWindows(
  values: tf.Tensor1D,
  starts: tf.Tensor1D,
  { lookBackSteps, horizonSteps, seasonLength }: TrainingData,
) {
  const span = lookBackSteps + horizonSteps;
  const places = tf.add(tf.reshape(starts, [-1, 1]), tf.range(0, span, 1, 'int32'));
  const windows: tf.Tensor = tf.gather(values, tf.cast(places, 'int32'));
  const past = tf.slice(windows, [0, 0], [-1, lookBackSteps]) as tf.Tensor2D;
  const future = tf.slice(windows, [0, lookBackSteps], [-1, horizonSteps]) as tf.Tensor2D;
  const { x, frame } = frameWindows(past, seasonLength, horizonSteps);
  return { x, y: intoFrame(future, frame) as tf.Tensor2D };
}

/** Losses of an epoch still on the device, with the weights it ended with. */
type UnreadEpoch = { theta: tf.Tensor1D; trainLoss: tf.Scalar; validationLoss: tf.Scalar | null };

/**
 * Trains a network on windows with AdamW and, where validation windows are given, stops once their loss has not fallen
 * for a while and keeps the weights of its lowest point.
 *
 * Losses are read from the device a few times a second at most; the decision to stop then looks back over the epochs
 * in their order, so when it is read never changes the result.
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

  const values = tf.tensor1d(data.values);
  const validationStarts = data.validationStarts.length ? tf.tensor1d(data.validationStarts, 'int32') : null;
  const initial = network.init(seed);
  const layout = planLayout(initial);
  const decays = markDecaying(layout);
  let state = createAdamwState(tf.tidy(() => flatten(Object.values(initial))));
  tf.dispose(initial);

  const curve: LossCurve = { train: [], validation: [] };
  let unread: UnreadEpoch[] = [];
  let best: { theta: tf.Tensor1D; epoch: number; loss: number } | null = null;
  let end: FitEnd | null = null;

  const lossOf = (theta: tf.Tensor1D, starts: tf.Tensor1D): tf.Scalar => {
    const { x, y } = gatherWindows(values, starts, data);
    return computeLoss(network.apply(unflatten(theta, layout), x, null), y, tf.ones([y.shape[0]]), { kind: 'mse' });
  };

  function takeStep(starts: tf.Tensor1D, lossSum: tf.Scalar, stepNumber: number): tf.Scalar {
    const [theta, firstMoment, secondMoment, nextSum] = tf.tidy(() => {
      const { x, y } = gatherWindows(values, starts, data);
      const parameters = unflatten(state.theta, layout);
      const names = Object.keys(parameters);
      const counted = tf.ones([batch]) as tf.Tensor1D;
      const clock = tf.tensor1d([stepNumber], 'int32');
      const dropout = createDropout({ rate: options.dropout, seed, step: stepNumber, clock });
      const loss = (...tensors: tf.Tensor[]) => {
        const named = Object.fromEntries(names.map((name, at) => [name, tensors[at]]));
        return computeLoss(network.apply(named, x, dropout), y, counted, { kind: 'mse' });
      };
      const { value, grads } = tf.valueAndGrads(loss)(Object.values(parameters));
      const next = stepAdamw(state, flatten(grads), decays, {
        step: stepNumber + 1,
        learningRate: options.learningRate * learningRateShare(stepNumber, scheduleSteps),
        weightDecay: options.weightDecay,
        clipNorm,
      });
      return [
        next.theta,
        next.firstMoment,
        next.secondMoment,
        tf.add(lossSum, tf.div(value, stepsPerEpoch)) as tf.Scalar,
      ];
    });
    tf.dispose([state.theta, state.firstMoment, state.secondMoment, lossSum]);
    state = { theta, firstMoment, secondMoment } as typeof state;
    return nextSum as tf.Scalar;
  }

  /** One pass over the windows in random order; what is lacking in the last batch is taken from the beginning. */
  async function runEpoch(epoch: number): Promise<void> {
    const order = drawPermutation(data.trainStarts.length, random);
    const picked = Int32Array.from(
      { length: stepsPerEpoch * batch },
      (_, at) => data.trainStarts[order[at % order.length]],
    );
    const starts = tf.tensor1d(picked, 'int32');
    let lossSum = tf.scalar(0);
    try {
      for (let step = 0; step < stepsPerEpoch; step += 1) {
        const batchStarts = tf.slice(starts, step * batch, batch);
        lossSum = takeStep(batchStarts, lossSum, epoch * stepsPerEpoch + step);
        batchStarts.dispose();
        await breathe();
        if (signal.aborted) return;
      }
      const validationLoss = validationStarts && tf.tidy(() => lossOf(state.theta, validationStarts));
      unread.push({ theta: state.theta.clone(), trainLoss: lossSum.clone(), validationLoss });
    } finally {
      tf.dispose([starts, lossSum]);
    }
  }

  /** Reads what epochs have left on the device and decides, epoch by epoch, what is best and whether to stop. */
  async function settle(): Promise<void> {
    if (unread.length === 0) return;
    const settled = unread;
    unread = [];
    const losses = tf.tidy(() =>
      tf.stack(settled.flatMap(({ trainLoss, validationLoss }) => [trainLoss, validationLoss ?? trainLoss])),
    );
    const read = await losses.data();
    losses.dispose();
    settled.forEach(({ theta, trainLoss, validationLoss }, at) => {
      if (end === null) judge(theta, read[2 * at], validationLoss ? read[2 * at + 1] : null);
      tf.dispose([trainLoss, validationLoss ?? []]);
      if (best?.theta !== theta) theta.dispose();
    });
    onEpoch?.({ epoch: curve.train.length, epochs, curve });
  }

  function judge(theta: tf.Tensor1D, trainLoss: number, validationLoss: number | null): void {
    const loss = validationLoss ?? trainLoss;
    if (!Number.isFinite(trainLoss) || !Number.isFinite(loss)) {
      end = 'diverged';
      return;
    }
    curve.train.push(trainLoss);
    if (validationLoss !== null) curve.validation.push(validationLoss);
    const epoch = curve.train.length;
    if (!best || validationLoss === null || loss < best.loss) {
      best?.theta.dispose();
      best = { theta, epoch, loss };
    }
    if (validationLoss !== null && epoch - best.epoch >= patienceEpochs) end = 'stopped-early';
    else if (epoch === epochs) end = 'all-epochs';
  }

  let breathedMs = performance.now();
  async function breathe(): Promise<void> {
    if (performance.now() - breathedMs < pauseEveryMs) return;
    await pause();
    breathedMs = performance.now();
  }

  try {
    let readMs = performance.now();
    for (let epoch = 0; epoch < epochs && end === null && !signal.aborted; epoch += 1) {
      await runEpoch(epoch);
      if (performance.now() - readMs < readEveryMs) continue;
      await settle();
      readMs = performance.now();
    }
    await settle();
  } finally {
    tf.dispose([values, decays, state.theta, state.firstMoment, state.secondMoment, validationStarts ?? []]);
    for (const { theta, trainLoss, validationLoss } of unread) tf.dispose([theta, trainLoss, validationLoss ?? []]);
  }
  const kept = best as { theta: tf.Tensor1D; epoch: number } | null;
  if (!kept) throw end === 'diverged' ? new FitDiverged() : new FitCancelled();
  return { theta: kept.theta, layout, fitEnd: end ?? 'cancelled', epochs: kept.epoch, curve };
}

/** What is trained, as it lies on the device: parameters, moments, clock, windows, losses. */
import { planSteps, stepAdamw } from '../../compute/adamw/adamw.ts';
import { createDropout } from '../../compute/dropout/dropout.ts';
import { type LossKind, measureLoss } from '../../compute/loss/loss.ts';
import { repeat } from '../../compute/repeat.ts';
import { copyOf, overwrite } from '../../compute/storage.ts';
import * as tf from '../../compute/tf.ts';
import { cutWindows, type WindowShape } from '../../compute/windows/windows.ts';
import type { Network } from '../neural/network.ts';
import { flatten, type Layout, lengthOf, markDecaying, planLayout, unflatten } from './flat-parameters.ts';

/** Scaled series end to end, and where the windows to learn from and to validate on start in them. */
export type TrainingData = WindowShape & {
  values: Float32Array;
  trainStarts: Int32Array;
  /** Empty where nothing is held out: then training runs all its epochs. */
  validationStarts: Int32Array;
};

export type LearnerOptions = {
  learningRateAt: (step: number) => number;
  /** The norm of all gradients together is kept to this (Pascanu et al. 2013); to `usualClipNorm` where absent. */
  clipNorm?: number;
  weightDecay: number;
  dropout: number;
  seed: number;
  /** Windows in a step. */
  batch: number;
  stepsPerEpoch: number;
  /** Of the whole training. */
  epochs: number;
  /** Epochs whose losses are kept. */
  ringEpochs: number;
  /** The mean squared error where absent. */
  loss?: LossKind;
  /**
   * Share of the past in a running mean of the weights, which is then what is validated and kept (Polyak and Juditsky 1992);
   * the weights themselves where absent.
   */
  averaging?: number;
  /** [parameters] what to begin with instead of the network's first weights. */
  initial?: Float32Array;
  /** Names of weights that are not to change. */
  frozen?: readonly string[];
};

/** What a training can go on from, on any device. */
export type LearnerState = {
  theta: Float32Array;
  moments: Float32Array;
  /** The running mean of the weights, where there is one. */
  average: Float32Array | null;
  step: number;
};

const usualClipNorm = 1;

export type Learner = {
  readonly layout: Layout;
  /** Compiles what the steps need, where that can be done ahead. */
  prepare(): Promise<void>;
  /** Takes the windows of an epoch, [steps x batch] starts. */
  beginEpoch(starts: Int32Array): void;
  takeStep(): void;
  /** Measures the loss on the validation windows and keeps it for `readLosses`. */
  validate(epoch: number): void;
  /** A copy of the parameters as they are now, or of their running mean where there is one. */
  copyParameters(): tf.Tensor1D;
  /** Losses of the latest epochs: of step n at n modulo the length, of epoch n at n modulo `ringEpochs`. */
  readLosses(): Promise<{ train: Float32Array; validation: Float32Array }>;
  /** Copies to the CPU what a training needs to go on from here. */
  save(): Promise<LearnerState>;
  dispose(): void;
};

/**
 * Puts a network and its data on the device.
 *
 * @param from null to begin with the network's first weights
 */
export function createLearner(
  network: Network,
  data: TrainingData,
  options: LearnerOptions,
  from: LearnerState | null,
): Learner {
  const { batch, stepsPerEpoch, ringEpochs, seed, averaging, frozen = [], loss: kind = { kind: 'mse' } } = options;
  const { clipNorm = usualClipNorm } = options;
  const initial = network.init(seed);
  const layout = planLayout(initial);
  const length = lengthOf(layout);
  const first = from?.theta ?? options.initial ?? flatten(initial, layout);
  const learnt = layout.filter(({ name }) => !frozen.includes(name));
  tf.dispose(initial);

  let step = from?.step ?? 0;
  const steps = options.epochs * stepsPerEpoch;
  const { learningRateAt, weightDecay } = options;
  const state = {
    theta: tf.tensor1d(first.slice()),
    moments: tf.tensor2d(from?.moments.slice() ?? new Float32Array(2 * length), [2, length]),
    decays: tf.tensor1d(markDecaying(learnt, length)),
    schedule: tf.tensor2d(planSteps({ steps, learningRateAt, weightDecay }), [steps, 3]),
    clock: tf.tensor1d(Int32Array.of(step, step), 'int32'),
    losses: tf.tensor1d(new Float32Array(ringEpochs * stepsPerEpoch)),
  };
  const average = averaging === undefined ? null : tf.tensor1d(from?.average?.slice() ?? first.slice());
  const kept = average ?? state.theta;
  const gradient = tf.tensor1d(new Float32Array(length));
  // Where the way back begins: written on the way there.
  const levels = kind.kind === 'pinball' ? kind.quantiles.length : 1;
  const outputs = data.horizonSteps * levels;
  const slopeOfLoss = tf.tensor2d(new Float32Array(batch * outputs), [batch, outputs]);
  const lossOfStep = tf.tensor1d(new Float32Array(1));
  const validationLosses = tf.tensor1d(new Float32Array(ringEpochs));
  const values = tf.tensor1d(data.values.slice());
  const starts = tf.tensor1d(new Int32Array(stepsPerEpoch * batch), 'int32');
  const validationStarts = tf.tensor1d(data.validationStarts.slice(), 'int32');
  const counted = tf.ones([batch]) as tf.Tensor1D;
  const validationCounted = tf.ones([data.validationStarts.length]) as tf.Tensor1D;
  const { lookBackSteps, horizonSteps, seasonLength, normalisation = 'window' } = data;
  const shape = { lookBackSteps, horizonSteps, seasonLength, normalisation };

  /** [batch, horizon x levels] as the loss takes it. */
  const byLevel = (yhat: tf.Tensor2D): tf.Tensor =>
    levels === 1 ? yhat : tf.reshape(yhat, [yhat.shape[0], horizonSteps, levels]);

  const learn = repeat((now) => {
    const { x, y } = cutWindows({ values, starts, clock: state.clock }, { ...shape, batch, step: now });
    const parameters = unflatten(state.theta, layout);
    const dropout = createDropout({ rate: options.dropout, seed, step: now, clock: state.clock });
    const forward = () => {
      const yhat = network.apply(parameters, x, dropout);
      const { loss, slope } = measureLoss(byLevel(yhat), y, counted, kind);
      overwrite(slopeOfLoss, slope);
      overwrite(lossOfStep, loss);
      return yhat;
    };
    const weights = learnt.map(({ name }) => parameters[name]);
    const { grads } = tf.engine().gradients(forward, weights, slopeOfLoss);
    grads.forEach((grad, at) => {
      overwrite(gradient, grad, learnt[at].offset);
    });
    stepAdamw(state, gradient, lossOfStep, { step: now, clipNorm });
    if (average && averaging !== undefined) {
      overwrite(average, tf.add(tf.mul(average, averaging), tf.mul(state.theta, 1 - averaging)));
    }
  });

  const measure = repeat((now) => {
    const attributes = { ...shape, batch: validationStarts.size, step: now };
    const { x, y } = cutWindows({ values, starts: validationStarts, clock: state.clock }, attributes);
    const yhat = network.apply(unflatten(kept, layout), x, null);
    const { loss } = measureLoss(byLevel(yhat), y, validationCounted, kind);
    overwrite(validationLoss, loss);
  });
  const validationLoss = tf.tensor1d(new Float32Array(1));

  return {
    layout,
    async prepare() {
      await learn.prepare();
      if (validationStarts.size > 0) await measure.prepare();
    },
    beginEpoch: (picked) => overwrite(starts, picked),
    takeStep() {
      learn.run(step);
      step += 1;
    },
    validate(epoch) {
      measure.run(step);
      overwrite(validationLosses, validationLoss, epoch % ringEpochs);
    },
    copyParameters: () => copyOf(kept),
    async readLosses() {
      const [train, validation] = await Promise.all([state.losses.data(), validationLosses.data()]);
      return { train: train as Float32Array, validation: validation as Float32Array };
    },
    async save() {
      const at = step;
      const [theta, moments, mean] = await Promise.all([state.theta.data(), state.moments.data(), average?.data()]);
      return {
        theta: Float32Array.from(theta),
        moments: Float32Array.from(moments),
        average: mean ? Float32Array.from(mean) : null,
        step: at,
      };
    },
    dispose() {
      learn.dispose();
      measure.dispose();
      tf.dispose([
        ...Object.values(state),
        gradient,
        slopeOfLoss,
        lossOfStep,
        validationLosses,
        validationLoss,
        values,
      ]);
      tf.dispose([starts, validationStarts, counted, validationCounted]);
      average?.dispose();
    },
  };
}

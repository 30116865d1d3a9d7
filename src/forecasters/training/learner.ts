/** What is trained, as it lies on the device: parameters, moments, clock, windows, losses. */
import { planSteps, stepAdamw } from '../../compute/adamw/adamw.ts';
import { type Augmentation, augmentWindows } from '../../compute/augment/augment.ts';
import { createDropout } from '../../compute/dropout/dropout.ts';
import { type LossKind, measureLoss } from '../../compute/loss/loss.ts';
import { repeat } from '../../compute/repeat.ts';
import { copyOf, overwrite } from '../../compute/storage.ts';
import * as tf from '../../compute/tf.ts';
import { periodOf } from '../../compute/windows/window-frame.ts';
import { cutWindows, type WindowShape } from '../../compute/windows/windows.ts';
import type { Network } from '../neural/network.ts';
import { type CovariateRows, placeCovariates } from './covariate-windows.ts';
import { flatten, lengthOf, markDecaying, type ParameterLayout, planLayout, unflatten } from './flat-parameters.ts';

/** Scaled series end to end, and where the windows to learn from and to validate on start in them. */
export type TrainingData = WindowShape & {
  values: Float32Array;
  trainStarts: Int32Array;
  /** Empty where nothing is held out: then training runs all its epochs. */
  validationStarts: Int32Array;
  covariates?: CovariateRows | null;
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
  /** How windows are made different in each step; they are learnt from as they are where absent. */
  augmentation?: Augmentation;
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

/** Such a state as a copy on the device. */
export type Snapshot = {
  /** Copies it to the CPU without waiting for what the device has been given since. */
  read(): Promise<LearnerState>;
  dispose(): void;
};

/** What is validated and kept of a state: the running mean of the weights where there is one. */
export function weightsToKeep({ theta, average }: LearnerState): Float32Array {
  return average ?? theta;
}

/** Bytes of a snapshot. */
export function snapshotBytes(layout: ParameterLayout, { averaging }: Pick<LearnerOptions, 'averaging'>): number {
  return 4 * lengthOf(layout) * (averaging === undefined ? 3 : 4);
}

const usualClipNorm = 1;

export type Learner = {
  readonly layout: ParameterLayout;
  /**
   * Compiles what the steps need, where that can be done ahead.
   *
   * @param tuning given where there is time to try, until it is aborted, which of several shaders is fastest
   */
  compile(tuning?: AbortSignal): Promise<void>;
  /** Takes the windows of an epoch, [steps x batch] starts. */
  beginEpoch(starts: Int32Array): void;
  takeStep(): void;
  /** Measures the loss on the validation windows and keeps it for `readLosses`. */
  validate(epoch: number): void;
  /** A copy, on the device, of what a training needs to go on from here. */
  takeSnapshot(): Snapshot;
  /** Losses of the latest epochs: of step n at n modulo the length, of epoch n at n modulo `ringEpochs`. */
  readLosses(): Promise<{ train: Float32Array; validation: Float32Array }>;
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

  const covariates = data.covariates ? placeCovariates(data.covariates, values, data) : null;

  /** [batch, horizon x levels] as the loss takes it. */
  const byLevel = (yhat: tf.Tensor2D): tf.Tensor =>
    levels === 1 ? yhat : tf.reshape(yhat, [yhat.shape[0], horizonSteps, levels]);

  const { augmentation } = options;
  const period = periodOf(seasonLength, lookBackSteps);
  // What lies beside a window stays as it is, so its time and what it is made of must too.
  const besides = covariates ? { warping: 0, mixing: false } : {};
  const augment = (windows: ReturnType<typeof cutWindows>, now: number) =>
    augmentation
      ? augmentWindows(windows, state.clock, { ...augmentation, ...besides, seed, step: now, period })
      : windows;

  const learn = repeat((now) => {
    const { x, y } = augment(cutWindows({ values, starts, clock: state.clock }, { ...shape, batch, step: now }), now);
    const known = covariates?.cut(starts, state.clock, { batch, step: now });
    const parameters = unflatten(state.theta, layout);
    const dropout = createDropout({ rate: options.dropout, seed, step: now, clock: state.clock });
    const forward = () => {
      const yhat = network.apply(parameters, x, dropout, known);
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
    const known = covariates?.cut(validationStarts, state.clock, attributes);
    const yhat = network.apply(unflatten(kept, layout), x, null, known);
    const { loss } = measureLoss(byLevel(yhat), y, validationCounted, kind);
    overwrite(validationLoss, loss);
  });
  const validationLoss = tf.tensor1d(new Float32Array(1));

  return {
    layout,
    async compile(tuning) {
      await learn.compile(tuning);
      if (validationStarts.size > 0) await measure.compile(tuning);
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
    takeSnapshot() {
      const at = step;
      const [theta, moments, mean] = [copyOf(state.theta), copyOf(state.moments), average && copyOf(average)];
      const valuesOf = async (tensor: tf.Tensor) => Float32Array.from(await tensor.data());
      return {
        async read() {
          const all = await Promise.all([valuesOf(theta), valuesOf(moments), mean && valuesOf(mean)]);
          return { theta: all[0], moments: all[1], average: all[2], step: at };
        },
        dispose: () => tf.dispose(mean ? [theta, moments, mean] : [theta, moments]),
      };
    },
    async readLosses() {
      const [train, validation] = await Promise.all([state.losses.data(), validationLosses.data()]);
      return { train: train as Float32Array, validation: validation as Float32Array };
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
      covariates?.dispose();
    },
  };
}

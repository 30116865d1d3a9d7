/** The training of the network that ships: on samples that are drawn as it goes, for as long as it is given. */
import { planSteps, stepAdamw } from '../../compute/adamw/adamw.ts';
import { measureLoss } from '../../compute/loss/loss.ts';
import { repeat } from '../../compute/repeat.ts';
import { overwrite } from '../../compute/storage.ts';
import * as tf from '../../compute/tf.ts';
import { quantileLevels } from '../forecaster.ts';
import { flatten, lengthOf, markDecaying, planLayout, unflatten } from '../training/flat-parameters.ts';
import { type Samples, stepsPerSample } from './draw-samples.ts';
import { decode, encode, initPretrained, type PretrainedShape } from './pretrained-network.ts';
import { decoderSize, encoderSize } from './read-history.ts';

/** What a training goes on from, bit for bit on the same backend. */
export type PretrainingState = {
  /** Of the first weights and of all samples. */
  seed: number;
  /** Steps taken. */
  step: number;
  /** [parameters] */
  theta: Float32Array;
  /** [2, parameters] */
  moments: Float32Array;
  /** [parameters] the running mean of the weights, which is what ships */
  average: Float32Array;
};

export const samplesPerStep = 256;
const peakRate = 1e-3;
const warmUpSteps = 200;
/** Steps after which the rate has fallen to 1 / sqrt(2). */
const coolingSteps = 15_000;
const weightDecay = 0.01;
const clipNorm = 1;
/** Steps that the running mean reaches back over, at most. */
const longestMean = 2000;
/** Rows of the schedule that lie on the device at a time. */
const stepsPerStretch = 4096;

/** The learning rate of a step, whatever the length of the training (inverse square root, as Vaswani et al. 2017). */
function rateAt(step: number): number {
  return (peakRate * Math.min(1, (step + 1) / warmUpSteps)) / Math.sqrt(1 + step / coolingSteps);
}

/** How a training goes about it. */
export type TrainingPlan = {
  samplesPerStep: number;
  rateAt: (step: number) => number;
  /** Whether the tensor of this name changes. */
  learns: (name: string) => boolean;
};

const pretrainingPlan: TrainingPlan = { samplesPerStep, rateAt, learns: () => true };

export type Pretraining = {
  takeStep(samples: Samples): void;
  /** Mean loss of the latest steps, at most `stepsPerStretch`. */
  readLoss(latest: number): Promise<number>;
  save(): Promise<PretrainingState>;
  dispose(): void;
};

/** How much of the running mean is kept at a step: little at first, so that the first weights are soon forgotten. */
function keptShare(step: number): number {
  return 1 - 1 / Math.min(longestMean, 1 + step / 10);
}

/**
 * @param from null to begin
 */
export function startPretraining(
  shape: PretrainedShape,
  seed: number,
  from: PretrainingState | null,
  { samplesPerStep, rateAt, learns }: TrainingPlan = pretrainingPlan,
): Pretraining {
  const initial = initPretrained(seed, shape);
  const layout = planLayout(initial);
  const learnt = layout.filter(({ name }) => learns(name));
  const length = lengthOf(layout);
  const first = from?.theta ?? flatten(initial, layout);
  tf.dispose(initial);
  let step = from?.step ?? 0;
  const rows = samplesPerStep * stepsPerSample;

  const state = {
    theta: tf.tensor1d(first.slice()),
    moments: tf.tensor2d(from?.moments.slice() ?? new Float32Array(2 * length), [2, length]),
    decays: tf.tensor1d(markDecaying(learnt, length)),
    schedule: tf.tensor2d(scheduleFrom(step), [stepsPerStretch, 3]),
    clock: tf.tensor1d(Int32Array.of(0, 0), 'int32'),
    losses: tf.tensor1d(new Float32Array(stepsPerStretch)),
  };
  const average = tf.tensor1d((from?.average ?? first).slice());
  const share = tf.tensor1d(Float32Array.of(0, 1));
  const gradient = tf.tensor1d(new Float32Array(length));
  const inputs = {
    encoder: tf.zeros([samplesPerStep, encoderSize]) as tf.Tensor2D,
    decoder: tf.zeros([rows, decoderSize]) as tf.Tensor2D,
    target: tf.zeros([rows, 1]) as tf.Tensor2D,
  };
  const whose = tf.tensor2d(
    Float32Array.from({ length: rows }, (_, row) => Math.floor(row / stepsPerSample)),
    [rows, 1],
  );
  const counted = tf.ones([rows]) as tf.Tensor1D;
  const slopeOfLoss = tf.zeros([rows, quantileLevels.length]);
  const lossOfStep = tf.tensor1d(new Float32Array(1));
  let begunAt = step;

  /** Rows of the schedule from a step on, as the optimiser counts from the beginning of the training. */
  function scheduleFrom(begin: number): Float32Array {
    const all = planSteps({ steps: begin + stepsPerStretch, learningRateAt: rateAt, weightDecay });
    return all.slice(3 * begin);
  }

  const learn = repeat((now) => {
    const parameters = unflatten(state.theta, layout);
    const forward = () => {
      const codes = encode(parameters, inputs.encoder, shape);
      const yhat = decode(parameters, { codes, decoder: inputs.decoder, whose }, shape);
      const wide = tf.reshape(yhat, [rows, 1, quantileLevels.length]);
      const { loss, slope } = measureLoss(wide, inputs.target, counted, { kind: 'pinball', quantiles: quantileLevels });
      overwrite(slopeOfLoss, slope);
      overwrite(lossOfStep, loss);
      return yhat;
    };
    const weights = learnt.map(({ name }) => parameters[name]);
    const { grads } = tf.engine().gradients(forward, weights, slopeOfLoss as never);
    grads.forEach((grad, at) => {
      overwrite(gradient, grad, learnt[at].offset);
    });
    stepAdamw(state, gradient, lossOfStep, { step: now, clipNorm });
    const [kept, fresh] = tf.split(share, 2);
    overwrite(average, tf.add(tf.mul(average, kept), tf.mul(state.theta, fresh)));
  });

  const valuesOf = async (tensor: tf.Tensor) => Float32Array.from(await tensor.data());
  return {
    takeStep({ encoder, decoder, target }) {
      if (step - begunAt === stepsPerStretch) {
        begunAt = step;
        overwrite(state.schedule, scheduleFrom(step));
        overwrite(state.clock, Int32Array.of(0, 0));
      }
      overwrite(inputs.encoder, encoder);
      overwrite(inputs.decoder, decoder);
      overwrite(inputs.target, target);
      const kept = keptShare(step);
      overwrite(share, Float32Array.of(kept, 1 - kept));
      learn.run(step - begunAt);
      step += 1;
    },
    async readLoss(latest) {
      const losses = await valuesOf(state.losses);
      const done = step - begunAt;
      const taken = Math.min(latest, done);
      return losses.subarray(done - taken, done).reduce((sum, loss) => sum + loss / taken, 0);
    },
    async save() {
      const [theta, moments, mean] = await Promise.all([state.theta, state.moments, average].map(valuesOf));
      return { seed, step, theta, moments, average: mean };
    },
    dispose() {
      learn.dispose();
      tf.dispose([...Object.values(state), ...Object.values(inputs), average, share, gradient]);
      tf.dispose([whose, counted, slopeOfLoss, lossOfStep]);
    },
  };
}

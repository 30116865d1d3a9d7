import { defineOp, type OpInputs, runOp } from '../op.ts';
import { overwrite } from '../storage.ts';
import * as tf from '../tf.ts';

/**
 * What an optimiser carries from step to step. All of it stays in its place on the device, where every step changes it.
 */
export type AdamwState = {
  /** [parameters] all parameters end to end */
  theta: tf.Tensor1D;
  /** [2, parameters] running means of the gradient and of its square */
  moments: tf.Tensor2D;
  /** [parameters] 1 where weight decay applies, 0 for biases and norms; constant */
  decays: tf.Tensor1D;
  /** [steps, 3] what a step's number decides: see planSteps; constant */
  schedule: tf.Tensor2D;
  /** [2] int32: the number of the step that is being taken, counted from 0, and of the next one */
  clock: tf.Tensor1D;
  /** [any] ring of the latest losses, that of step n at n modulo its length */
  losses: tf.Tensor1D;
};

export const beta1 = 0.9;
export const beta2 = 0.999;
export const adamwEpsilon = 1e-8;

export type AdamwPlan = { steps: number; learningRateAt: (step: number) => number; weightDecay: number };

/**
 * The schedule of AdamwState. Row n holds, for step n: the share of a parameter that weight decay takes,
 * learning rate / (1 - beta1^(n+1)), and 1 / sqrt(1 - beta2^(n+1)).
 */
export function planSteps({ steps, learningRateAt, weightDecay }: AdamwPlan): Float32Array {
  const rows = new Float32Array(3 * steps);
  for (let step = 0; step < steps; step += 1) {
    const rate = learningRateAt(step);
    rows.set([rate * weightDecay, rate / (1 - beta1 ** (step + 1)), 1 / Math.sqrt(1 - beta2 ** (step + 1))], 3 * step);
  }
  return rows;
}

export type AdamwAttributes = {
  /** What JavaScript knows to be clock[0]. */
  step: number;
  clipNorm: number;
};

/** Writes theta, moments, clock and one place of losses; gives nothing back. */
function update(inputs: OpInputs, { step, clipNorm }: AdamwAttributes): tf.Tensor[] {
  const { theta, moments, gradient, decays, schedule, clock, losses, loss } = inputs;
  const [decay, rate, perDeviation] = tf.unstack(tf.reshape(tf.slice(schedule, [step, 0], [1, 3]), [3]));
  const norm = tf.sqrt(tf.sum(tf.square(gradient)));
  const clipped = tf.mul(gradient, tf.div(clipNorm, tf.maximum(norm, clipNorm)));
  const [first, second] = tf.unstack(moments);
  const nextFirst = tf.add(tf.mul(first, beta1), tf.mul(clipped, 1 - beta1));
  const nextSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(clipped), 1 - beta2));
  const deviation = tf.add(tf.mul(tf.sqrt(nextSecond), perDeviation), adamwEpsilon);
  const decayed = tf.mul(theta, tf.sub(1, tf.mul(decays, decay)));
  overwrite(theta, tf.sub(decayed, tf.div(tf.mul(nextFirst, rate), deviation)));
  overwrite(moments, tf.stack([nextFirst, nextSecond]));
  overwrite(clock, Int32Array.of(step + 1, step + 1));
  overwrite(losses, loss, step % losses.size);
  return [];
}

defineOp('Adamw', (inputs, attributes) => update(inputs, attributes as AdamwAttributes));

/**
 * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), in place. The gradient
 * is scaled down to the Euclidean norm `clipNorm` where it is longer (Pascanu et al. 2013).
 *
 * @param gradient [parameters]
 * @param loss [1] the loss of this step, kept in `state.losses`
 */
export function stepAdamw(
  state: AdamwState,
  gradient: tf.Tensor1D,
  loss: tf.Tensor,
  { step, clipNorm }: AdamwAttributes,
): void {
  runOp('Adamw', { ...state, gradient, loss }, { step, clipNorm });
}

import * as tf from '../tf.ts';

/** All parameters end to end in one vector, with the moments of Adam. Each update makes new tensors. */
export type AdamwState = {
  /** [parameters] */
  theta: tf.Tensor1D;
  /** [parameters] running mean of the gradient */
  firstMoment: tf.Tensor1D;
  /** [parameters] running mean of its square */
  secondMoment: tf.Tensor1D;
};

export type AdamwStep = {
  /** Counts from 1. */
  step: number;
  learningRate: number;
  weightDecay: number;
  /** The gradient is scaled down to this Euclidean norm where it is longer (Pascanu et al. 2013). */
  clipNorm: number;
};

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

export function createAdamwState(theta: tf.Tensor1D): AdamwState {
  return { theta, firstMoment: tf.zerosLike(theta), secondMoment: tf.zerosLike(theta) };
}

/**
 * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019).
 *
 * @param gradient [parameters]
 * @param decays [parameters] 1 where weight decay applies, 0 for biases and norms
 * @returns new tensors; the caller disposes of the old ones
 */
export function stepAdamw(
  state: AdamwState,
  gradient: tf.Tensor1D,
  decays: tf.Tensor1D,
  { step, learningRate, weightDecay, clipNorm }: AdamwStep,
): AdamwState {
  return tf.tidy(() => {
    const norm = tf.sqrt(tf.sum(tf.square(gradient)));
    const clipped = tf.mul(gradient, tf.div(clipNorm, tf.maximum(norm, clipNorm)));
    const firstMoment = tf.add(tf.mul(state.firstMoment, beta1), tf.mul(clipped, 1 - beta1)) as tf.Tensor1D;
    const secondMoment = tf.add(
      tf.mul(state.secondMoment, beta2),
      tf.mul(tf.square(clipped), 1 - beta2),
    ) as tf.Tensor1D;
    const scale = learningRate / (1 - beta1 ** step);
    const deviation = tf.add(tf.mul(tf.sqrt(secondMoment), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
    const decayed = tf.mul(state.theta, tf.sub(1, tf.mul(decays, learningRate * weightDecay)));
    const theta = tf.sub(decayed, tf.div(tf.mul(firstMoment, scale), deviation)) as tf.Tensor1D;
    return { theta, firstMoment, secondMoment };
  });
}

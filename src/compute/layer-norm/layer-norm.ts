import * as tf from '../tf.ts';

const epsilon = 1e-5;

/**
 * Layer normalisation over the last axis (Ba et al. 2016).
 *
 * @param x [..., size]
 * @param gain [size]
 * @param bias [size]
 */
export function normaliseLayer<T extends tf.Tensor>(x: T, gain: tf.Tensor, bias: tf.Tensor): T {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gain), bias);
}

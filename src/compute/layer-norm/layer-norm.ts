import { defineOp, type OpInputs, runDifferentiable } from '../op.ts';
import * as tf from '../tf.ts';

/** Added to the variance. */
export const layerNormEpsilon = 1e-5;

/** [y, normalised, 1 / deviation] */
function forward({ x, gain, bias }: OpInputs): tf.Tensor[] {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const perDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), layerNormEpsilon));
  const normalised = tf.mul(centred, perDeviation);
  return [tf.add(tf.mul(normalised, gain), bias), normalised, perDeviation];
}

function backward({ dy, gain, reserve0: normalised, reserve1: perDeviation }: OpInputs): tf.Tensor[] {
  const dNormalised = tf.mul(dy, gain);
  const along = tf.mul(normalised, tf.mean(tf.mul(dNormalised, normalised), -1, true));
  const dx = tf.mul(tf.sub(tf.sub(dNormalised, tf.mean(dNormalised, -1, true)), along), perDeviation);
  return [dx, tf.sum(tf.mul(dy, normalised), 0), tf.sum(dy, 0)];
}

defineOp('LayerNorm', forward);
defineOp('LayerNormGrad', backward);

/**
 * Layer normalisation over the last axis (Ba et al. 2016).
 *
 * @param x [rows, size]
 * @param gain [size]
 * @param bias [size]
 * @returns [rows, size]
 */
export function normaliseLayer(x: tf.Tensor2D, gain: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  return runDifferentiable({ name: 'LayerNorm', inputs: { x, gain, bias } }) as tf.Tensor2D;
}

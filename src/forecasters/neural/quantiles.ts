import { applyLinear } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import type { Network } from './network.ts';

/**
 * [levels, levels]: a row of the middle value and the steps away from it, times this, is the quantiles in their order.
 *
 * @param middle place of the middle one
 */
function accumulationMatrix(levels: number, middle: number): Float32Array {
  const matrix = new Float32Array(levels * levels);
  for (let from = 0; from < levels; from += 1) {
    for (let to = 0; to < levels; to += 1) {
      const isBeyond = from > middle ? to >= from : to <= from;
      if (from === middle) matrix[from * levels + to] = 1;
      else if (isBeyond) matrix[from * levels + to] = from > middle ? 1 : -1;
    }
  }
  return matrix;
}

/**
 * Quantiles that cannot cross: the middle value as it is, each further one a positive step (softplus) away from the one before it,
 * as in the incremental quantile functions of Park et al. (2022).
 *
 * @param raw [rows, levels], or anything that makes such rows; an odd number of levels
 * @returns the same shape, rising from level to level
 */
export function spreadQuantiles<T extends tf.Tensor>(raw: T, levels: number): T {
  const middle = (levels - 1) / 2;
  const rows = tf.reshape(raw, [raw.size / levels, levels]);
  const chosen = tf.tensor1d(Array.from({ length: levels }, (_, level) => (level === middle ? 1 : 0)));
  const steps = tf.mul(tf.softplus(rows), tf.sub(1, chosen));
  const parts = tf.add(tf.mul(rows, chosen), steps) as tf.Tensor2D;
  const matrix = tf.tensor2d(accumulationMatrix(levels, middle), [levels, levels]);
  return tf.reshape(applyLinear(parts, matrix, tf.zeros([levels])), raw.shape) as T;
}

/**
 * A network whose values for each step are quantiles that cannot cross.
 *
 * @param network one that gives `levels` values a step, an odd number
 * @returns a network that gives [batch, horizon x levels], rising from level to level
 */
export function withQuantiles(network: Network, levels: number): Network {
  return {
    init: network.init,
    head: network.head,
    apply: (parameters, x, dropout, covariates) =>
      spreadQuantiles(network.apply(parameters, x, dropout, covariates), levels),
  };
}

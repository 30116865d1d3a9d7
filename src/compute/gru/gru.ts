import './gru-twin.ts';
import { runDifferentiable } from '../op.ts';
import type * as tf from '../tf.ts';

/** Weights of one GRU layer in the Keras layout: gates z, r, h side by side. */
export type GruWeights = {
  /** [features, 3 hidden] */
  kernel: tf.Tensor2D;
  /** [hidden, 3 hidden] */
  recurrent: tf.Tensor2D;
  /** [2, 3 hidden], of the input and of the state */
  bias: tf.Tensor2D;
};

/**
 * The whole sequence through one GRU layer (Cho et al. 2014) from a zero state, in the form that resets after the
 * product with the state, as cuDNN, Keras 2 and PyTorch have it.
 *
 * @param x [time, batch, features]
 * @param constants `['x']` where nothing is learnt through x
 * @returns [time, batch, hidden], the hidden state after each step
 */
export function gruSequence(x: tf.Tensor3D, weights: GruWeights, constants: readonly 'x'[] = []): tf.Tensor3D {
  const { kernel, recurrent, bias } = weights;
  return runDifferentiable({
    name: 'GruSequence',
    inputs: { x, kernel, recurrent, bias },
    constants,
  }) as tf.Tensor3D;
}

import './rnn-twin.ts';
import { runDifferentiable } from '../op.ts';
import type * as tf from '../tf.ts';

export type RnnWeights = {
  /** [features, hidden] */
  kernel: tf.Tensor2D;
  /** [hidden, hidden] */
  recurrent: tf.Tensor2D;
  /** [hidden] */
  bias: tf.Tensor1D;
};

/**
 * The whole sequence through one simple recurrent layer (Elman 1990; tanh), from a zero state.
 *
 * @param x [time, batch, features]
 * @param constants `['x']` where nothing is learnt through x
 * @returns [time, batch, hidden], the hidden state after each step
 */
export function rnnSequence(x: tf.Tensor3D, weights: RnnWeights, constants: readonly 'x'[] = []): tf.Tensor3D {
  const { kernel, recurrent, bias } = weights;
  return runDifferentiable({
    name: 'RnnSequence',
    inputs: { x, kernel, recurrent, bias },
    constants,
  }) as tf.Tensor3D;
}

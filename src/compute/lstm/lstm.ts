import './lstm-twin.ts';
import { runDifferentiable } from '../op.ts';
import type * as tf from '../tf.ts';

/** Weights of one LSTM layer in the Keras layout: gates i, f, c, o side by side. */
export type LstmWeights = {
  /** [features, 4 hidden] */
  kernel: tf.Tensor2D;
  /** [hidden, 4 hidden] */
  recurrent: tf.Tensor2D;
  /** [4 hidden] */
  bias: tf.Tensor1D;
};

/**
 * The whole sequence through one LSTM layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000;
 * sigmoid gates), from a zero state.
 *
 * @param x [time, batch, features]
 * @param constants `['x']` where nothing is learnt through x
 * @returns [time, batch, hidden], the hidden state after each step
 */
export function lstmSequence(x: tf.Tensor3D, weights: LstmWeights, constants: readonly 'x'[] = []): tf.Tensor3D {
  const { kernel, recurrent, bias } = weights;
  return runDifferentiable({
    name: 'LstmSequence',
    inputs: { x, kernel, recurrent, bias },
    constants,
  }) as tf.Tensor3D;
}

/** What the recurrent operations share: the sizes of a sequence, and the parts of their twins. */
import { type Attributes, isConstantX, type OpInputs } from './op.ts';
import * as tf from './tf.ts';

export type SequenceSizes = { time: number; batch: number; features: number; hidden: number };

/** @param inputs `x` [time, batch, features] and `recurrent` [hidden, gates x hidden] among them */
export function sizesOf({ x, recurrent }: OpInputs): SequenceSizes {
  const [time, batch, features] = x.shape;
  return { time, batch, features, hidden: recurrent.shape[0] };
}

/** `count` rows of a matrix. */
export function rows(x: tf.Tensor, from: number, count: number): tf.Tensor2D {
  return tf.slice(x, [from, 0], [count, x.shape[1] as number]) as tf.Tensor2D;
}

/** The columns of one gate, `hidden` wide, of a matrix that holds the gates side by side. */
export function columns(x: tf.Tensor, gate: number, hidden: number, gates = 1): tf.Tensor2D {
  return tf.slice(x, [0, gate * hidden], [x.shape[0], gates * hidden]) as tf.Tensor2D;
}

/** The slope of the sigmoid where it is y. */
export function slopeOfSigmoid(y: tf.Tensor): tf.Tensor {
  return tf.mul(y, tf.sub(1, y));
}

/**
 * Gradients of the input and of both weight matrices, each as one product over all time steps.
 *
 * @param inputs `x` [time, batch, features], `kernel`, `recurrent` and `y` [time, batch, hidden] of the operation
 * @param dzInput [time x batch, gates x hidden] gradient of x times kernel
 * @param dzRecurrent the same for the state before times recurrent
 * @returns dx as a list, empty where x is among the constants
 */
export function weightGradients(
  inputs: OpInputs,
  dzInput: tf.Tensor2D,
  dzRecurrent: tf.Tensor2D,
  attributes: Attributes,
): { dx: tf.Tensor[]; dKernel: tf.Tensor; dRecurrent: tf.Tensor } {
  const { x, y, kernel, recurrent } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const flat = tf.reshape(x, [time * batch, features]);
  const earlier = (time - 1) * batch;
  const states = tf.reshape(y, [time * batch, hidden]);
  // Transposed before they are multiplied: the wasm backend is fast only at products of untransposed matrices.
  const dRecurrent =
    time > 1
      ? tf.matMul(tf.transpose(rows(states, 0, earlier)), rows(dzRecurrent, batch, earlier))
      : tf.zerosLike(recurrent);
  const dx = isConstantX(attributes)
    ? []
    : [tf.reshape(tf.matMul(dzInput, tf.transpose(kernel) as tf.Tensor2D), [time, batch, features])];
  return { dx, dKernel: tf.matMul(tf.transpose(flat) as tf.Tensor2D, dzInput), dRecurrent };
}

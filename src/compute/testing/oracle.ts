/** An operation of ours beside the same thing said another way. */
import { createRandom } from '../../base/random.ts';
import * as tf from '../tf.ts';

/** Values between -1 and 1, the same for the same seed. */
export function draw(shape: readonly number[], seed: number): tf.Tensor {
  const random = createRandom(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => 2 * random() - 1),
    [...shape],
  );
}

/** A loss that weighs every output differently. */
export function weigh(output: tf.Tensor): tf.Scalar {
  return tf.sum(tf.mul(output, draw(output.shape, 5)));
}

/** The largest absolute difference; throws where the shapes differ. */
export function differ(actual: tf.Tensor, expected: tf.Tensor): number {
  const [ours, theirs] = [actual.shape, expected.shape].map(String);
  if (ours !== theirs) throw new Error(`shape ${ours} instead of ${theirs}`);
  return tf.tidy(() => tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]);
}

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** How far values and gradients of `ours` are from what tfjs's own differentiation finds for `expected`: the largest of all. */
export function differAnywhere(ours: Operation, expected: Operation, inputs: tf.Tensor[]): number {
  const gradients = tf.grads((...args) => weigh(ours(...args)))(inputs);
  const wanted = tf.grads((...args) => weigh(expected(...args)))(inputs);
  const errors = gradients.map((gradient, at) => differ(gradient, wanted[at]));
  return Math.max(differ(ours(...inputs), expected(...inputs)), ...errors);
}

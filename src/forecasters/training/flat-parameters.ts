import * as tf from '../../compute/tf.ts';
import type { Parameters } from '../neural/network.ts';

/** Where each named tensor lies in the vector of all parameters. */
export type Layout = { name: string; shape: number[]; offset: number; size: number }[];

export function planLayout(parameters: Parameters): Layout {
  let offset = 0;
  return Object.entries(parameters).map(([name, { shape, size }]) => {
    const place = { name, shape, offset, size };
    offset += size;
    return place;
  });
}

/** All tensors end to end: [parameters]. */
export function flatten(tensors: tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1]))) as tf.Tensor1D;
}

export function unflatten(theta: tf.Tensor1D, layout: Layout): Parameters {
  return Object.fromEntries(
    layout.map(({ name, shape, offset, size }) => [name, tf.reshape(tf.slice(theta, offset, size), shape)]),
  );
}

/** [parameters] 1 for matrices, 0 for biases and norms, which weight decay leaves alone. */
export function markDecaying(layout: Layout): tf.Tensor1D {
  const last = layout[layout.length - 1];
  const marks = new Float32Array(last.offset + last.size);
  for (const { shape, offset, size } of layout) if (shape.length > 1) marks.fill(1, offset, offset + size);
  return tf.tensor1d(marks);
}

import { alignment, viewOf } from '../../compute/storage.ts';
import type * as tf from '../../compute/tf.ts';
import type { Parameters } from '../neural/network.ts';

/** Where each named tensor lies in the vector of all parameters; between them are zeros. */
export type ParameterLayout = { name: string; shape: number[]; offset: number; size: number }[];

export function planLayout(parameters: Parameters): ParameterLayout {
  return planShapes(Object.entries(parameters).map(([name, { shape }]) => [name, shape]));
}

/** The same of tensors that need not be there yet. */
export function planShapes(shapes: readonly (readonly [name: string, shape: number[]])[]): ParameterLayout {
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const place = { name, shape, offset, size };
    offset += Math.ceil(size / alignment) * alignment;
    return place;
  });
}

/** Length of the vector. */
export function lengthOf(layout: ParameterLayout): number {
  const last = layout[layout.length - 1];
  return Math.ceil((last.offset + last.size) / alignment) * alignment;
}

export function countParameters(layout: ParameterLayout): number {
  return layout.reduce((sum, { size }) => sum + size, 0);
}

/** The vector of freshly drawn parameters. */
export function flatten(parameters: Parameters, layout: ParameterLayout): Float32Array {
  const vector = new Float32Array(lengthOf(layout));
  for (const { name, offset } of layout) vector.set(parameters[name].dataSync(), offset);
  return vector;
}

/** The parameters as parts of the vector, which they must not outlive; they hold until it changes. */
export function unflatten(theta: tf.Tensor1D, layout: ParameterLayout): Parameters {
  return Object.fromEntries(layout.map(({ name, shape, offset }) => [name, viewOf(theta, offset, shape)]));
}

/** [length] 1 for the matrices among `learnt`, 0 for biases and norms, which weight decay leaves alone, and all others. */
export function markDecaying(learnt: ParameterLayout, length: number): Float32Array {
  const marks = new Float32Array(length);
  for (const { shape, offset, size } of learnt) if (shape.length > 1) marks.fill(1, offset, offset + size);
  return marks;
}

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differAnywhere, draw } from '../testing/oracle.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { type Activation, applyLinear } from './linear.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const plain: Record<Activation, (z: tf.Tensor) => tf.Tensor> = {
  none: (z) => z,
  relu: (z) => tf.relu(z),
  tanh: (z) => tf.tanh(z),
  sigmoid: (z) => tf.sigmoid(z),
  gelu: (z) =>
    tf.mul(
      tf.mul(0.5, z),
      tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(z, tf.mul(0.044715, tf.pow(z, 3)))))),
    ),
};

describe.each(Object.keys(plain) as Activation[])('a linear layer with activation %s', (activation) => {
  test.each([
    [1, 1, 1],
    [5, 3, 7],
    [33, 9, 4],
  ])('of %i rows, %i inputs, %i outputs has stock tfjs’s values and gradients', (rows, inputs, outputs) => {
    const ours = (...[x, kernel, bias]: tf.Tensor[]) =>
      applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation });
    const stock = (...[x, kernel, bias]: tf.Tensor[]) =>
      plain[activation](tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias));
    expect(
      differAnywhere(ours, stock, [draw([rows, inputs], 1), draw([inputs, outputs], 2), draw([outputs], 3)]),
    ).toBeLessThan(1e-4);
  });
});

test('the same gradient in two shapes confuses nothing', () => {
  // tfjs's wasm backend keeps the packed right operand of a product by its data alone: seen in another shape, it wrote out of bounds.
  const [x, kernel, bias] = [draw([3, 13], 1), draw([13, 4], 2), draw([4], 3)];
  const [narrow, narrowKernel, narrowBias] = [draw([12, 5], 4), draw([5, 1], 5), draw([1], 6)];
  const linear = (...[a, b, c]: tf.Tensor[]) => applyLinear(a as tf.Tensor2D, b as tf.Tensor2D, c as tf.Tensor1D);
  const plain = (...[a, b, c]: tf.Tensor[]) => tf.add(tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D), c);
  const both = (layer: typeof linear) => (k: tf.Tensor, b: tf.Tensor, nk: tf.Tensor, nb: tf.Tensor) =>
    tf.add(layer(x, k, b), tf.reshape(layer(narrow, nk, nb), [3, 4]));
  const inputs = [kernel, bias, narrowKernel, narrowBias];
  expect(differAnywhere(both(linear) as never, both(plain as typeof linear) as never, inputs)).toBeLessThan(1e-4);
});

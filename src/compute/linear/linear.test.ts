import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differAnywhere, draw } from '../oracle.ts';
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

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { createRandom } from '../random.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { applyLinear } from './linear.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test.each([
  [1, 1, 1],
  [5, 3, 7],
  [33, 9, 4],
])(
  'a linear layer of %i rows, %i inputs, %i outputs has stock tfjs’s values and gradients',
  (rows, inputs, outputs) => {
    const random = createRandom(rows);
    const draw = (...shape: number[]) => tf.randomUniform(shape, -1, 1, 'float32', Math.floor(random() * 1e6));
    const all = [draw(rows, inputs), draw(inputs, outputs), draw(outputs)];
    const weights = draw(rows, outputs);
    const stock = ([x, kernel, bias]: tf.Tensor[]) => tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias);
    const ours = ([x, kernel, bias]: tf.Tensor[]) =>
      applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D);
    const gradientsOf = (layer: (args: tf.Tensor[]) => tf.Tensor) =>
      tf.grads((...args) => tf.sum(tf.mul(layer(args), weights)) as tf.Scalar)(all);
    const error = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];
    expect(error(ours(all), stock(all))).toBeLessThan(1e-5);
    const expected = gradientsOf(stock);
    gradientsOf(ours).forEach((gradient, at) => {
      expect(error(gradient, expected[at])).toBeLessThan(1e-4);
    });
  },
);

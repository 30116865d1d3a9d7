import * as stock from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differAnywhere, draw } from '../testing/oracle.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { normaliseLayer } from './layer-norm.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('layer normalisation gives what stock tfjs gives', () => {
  const x = tf.tensor2d([
    [1, 2, 4, 8],
    [-3, 0, 0.5, 100],
  ]);
  const gain = tf.tensor1d([1, 2, 0.5, -1]);
  const bias = tf.tensor1d([0, 1, -1, 3]);
  const layer = stock.layers.layerNormalization({ epsilon: 1e-5 });
  layer.build([null, 4]);
  layer.setWeights([gain, bias]);
  const expected = (layer.apply(x) as tf.Tensor2D).dataSync();
  const actual = normaliseLayer(x, gain, bias).dataSync();
  actual.forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at], 4);
  });
});

test.each([
  [1, 2],
  [7, 5],
])('layer normalisation of %i rows of %i has the gradients of its parts', (rows, size) => {
  const plainly = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) => {
    const { mean, variance } = tf.moments(x, -1, true);
    return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias);
  };
  const ours = (x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor) => normaliseLayer(x as tf.Tensor2D, gain, bias);
  expect(
    differAnywhere(ours as never, plainly as never, [draw([rows, size], 1), draw([size], 2), draw([size], 3)]),
  ).toBeLessThan(1e-4);
});

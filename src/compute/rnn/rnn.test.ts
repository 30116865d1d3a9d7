import * as stock from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differ, draw, weigh } from '../testing/oracle.ts';
import { recurrentLayers } from '../testing/recurrent-layers.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const { apply: ours, shapesOf } = recurrentLayers['simple RNN'];

test.each([
  { time: 2, batch: 1, features: 3, hidden: 2 },
  { time: 8, batch: 5, features: 3, hidden: 7 },
])('a simple RNN of $time steps, batch $batch, $features features, $hidden hidden is stock tfjs’s', (shape) => {
  const inputs = shapesOf(shape).map((each, at) => draw(each, at + 1));
  const layer = stock.layers.simpleRNN({ units: shape.hidden, returnSequences: true });
  const apply = (x: tf.Tensor) => tf.transpose(layer.apply(tf.transpose(x, [1, 0, 2])) as tf.Tensor3D, [1, 0, 2]);
  apply(inputs[0]);
  layer.setWeights(inputs.slice(1));
  expect(differ(ours(...inputs), apply(inputs[0]))).toBeLessThan(1e-5);
  const gradients = tf.grads((...args) => weigh(ours(...args)))(inputs);
  expect(differ(gradients[0], tf.grad((x) => weigh(apply(x)))(inputs[0]))).toBeLessThan(1e-4);
  const stockGradients = Object.values(tf.variableGrads(() => weigh(apply(inputs[0]))).grads);
  expect(stockGradients).toHaveLength(3);
  stockGradients.forEach((gradient, at) => {
    expect(differ(gradients[at + 1], gradient)).toBeLessThan(1e-4);
  });
});

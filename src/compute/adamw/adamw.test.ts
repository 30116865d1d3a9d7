import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { createAdamwState, stepAdamw } from './adamw.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const start = [1, -2, 0.5];
const gradientAt = (step: number) => tf.tensor1d([0.1 * step, -0.2, 0.05 * (step % 3)]);
const none = { weightDecay: 0, clipNorm: 1e30 };

test('without decay and clipping it is stock tfjs’s Adam', () => {
  const variable = tf.variable(tf.tensor1d(start));
  const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
  let state = createAdamwState(tf.tensor1d(start));
  for (let step = 1; step <= 20; step += 1) {
    optimizer.applyGradients([{ name: variable.name, tensor: gradientAt(step) }]);
    state = stepAdamw(state, gradientAt(step), tf.zeros([3]), { step, learningRate: 0.01, ...none });
  }
  const [stock, ours] = [variable.dataSync(), state.theta.dataSync()];
  for (let at = 0; at < 3; at += 1) expect(ours[at]).toBeCloseTo(stock[at], 5);
});

test('weight decay shrinks what is marked by learning rate times decay, apart from the gradient', () => {
  const state = createAdamwState(tf.tensor1d(start));
  const options = { step: 1, learningRate: 0.1, weightDecay: 0.5, clipNorm: 1 };
  const { theta } = stepAdamw(state, tf.zeros([3]) as tf.Tensor1D, tf.tensor1d([1, 0, 1]), options);
  const [first, second, third] = theta.dataSync();
  expect(first).toBeCloseTo(0.95, 6);
  expect(second).toBeCloseTo(-2, 6);
  expect(third).toBeCloseTo(0.475, 6);
});

test('a gradient longer than the clip norm moves the moments as one of that length would', () => {
  const options = { step: 1, learningRate: 0.1, weightDecay: 0, clipNorm: 1 };
  const { firstMoment } = stepAdamw(
    createAdamwState(tf.tensor1d([0, 0])),
    tf.tensor1d([30, 40]),
    tf.zeros([2]),
    options,
  );
  const [first, second] = firstMoment.dataSync();
  expect(first).toBeCloseTo(0.06, 6);
  expect(second).toBeCloseTo(0.08, 6);
});

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { planSteps, stepAdamw } from './adamw.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

type Options = { start: number[]; decays: number[]; learningRate: number; weightDecay: number };

/** State of a training of 20 steps at one learning rate. */
function createState({ start, decays, learningRate, weightDecay }: Options) {
  const steps = 20;
  const schedule = planSteps({ steps, learningRateAt: () => learningRate, weightDecay });
  return {
    theta: tf.tensor1d(start),
    moments: tf.tensor2d(new Float32Array(2 * start.length), [2, start.length]),
    decays: tf.tensor1d(decays),
    schedule: tf.tensor2d(schedule, [steps, 3]),
    clock: tf.tensor1d(Int32Array.of(0, 0), 'int32'),
    losses: tf.tensor1d(new Float32Array(3)),
  };
}

const start = [1, -2, 0.5];
const gradientAt = (step: number) => tf.tensor1d([0.1 * step, -0.2, 0.05 * (step % 3)]);
const plain = { start, decays: [0, 0, 0], learningRate: 0.01, weightDecay: 0 };

test('without decay and clipping it is stock tfjs’s Adam', () => {
  const variable = tf.variable(tf.tensor1d(start));
  const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
  const state = createState(plain);
  for (let step = 0; step < 20; step += 1) {
    optimizer.applyGradients([{ name: variable.name, tensor: gradientAt(step + 1) }]);
    stepAdamw(state, gradientAt(step + 1), tf.scalar(0), { step, clipNorm: 1e30 });
  }
  const [stock, ours] = [variable.dataSync(), state.theta.dataSync()];
  for (let at = 0; at < 3; at += 1) expect(ours[at]).toBeCloseTo(stock[at], 5);
});

test('weight decay shrinks what is marked by learning rate times decay, apart from the gradient', () => {
  const state = createState({ start, decays: [1, 0, 1], learningRate: 0.1, weightDecay: 0.5 });
  stepAdamw(state, tf.zeros([3]) as tf.Tensor1D, tf.scalar(0), { step: 0, clipNorm: 1 });
  const [first, second, third] = state.theta.dataSync();
  expect(first).toBeCloseTo(0.95, 6);
  expect(second).toBeCloseTo(-2, 6);
  expect(third).toBeCloseTo(0.475, 6);
});

test('a gradient longer than the clip norm moves the moments as one of that length would', () => {
  const state = createState({ ...plain, start: [0, 0], decays: [0, 0] });
  stepAdamw(state, tf.tensor1d([30, 40]), tf.scalar(0), { step: 0, clipNorm: 1 });
  const [first, second] = state.moments.dataSync();
  expect(first).toBeCloseTo(0.06, 6);
  expect(second).toBeCloseTo(0.08, 6);
});

test('the clock moves on and the latest losses are kept in a ring', () => {
  const state = createState(plain);
  for (let step = 0; step < 5; step += 1) {
    stepAdamw(state, gradientAt(1), tf.scalar(10 + step), { step, clipNorm: 1 });
    expect(state.clock.dataSync()[1]).toBe(step + 1);
  }
  expect(Array.from(state.losses.dataSync())).toEqual([13, 14, 12]);
});

test('leaves no tensor behind', () => {
  const state = createState(plain);
  const before = tf.memory().numTensors;
  tf.tidy(() => stepAdamw(state, gradientAt(1), tf.scalar(0), { step: 0, clipNorm: 1 }));
  expect(tf.memory().numTensors).toBe(before);
});

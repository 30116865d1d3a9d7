import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { FitCancelled, FitDiverged } from '../forecaster.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import type { TrainingData } from './learner.ts';
import { type TrainingOptions, trainNetwork } from './train.ts';

const lengths = { lookBackSteps: 8, horizonSteps: 2 };
const lstm = createRecurrent({ cell: 'lstm', ...lengths, hiddenSize: 4, layers: 1, patchLength: 2 });
const transformer = createTransformer({ ...lengths, hiddenSize: 4, layers: 1, heads: 2, patchLength: 2 });

/** A noisy wave of 90 points, the last 20 held out. */
const data: TrainingData = {
  ...lengths,
  seasonLength: 4,
  values: Float32Array.from({ length: 90 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 60 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 19 }, (_, at) => 62 + at),
};
const options: TrainingOptions = {
  epochs: 10,
  scheduleEpochs: 10,
  learningRate: 0.01,
  weightDecay: 0.01,
  dropout: 0.1,
  seed: 1,
};
const never = { signal: new AbortController().signal };

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe.each([
  ['LSTM', lstm],
  ['Transformer', transformer],
])('training an %s', (_, network) => {
  test('lowers the loss on windows it has not learnt from', async () => {
    const { curve } = await trainNetwork(network, data, { ...options, epochs: 30, scheduleEpochs: 30 }, never);
    expect(Math.min(...curve.validation)).toBeLessThan(0.8 * curve.validation[0]);
  });

  test('gives the same numbers for the same seed, others for another', async () => {
    const weights = async (seed: number) => {
      const { theta, curve } = await trainNetwork(network, data, { ...options, seed }, never);
      return { curve, theta: Array.from(theta) };
    };
    const first = await weights(1);
    expect(await weights(1)).toEqual(first);
    expect((await weights(2)).theta).not.toEqual(first.theta);
  });

  test('leaves nothing behind on the device, over 200 steps', async () => {
    const before = tf.memory();
    const epochs = 100;
    const all = { ...data, validationStarts: new Int32Array() };
    const trained = await trainNetwork(network, all, { ...options, epochs, scheduleEpochs: epochs }, never);
    expect(trained.curve.train).toHaveLength(epochs);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });
});

test('keeps the weights of the epoch with the lowest validation loss', async () => {
  const trained = await trainNetwork(
    lstm,
    data,
    { ...options, epochs: 40, scheduleEpochs: 40, learningRate: 0.1 },
    never,
  );
  const lowest = trained.curve.validation.indexOf(Math.min(...trained.curve.validation)) + 1;
  expect(trained.epochs).toBe(lowest);
  const again = await trainNetwork(
    lstm,
    data,
    { ...options, epochs: lowest, scheduleEpochs: 40, learningRate: 0.1 },
    never,
  );
  expect(Array.from(trained.theta)).toEqual(Array.from(again.theta));
});

test('runs every epoch where nothing is held out, and keeps the last weights', async () => {
  const trained = await trainNetwork(lstm, { ...data, validationStarts: new Int32Array() }, options, never);
  expect(trained.fitEnd).toBe('all-epochs');
  expect(trained.epochs).toBe(10);
  expect(trained.curve.validation).toEqual([]);
});

test('a cancel keeps the best weights so far', async () => {
  const controller = new AbortController();
  const trained = await trainNetwork(
    lstm,
    data,
    { ...options, epochs: 2000, scheduleEpochs: 2000, learningRate: 1e-5 },
    {
      signal: controller.signal,
      onEpoch: () => controller.abort(),
    },
  );
  expect(trained.fitEnd).toBe('cancelled');
  expect(trained.curve.validation.length).toBeGreaterThan(0);
  expect(trained.curve.validation.length).toBeLessThan(2000);
  expect(trained.epochs).toBe(trained.curve.validation.indexOf(Math.min(...trained.curve.validation)) + 1);
});

test('a cancel before the first epoch leaves nothing to keep, and nothing behind', async () => {
  const before = tf.memory().numTensors;
  await expect(trainNetwork(lstm, data, options, { signal: AbortSignal.abort() })).rejects.toThrow(FitCancelled);
  expect(tf.memory().numTensors).toBe(before);
});

/** Becomes NaN once its only weight has moved away from where it starts by `limit`. */
function createFragile(limit: number): Network {
  return {
    init: () => ({ weight: tf.tensor1d([1]) }),
    head: [],
    apply: ({ weight }, x) => {
      const broken = tf.log(tf.sub(limit, tf.abs(tf.sub(weight, 1))));
      return tf.add(tf.mul(tf.slice(x, [0, 0], [-1, 2]), weight), tf.mul(broken, 1e-6)) as tf.Tensor2D;
    },
  };
}

test('a loss that stops being finite ends the training with the best weights before it', async () => {
  const before = tf.memory().numTensors;
  const trained = await trainNetwork(createFragile(0.05), data, { ...options, epochs: 60, scheduleEpochs: 60 }, never);
  expect(trained.fitEnd).toBe('diverged');
  expect(trained.epochs).toBeGreaterThan(0);
  expect(Number.isFinite(trained.theta[0])).toBe(true);
  expect(tf.memory().numTensors).toBe(before);
});

test('a loss that is never finite is told as such', async () => {
  const before = tf.memory().numTensors;
  await expect(trainNetwork(createFragile(-1), data, options, never)).rejects.toThrow(FitDiverged);
  expect(tf.memory().numTensors).toBe(before);
});

/** Training beside stock TensorFlow.js: its layer, its gradients, its Adam, from the same weights and on the same windows. */
import * as stock from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { currentFault } from '../../compute/fault.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFiles } from '../../compute/wasm-files.ts';
import { cutWindows } from '../../compute/windows/windows.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createLearner } from './learner.ts';

const steps = 50;
const batch = 16;
const hidden = 8;
const shape = { lookBackSteps: 12, horizonSteps: 3, seasonLength: 4 };
const network = createRecurrent({ ...shape, cell: 'lstm', hiddenSize: hidden, layers: 1, patchLength: 2 });
const learningRate = 0.01;
const data = {
  ...shape,
  values: Float32Array.from({ length: 200 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 180 }, (_, at) => at),
  validationStarts: new Int32Array(),
};
const starts = Int32Array.from({ length: steps * batch }, (_, at) => (at * 37) % 180);

/** Scales gradients down together to a norm of 1. */
function clip(gradients: tf.NamedTensorMap): tf.NamedTensorMap {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)).dataSync()[0]);
  const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, tf.div(gradient, Math.max(1, norm))]),
  );
}

/** Losses of stock tfjs on the CPU. */
async function trainStock(): Promise<number[]> {
  await tf.setBackend('cpu');
  const layer = stock.layers.lstm({ units: hidden, recurrentActivation: 'sigmoid', inputShape: [6, 2] });
  const head = stock.layers.dense({ units: 3 });
  const model = stock.sequential({ layers: [layer as stock.layers.Layer, head] });
  const weights = Object.values(network.init(5));
  model.setWeights(weights.map((weight) => tf.tensor(weight.dataSync(), weight.shape)));
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  const source = {
    values: tf.tensor1d(data.values),
    starts: tf.tensor1d(starts, 'int32'),
    clock: tf.tensor1d(Int32Array.of(0, 0), 'int32'),
  };
  return Array.from({ length: steps }, (_, step) =>
    tf.tidy(() => {
      const { x, y } = cutWindows(source, { ...shape, batch, step });
      const { value, grads } = tf.variableGrads(
        () => tf.losses.meanSquaredError(y, model.apply(tf.reshape(x, [batch, 6, 2])) as tf.Tensor) as tf.Scalar,
      );
      optimizer.applyGradients(clip(grads) as Record<string, tf.Variable>);
      return value.dataSync()[0];
    }),
  );
}

async function trainOurs(backend: 'webgpu' | 'wasm'): Promise<Float32Array> {
  expect((await startBackend({ asked: backend, wasmFiles })).backend).toBe(backend);
  const options = {
    learningRateAt: () => learningRate,
    weightDecay: 0,
    dropout: 0,
    seed: 5,
    batch,
    stepsPerEpoch: steps,
    epochs: 1,
    ringEpochs: 1,
  };
  const learner = createLearner(network, data, options, null);
  await learner.compile();
  learner.beginEpoch(starts);
  for (let step = 0; step < steps; step += 1) learner.takeStep();
  const { train } = await learner.readLosses();
  learner.dispose();
  expect(currentFault()).toBeNull();
  return train;
}

describe('the loss over 50 steps is that of stock tfjs', () => {
  test.each(['webgpu', 'wasm'] as const)('on %s', async (backend) => {
    const expected = await trainStock();
    const losses = await trainOurs(backend);
    expect(expected[steps - 1]).toBeLessThan(0.9 * expected[0]);
    expected.forEach((loss, step) => {
      expect(Math.abs(losses[step] - loss) / loss, `step ${step}`).toBeLessThan(1e-4);
    });
  });
});

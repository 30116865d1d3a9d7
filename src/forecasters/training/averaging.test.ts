import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { createTide } from '../neural/tide.ts';
import { createLearner, type TrainingData, weightsToKeep } from './learner.ts';

const lengths = { lookBackSteps: 8, horizonSteps: 2 };
const network = createTide({ ...lengths, hiddenSize: 3, layers: 1 });
const data: TrainingData = {
  ...lengths,
  seasonLength: 4,
  values: Float32Array.from({ length: 60 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 40 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 8 }, (_, at) => 42 + at),
};
const steps = 12;
const options = { learningRateAt: () => 0.02, weightDecay: 0, dropout: 0, seed: 1, batch: 4, stepsPerEpoch: steps };
const once = { ...options, epochs: 1, ringEpochs: 1 };
const starts = Int32Array.from({ length: 4 * steps }, (_, at) => (at * 7) % 40);

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

/** The weights kept after each step, the first ones before any. */
async function weightsOf(averaging?: number): Promise<{ kept: Float32Array[]; validation: number }> {
  const learner = createLearner(network, data, averaging === undefined ? once : { ...once, averaging }, null);
  const kept: Float32Array[] = [];
  const keep = async () => {
    const snapshot = learner.takeSnapshot();
    kept.push(weightsToKeep(await snapshot.read()));
    snapshot.dispose();
  };
  learner.beginEpoch(starts);
  await keep();
  for (let step = 0; step < steps; step += 1) {
    learner.takeStep();
    await keep();
  }
  learner.validate(0);
  const { validation } = await learner.readLosses();
  learner.dispose();
  return { kept, validation: validation[0] };
}

test('keeps the running mean of the weights, while these go on as they would without it', async () => {
  const before = tf.memory().numTensors;
  const plain = await weightsOf();
  const averaged = await weightsOf(0.8);
  expect(tf.memory().numTensors).toBe(before);
  let mean = Array.from(plain.kept[0]);
  plain.kept.slice(1).forEach((weights, step) => {
    mean = mean.map((value, at) => 0.8 * value + 0.2 * weights[at]);
    mean.forEach((value, at) => {
      expect(Math.abs(averaged.kept[step + 1][at] - value), `step ${step}, weight ${at}`).toBeLessThan(1e-5);
    });
  });
  // What is validated is the mean, which lags behind.
  expect(Math.abs(averaged.validation - plain.validation)).toBeGreaterThan(1e-4);
});

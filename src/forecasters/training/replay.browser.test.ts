/** A replayed step beside the same step through the tensor engine. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { usually } from '../../../scripts/test/nightly.ts';
import type { Augmentation } from '../../compute/augment/augment.ts';
import { startBackend } from '../../compute/backend.ts';
import { currentFault } from '../../compute/fault.ts';
import { takeRetirements } from '../../compute/op.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFiles } from '../../compute/wasm-files.ts';
import { DeviceBackend } from '../../compute/webgpu/device-backend.ts';
import { usualAugmentation } from '../neural/augmentation-choice.ts';
import { withCovariateReader } from '../neural/covariate-part.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import { createLearner } from './learner.ts';

beforeAll(async () => {
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles });
  expect(backend).toBe('webgpu');
});

const lengths = { lookBackSteps: 24, horizonSteps: 3 };
const common = { ...lengths, hiddenSize: 8, patchLength: 4 };
const batch = 32;
const options = {
  learningRateAt: () => 0.01,
  weightDecay: 0.01,
  dropout: 0.2,
  seed: 3,
  batch,
  stepsPerEpoch: 4,
  epochs: 10,
  ringEpochs: 10,
};
const data = {
  ...lengths,
  seasonLength: 6,
  values: Float32Array.from({ length: 300 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 200 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 30 }, (_, at) => 230 + at),
};

/** A driver known ahead, one known afterwards, and two halves of different kinds. */
const covariates = {
  future: Float32Array.from({ length: 300 }, (_, at) => Math.sin(at * at)),
  past: Float32Array.from({ length: 300 }, (_, at) => Math.cos(at * at)),
  statics: Float32Array.from({ length: 300 }, (_, at) => (at < 150 ? 0 : 1)),
};
const readingAll = withCovariateReader(
  createRecurrent({ ...common, cell: 'gru', layers: 1 }),
  { ...lengths, seasonLength: 6 },
  { future: 1, past: 1, statics: [2] },
);

/** Loss of every step and of validation, and the weights, after three epochs. */
async function train(network: Network, augmentation?: Augmentation) {
  const known = network === readingAll ? { ...data, covariates } : data;
  const learner = createLearner(network, known, { ...options, ...(augmentation ? { augmentation } : {}) }, null);
  await learner.compile();
  for (let epoch = 0; epoch < 3; epoch += 1) {
    learner.beginEpoch(Int32Array.from({ length: 4 * batch }, (_, at) => (at * 13 + epoch) % 200));
    for (let step = 0; step < 4; step += 1) learner.takeStep();
    learner.validate(epoch);
  }
  const { train: losses, validation } = await learner.readLosses();
  const snapshot = learner.takeSnapshot();
  const { theta } = await snapshot.read();
  snapshot.dispose();
  learner.dispose();
  return [...losses.slice(0, 12), ...validation.slice(0, 3), ...theta];
}

const cases: [string, Network, Augmentation?][] = [
  ['LSTM of two layers', createRecurrent({ ...common, cell: 'lstm', layers: 2 })],
  ['GRU', createRecurrent({ ...common, cell: 'gru', layers: 1 })],
  ['GRU with covariates', readingAll],
  ['Transformer', createTransformer({ ...common, layers: 2, heads: 2 })],
  ['GRU from augmented windows', createRecurrent({ ...common, cell: 'gru', layers: 1 }), usualAugmentation],
];
// On the GPU that software plays, the others take a minute to compile.
const usual = usually(cases, ([name]) => name.startsWith('LSTM') || name.endsWith('augmented windows'));

describe.each(usual)('%s', (_, network, augmentation) => {
  test('takes the same course replayed and not, and leaves nothing behind', async () => {
    await train(network, augmentation);
    const before = tf.memory() as unknown as Record<string, number>;
    const replayed = await train(network, augmentation);
    const after = tf.memory() as unknown as Record<string, number>;
    for (const key of ['numTensors', 'numBytesInGPU']) expect(after[key], key).toBe(before[key]);
    const record = vi.spyOn(DeviceBackend.prototype, 'record').mockImplementation((work) => {
      tf.tidy(work);
      return null;
    });
    const plain = await train(network, augmentation);
    expect(record).toHaveBeenCalledTimes(2);
    record.mockRestore();
    expect(replayed).toHaveLength(plain.length);
    replayed.forEach((value, at) => {
      expect(Math.abs(value - plain[at]), `value ${at}`).toBeLessThan(1e-6 + 1e-5 * Math.abs(plain[at]));
    });
    expect(currentFault()).toBeNull();
    expect(takeRetirements()).toEqual([]);
  });
});

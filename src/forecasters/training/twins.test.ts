/** Training with the wasm forms beside training with their twins, step by step. */
import { expect, test } from 'vitest';
import type { Augmentation } from '../../compute/augment/augment.ts';
import { startBackend } from '../../compute/backend.ts';
import type { BackendName } from '../../compute/backend-choice.ts';
import { takeRetirements } from '../../compute/op.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { usualAugmentation } from '../neural/augmentation-choice.ts';
import { withCovariateReader } from '../neural/covariate-part.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import { createLearner } from './learner.ts';

const lengths = { lookBackSteps: 24, horizonSteps: 5 };
const steps = 50;
const batch = 16;
const windows = 120;

/** A driver known ahead, one known afterwards, and two halves of different kinds. */
const covariates = {
  future: Float32Array.from({ length: windows + 29 }, (_, at) => Math.sin(at * at)),
  past: Float32Array.from({ length: windows + 29 }, (_, at) => Math.cos(at * at)),
  statics: Float32Array.from({ length: windows + 29 }, (_, at) => (at < 70 ? 0 : 1)),
};
const readingAll = withCovariateReader(
  createRecurrent({ ...lengths, cell: 'gru', hiddenSize: 13, layers: 1, patchLength: 3 }),
  { ...lengths, seasonLength: 7 },
  { future: 1, past: 1, statics: [2] },
);

async function lossesOn(backend: BackendName, network: Network, augmentation?: Augmentation): Promise<Float32Array> {
  const choice = await startBackend({ asked: backend, wasmFiles: wasmFilesInNode() });
  expect(choice.backend).toBe(backend);
  expect(takeRetirements()).toEqual([]);
  const data = {
    ...lengths,
    seasonLength: 7,
    values: Float32Array.from({ length: windows + 29 }, (_, at) => Math.sin(at / 3) + 0.1 * Math.sin(at * at)),
    trainStarts: Int32Array.from({ length: windows }, (_, at) => at),
    validationStarts: new Int32Array(),
    covariates: network === readingAll ? covariates : null,
  };
  const options = {
    learningRateAt: () => 0.003,
    weightDecay: 0.01,
    dropout: 0.1,
    seed: 3,
    batch,
    stepsPerEpoch: steps,
    epochs: 1,
    ringEpochs: 1,
    ...(augmentation ? { augmentation } : {}),
  };
  const learner = createLearner(network, data, options, null);
  learner.beginEpoch(Int32Array.from({ length: steps * batch }, (_, at) => (at * 37) % windows));
  for (let step = 0; step < steps; step += 1) learner.takeStep();
  const { train } = await learner.readLosses();
  const losses = train.slice();
  learner.dispose();
  return losses;
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const recurrent = { ...lengths, hiddenSize: 13, layers: 2, patchLength: 3 };

test.each<[string, Network, Augmentation?]>([
  ['LSTM', createRecurrent({ ...recurrent, cell: 'lstm' })],
  ['GRU', createRecurrent({ ...recurrent, cell: 'gru' })],
  ['RNN', createRecurrent({ ...recurrent, cell: 'rnn' })],
  ['GRU with covariates', readingAll],
  ['Transformer', createTransformer({ ...lengths, hiddenSize: 12, layers: 2, heads: 3, patchLength: 4 })],
  ['GRU from augmented windows', createRecurrent({ ...recurrent, cell: 'gru' }), usualAugmentation],
])('%s: the losses of 50 steps are those of the twin within 1e-4', async (_, network, augmentation) => {
  const ours = await lossesOn('wasm', network, augmentation);
  const twin = await lossesOn('cpu', network, augmentation);
  expect(mean(ours.subarray(-10))).toBeLessThan(mean(ours.subarray(0, 10)));
  const off = ours.map((loss, step) => Math.abs(loss - twin[step]) / twin[step]);
  expect(Math.max(...off)).toBeLessThan(1e-4);
});

/** Training on wasm with its steps replayed, beside the same training with each step through the tensor engine. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isNightly, usually } from '../../../scripts/test/nightly.ts';
import { startBackend } from '../../compute/backend.ts';
import { takeRetirements } from '../../compute/op.ts';
import type { Replay } from '../../compute/storage.ts';
import * as tf from '../../compute/tf.ts';
import { WasmBackend, wasmBackend } from '../../compute/wasm-backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { isNetwork, modelIds } from '../model-cards.ts';
import { withQuantiles } from '../neural/quantiles.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import { createSingle, type SingleId } from '../registry.ts';
import { defaultSettings, type NetworkSettings } from '../settings.ts';
import { createLearner, type Learner, type LearnerOptions, type LearnerState, type TrainingData } from './learner.ts';

beforeAll(async () => {
  const { backend } = await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
  expect(backend).toBe('wasm');
  expect(takeRetirements()).toEqual([]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Result of `work` with steps replayed and without, which is certain to have been so. */
async function runBoth<Result>(work: () => Promise<Result>): Promise<{ replayed: Result; plain: Result }> {
  const record = vi.spyOn(WasmBackend.prototype, 'record');
  const replayed = await work();
  const replays = record.mock.results.map(({ value }) => value as Replay | null);
  expect(replays.length).toBeGreaterThan(0);
  expect(replays).not.toContain(null);
  record.mockImplementation((step) => {
    tf.tidy(step);
    return null;
  });
  const plain = await work();
  record.mockRestore();
  return { replayed, plain };
}

const never = { signal: new AbortController().signal };
const networks = modelIds.filter((model): model is SingleId & typeof model => isNetwork(model));
const series = Float64Array.from({ length: 130 }, (_, at) => 50 + 9 * Math.sin(at / 2) + ((at * 7919) % 31) / 4);

const variants: [string, Partial<NetworkSettings>][] = [
  ['by squares, with dropout', { loss: 'mse', dropout: 0.2 }],
  ['by quantiles, with a mean of the weights', { loss: 'pinball', averaging: true, dropout: 0 }],
  ['by Huber’s loss, in the frame of the last value', { loss: 'huber', normalisation: 'last', dropout: 0.1 }],
  ['from augmented windows', { augmentation: 'on' }],
];

// Each network once, and each variant as often as another.
const pairings = usually(
  networks.flatMap((model) => variants.map(([how, changes]) => [model, how, changes] as const)),
  (_, at) => at % variants.length === Math.floor(at / variants.length) % variants.length,
);

test.each(pairings)('%s learns the same %s, replayed and not', async (model, _, changes) => {
  const settings = {
    ...defaultSettings({ unit: 'month', every: 1 }, series.length),
    horizonSteps: 5,
    lookBackSteps: 24,
    seasonLength: 12,
  };
  const network = { ...settings.network, hiddenSize: 12, heads: 3, layers: 2, epochs: 3, ...changes };
  const { replayed, plain } = await runBoth(async () => {
    const forecaster = createSingle(model, { ...settings, network });
    const fitted = await forecaster.fit({ histories: [series], validationSteps: 20, epochs: null }, never);
    const [{ yhat, quantiles }] = await fitted.forecast([series], 0, 'all');
    fitted.dispose();
    return { curve: fitted.curve, yhat, quantiles };
  });
  expect(plain.curve.train).toHaveLength(3);
  expect(plain.curve.validation).toHaveLength(3);
  expect(replayed).toEqual(plain);
});

test.each<SingleId>(['lstm', 'transformer', 'nlinear', 'tcn'])(
  '%s learns the same beside covariates',
  async (model) => {
    const shape = { horizonSteps: 5, lookBackSteps: 24, seasonLength: 12 };
    const settings = { ...defaultSettings({ unit: 'month', every: 1 }, series.length), ...shape };
    const network = { ...settings.network, hiddenSize: 12, heads: 3, epochs: 3 };
    const wave = Float64Array.from({ length: series.length + 5 }, (_, at) => Math.sin(at * at));
    const known = {
      future: [wave],
      past: [wave.subarray(0, series.length).map(Math.abs)],
      statics: [{ name: 'shop', value: 'a' }],
      yearSteps: null,
    };
    const { replayed, plain } = await runBoth(async () => {
      const forecaster = createSingle(model, { ...settings, network });
      const task = { histories: [series], covariates: [known], validationSteps: 20, epochs: null };
      const { curve, dispose } = await forecaster.fit(task, never);
      dispose();
      return curve;
    });
    expect(plain.validation).toHaveLength(3);
    expect(replayed).toEqual(plain);
  },
);

const lengths = { lookBackSteps: 12, horizonSteps: 3 };
const batch = 8;
const stepsPerEpoch = 5;
const data: TrainingData = {
  ...lengths,
  seasonLength: 6,
  values: Float32Array.from({ length: 120 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 80 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 17 }, (_, at) => 85 + at),
};
const options: LearnerOptions = {
  learningRateAt: (step) => 0.01 / (1 + step),
  weightDecay: 0.01,
  dropout: 0.2,
  seed: 3,
  batch,
  stepsPerEpoch,
  epochs: 500,
  ringEpochs: 4,
};
const common = { ...lengths, hiddenSize: 8, layers: 1, patchLength: 3 };
const lstm = createRecurrent({ ...common, cell: 'lstm' });
const transformer = createTransformer({ ...common, heads: 2 });

async function save(learner: Learner): Promise<LearnerState> {
  const snapshot = learner.takeSnapshot();
  const state = await snapshot.read();
  snapshot.dispose();
  return state;
}

/** All that a learner has after some epochs, with validation only every other time. */
async function learn(network = lstm, changes: Partial<LearnerOptions> = {}, epochs = 4) {
  const learner = createLearner(network, data, { ...options, ...changes }, null);
  await learner.compile();
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    learner.beginEpoch(Int32Array.from({ length: stepsPerEpoch * batch }, (_, at) => (at * 13 + epoch * 7) % 80));
    for (let step = 0; step < stepsPerEpoch; step += 1) learner.takeStep();
    if (epoch % 2 === 1) learner.validate(epoch);
  }
  const losses = await learner.readLosses();
  const state = await save(learner);
  learner.dispose();
  return { losses: { train: losses.train.slice(), validation: losses.validation.slice() }, state };
}

test.each<[string, Partial<LearnerOptions>]>([
  ['weights, moments and losses', {}],
  ['with frozen weights', { frozen: ['lstm0.kernel', 'lstm0.recurrent', 'lstm0.bias'] }],
  ['with a mean of the weights', { averaging: 0.9 }],
])('%s are the same after every step, bit by bit', async (_, changes) => {
  const { replayed, plain } = await runBoth(() => learn(lstm, changes));
  expect(plain.state.step).toBe(4 * stepsPerEpoch);
  expect(replayed).toEqual(plain);
});

test('quantiles are the same after every step, bit by bit', async () => {
  const quantiles = [0.1, 0.5, 0.9];
  const network = withQuantiles(createTransformer({ ...common, heads: 2, levels: 3 }), 3);
  const { replayed, plain } = await runBoth(() => learn(network, { loss: { kind: 'pinball', quantiles } }));
  expect(replayed).toEqual(plain);
});

test('a training that goes on from where another was replays the same', async () => {
  const from = (await learn(transformer)).state;
  const goOn = async () => {
    const learner = createLearner(transformer, data, options, from);
    learner.beginEpoch(Int32Array.from({ length: stepsPerEpoch * batch }, (_, at) => (at * 3) % 80));
    for (let step = 0; step < stepsPerEpoch; step += 1) learner.takeStep();
    const state = await save(learner);
    learner.dispose();
    return state;
  };
  const { replayed, plain } = await runBoth(goOn);
  expect(replayed.step).toBe(5 * stepsPerEpoch);
  expect(replayed).toEqual(plain);
});

describe('memory', () => {
  /** Blocks in use and size of wasm's memory. */
  function watchMemory() {
    const { wasm } = wasmBackend() as WasmBackend;
    const allocate = vi.spyOn(wasm, '_malloc');
    const free = vi.spyOn(wasm, '_free');
    return () => ({
      blocks: allocate.mock.calls.length - free.mock.calls.length,
      bytes: wasm.HEAPU8.length,
      tensors: tf.memory().numTensors,
    });
  }

  const epochs = isNightly ? 400 : 80;
  test(`stays as it is over ${epochs * stepsPerEpoch} steps`, async () => {
    const learner = createLearner(lstm, data, options, null);
    const starts = Int32Array.from({ length: stepsPerEpoch * batch }, (_, at) => (at * 13) % 80);
    const run = (epochs: number) => {
      for (let epoch = 0; epoch < epochs; epoch += 1) {
        learner.beginEpoch(starts);
        for (let step = 0; step < stepsPerEpoch; step += 1) learner.takeStep();
        learner.validate(epoch);
      }
    };
    run(1);
    const measure = watchMemory();
    const before = measure();
    run(epochs);
    expect(measure()).toEqual(before);
    learner.dispose();
  });

  const trainings = isNightly ? 20 : 6;
  test(`stays as it is over ${trainings} trainings`, async () => {
    await learn(transformer);
    const measure = watchMemory();
    const before = measure();
    for (let training = 0; training < trainings; training += 1) await learn(training % 2 ? lstm : transformer, {}, 2);
    expect(measure()).toEqual(before);
  });
});

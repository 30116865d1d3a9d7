/** Trainings that are broken off and go on in another thread, beside the same trainings in one go, bit by bit. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { FitCancelled, type FitTask, type FittedForecaster } from '../forecaster.ts';
import { usualAugmentation } from '../neural/augmentation-choice.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import { createSingle } from '../registry.ts';
import { defaultSettings } from '../settings.ts';
import type { TrainingData } from './learner.ts';
import { type TrainingOptions, trainNetwork } from './train.ts';
import type { KeptTraining } from './training-memory.ts';

beforeAll(async () => {
  const { backend } = await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
  expect(backend).toBe('wasm');
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A clock by which five seconds pass whenever somebody looks. */
function hurryClock(): void {
  let nowMs = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => {
    nowMs += 5000;
    return nowMs;
  });
}

const lengths = { lookBackSteps: 8, horizonSteps: 2 };
const lstm = createRecurrent({ cell: 'lstm', ...lengths, hiddenSize: 4, layers: 1, patchLength: 2 });
const transformer = createTransformer({ ...lengths, hiddenSize: 4, layers: 1, heads: 2, patchLength: 2 });
const data: TrainingData = {
  ...lengths,
  seasonLength: 4,
  values: Float32Array.from({ length: 90 }, (_, at) => Math.sin(at / 3) + 0.8 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 60 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 19 }, (_, at) => 62 + at),
};
const options: TrainingOptions = {
  epochs: 60,
  scheduleEpochs: 60,
  learningRate: 0.03,
  weightDecay: 0.01,
  dropout: 0.2,
  patienceEpochs: 12,
  seed: 5,
  saveEveryMs: 0,
};
const never = { signal: new AbortController().signal };

/** As it comes back from storage. */
const throughStorage = (kept: readonly KeptTraining[]): KeptTraining[] => structuredClone([...kept]);

/** Trains until `isEnough`, as in a thread that is gone then. @returns what is kept of it */
async function breakOff(
  train: (
    memory: { kept: readonly KeptTraining[]; keep(training: KeptTraining): void },
    signal: AbortSignal,
  ) => unknown,
  isEnough: (kept: readonly KeptTraining[], times: number) => boolean,
): Promise<KeptTraining[]> {
  const kept = new Map<string, KeptTraining>();
  const controller = new AbortController();
  let times = 0;
  const keep = (training: KeptTraining) => {
    if (controller.signal.aborted) return;
    times += 1;
    kept.set(training.key, structuredClone(training));
    if (isEnough([...kept.values()], times)) controller.abort();
  };
  try {
    await train({ kept: [], keep }, controller.signal);
  } catch (error) {
    if (!(error instanceof FitCancelled)) throw error;
  }
  return throughStorage([...kept.values()]);
}

describe.each<[string, Network, Partial<TrainingOptions>]>([
  ['LSTM with a mean of its weights', lstm, { averaging: true }],
  [
    'Transformer, learning from augmented windows few at a time',
    transformer,
    {
      augmentation: usualAugmentation,
      mostStepsAnEpoch: 1,
      schedule: 'halving',
    },
  ],
])('an %s', (_, network, changes) => {
  const own = { ...options, ...changes };

  test('broken off at 10 random epochs comes to the same weights, bit by bit', async () => {
    const whole = await trainNetwork(network, data, own, never);
    expect(whole.fitEnd).toBe('stopped-early');
    const epochs = whole.curve.train.length;
    const random = createRandom(3);
    for (let time = 0; time < 10; time += 1) {
      const epoch = 1 + Math.floor(random() * (epochs - 1));
      const kept = await breakOff(
        (memory, signal) => trainNetwork(network, data, own, { signal, memory }),
        ([training]) => 'checkpoint' in training && training.checkpoint.epoch >= epoch,
      );
      const [training] = kept;
      const begun = 'checkpoint' in training ? training.checkpoint.epoch : 0;
      expect(begun).toBeGreaterThanOrEqual(epoch);
      const reported: number[] = [];
      const goneOn = await trainNetwork(network, data, own, {
        ...never,
        memory: { kept, keep: () => {} },
        onEpoch: (report) => reported.push(report.epoch),
      });
      expect(goneOn, `after ${begun} of ${epochs} epochs`).toEqual(whole);
      expect(Math.min(...reported)).toBeGreaterThanOrEqual(begun);
    }
  });
});

test('one that is over is not done again', async () => {
  hurryClock();
  const kept: KeptTraining[] = [];
  const keep = (training: KeptTraining) => kept.splice(0, kept.length, training);
  const long = { ...options, epochs: 30, scheduleEpochs: 30, patienceEpochs: 30 };
  const whole = await trainNetwork(lstm, data, long, { ...never, memory: { kept: [], keep } });
  expect(kept).toMatchObject([{ trained: { fitEnd: 'all-epochs' } }]);
  const reported: number[] = [];
  const again = await trainNetwork(lstm, data, long, {
    ...never,
    memory: { kept: throughStorage(kept), keep: () => expect.unreachable() },
    onEpoch: ({ epoch }) => reported.push(epoch),
  });
  expect(again).toEqual(whole);
  expect(reported).toEqual([30]);
});

test('a checkpoint from beyond the training is not gone on from', async () => {
  const [kept] = await breakOff(
    (memory, signal) => trainNetwork(lstm, data, options, { signal, memory }),
    (_, times) => times === 5,
  );
  if (!('checkpoint' in kept)) throw new Error('it was over');
  const { key, checkpoint } = kept;
  const { learner } = checkpoint;
  const whole = await trainNetwork(lstm, data, options, never);
  for (const change of [
    { epoch: 1e9, learner: { ...learner, step: 2e9 } },
    { learner: { ...learner, step: 100 } },
    { batch: 64, learner: { ...learner, step: checkpoint.epoch } },
    { learner: { ...learner, average: learner.theta } },
  ]) {
    const memory = { kept: [{ key, checkpoint: { ...checkpoint, ...change } }], keep: () => {} };
    expect(await trainNetwork(lstm, data, options, { ...never, memory })).toEqual(whole);
  }
});

test('another training, or parameters of another length, begin anew', async () => {
  const kept = await breakOff(
    (memory, signal) => trainNetwork(lstm, data, options, { signal, memory }),
    (_, times) => times === 5,
  );
  const [{ key }] = kept;
  for (const other of [{ seed: 6 }, { dropout: 0.1 }]) {
    const changed = { ...options, ...other };
    const expected = await trainNetwork(lstm, data, changed, never);
    expect(await trainNetwork(lstm, data, changed, { ...never, memory: { kept, keep: () => {} } })).toEqual(expected);
  }
  const values = data.values.slice();
  values[89] += 1;
  const expected = await trainNetwork(lstm, { ...data, values }, options, never);
  const memory = { kept, keep: () => {} };
  expect(await trainNetwork(lstm, { ...data, values }, options, { ...never, memory })).toEqual(expected);
  const whole = await trainNetwork(lstm, data, options, never);
  const short = { theta: new Float32Array(3), moments: new Float32Array(6), average: null, step: 2 };
  const verdict = { curve: { train: [1], validation: [1] }, bestEpoch: 1, bestLoss: 1, end: null };
  const hostile = {
    kept: [{ key, checkpoint: { epoch: 1, batch: 32, learner: short, verdict, best: null } }],
    keep: () => {},
  };
  expect(await trainNetwork(lstm, data, options, { ...never, memory: hostile })).toEqual(whole);
});

test('an ensemble of seeds, broken off several times, forecasts the same', async () => {
  const series = Float64Array.from({ length: 130 }, (_, at) => 50 + 9 * Math.sin(at / 2) + ((at * 7919) % 31) / 4);
  const settings = {
    ...defaultSettings({ unit: 'month', every: 1 }, 130),
    horizonSteps: 5,
    lookBackSteps: 24,
    seasonLength: 12,
  };
  const network = {
    ...settings.network,
    hiddenSize: 12,
    layers: 2,
    epochs: 20,
    members: 3,
    dropout: 0.1,
    augmentation: 'off' as const,
  };
  const forecaster = createSingle('gru', { ...settings, network });
  const task: FitTask = { histories: [series], validationSteps: 20, epochs: null };
  const seen = async (fitted: FittedForecaster) => {
    const [forecast] = await fitted.forecast([series], 0, 'all');
    const { curve, epochs, fitEnd } = fitted;
    fitted.dispose();
    return { ...forecast, curve, epochs, fitEnd };
  };
  const expected = await seen(await forecaster.fit(task, never));
  // Every checkpoint is due, however fast the machine.
  hurryClock();
  const told: KeptTraining[] = [];
  const counted = await forecaster.fit(task, { ...never, memory: { kept: [], keep: (one) => told.push(one) } });
  expect(await seen(counted)).toEqual(expected);
  expect(told.filter((one) => 'trained' in one)).toHaveLength(3);
  const random = createRandom(4);
  for (let time = 0; time < 10; time += 1) {
    const breakAt = 1 + Math.floor(random() * (told.length - 1));
    const kept = await breakOff(
      async (memory, signal) => (await forecaster.fit(task, { signal, memory })).dispose(),
      (_, times) => times === breakAt,
    );
    let epochs = 0;
    const memory = { kept, keep: () => (epochs += 1) };
    expect(await seen(await forecaster.fit(task, { ...never, memory })), `after ${breakAt}`).toEqual(expected);
    expect(epochs).toBeLessThan(told.length);
  }
});

/** Training that the GPU lets down on its way, in every manner it can. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { currentFault } from '../../compute/fault.ts';
import { takeRetirements } from '../../compute/op.ts';
import { takeRepairs } from '../../compute/recovery.ts';
import { keepDevice } from '../../compute/testing/keep-device.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFiles } from '../../compute/wasm-files.ts';
import { DeviceBackend } from '../../compute/webgpu/device-backend.ts';
import { registerWebgpuForm } from '../../compute/webgpu/form.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import type { TrainingData } from './learner.ts';
import { type TrainingOptions, trainNetwork } from './train.ts';

const lengths = { lookBackSteps: 6, horizonSteps: 2 };
const network = createRecurrent({ ...lengths, cell: 'lstm', hiddenSize: 4, layers: 1, patchLength: 2 });
const data: TrainingData = {
  ...lengths,
  seasonLength: 3,
  values: Float32Array.from({ length: 60 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 40 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 8 }, (_, at) => 44 + at),
};
const options: TrainingOptions = {
  epochs: 12,
  scheduleEpochs: 12,
  learningRate: 0.01,
  weightDecay: 0.01,
  dropout: 0.1,
  seed: 1,
  saveEveryMs: 0,
};

const device = () => (tf.backend() as unknown as { device: GPUDevice }).device;

/** Trains, and does something to the device after the epochs with these numbers. */
async function train(atEpoch: Record<number, () => void> = {}, trained: Network = network) {
  const done = new Set<number>();
  const epochs: number[] = [];
  const result = await trainNetwork(trained, data, options, {
    signal: new AbortController().signal,
    onEpoch: ({ epoch }) => {
      epochs.push(epoch);
      if (done.has(epoch)) return;
      done.add(epoch);
      atEpoch[epoch]?.();
    },
  });
  return { ...result, heard: epochs };
}

function expectSameCourse(actual: { train: number[] }, expected: { train: number[] }) {
  expect(actual.train).toHaveLength(expected.train.length);
  actual.train.forEach((loss, at) => {
    expect(Math.abs(loss - expected.train[at]) / expected.train[at], `epoch ${at}`).toBeLessThan(1e-3);
  });
}

/** The training that nothing goes wrong with, on its own device. */
let sound: Awaited<ReturnType<typeof train>>;

keepDevice();

beforeAll(async () => {
  await startBackend({ asked: 'webgpu', wasmFiles });
  sound = await train();
  expect(takeRepairs()).toEqual([]);
  expect(sound.epochs).toBe(options.epochs);
});

beforeEach(async () => {
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles });
  expect(backend).toBe('webgpu');
});

afterEach(() => {
  expect(currentFault()).toBeNull();
});

describe('a device lost in mid-training', () => {
  test('once is replaced, and training goes on where it was, to the same end', async () => {
    const mended = await train({ 5: () => device().destroy() });
    expect(takeRepairs()).toMatchObject([
      { fault: { kind: 'lost' }, choice: { backend: 'webgpu', notes: [{ note: 'restarted' }] } },
    ]);
    expectSameCourse(mended.curve, sound.curve);
    expect(mended.fitEnd).toBe(sound.fitEnd);
    expect(mended.epochs).toBe(sound.epochs);
    mended.theta.forEach((value, at) => {
      expect(Math.abs(value - sound.theta[at])).toBeLessThan(1e-3);
    });
    // It did not begin anew: no epoch before the checkpoint was heard of twice.
    expect(mended.heard.filter((epoch) => epoch <= 3)).toEqual([1, 2, 3]);
  });

  test('soon after a best epoch costs no epoch before it', async () => {
    const overwrite = vi.spyOn(DeviceBackend.prototype, 'overwrite');
    /** Every epoch begins with its order of windows being written. */
    const countBegun = (backend: tf.KernelBackend) =>
      overwrite.mock.calls.filter(
        ([, source], call) => source instanceof Int32Array && overwrite.mock.contexts[call] === backend,
      ).length;
    const epochs = 80;
    async function trainLong(onFirst: (bestEpoch: number) => void) {
      let isFirst = true;
      return trainNetwork(
        network,
        data,
        { ...options, epochs, scheduleEpochs: epochs, patienceEpochs: epochs, saveEveryMs: 60_000 },
        {
          signal: new AbortController().signal,
          onEpoch: ({ curve: { validation } }) => {
            if (isFirst) onFirst(validation.indexOf(Math.min(...validation)) + 1);
            isFirst = false;
          },
        },
      );
    }
    const soundLong = await trainLong(() => {});
    const lost = tf.backend();
    let bestBefore = 0;
    const mended = await trainLong((bestEpoch) => {
      bestBefore = bestEpoch;
      device().destroy();
    });
    expect(takeRepairs()).toMatchObject([{ fault: { kind: 'lost' }, choice: { backend: 'webgpu' } }]);
    expect(bestBefore).toBeGreaterThan(0);
    expect(tf.backend()).not.toBe(lost);
    expect(countBegun(tf.backend())).toBe(epochs - bestBefore);
    expectSameCourse(mended.curve, soundLong.curve);
    expect(mended).toMatchObject({ fitEnd: soundLong.fitEnd, epochs: soundLong.epochs });
    overwrite.mockRestore();
  });

  test('twice gives way to wasm, to the same end', async () => {
    const mended = await train({ 3: () => device().destroy(), 7: () => device().destroy() });
    const repairs = takeRepairs();
    expect(repairs.map(({ choice }) => choice.backend)).toEqual(['webgpu', 'wasm']);
    expect(repairs[1].choice.passedOver).toEqual([{ backend: 'webgpu', refusal: 'lost-twice' }]);
    expect(tf.getBackend()).toBe('wasm');
    expectSameCourse(mended.curve, sound.curve);
  });
});

test('work that the device refuses ends in wasm, and the refusal is named', async () => {
  const mended = await train({ 4: () => device().createBuffer({ size: 4, usage: 0xffff }) });
  const [repair, ...more] = takeRepairs();
  expect(more).toEqual([]);
  expect(repair.fault.kind).toBe('error');
  expect(repair.fault.message).toMatch(/usage/i);
  expect(repair.choice).toMatchObject({
    backend: 'wasm',
    passedOver: [{ backend: 'webgpu', refusal: 'failed-while-running' }],
  });
  expectSameCourse(mended.curve, sound.curve);
});

test('a device without memory is tried with smaller batches, then wasm takes over', async () => {
  const exhaust = () => {
    const error = new GPUOutOfMemoryError('no memory');
    device().dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error, cancelable: true }));
  };
  const mended = await train({ 2: exhaust, 6: exhaust });
  const repairs = takeRepairs();
  expect(repairs.map(({ fault, choice }) => [fault.kind, choice.backend, choice.notes])).toEqual([
    ['out-of-memory', 'webgpu', [{ note: 'smaller-batches' }]],
    ['out-of-memory', 'wasm', []],
  ]);
  expect(repairs[1].choice.passedOver).toEqual([{ backend: 'webgpu', refusal: 'out-of-memory' }]);
  expect(mended.curve.train.length).toBeGreaterThan(0);
  expect(mended.theta.every(Number.isFinite)).toBe(true);
});

test('weights that stop being finite end the training as diverged', async () => {
  const broken: Network = {
    init: () => ({ weight: tf.tensor1d([1]) }),
    head: [],
    apply: ({ weight }, x) => {
      const nearBreaking = tf.log(tf.sub(0.05, tf.abs(tf.sub(weight, 1))));
      return tf.add(tf.mul(tf.slice(x, [0, 0], [-1, 2]), weight), tf.mul(nearBreaking, 1e-6)) as tf.Tensor2D;
    },
  };
  const trained = await trainNetwork(
    broken,
    data,
    { ...options, learningRate: 0.015 },
    { signal: new AbortController().signal },
  );
  expect(trained.fitEnd).toBe('diverged');
  expect(trained.theta.every(Number.isFinite)).toBe(true);
});

test('a shader that does not compile gives way to tfjs’s own ops, and that is noted', async () => {
  registerWebgpuForm('Linear', (backend, { x, kernel }) => {
    const y = backend.allocate([x.shape[0], kernel.shape[1] as number]);
    const bindings = [{ name: 'y', tensor: y, access: 'write' as const }];
    backend.run({ op: 'Linear', bindings, body: 'this is no shader', grid: [1, 1, 1] });
    return [y];
  });
  const mended = await train();
  expect(takeRetirements()).toMatchObject([
    { op: 'Linear', backend: 'webgpu' },
    { op: 'LinearGrad', backend: 'webgpu' },
  ]);
  expect(takeRepairs()).toEqual([]);
  expectSameCourse(mended.curve, sound.curve);
});

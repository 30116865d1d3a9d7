/** The same training on every backend, in a real browser; WebGPU by software, so the networks are tiny. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import type { BackendName } from '../../compute/backend-choice.ts';
import { awaitFault } from '../../compute/fault.ts';
import { keepDevice } from '../../compute/testing/keep-device.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFiles } from '../../compute/wasm-files.ts';
import type { Network } from '../neural/network.ts';
import { createRecurrent } from '../neural/recurrent-networks.ts';
import { createTransformer } from '../neural/transformer.ts';
import type { TrainingData } from './learner.ts';
import { trainNetwork } from './train.ts';

keepDevice();

const lengths = { lookBackSteps: 6, horizonSteps: 2 };
const data: TrainingData = {
  ...lengths,
  seasonLength: 3,
  values: Float32Array.from({ length: 60 }, (_, at) => Math.sin(at / 3) + 0.2 * Math.sin(at * at)),
  trainStarts: Int32Array.from({ length: 40 }, (_, at) => at),
  validationStarts: Int32Array.from({ length: 8 }, (_, at) => 44 + at),
};
const options = { epochs: 4, scheduleEpochs: 4, learningRate: 0.01, weightDecay: 0.01, dropout: 0.1, seed: 1 };

async function trainOn(backend: BackendName, network: Network) {
  const choice = await startBackend({ asked: backend, wasmFiles });
  expect(choice.backend).toBe(backend);
  const before = tf.memory();
  const { curve } = await trainNetwork(network, data, options, { signal: new AbortController().signal });
  expect(tf.memory().numTensors).toBe(before.numTensors);
  return [...curve.train, ...curve.validation];
}

describe.each([
  ['LSTM', createRecurrent({ cell: 'lstm', ...lengths, hiddenSize: 4, layers: 1, patchLength: 2 })],
  ['Transformer', createTransformer({ ...lengths, hiddenSize: 4, layers: 1, heads: 2, patchLength: 2 })],
])('training an %s', (_, network) => {
  test('takes the same course on WebGPU, wasm and cpu, and leaves nothing behind', async () => {
    const onCpu = await trainOn('cpu', network);
    expect(onCpu).toHaveLength(8);
    for (const backend of ['wasm', 'webgpu'] as const) {
      const losses = await trainOn(backend, network);
      losses.forEach((loss, at) => {
        expect(Math.abs(loss - onCpu[at]) / onCpu[at], `${backend}, loss ${at}`).toBeLessThan(1e-3);
      });
    }
  });
});

test('a software adapter is passed over unless asked for', async () => {
  const choice = await startBackend({ asked: null, wasmFiles });
  expect(choice).toMatchObject({ backend: 'wasm', passedOver: [{ backend: 'webgpu', refusal: 'software-adapter' }] });
  expect(await startBackend({ asked: 'webgpu', wasmFiles })).toMatchObject({
    backend: 'webgpu',
    softwareAdapter: true,
  });
});

describe('without a usable GPU wasm runs, and the choice says why', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function expectPassedOver(refusal: string) {
    const choice = await startBackend({ asked: 'webgpu', wasmFiles });
    expect(choice).toMatchObject({ backend: 'wasm', passedOver: [{ backend: 'webgpu', refusal }] });
  }

  test('where the browser knows no WebGPU', async () => {
    vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as never);
    await expectPassedOver('not-supported');
  });

  test('where there is no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expectPassedOver('no-adapter');
  });

  test('where the adapter gives no device', async () => {
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockRejectedValue(new Error('no device'));
    await expectPassedOver('failed-to-start');
  });

  test('where the device is lost at once', async () => {
    const { requestDevice } = GPUAdapter.prototype;
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (this: GPUAdapter, wanted) {
      const device = await requestDevice.call(this, wanted);
      device.destroy();
      return device;
    });
    const { backend, passedOver } = await startBackend({ asked: 'webgpu', wasmFiles });
    expect(backend).toBe('wasm');
    expect(passedOver.map((other) => other.backend)).toEqual(['webgpu']);
  });
});

test('the device has the features that help and the limits of its adapter', async () => {
  await startBackend({ asked: 'webgpu', wasmFiles });
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  const adapter = (await navigator.gpu.requestAdapter()) as GPUAdapter;
  for (const feature of ['subgroups', 'shader-f16', 'timestamp-query']) {
    expect(device.features.has(feature), feature).toBe(adapter.features.has(feature));
  }
  for (const limit of ['maxStorageBuffersPerShaderStage', 'maxComputeWorkgroupStorageSize', 'maxBufferSize'] as const) {
    expect(device.limits[limit], limit).toBe(adapter.limits[limit]);
  }
});

test('what goes wrong on the GPU after the start is heard', async () => {
  await startBackend({ asked: 'webgpu', wasmFiles });
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  device.createBuffer({ size: 4, usage: 0xffff });
  await device.queue.onSubmittedWorkDone();
  expect(await awaitFault(5000)).toMatchObject({ kind: 'error' });
});

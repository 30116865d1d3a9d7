/** What was compiled ahead is what a run needs. */
import { beforeEach, expect, test, vi } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import { currentFault } from '../compute/fault.ts';
import { keepDevice } from '../compute/testing/keep-device.ts';
import * as tf from '../compute/tf.ts';
import { wasmFiles } from '../compute/wasm-files.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { compileForecast } from './compile-forecast.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'month', every: 1 } as const;
const length = 90;
const series: Series = {
  uniqueId: 'y',
  step,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => 20 + Math.sin(at / 2) + 0.3 * Math.sin(at * at)),
  filled: new Uint8Array(length),
};
const usual = defaultSettings(step, length);
const network = { ...usual.network, epochs: 3, hiddenSize: 4, heads: 2, patchLength: 3 };
const settings: Settings = { ...usual, models: ['lstm'], lookBackSteps: 12, horizonSteps: 4, network };

keepDevice();

beforeEach(async () => {
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles });
  expect(backend).toBe('webgpu');
});

/** Counts pipelines as they are made, by their labels. */
function watchPipelines() {
  const labels: string[] = [];
  const note = ({ label }: GPUComputePipelineDescriptor) => labels.push(label ?? '');
  for (const name of ['createComputePipeline', 'createComputePipelineAsync'] as const) {
    const original = GPUDevice.prototype[name] as (descriptor: GPUComputePipelineDescriptor) => never;
    vi.spyOn(GPUDevice.prototype, name).mockImplementation(function (this: GPUDevice, descriptor) {
      note(descriptor);
      return original.call(this, descriptor);
    });
  }
  return labels;
}

async function run() {
  const signal = new AbortController().signal;
  const { results } = await runForecast(series, settings, { signal, createForecaster });
  return results.map(({ forecast, curve }) => ({ forecast, curve }));
}

const prepare = (signal: AbortSignal) =>
  compileForecast(series, settings, settings.models, { signal, createForecaster });

test('a run compiles nothing after it was prepared, and gives the same numbers', async () => {
  const unprepared = await run();
  await startBackend({ asked: 'webgpu', wasmFiles });
  const labels = watchPipelines();
  const before = tf.memory().numTensors;
  await prepare(new AbortController().signal);
  expect(labels.length).toBeGreaterThan(10);
  expect(tf.memory().numTensors).toBe(before);
  labels.length = 0;
  const prepared = await run();
  expect(labels).toEqual([]);
  expect(prepared).toEqual(unprepared);
  expect(currentFault()).toBeNull();
  vi.restoreAllMocks();
});

test('a run that begins while it is being prepared gives the same numbers, and what was called off leaves nothing', async () => {
  const expected = await run();
  await startBackend({ asked: 'webgpu', wasmFiles });
  const before = tf.memory().numTensors;
  const controller = new AbortController();
  const preparing = prepare(controller.signal);
  controller.abort();
  expect(await run()).toEqual(expected);
  await preparing;
  expect(tf.memory().numTensors).toBe(before);
  expect(currentFault()).toBeNull();
});

/** What the training worker tells of a GPU that lets a run down. */
import { beforeEach, expect, test, vi } from 'vitest';
import { jobSide } from '../analyses/forecast/job-side.ts';
import type { ForecastJob, ForecastPart } from '../analyses/forecast/jobs/job.ts';
import { ok } from '../base/result.ts';
import { takeRetirements } from '../compute/op.ts';
import { keepDevice } from '../compute/testing/keep-device.ts';
import * as tf from '../compute/tf.ts';
import { wasmFiles } from '../compute/wasm-files.ts';
import { registerWebgpuForm } from '../compute/webgpu/form.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { createJobCalls } from './job-calls.ts';
import type { Calls, JobRequest } from './protocol.ts';
import { serve } from './server.ts';

const step = { unit: 'month', every: 1 } as const;
const length = 80;
const series: Series = {
  uniqueId: 'y',
  step,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => 20 + Math.sin(at / 2) + 0.3 * Math.sin(at * at)),
  filled: new Uint8Array(length),
};
const usual = defaultSettings(step, length);
const settings: Settings = {
  ...usual,
  models: ['nlinear'],
  lookBackSteps: 12,
  horizonSteps: 4,
  network: { ...usual.network, epochs: 40 },
};
const model = 'nlinear';

function requestOf(change: Partial<Settings> = {}): JobRequest {
  const own = { ...settings, ...change };
  const job: ForecastJob = { kind: 'model', model: own.models[0] as typeof model, settings: own };
  return { analysis: 'forecast', job, input: 1 };
}

const request = requestOf();
const { signal } = new AbortController();

keepDevice();

let calls: ReturnType<typeof createJobCalls>;

beforeEach(async () => {
  calls = createJobCalls(wasmFiles, () => jobSide);
  const { port1, port2 } = new MessageChannel();
  // Stands for the data worker, which has the one series.
  serve<'fetch-input'>(port1, { 'fetch-input': async () => ok(series) });
  await calls.connect({ port: port2 }, { signal, report: () => {} });
  const started = await calls['start-backend']({ backend: 'webgpu' }, { signal, report: () => {} });
  expect(started.ok && started.value.backend).toBe('webgpu');
});

type Told = Calls['run-job']['progress'];

/** Runs, and does something when the first epochs are told. */
async function forecast(onFirstEpoch: () => void = () => {}) {
  const heard: Told[] = [];
  let isFirst = true;
  const result = await calls['run-job'](request, {
    signal,
    report: (progress) => {
      heard.push(progress);
      if (progress.kind !== 'job' || !isFirst) return;
      isFirst = false;
      onFirstEpoch();
    },
  });
  expect(result.ok && (result.value as ForecastPart)).toMatchObject({
    kind: 'model',
    result: { model },
    failure: null,
  });
  return heard.flatMap((progress) => (progress.kind === 'backend' ? [progress.choice] : []));
}

test('a sound run, prepared or not, has nothing to tell', async () => {
  expect(await calls['compile-job'](request, { signal, report: () => {} })).toEqual({ ok: true, value: null });
  expect(await forecast()).toEqual([]);
});

test('a preparation that is called off ends at once', async () => {
  const { createComputePipelineAsync } = GPUDevice.prototype;
  const compile = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync');
  const atOnce = new AbortController();
  const begun = calls['compile-job'](request, { signal: atOnce.signal, report: () => {} });
  atOnce.abort();
  await expect(begun).rejects.toThrow();
  const onTheWay = new AbortController();
  compile.mockImplementation(function (this: GPUDevice, descriptor) {
    onTheWay.abort();
    return createComputePipelineAsync.call(this, descriptor);
  });
  compile.mockClear();
  const preparing = calls['compile-job'](request, { signal: onTheWay.signal, report: () => {} });
  await expect(preparing).rejects.toThrow();
  expect(compile).toHaveBeenCalled();
  compile.mockRestore();
  expect(await forecast()).toEqual([]);
});

test('beside a GPU others are offered what statistical models do, and nothing of networks', async () => {
  for (const [one, isOffered] of [
    ['ets', true],
    ['nlinear', false],
  ] as const) {
    const waiting: number[] = [];
    const backtest = { ...settings.backtest, refit: 'always' as const, origins: 3, stepSteps: 4 };
    const report = (progress: Told) => {
      if (progress.kind === 'waiting') waiting.push(progress.parts);
    };
    await calls['run-job'](requestOf({ models: [one], backtest }), { signal, report });
    expect(waiting.some((parts) => parts > 0)).toBe(isOffered);
  }
});

test('a lost GPU is told with what was done about it', async () => {
  const choices = await forecast(() => (tf.backend() as unknown as { device: GPUDevice }).device.destroy());
  expect(choices).toMatchObject([{ backend: 'webgpu', notes: [{ note: 'restarted' }] }]);
});

// The last, for the form stays retired.
test('operations whose shaders do not compile are told by name', async () => {
  takeRetirements();
  registerWebgpuForm('Linear', (backend, { x, kernel }) => {
    const y = backend.allocate([x.shape[0], kernel.shape[1] as number]);
    const bindings = [{ name: 'y', tensor: y, access: 'write' as const }];
    backend.run({ op: 'Linear', bindings, body: 'this is no shader', grid: [1, 1, 1] });
    return [y];
  });
  const choices = await forecast();
  expect(choices.at(-1)).toMatchObject({
    backend: 'webgpu',
    notes: [{ note: 'twins', ops: ['Linear', 'LinearGrad'] }],
  });
});

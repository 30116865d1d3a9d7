import { describe, expect, test } from 'vitest';
import { inVirtualTime } from '../../../../../scripts/test/virtual-time.ts';
import type { ForecastOutcome, ModelResult } from '../../../../evaluation/results.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { defaultSettings } from '../../../../forecasters/settings.ts';
import type { WorkerLike } from '../../../../worker/client.ts';
import { countWorkers, createJobPool } from '../../../../worker/job-pool.ts';
import type { JobRequest, Request, ToWorker } from '../../../../worker/protocol.ts';
import type { ForecastJob } from '../../jobs/job.ts';
import { createForecastPool, type ForecastProgress } from './forecast-pool.ts';

type Behaviour = {
  backend?: string;
  /** Whether a worker's file can be loaded. */
  loads?: (worker: number) => boolean;
  /** Time a model takes; it fails where this throws. */
  msOf?: (model: ModelId) => number;
  /** Points of what a search may see. */
  learningLength?: number;
};

type Log = {
  worker: number;
  kind: string;
  models: ModelId[];
  backend?: string | null;
  from: number;
  to: number;
};

/** Workers that answer as training workers do, and a log of what each was asked. */
function startFakes({ backend = 'wasm', loads = () => true, msOf = () => 5, learningLength = 115 }: Behaviour = {}) {
  const log: Log[] = [];
  const tries: { worker: number; effort: number; model: ModelId }[] = [];
  /** Preparations that were called off. */
  const cancelled: number[] = [];
  let started = 0;
  const start = (): WorkerLike => {
    const worker = started;
    started += 1;
    const timers = new Map<number, () => void>();
    const fake: WorkerLike = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      terminate: () => {},
      postMessage(message: ToWorker) {
        if (!loads(worker)) queueMicrotask(() => fake.onerror?.({ message: 'not loaded' } as ErrorEvent));
        else if (message.kind === 'cancel') timers.get(message.id)?.();
        else if (message.kind !== 'news' && message.kind !== 'ping') void answer(message);
      },
    };
    const send = (data: object) => fake.onmessage?.call(fake as never, { data } as MessageEvent);
    async function answer(request: Request): Promise<void> {
      const { id } = request;
      const entry: Log = { worker, kind: request.kind, models: [], from: performance.now(), to: 0 };
      log.push(entry);
      if (request.kind === 'start-backend') {
        entry.backend = request.input.backend;
        send({ id, type: 'done', output: { backend: request.input.backend ?? backend, passedOver: [] } });
        return;
      }
      if (request.kind === 'connect') {
        log.pop();
        send({ id, type: 'done', output: null });
        return;
      }
      if (request.kind === 'compile-job') {
        timers.set(id, () => {
          cancelled.push(id);
          send({ id, type: 'cancelled' });
        });
        return;
      }
      const job = (request.input as JobRequest).job as ForecastJob;
      if (job.kind === 'survey') {
        const traits = { length: learningLength, demands: learningLength, isPositive: true };
        send({ id, type: 'done', output: { kind: 'survey', traits } });
        return;
      }
      if (job.kind === 'trial') {
        const { effort, settings: tried } = job;
        tries.push({ worker, effort, model: tried.models[0] });
        send({ id, type: 'progress', progress: { kind: 'job', progress: { kind: 'share', share: 0.25 } } });
        const wasCancelled = await new Promise<boolean>((resolve) => {
          timers.set(id, () => resolve(true));
          setTimeout(() => resolve(false), msOf(tried.models[0]));
        });
        if (wasCancelled) send({ id, type: 'cancelled' });
        else send({ id, type: 'done', output: { kind: 'trial', error: 1 + 1 / (1 + tries.length) } });
        return;
      }
      if (job.kind === 'first-look') {
        send({ id, type: 'done', output: { kind: 'first-look', look: null } });
        return;
      }
      if (job.kind === 'rank-events') {
        send({ id, type: 'done', output: { kind: 'rank-events', offers: [] } });
        return;
      }
      if (job.kind === 'write-onnx') {
        send({ id, type: 'done', output: { kind: 'write-onnx', bytes: null } });
        return;
      }
      const { model } = job;
      entry.models = [model];
      try {
        const ms = msOf(model);
        const wasCancelled = await new Promise<boolean>((resolve) => {
          timers.set(id, () => resolve(true));
          setTimeout(() => resolve(false), ms);
        });
        entry.to = performance.now();
        const split = { length: 100, trainEnd: 60, validationEnd: 80 };
        const result = { model } as ModelResult;
        if (wasCancelled) send({ id, type: 'cancelled' });
        else send({ id, type: 'done', output: { kind: 'model', split, tested: null, result, failure: null } });
      } catch (error) {
        send({ id, type: 'failed', problem: { code: 'internal', params: { message: String(error) } } });
      }
    }
    return fake;
  };
  return { start, log, tries, cancelled };
}

function startPool(start: () => WorkerLike, workers: number) {
  const jobs = createJobPool(start, workers, () => new MessageChannel().port1);
  return { ...createForecastPool(jobs), startBackend: jobs.startBackend };
}

const input = 1;
const models: ModelId[] = ['seasonal-naive', 'ets', 'theta', 'auto', 'lstm', 'transformer'];
const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 144), models };
const namesOf = ({ results }: ForecastOutcome) => results.map(({ model }) => model);

test.each([
  [undefined, 1],
  [1, 1],
  [2, 2],
  [4, 3],
  [64, 8],
])('with %s cores there are %i workers', (cores, workers) => {
  expect(countWorkers(cores)).toBe(workers);
});

test.each([1, 2, 3])(
  'with %i workers each model runs once and each result comes once, in the usual order',
  async (workers) => {
    const { start, log } = startFakes();
    const pool = startPool(start, workers);
    await pool.startBackend(null);
    const heard: ForecastProgress[] = [];
    const result = await pool.forecast({ input, settings }, { onProgress: (progress) => heard.push(progress) });
    expect(result.ok && namesOf(result.value)).toEqual(models);
    expect(heard.filter(({ kind }) => kind === 'part')).toHaveLength(models.length);
    expect(heard.flatMap((news) => (news.kind === 'begun' ? [news.model] : [])).sort()).toEqual([...models].sort());
    const asked = log.filter(({ kind }) => kind === 'run-job').flatMap((entry) => entry.models);
    expect(asked.sort()).toEqual([...models].sort());
  },
);

test('two workers train at the same time', () =>
  inVirtualTime(async () => {
    const { start, log } = startFakes({ msOf: () => 60 });
    const pool = startPool(start, 2);
    await pool.startBackend(null);
    await pool.forecast({ input, settings }, {});
    const spans = log.filter(({ kind }) => kind === 'run-job');
    const busyMs = spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const tookMs = Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from));
    expect(tookMs).toBe(busyMs / 2);
    expect(new Set(spans.map(({ worker }) => worker)).size).toBe(2);
  }));

test('the longest networks begin first, so that two workers end together', () =>
  inVirtualTime(async () => {
    const lengths: Partial<Record<ModelId, number>> = { transformer: 120, segrnn: 90, lstm: 60, gru: 50 };
    const { start, log } = startFakes({ msOf: (model) => lengths[model] ?? 1 });
    const pool = startPool(start, 2);
    await pool.startBackend(null);
    const asked: ModelId[] = ['lstm', 'theta', 'transformer', 'gru', 'segrnn'];
    const result = await pool.forecast({ input, settings: { ...settings, models: asked } }, {});
    const spans = log.filter(({ kind }) => kind === 'run-job');
    expect(spans.flatMap((entry) => entry.models)).toEqual(['theta', 'transformer', 'segrnn', 'lstm', 'gru']);
    expect(new Set(spans.slice(-2).map(({ worker }) => worker)).size).toBe(2);
    // What comes of it stays in the order of the models.
    expect(result.ok && namesOf(result.value)).toEqual(['theta', 'lstm', 'transformer', 'gru', 'segrnn']);
  }));

test('on WebGPU the lead alone trains networks, and the others start on the CPU', async () => {
  const { start, log } = startFakes({ backend: 'webgpu' });
  const pool = startPool(start, 3);
  await pool.startBackend(null);
  await pool.forecast({ input, settings }, {});
  const networks = log.filter((entry) => entry.models.some((model) => model === 'lstm' || model === 'transformer'));
  expect(networks.map(({ worker }) => worker)).toEqual([0, 0]);
  const started = log.filter(({ kind }) => kind === 'start-backend');
  expect(started[0]).toMatchObject({ worker: 0, backend: null });
  for (const entry of started.slice(1)) expect(entry.backend).toBe('wasm');
  expect(started.length).toBeGreaterThan(1);
});

test('on WebGPU the lead is asked to compile ahead, for the newest settings alone and until the run begins', async () => {
  const { start, log, cancelled } = startFakes({ backend: 'webgpu' });
  const pool = startPool(start, 2);
  pool.prepareForecast({ input, settings });
  expect(log).toEqual([]);
  await pool.startBackend(null);
  pool.prepareForecast({ input, settings });
  pool.prepareForecast({ input, settings });
  expect(cancelled).toHaveLength(1);
  await pool.forecast({ input, settings }, {});
  expect(cancelled).toHaveLength(2);
  const prepared = log.filter(({ kind }) => kind === 'compile-job');
  expect(prepared.map(({ worker }) => worker)).toEqual([0, 0]);
});

test('elsewhere the workers that will be needed start ahead, and none of them twice', async () => {
  const { start, log } = startFakes({ backend: 'wasm' });
  const pool = startPool(start, 3);
  await pool.startBackend(null);
  const two = { input, settings: { ...settings, models: settings.models.slice(-2) } };
  pool.prepareForecast(two);
  await expect.poll(() => log.length).toBe(2);
  pool.prepareForecast(two);
  await pool.forecast(two, {});
  const started = log.filter(({ kind }) => kind === 'start-backend');
  expect(started.map(({ worker, backend }) => [worker, backend])).toEqual([
    [0, null],
    [1, 'wasm'],
  ]);
});

test('on WebGPU workers start ahead for what they can help with: origins of statistical models', async () => {
  for (const [model, needed] of [
    ['lstm', 1],
    ['ets', 3],
  ] as const) {
    const { start, log } = startFakes({ backend: 'webgpu' });
    const pool = startPool(start, 3);
    await pool.startBackend(null);
    const backtest = { ...settings.backtest, refit: 'always' as const };
    pool.prepareForecast({ input, settings: { ...settings, models: [model], backtest } });
    await expect.poll(() => new Set(log.map(({ worker }) => worker)).size).toBe(needed);
    expect(log.some(({ kind }) => kind === 'compile-job')).toBe(model === 'lstm');
  }
});

test('a cancel keeps what has come and names the rest as not begun', async () => {
  const { start } = startFakes({ msOf: (model) => (model === 'lstm' || model === 'transformer' ? 5000 : 1) });
  const pool = startPool(start, 2);
  await pool.startBackend(null);
  const controller = new AbortController();
  const heard: ForecastProgress[] = [];
  const running = pool.forecast(
    { input, settings },
    { signal: controller.signal, onProgress: (progress) => heard.push(progress) },
  );
  await expect.poll(() => heard.filter(({ kind }) => kind === 'part').length).toBe(4);
  controller.abort();
  const result = await running;
  expect(result.ok && namesOf(result.value)).toEqual(models.slice(0, 4));
  expect(result.ok && result.value.cancelled).toBe(true);
  expect(result.ok && result.value.failures.map(({ model }) => model)).toEqual(['lstm', 'transformer']);
});

test('workers that cannot be started leave the work to those that run', async () => {
  const { start, log } = startFakes({ loads: (worker) => worker === 0, msOf: () => 2 });
  const pool = startPool(start, 4);
  await pool.startBackend(null);
  const result = await pool.forecast({ input, settings }, {});
  expect(result.ok && namesOf(result.value)).toEqual(models);
  expect(result.ok && result.value.failures).toEqual([]);
  expect(new Set(log.map(({ worker }) => worker))).toEqual(new Set([0]));
});

test('a bug in one model ends the run with its problem, and no other model is begun after it', async () => {
  const { start, log } = startFakes({
    msOf: (model) => {
      if (model === 'ets') throw new Error('a bug');
      return 1;
    },
  });
  const pool = startPool(start, 1);
  await pool.startBackend(null);
  const result = await pool.forecast({ input, settings }, {});
  expect(!result.ok && result.problem).toMatchObject({ code: 'internal', params: { message: 'Error: a bug' } });
  expect(log.flatMap((entry) => entry.models)).toEqual(['seasonal-naive', 'ets']);
});

describe('a search', () => {
  const request = { input, settings, metric: 'mase', budgetMs: 60_000 } as const;

  test('uses every worker', async () => {
    const { start, tries } = startFakes();
    const pool = startPool(start, 3);
    await pool.startBackend(null);
    const controller = new AbortController();
    const shares: number[] = [];
    const searched = await pool.search(request, {
      signal: controller.signal,
      onTrials: (trials) => {
        shares.push(...trials.map(({ share }) => share));
        if (trials.length > 12) controller.abort();
      },
    });
    expect(shares).toContain(0.25);
    expect(searched).toMatchObject({ ok: true, value: { ended: 'cancelled', metric: 'mase', judgedPoints: 42 } });
    expect(new Set(tries.map(({ worker }) => worker))).toEqual(new Set([0, 1, 2]));
    const first = tries.slice(0, 3).map(({ model }) => model);
    expect(first.sort()).toEqual(['lstm', 'seasonal-naive', 'transformer']);
  });

  test('leaves a GPU to the worker that owns it', async () => {
    const { start, tries } = startFakes({ backend: 'webgpu' });
    const pool = startPool(start, 3);
    await pool.startBackend(null);
    const controller = new AbortController();
    const onTrials = (trials: readonly unknown[]) => {
      if (trials.length > 6) controller.abort();
    };
    await pool.search(request, { signal: controller.signal, onTrials });
    expect(new Set(tries.map(({ worker }) => worker))).toEqual(new Set([0]));
  });

  test('goes on with the workers that can be started', async () => {
    const { start, tries } = startFakes({ loads: (worker) => worker !== 1 });
    const pool = startPool(start, 3);
    await pool.startBackend(null);
    const controller = new AbortController();
    const onTrials = (trials: readonly unknown[]) => {
      if (trials.length > 6) controller.abort();
    };
    const searched = await pool.search(request, { signal: controller.signal, onTrials });
    expect(searched).toMatchObject({ ok: true, value: { ended: 'cancelled' } });
    expect(new Set(tries.map(({ worker }) => worker))).toEqual(new Set([0, 2]));
  });

  test('ends with the time', async () => {
    const { start } = startFakes({ msOf: () => 50 });
    const pool = startPool(start, 1);
    await pool.startBackend(null);
    const options = { signal: new AbortController().signal, onTrials: () => {} };
    const searched = await pool.search({ ...request, budgetMs: 220 }, options);
    expect(searched).toMatchObject({ ok: true, value: { ended: 'time' } });
  });

  test('is refused where the learning part is too short to be cut again', async () => {
    const { start } = startFakes({ learningLength: 48 });
    const pool = startPool(start, 1);
    const options = { signal: new AbortController().signal, onTrials: () => {} };
    const searched = await pool.search(request, options);
    expect(searched).toMatchObject({ ok: false, problem: { code: 'series-too-short' } });
  });
});

import { describe, expect, test } from 'vitest';
import type { ForecastOutcome, ModelResult } from '../evaluation/results.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import type { WorkerLike } from './client.ts';
import type { ForecastProgress, Request, ToWorker } from './protocol.ts';
import { countWorkers, createTrainingPool } from './training-pool.ts';

type Behaviour = {
  backend?: string;
  /** Whether a worker's file can be loaded. */
  loads?: (worker: number) => boolean;
  /** Time a model takes; it fails where this throws. */
  msOf?: (model: ModelId) => number;
};

type Log = {
  worker: number;
  kind: string;
  models: ModelId[];
  others?: number;
  backend?: string | null;
  from: number;
  to: number;
};

/** Workers that answer as training workers do, and a log of what each was asked. */
function startFakes({ backend = 'wasm', loads = () => true, msOf = () => 5 }: Behaviour = {}) {
  const log: Log[] = [];
  const tries: { worker: number; length: number; effort: number; model: ModelId }[] = [];
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
        else if (message.kind !== 'news') void answer(message);
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
      if (request.kind === 'try-settings') {
        const { learning, effort, settings } = request.input;
        tries.push({ worker, length: learning.y.length, effort, model: settings.models[0] });
        send({ id, type: 'progress', progress: { share: 0.25 } });
        const wasCancelled = await new Promise<boolean>((resolve) => {
          timers.set(id, () => resolve(true));
          setTimeout(() => resolve(false), msOf(settings.models[0]));
        });
        if (wasCancelled) send({ id, type: 'cancelled' });
        else send({ id, type: 'done', output: { error: 1 + 1 / (1 + tries.length) } });
        return;
      }
      if (request.kind === 'prepare-forecast') {
        timers.set(id, () => {
          cancelled.push(id);
          send({ id, type: 'cancelled' });
        });
        return;
      }
      const { models } = (request as Request & { kind: 'forecast' }).input.settings;
      entry.models = models;
      entry.others = (request as Request & { kind: 'forecast' }).input.others?.series.length ?? 0;
      try {
        const ms = msOf(models[0]);
        const wasCancelled = await new Promise<boolean>((resolve) => {
          timers.set(id, () => resolve(true));
          setTimeout(() => resolve(false), ms);
        });
        entry.to = performance.now();
        // Like runForecast, the seasonal naive comes along with every model.
        const ran = wasCancelled ? [] : [...new Set<ModelId>(['seasonal-naive', ...models])];
        const results = ran.map((model) => ({ model }) as ModelResult);
        const failures = wasCancelled ? models.map((model) => ({ model, code: 'cancelled-before-start' })) : [];
        for (const result of results) send({ id, type: 'progress', progress: { kind: 'result', result } });
        const split = { length: 100, trainEnd: 60, validationEnd: 80 };
        send({ id, type: 'done', output: { split, results, failures, cancelled: wasCancelled } });
      } catch (error) {
        send({ id, type: 'failed', problem: { code: 'internal', params: { message: String(error) } } });
      }
    }
    return fake;
  };
  return { start, log, tries, cancelled };
}

const series = {} as Series;
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
    const pool = createTrainingPool(start, workers);
    await pool.startBackend(null);
    const heard: ForecastProgress[] = [];
    const result = await pool.forecast({ series, settings }, { onProgress: (progress) => heard.push(progress) });
    expect(result.ok && namesOf(result.value)).toEqual(models);
    expect(heard.filter(({ kind }) => kind === 'result')).toHaveLength(models.length);
    expect(heard.flatMap((news) => (news.kind === 'begun' ? [news.model] : [])).sort()).toEqual([...models].sort());
    const asked = log.filter(({ kind }) => kind === 'forecast').flatMap((entry) => entry.models);
    expect(asked.sort()).toEqual([...models].sort());
  },
);

test('networks alone are sent the other series', async () => {
  const { start, log } = startFakes();
  const pool = createTrainingPool(start, 2);
  await pool.forecast({ series, settings, others: { series: [series, series], leftOut: 0 } }, {});
  const sent = log.flatMap((entry) => entry.models.map((model) => [model, entry.others]));
  expect(Object.fromEntries(sent)).toEqual({
    'seasonal-naive': 0,
    ets: 0,
    theta: 0,
    auto: 0,
    lstm: 2,
    transformer: 2,
  });
});

test('two workers train at the same time', async () => {
  const { start, log } = startFakes({ msOf: () => 60 });
  const pool = createTrainingPool(start, 2);
  await pool.startBackend(null);
  await pool.forecast({ series, settings }, {});
  const spans = log.filter(({ kind }) => kind === 'forecast');
  const busyMs = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const tookMs = Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from));
  expect(tookMs).toBeLessThan(0.75 * busyMs);
  expect(new Set(spans.map(({ worker }) => worker)).size).toBe(2);
});

test('the longest networks begin first, so that two workers end together', async () => {
  const lengths: Partial<Record<ModelId, number>> = { transformer: 120, segrnn: 90, lstm: 60, gru: 50 };
  const { start, log } = startFakes({ msOf: (model) => lengths[model] ?? 1 });
  const pool = createTrainingPool(start, 2);
  await pool.startBackend(null);
  const asked: ModelId[] = ['lstm', 'theta', 'transformer', 'gru', 'segrnn'];
  const result = await pool.forecast({ series, settings: { ...settings, models: asked } }, {});
  const spans = log.filter(({ kind }) => kind === 'forecast');
  expect(spans.flatMap((entry) => entry.models)).toEqual(['theta', 'transformer', 'segrnn', 'lstm', 'gru']);
  expect(new Set(spans.slice(-2).map(({ worker }) => worker)).size).toBe(2);
  // What comes of it stays in the order of the models.
  expect(result.ok && namesOf(result.value)).toEqual(['theta', 'lstm', 'transformer', 'gru', 'segrnn']);
});

test('on WebGPU the lead alone trains networks, and the others start on the CPU', async () => {
  const { start, log } = startFakes({ backend: 'webgpu' });
  const pool = createTrainingPool(start, 3);
  await pool.startBackend(null);
  await pool.forecast({ series, settings }, {});
  const networks = log.filter((entry) => entry.models.some((model) => model === 'lstm' || model === 'transformer'));
  expect(networks.map(({ worker }) => worker)).toEqual([0, 0]);
  const started = log.filter(({ kind }) => kind === 'start-backend');
  expect(started[0]).toMatchObject({ worker: 0, backend: null });
  for (const entry of started.slice(1)) expect(entry.backend).toBe('wasm');
  expect(started.length).toBeGreaterThan(1);
});

test('on WebGPU the lead is asked to compile ahead, for the newest settings alone and until the run begins', async () => {
  const { start, log, cancelled } = startFakes({ backend: 'webgpu' });
  const pool = createTrainingPool(start, 2);
  pool.prepareForecast({ series, settings });
  expect(log).toEqual([]);
  await pool.startBackend(null);
  pool.prepareForecast({ series, settings });
  pool.prepareForecast({ series, settings });
  expect(cancelled).toHaveLength(1);
  await pool.forecast({ series, settings }, {});
  expect(cancelled).toHaveLength(2);
  const prepared = log.filter(({ kind }) => kind === 'prepare-forecast');
  expect(prepared.map(({ worker }) => worker)).toEqual([0, 0]);
});

test('elsewhere the workers that will be needed start ahead, and none of them twice', async () => {
  const { start, log } = startFakes({ backend: 'wasm' });
  const pool = createTrainingPool(start, 3);
  await pool.startBackend(null);
  const two = { series, settings: { ...settings, models: settings.models.slice(-2) } };
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
    const pool = createTrainingPool(start, 3);
    await pool.startBackend(null);
    const backtest = { ...settings.backtest, refit: 'always' as const };
    pool.prepareForecast({ series, settings: { ...settings, models: [model], backtest } });
    await expect.poll(() => log.some(({ kind }) => kind === 'prepare-forecast')).toBe(true);
    expect(new Set(log.map(({ worker }) => worker)).size).toBe(needed);
  }
});

test('a cancel keeps what has come and names the rest as not begun', async () => {
  const { start } = startFakes({ msOf: (model) => (model === 'lstm' || model === 'transformer' ? 5000 : 1) });
  const pool = createTrainingPool(start, 2);
  await pool.startBackend(null);
  const controller = new AbortController();
  const heard: ForecastProgress[] = [];
  const running = pool.forecast(
    { series, settings },
    { signal: controller.signal, onProgress: (progress) => heard.push(progress) },
  );
  await expect.poll(() => heard.filter(({ kind }) => kind === 'result').length).toBe(4);
  controller.abort();
  const result = await running;
  expect(result.ok && namesOf(result.value)).toEqual(models.slice(0, 4));
  expect(result.ok && result.value.cancelled).toBe(true);
  expect(result.ok && result.value.failures.map(({ model }) => model)).toEqual(['lstm', 'transformer']);
});

test('workers that cannot be started leave the work to those that run', async () => {
  const { start, log } = startFakes({ loads: (worker) => worker === 0, msOf: () => 2 });
  const pool = createTrainingPool(start, 4);
  await pool.startBackend(null);
  const result = await pool.forecast({ series, settings }, {});
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
  const pool = createTrainingPool(start, 1);
  await pool.startBackend(null);
  const result = await pool.forecast({ series, settings }, {});
  expect(!result.ok && result.problem).toMatchObject({ code: 'internal', params: { message: 'Error: a bug' } });
  expect(log.flatMap((entry) => entry.models)).toEqual(['seasonal-naive', 'ets']);
});

describe('a search', () => {
  const y = Float64Array.from({ length: 144 }, (_, at) => at);
  const long: Series = {
    uniqueId: 'sales',
    step: { unit: 'month', every: 1 },
    firstMs: 0,
    y,
    filled: new Uint8Array(144),
  };
  const request = { series: long, settings, metric: 'mase', budgetMs: 60_000 } as const;

  test('uses every worker, and sends none of them anything of the test part', async () => {
    const { start, tries } = startFakes();
    const pool = createTrainingPool(start, 3);
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
    expect(searched).toMatchObject({ ok: true, value: { ended: 'cancelled', metric: 'mase', judgedPoints: 23 } });
    expect(new Set(tries.map(({ worker }) => worker))).toEqual(new Set([0, 1, 2]));
    // The last fifth is the test part.
    expect(new Set(tries.map(({ length }) => length))).toEqual(new Set([115]));
    const first = tries.slice(0, 3).map(({ model }) => model);
    expect(first.sort()).toEqual(['lstm', 'seasonal-naive', 'transformer']);
  });

  test('leaves a GPU to the worker that owns it', async () => {
    const { start, tries } = startFakes({ backend: 'webgpu' });
    const pool = createTrainingPool(start, 3);
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
    const pool = createTrainingPool(start, 3);
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
    const pool = createTrainingPool(start, 1);
    await pool.startBackend(null);
    const options = { signal: new AbortController().signal, onTrials: () => {} };
    const searched = await pool.search({ ...request, budgetMs: 220 }, options);
    expect(searched).toMatchObject({ ok: true, value: { ended: 'time' } });
  });

  test('is refused where the learning part is too short to be cut again', async () => {
    const { start } = startFakes();
    const pool = createTrainingPool(start, 1);
    const short = { ...long, y: y.subarray(0, 60), filled: new Uint8Array(60) };
    const options = { signal: new AbortController().signal, onTrials: () => {} };
    const searched = await pool.search({ ...request, series: short }, options);
    expect(searched).toMatchObject({ ok: false, problem: { code: 'series-too-short' } });
  });
});

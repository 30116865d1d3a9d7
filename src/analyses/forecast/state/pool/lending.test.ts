/** Free workers that do jobs of runs in other workers: the pool, its messages and the queue, without any training. */
import { afterEach, expect, test } from 'vitest';
import { type FitContext, FitDiverged, type OriginJob } from '../../../../forecasters/forecaster.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import { throughPort, WorkerClient } from '../../../../worker/client.ts';
import { createJobQueue } from '../../../../worker/job-queue.ts';
import { createLending } from '../../../../worker/lending.ts';
import { sharingBy } from '../../jobs/share-parts.ts';
import type { ForecastProgress } from './forecast-pool.ts';
import { closePorts, type Script, settings, startPool, startWorkers } from './testing/scripted-workers.ts';

afterEach(closePorts);

async function run(
  script: Script & { workers: number; models?: ModelId[]; signal?: AbortSignal },
): Promise<ReturnType<typeof startWorkers> & { outcome: Record<string, unknown[]>; told: ForecastProgress[] }> {
  const { workers, models = ['lstm'], signal } = script;
  const all = startWorkers(script);
  const pool = startPool(all.start, workers);
  await pool.startBackend(null);
  const told: ForecastProgress[] = [];
  const asked: Settings = { ...settings, models };
  const result = await pool.forecast(
    { input: 1, settings: asked },
    { ...(signal && { signal }), onProgress: (progress) => told.push(progress) },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  const outcome = Object.fromEntries(
    result.value.results.map(({ model, forecast }) => [model, forecast as unknown as unknown[]]),
  );
  return { ...all, outcome, told };
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

test.each([1, 2, 3, 8])('with %i workers every network is trained once, and comes back to its run', async (workers) => {
  const { trained, outcome } = await run({ workers, together: Math.min(workers, 6) });
  expect(outcome).toEqual({ lstm: seeds(6) });
  expect(trained.map(({ seed }) => seed).sort()).toEqual(seeds(6));
});

test('nobody helps where a GPU trains', async () => {
  const { trained, outcome } = await run({ workers: 3, backend: 'webgpu' });
  expect(outcome).toEqual({ lstm: seeds(6) });
  expect(new Set(trained.map(({ worker }) => worker))).toEqual(new Set([0]));
});

test('beside a GPU the others help with what runs on the CPU', async () => {
  const models: ModelId[] = ['auto', 'lstm'];
  const { trained, outcome } = await run({ workers: 4, backend: 'webgpu', models, together: 4 });
  expect(outcome).toEqual({ lstm: seeds(6), auto: seeds(6) });
  expect(trained.filter(({ model }) => model === 'lstm').every(({ worker }) => worker === 0)).toBe(true);
  expect(trained.filter(({ model }) => model === 'auto').some(({ worker }) => worker === 0)).toBe(false);
});

test('a run with one network keeps it, and no other worker is started', async () => {
  const { workers, trained } = await run({ workers: 3, networks: 1 });
  expect(trained).toEqual([{ worker: 0, model: 'lstm', seed: 0 }]);
  expect(workers).toHaveLength(1);
});

test('models come before help', async () => {
  const models: ModelId[] = ['lstm', 'gru'];
  const { begun, outcome } = await run({ workers: 4, networks: 9, models, together: 4 });
  expect(outcome).toEqual({ lstm: seeds(9), gru: seeds(9) });
  expect(new Set(begun.slice(0, 2).map(({ model }) => model))).toEqual(new Set(models));
});

test('helpers are spread evenly over the runs that have something to do', async () => {
  const lending = createLending('forecast', new AbortController().signal);
  const told: string[] = [];
  const runs = ['a', 'b', 'c'].map((name) => {
    const one = lending.expectJob();
    one.hearBegun(() => told.push(name));
    one.hearWaiting(name === 'b' ? 1 : 5);
    return one;
  });
  // Nobody answers: a helper is busy for as long as the run lasts.
  const clients = seeds(6).map(() => new WorkerClient(() => throughPort(new MessageChannel().port1)));
  const helping = clients.map((client) => lending.help(() => Promise.resolve(client)));
  await expect.poll(() => told.length).toBe(6);
  expect(told).toEqual(['a', 'b', 'c', 'a', 'c', 'a']);
  for (const one of runs) one.hearWaiting(0);
  const late = lending.help(() => Promise.reject(new Error('not to be started')));
  for (const one of runs) one.hearEnd();
  expect(await late).toBe('nothing');
  for (const client of clients) client.end('the end of the test');
  expect(await Promise.all(helping)).toEqual(clients.map(() => 'died'));
});

test('epochs of a network that another worker trains are heard by its run', async () => {
  const all = startWorkers();
  const pool = startPool(all.start, 3);
  await pool.startBackend(null);
  const result = await pool.forecast({ input: 1, settings: { ...settings, models: ['lstm'] } }, {});
  expect(result.ok && [...(result.value.results[0].curve as unknown as number[])].sort()).toEqual(seeds(6));
  expect(new Set(all.trained.map(({ worker }) => worker)).size).toBe(3);
});

test('what waits for helpers is nothing that the page hears of', async () => {
  const { told } = await run({ workers: 2 });
  expect(told.map(({ kind }) => kind)).toEqual(['begun', 'part']);
});

test('a network whose helper dies is trained by another, and the dead one helps no more', async () => {
  const { begun, outcome } = await run({
    workers: 3,
    msOf: ({ worker }, die) => {
      if (worker === 1) die();
      return worker === 1 ? 10_000 : 8;
    },
  });
  expect(outcome).toEqual({ lstm: seeds(6) });
  expect(begun.filter(({ worker }) => worker === 1)).toHaveLength(1);
});

test('one that comes to nothing elsewhere comes to nothing here, for the same reason', async () => {
  const { outcome, trained } = await run({
    workers: 2,
    networks: 4,
    msOf: ({ seed }) => {
      if (seed === 1) throw new FitDiverged();
      if (seed === 2) throw new Error('a bug');
      return 20;
    },
  });
  expect(outcome).toEqual({ lstm: [0, 'FitDiverged', 'Error', 3] });
  expect(trained).toHaveLength(2);
});

test('a cancel ends the trainings of all workers, and what waits is not begun', async () => {
  const controller = new AbortController();
  const { outcome, begun } = await run({
    workers: 3,
    networks: 40,
    signal: controller.signal,
    msOf: ({ seed }) => {
      if (seed === 5) controller.abort();
      return seed < 3 ? 2 : 10_000;
    },
  });
  expect(outcome.lstm.slice(0, 3)).toEqual([0, 1, 2]);
  expect(new Set(outcome.lstm.slice(3))).toEqual(new Set(['FitCancelled']));
  expect(begun).toHaveLength(6);
});

test('a run does not wait for a helper whose backend does not start', async () => {
  const { trained, outcome } = await run({ workers: 2, stuck: 1 });
  expect(outcome).toEqual({ lstm: seeds(6) });
  expect(new Set(trained.map(({ worker }) => worker))).toEqual(new Set([0]));
});

test('whoever does a part does all of it: there is nobody to share it with', async () => {
  const heard: string[][] = [];
  const queue = createJobQueue(
    async (_, context) => {
      heard.push(Object.keys(context));
      return { value: null };
    },
    () => {},
  );
  const { signal } = new AbortController();
  const job = { model: 'auto', settings } as unknown as OriginJob;
  const sharing = sharingBy(queue.share as never);
  await sharing.forecast(job, { signal, share: sharing } as FitContext);
  expect(heard).toEqual([['signal', 'report']]);
});

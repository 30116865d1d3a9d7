/** Real workers that share the work of one model. */
import { expect, test } from 'vitest';
import { ok } from '../../../../base/result.ts';
import { defaultSettings, type Settings } from '../../../../forecasters/settings.ts';
import type { Covariate } from '../../../../series/covariates.ts';
import type { Series } from '../../../../series/series.ts';
import type { WorkerLike } from '../../../../worker/client.ts';
import { createJobPool } from '../../../../worker/job-pool.ts';
import { serve } from '../../../../worker/server.ts';
import { spawnTrainingWorker } from '../../../../worker/spawn.ts';
import { createForecastPool, type ForecastProgress } from './forecast-pool.ts';

const step = { unit: 'month', every: 1 } as const;
const length = 240;
const price: Covariate = {
  name: 'price',
  known: 'future',
  values: Float64Array.from({ length: length + 12 }, (_, at) => Math.sin(at / 3)),
};
const series: Series = {
  uniqueId: 'y',
  step,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => 20 + Math.sin(at / 2) + 0.3 * Math.sin(at * at) + 2 * price.values[at]),
  filled: new Uint8Array(length),
  covariates: [price],
};
const usual = defaultSettings(step, length);
const settings: Settings = {
  ...usual,
  models: ['auto', 'gru'],
  lookBackSteps: 12,
  horizonSteps: 4,
  network: { ...usual.network, epochs: 60, hiddenSize: 32, members: 2 },
  backtest: { ...usual.backtest, refit: 'always', origins: 3, stepSteps: 4 },
};

/** Stands for the data worker, which has the one series. */
function openInputs(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serve<'fetch-input'>(port1, { 'fetch-input': async () => ok(series) });
  return port2;
}

/** Runs with so many workers, and tells in which of them networks were trained for others. */
async function runWith(workers: number) {
  const lent: number[] = [];
  const spawned: Worker[] = [];
  const ready = new Set<number>();
  const jobs = createJobPool(
    (): WorkerLike => {
      const own = spawned.length;
      const worker = spawnTrainingWorker();
      spawned.push(worker);
      worker.addEventListener('message', () => ready.add(own));
      const post = worker.postMessage.bind(worker);
      return Object.assign(worker, {
        postMessage: (message: { kind: string }, transfer: Transferable[]) => {
          if (message.kind === 'lend') lent.push(own);
          post(message, transfer);
        },
      });
    },
    workers,
    openInputs,
  );
  const pool = createForecastPool(jobs);
  await jobs.startBackend('wasm');
  pool.prepareForecast({ input: 1, settings });
  await expect.poll(() => ready.size, { timeout: 300_000 }).toBe(workers);
  const told: ForecastProgress[] = [];
  const outcome = await pool.forecast({ input: 1, settings }, { onProgress: (progress) => told.push(progress) });
  for (const worker of spawned) worker.terminate();
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  expect(outcome.value.failures).toEqual([]);
  const results = outcome.value.results.map(({ trainingMs: _, ...result }) => result);
  return { results, lent, told };
}

test('models that learn anew at every origin, one an ensemble, give the same numbers on one worker and on three', async () => {
  const [one, three] = [await runWith(1), await runWith(3)];
  expect(one.lent).toEqual([]);
  expect(three.lent.length).toBeGreaterThan(2);
  expect(three.lent).not.toContain(0);
  expect(one.results.map(({ model, refits }) => [model, refits])).toEqual([
    ['auto', 2],
    ['gru', 2],
  ]);
  expect(three.results).toEqual(one.results);
  const shares = three.told.flatMap((told) => (told.kind === 'training' ? [told.epoch / told.epochs] : []));
  expect(shares.length).toBeGreaterThan(0);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});

/** Trains the same networks with one worker and with two, in turns. */

import { createForecastPool, type ForecastPool } from '../../src/analyses/forecast/state/pool/forecast-pool.ts';
import { ok } from '../../src/base/result.ts';
import { defaultSettings, type Settings } from '../../src/forecasters/settings.ts';
import type { Series } from '../../src/series/series.ts';
import { createJobPool } from '../../src/worker/job-pool.ts';
import { serve } from '../../src/worker/server.ts';
import type { PoolCase } from './pool.mjs';

declare global {
  interface Window {
    /** Milliseconds of each round, by one worker and by two. */
    benchPool: (name: PoolCase, rounds: number) => Promise<{ oneWorkerMs: number; twoWorkersMs: number }[]>;
  }
}

const step = { unit: 'day', every: 1 } as const;

function makeSeries(length: number): Series {
  const y = Float64Array.from({ length }, (_, at) => 100 + 20 * Math.sin((at * 2 * Math.PI) / 7) + ((at * 7919) % 31));
  return { uniqueId: 'y', step, firstMs: Date.UTC(2024, 0, 1), y, filled: new Uint8Array(length) };
}

const series = makeSeries(1200);
const usual = defaultSettings(step, series.y.length);

const cases: Record<PoolCase, Settings> = {
  'four-networks': { ...usual, models: ['lstm', 'gru', 'segrnn', 'transformer'] },
  'four-members': { ...usual, models: ['lstm'], network: { ...usual.network, members: 4 } },
  'refit-at-origins': { ...usual, models: ['gru'], backtest: { ...usual.backtest, refit: 'always', origins: 6 } },
};

/** Stands for the data worker, which has the one series. */
function openInputs(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serve<'fetch-input'>(port1, { 'fetch-input': async () => ok(series) });
  return port2;
}

async function createWarmPool(workers: number, settings: Settings): Promise<ForecastPool> {
  const start = () => new Worker(new URL('../../src/worker/training.worker.ts', import.meta.url), { type: 'module' });
  const jobs = createJobPool(start, workers, openInputs);
  const pool = createForecastPool(jobs);
  await jobs.startBackend('wasm');
  await train(pool, settings);
  return pool;
}

async function train(pool: ForecastPool, settings: Settings): Promise<number> {
  const startMs = performance.now();
  const result = await pool.forecast({ input: 1, settings }, {});
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  if (result.value.results.length !== settings.models.length) throw new Error(JSON.stringify(result.value.failures));
  return performance.now() - startMs;
}

window.benchPool = async (name, rounds) => {
  const settings = cases[name];
  const [one, two] = [await createWarmPool(1, settings), await createWarmPool(2, settings)];
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({ oneWorkerMs: await train(one, settings), twoWorkersMs: await train(two, settings) });
  }
  return measured;
};

/** Trains the same networks with one worker and with two, in turns. */
import { defaultSettings, type Settings } from '../../src/forecasters/settings.ts';
import type { Series } from '../../src/series/series.ts';
import { createTrainingPool, type TrainingPool } from '../../src/worker/job-pool.ts';
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

async function createWarmPool(workers: number, settings: Settings): Promise<TrainingPool> {
  const start = () => new Worker(new URL('../../src/worker/training.worker.ts', import.meta.url), { type: 'module' });
  const pool = createTrainingPool(start, workers);
  await pool.startBackend('wasm');
  await train(pool, settings);
  return pool;
}

async function train(pool: TrainingPool, settings: Settings): Promise<number> {
  const startMs = performance.now();
  const result = await pool.forecast({ series, settings }, {});
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

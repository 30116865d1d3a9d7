/** Trains the same models with one worker and with two, in turns. */
import { defaultSettings, type ModelId } from '../../src/forecasters/settings.ts';
import type { Series } from '../../src/series/series.ts';
import { createTrainingPool, type TrainingPool } from '../../src/worker/training-pool.ts';

declare global {
  interface Window {
    /** Milliseconds of each round, by one worker and by two. */
    benchPool: (rounds: number) => Promise<{ oneWorkerMs: number; twoWorkersMs: number }[]>;
  }
}

const models: ModelId[] = ['lstm', 'gru', 'segrnn', 'transformer'];
const step = { unit: 'day', every: 1 } as const;

function makeSeries(length: number): Series {
  const y = Float64Array.from({ length }, (_, at) => 100 + 20 * Math.sin((at * 2 * Math.PI) / 7) + ((at * 7919) % 31));
  return { uniqueId: 'y', step, firstMs: Date.UTC(2024, 0, 1), y, filled: new Uint8Array(length) };
}

const series = makeSeries(1200);
const settings = { ...defaultSettings(step, series.y.length), models };

async function createWarmPool(workers: number): Promise<TrainingPool> {
  const start = () => new Worker(new URL('../../src/worker/training.worker.ts', import.meta.url), { type: 'module' });
  const pool = createTrainingPool(start, workers);
  await pool.startBackend('wasm');
  await train(pool);
  return pool;
}

async function train(pool: TrainingPool): Promise<number> {
  const startMs = performance.now();
  const result = await pool.forecast({ series, settings }, {});
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  if (result.value.results.length !== models.length) throw new Error(JSON.stringify(result.value.failures));
  return performance.now() - startMs;
}

window.benchPool = async (rounds) => {
  const [one, two] = [await createWarmPool(1), await createWarmPool(2)];
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({ oneWorkerMs: await train(one), twoWorkersMs: await train(two) });
  }
  return measured;
};

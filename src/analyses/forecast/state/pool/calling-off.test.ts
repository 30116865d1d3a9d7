/** Runs that are called off while workers help each other, and what follows them. */
import { afterEach, expect, test } from 'vitest';
import { inVirtualTime } from '../../../../../scripts/test/virtual-time.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { closePorts, type Script, settings, startPool, startWorkers } from './testing/scripted-workers.ts';

afterEach(closePorts);

/** Two workers in the midst of a network each, of a run that is then called off. */
async function callOff(script: Script) {
  const all = startWorkers({ networks: 2, msOf: ({ model }) => (model === 'lstm' ? 5000 : 50), ...script });
  const pool = startPool(all.start, 2);
  await pool.startBackend('wasm');
  const forecast = (model: ModelId, signal?: AbortSignal) =>
    pool.forecast({ input: 1, settings: { ...settings, models: [model] } }, { ...(signal && { signal }) });
  const controller = new AbortController();
  const calledOff = forecast('lstm', controller.signal);
  while (all.begun.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  controller.abort();
  return { ...all, pool, forecast, calledOff };
}

test('a run called off neither lasts as long as the one that follows at once, nor takes its helpers', () =>
  inVirtualTime(async () => {
    const { forecast, calledOff, trained } = await callOff({ networks: 8 });
    const next = forecast('gru');
    await calledOff;
    expect(trained.length).toBeLessThan(8);
    expect((await next).ok).toBe(true);
    expect(trained.filter(({ worker }) => worker === 1).length).toBeGreaterThan(2);
  }));

test('a helper slow to notice a cancel does not take its run what is there', () =>
  inVirtualTime(async () => {
    const begunMs = performance.now();
    const { calledOff } = await callOff({ deaf: 1 });
    expect(await calledOff).toMatchObject({
      ok: true,
      value: { results: [{ forecast: ['FitCancelled', 'FitCancelled'] }] },
    });
    expect(performance.now() - begunMs).toBeLessThan(3000);
  }));

test('a run is not ended with a worker that notices no cancel of the run before', () =>
  inVirtualTime(async () => {
    const msOf = ({ model }: { model: ModelId }) => (model === 'lstm' ? 5000 : 2500);
    const { forecast, calledOff, backends } = await callOff({ deaf: 0, msOf });
    expect((await forecast('gru')).ok).toBe(true);
    await calledOff;
    // Ended for that, it is started anew as it was.
    expect(backends).toContainEqual({ worker: 2, asked: 'wasm' });
  }));

test('nor is a search', () =>
  inVirtualTime(async () => {
    const { pool } = await callOff({ deaf: 0 });
    const request = {
      input: 1,
      settings: { ...settings, models: ['lstm'] as ModelId[] },
      metric: 'mae',
      budgetMs: 2500,
    } as const;
    const searched = await pool.search(request, { signal: new AbortController().signal, onTrials: () => {} });
    expect(searched.ok).toBe(true);
  }));

test('a helper that dies as a run is called off is told its backend when it is started anew', () =>
  inVirtualTime(async () => {
    const { forecast, calledOff, workers, backends } = await callOff({});
    workers[1].onerror?.({ message: 'out of memory' } as ErrorEvent);
    await calledOff;
    await forecast('gru');
    expect(backends).toContainEqual({ worker: 2, asked: 'wasm' });
  }));

import { Worker } from 'node:worker_threads';

/** @typedef {import('../../src/score/score-series.ts').ScoreTask} ScoreTask */
/** @typedef {import('../../src/score/score-series.ts').ScoreOptions} ScoreOptions */
/** @typedef {import('../../src/score/score-series.ts').ScoredSeries} ScoredSeries */

/**
 * Scores series on several threads; each takes the next ones as soon as it is done with the last.
 *
 * @param {string} sourceUrl the bundle of scripts/score/source.ts
 * @param {ScoreTask[]} tasks
 * @param {ScoreOptions} options
 * @param {{ jobs: number, together: number, signal: AbortSignal, onProgress: (done: number) => void, onScored?: (result: ScoredSeries) => void }} context
 *   `jobs` threads at most, which take so many series `together`; once `signal` is aborted they end, and what they were at is not scored
 * @returns {Promise<(ScoredSeries | null)[]>} in the order of the tasks; null where one was not scored
 */
export async function runJobs(sourceUrl, tasks, options, { jobs, together, signal, onProgress, onScored }) {
  /** @type {(ScoredSeries | null)[]} */
  const scored = new Array(tasks.length).fill(null);
  let next = 0;
  let done = 0;
  /** Of threads that died, to be scored one by one. @type {number[]} */
  const again = [];

  /** Places of the series that are next. */
  function take() {
    const one = again.pop();
    if (one !== undefined) return [one];
    const share = Math.max(1, Math.min(together, Math.ceil((tasks.length - next) / jobs)));
    const places = Array.from({ length: Math.min(share, tasks.length - next) }, (_, at) => next + at);
    next += places.length;
    return places;
  }

  /** @returns {Promise<void>} */
  const runThread = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./score-thread.mjs', import.meta.url), { workerData: { sourceUrl, options } });
      /** @type {number[]} */
      let places = [];
      const end = () => {
        signal.removeEventListener('abort', end);
        worker.terminate().then(() => resolve(), reject);
      };
      signal.addEventListener('abort', end);
      const give = () => {
        places = signal.aborted ? [] : take();
        if (places.length === 0) end();
        else worker.postMessage(places.map((at) => tasks[at]));
      };
      worker.on('message', (/** @type {ScoredSeries[]} */ results) => {
        for (const [each, at] of places.entries()) scored[at] = results[each];
        for (const result of results) onScored?.(result);
        done += places.length;
        onProgress(done);
        give();
      });
      // A thread that dies takes one series with it; another thread goes on with the next.
      worker.on('error', (error) => {
        signal.removeEventListener('abort', end);
        if (places.length > 1) again.push(...places);
        else {
          const [at] = places;
          const failures = options.models.map((model) => ({ model, message: `${error}: no forecast` }));
          scored[at] = { uniqueId: tasks[at].series.uniqueId, models: [], failures };
          done += 1;
          onProgress(done);
        }
        runThread().then(resolve, reject);
      });
      give();
    });

  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, runThread));
  return scored;
}

import { Worker } from 'node:worker_threads';

/** @typedef {import('../../src/score/score-series.ts').ScoreTask} ScoreTask */
/** @typedef {import('../../src/score/score-series.ts').ScoreOptions} ScoreOptions */
/** @typedef {import('../../src/score/score-series.ts').ScoredSeries} ScoredSeries */

/**
 * Scores series on several threads; each takes the next one as soon as it is done with the last.
 *
 * @param {string} sourceUrl the bundle of scripts/score/source.ts
 * @param {ScoreTask[]} tasks
 * @param {ScoreOptions} options
 * @param {{ jobs: number, signal: AbortSignal, onProgress: (done: number) => void, onScored?: (result: ScoredSeries) => void }} context `jobs` threads at most; once `signal` is
 *   aborted they end, and what they were at is not scored
 * @returns {Promise<(ScoredSeries | null)[]>} in the order of the tasks; null where one was not scored
 */
export async function runJobs(sourceUrl, tasks, options, { jobs, signal, onProgress, onScored }) {
  /** @type {(ScoredSeries | null)[]} */
  const scored = new Array(tasks.length).fill(null);
  let next = 0;
  let done = 0;

  /** @returns {Promise<void>} */
  const runThread = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./score-thread.mjs', import.meta.url), { workerData: { sourceUrl, options } });
      let at = -1;
      const end = () => {
        signal.removeEventListener('abort', end);
        worker.terminate().then(() => resolve(), reject);
      };
      signal.addEventListener('abort', end);
      const give = () => {
        if (next >= tasks.length || signal.aborted) {
          end();
          return;
        }
        at = next;
        next += 1;
        worker.postMessage(tasks[at]);
      };
      worker.on('message', (/** @type {ScoredSeries} */ result) => {
        scored[at] = result;
        onScored?.(result);
        done += 1;
        onProgress(done);
        give();
      });
      // A thread that dies takes one series with it; another thread goes on with the next.
      worker.on('error', (error) => {
        signal.removeEventListener('abort', end);
        const failures = options.models.map((model) => ({ model, message: `${error}: no forecast` }));
        scored[at] = { uniqueId: tasks[at].series.uniqueId, models: [], failures };
        done += 1;
        onProgress(done);
        runThread().then(resolve, reject);
      });
      give();
    });

  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, runThread));
  return scored;
}

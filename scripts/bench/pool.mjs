/** How long networks take one after another, and in two workers at once, in the same Chromium. */
import { median, onPage } from './page.mjs';

const rounds = 5;

/** Four models; four members of one model's ensemble; one model that learns anew at every origin. */
const cases = /** @type {const} */ (['four-networks', 'four-members', 'refit-at-origins']);

/** @typedef {(typeof cases)[number]} PoolCase */

/** Medians over the rounds; `ratio` is the median of two workers' time over one's. */
export async function benchPool() {
  return {
    pool: await onPage('pool.html', async (page) => {
      /** @type {Record<string, { oneWorkerMs: number, twoWorkersMs: number, ratio: number }>} */
      const figures = {};
      for (const name of cases) {
        const measured = await page.evaluate(
          ([of, times]) => window.benchPool(of, times),
          /** @type {const} */ ([name, rounds]),
        );
        figures[name] = {
          oneWorkerMs: Math.round(median(measured.map(({ oneWorkerMs }) => oneWorkerMs))),
          twoWorkersMs: Math.round(median(measured.map(({ twoWorkersMs }) => twoWorkersMs))),
          ratio: Number(median(measured.map(({ oneWorkerMs, twoWorkersMs }) => twoWorkersMs / oneWorkerMs)).toFixed(3)),
        };
      }
      return figures;
    }),
  };
}

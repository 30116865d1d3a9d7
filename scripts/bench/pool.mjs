/** How long four networks take one after another, and in two workers at once, in the same Chromium. */
import { median, onPage } from './page.mjs';

const rounds = 5;

/** Medians over the rounds; `ratio` is the median of two workers' time over one's. */
export async function benchPool() {
  const measured = await onPage('pool.html', (page) => page.evaluate((times) => window.benchPool(times), rounds));
  return {
    pool: {
      'four-networks': {
        oneWorkerMs: Math.round(median(measured.map(({ oneWorkerMs }) => oneWorkerMs))),
        twoWorkersMs: Math.round(median(measured.map(({ twoWorkersMs }) => twoWorkersMs))),
        ratio: Number(median(measured.map(({ oneWorkerMs, twoWorkersMs }) => twoWorkersMs / oneWorkerMs)).toFixed(3)),
      },
    },
  };
}

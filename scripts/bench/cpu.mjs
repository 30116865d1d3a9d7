/** How long a step of training takes without a GPU, in the app and in stock TensorFlow.js, in the same Chromium. */
import { median, onPage } from './page.mjs';

const rounds = 15;

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

/**
 * Medians in ms over rounds in which both take turns; `ratio` is the median over the rounds of how many times faster the app
 * is, and `leastMs` its shortest time, which a busy machine disturbs least.
 */
export async function benchCpu() {
  const times = await onPage('cpu.html', (page) => page.evaluate((count) => window.benchCpu(count), rounds));
  const cpu = Object.entries(times).map(([name, { ours, stock }]) => [
    name,
    {
      msPerStep: rounded(median(ours.flat())),
      stockMsPerStep: rounded(median(stock)),
      ratio: rounded(median(ours.map((block, round) => (stock[round] ?? 0) / median(block)))),
      leastMs: rounded(Math.min(...ours.flat())),
      stockLeastMs: rounded(Math.min(...stock)),
    },
  ]);
  return { cpu: Object.fromEntries(cpu) };
}

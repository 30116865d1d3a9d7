/** How long a step of training takes without a GPU, in the app and in stock TensorFlow.js, in the same Chromium. */
import { median, onPages } from './page.mjs';

const cases = ['lstm-30-1-32-64', 'gru-30-1-32-64', 'lstm-48-8-64-64', 'transformer-2x64'];
const rounds = 15;
const blocksPerRound = 8;
const blockMs = 10;
const warmUpMs = 1000;

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

/**
 * Times of a step in ms, while app and stock take turns.
 *
 * @param {import('@playwright/test').Page} app
 * @param {import('@playwright/test').Page} stock
 */
async function takeTurns(app, stock) {
  await app.evaluate((ms) => window.timeStep(ms), warmUpMs);
  await stock.evaluate((ms) => window.timeStep(ms), warmUpMs);
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await app.evaluate(
      ([blocks, ms]) => Array.from({ length: blocks }, () => window.timeStep(ms)),
      /** @type {const} */ ([blocksPerRound, blockMs]),
    );
    measured.push({ ours, stock: await stock.evaluate(() => window.timeStep(0.1)) });
  }
  return measured;
}

/**
 * Medians in ms; `ratio` is the median over the rounds of how many times faster the app is, and the least times are those
 * that a busy machine disturbs least.
 */
export async function benchCpu() {
  return onPages(['cpu.html', 'cpu-stock.html'], async (pages) => {
    const [app, stock] = pages;
    if (!app || !stock) throw new Error('no pages');
    /** @type {Record<string, Record<string, number>>} */
    const cpu = {};
    for (const name of cases) {
      for (const page of pages) await page.evaluate((one) => window.prepareStep(one), name);
      const turns = await takeTurns(app, stock);
      const ours = turns.flatMap((turn) => turn.ours);
      const theirs = turns.map((turn) => turn.stock);
      cpu[name] = {
        msPerStep: rounded(median(ours)),
        stockMsPerStep: rounded(median(theirs)),
        ratio: rounded(median(turns.map((turn) => turn.stock / median(turn.ours)))),
        leastMs: rounded(Math.min(...ours)),
        stockLeastMs: rounded(Math.min(...theirs)),
      };
    }
    return { cpu };
  });
}

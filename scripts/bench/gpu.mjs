/** What a step of training costs on WebGPU, in the app and in stock TensorFlow.js, in the same Chromium. */
import { onPage } from './page.mjs';

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

/** Times are means over steps in ms; `ratio` is how many times faster the app is. */
export async function benchGpu() {
  return onPage('gpu.html', async (page) => {
    let adapter = '';
    /** @type {Record<string, Record<string, number>>} */
    const gpu = {};
    for (const one of await page.evaluate(() => window.gpuCases)) {
      const ours = await page.evaluate(
        (each) => window.benchOurs(each, { warmUps: 2, leastMs: 3000, mostSteps: 300 }),
        one,
      );
      const stock = await page.evaluate(
        (each) => window.benchStock(each, { warmUps: 1, leastMs: 1000, mostSteps: 3 }),
        one,
      );
      adapter = ours.adapter;
      gpu[one.name] = {
        dispatchesPerStep: ours.dispatches,
        jsMsPerStep: rounded(ours.jsMs),
        msPerStep: rounded(ours.ms),
        stockDispatchesPerStep: stock.dispatches,
        stockMsPerStep: rounded(stock.ms),
        ratio: rounded(stock.ms / ours.ms),
      };
    }
    return { adapter, gpu };
  });
}

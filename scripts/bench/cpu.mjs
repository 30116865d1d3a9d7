/** How long a step of training takes without a GPU, in the app and in stock TensorFlow.js, in the same Chromium. */
import { median, onPage } from './page.mjs';

const rounds = 11;

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

/** Medians over the rounds, in ms; `ratio` is how many times faster the app is. */
export async function benchCpu() {
  const times = await onPage('cpu.html', (page) => page.evaluate((count) => window.benchCpu(count), rounds));
  const cpu = Object.entries(times).map(([name, { ours, stock }]) => {
    const [msPerStep, stockMsPerStep] = [median(ours), median(stock)];
    const ratio = stockMsPerStep / msPerStep;
    return [name, { msPerStep: rounded(msPerStep), stockMsPerStep: rounded(stockMsPerStep), ratio: rounded(ratio) }];
  });
  return { cpu: Object.fromEntries(cpu) };
}

/** Planted anomalies and breaks: precision and recall, false alarms where nothing broke, and what looking costs. */
import { bundleSource } from '../source.mjs';

/** @param {string[]} cases how many series of each kind */
export async function benchUnusual([count = '50']) {
  const bundle = await bundleSource('scripts/bench/unusual-node.ts');
  try {
    /** @type {typeof import('./unusual-node.ts')} */
    const { measureFalseBreaks, measureUnusual, timeUnusual } = await import(bundle.url);
    const { points, breaks } = measureUnusual(Number(count));
    return { points, breaks, falseBreaks: measureFalseBreaks(2 * Number(count)), processor: { once: timeUnusual() } };
  } finally {
    await bundle.dispose();
  }
}

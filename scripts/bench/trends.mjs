/** Trends of panels of which is known which series rise and fall: how many are found, and how many of those found are false. */
import { bundleSource } from '../source.mjs';

/** @param {string[]} cases how many panels of each kind */
export async function benchTrends([count = '50']) {
  const bundle = await bundleSource('scripts/bench/trends-node.ts');
  try {
    /** @type {typeof import('./trends-node.ts')} */
    const { measureTrends } = await import(bundle.url);
    return { panels: measureTrends(Number(count)) };
  } finally {
    await bundle.dispose();
  }
}

/** What totals that add up and a workbook of everything cost, and what reconciling gains on panels of known truth. */
import { bundleSource } from '../source.mjs';

const rounds = 3;
const panels = 3;

/** @param {number} value */
const short = (value) => Number(value.toPrecision(3));

/** Times in Node; errors as ratios to those of each node forecast alone, means over panels. */
export async function benchTotals() {
  const bundle = await bundleSource('scripts/bench/totals-node.ts');
  try {
    /** @type {typeof import('./totals-node.ts')} */
    const { measureKnownTruth, timeTotals, timeWorkbook } = await import(bundle.url);
    const times = Array.from({ length: rounds }, () => timeTotals());
    const quickest = times.reduce((best, one) => (one.reconcileMs < best.reconcileMs ? one : best));
    const megabytes = Math.max(...times.map((one) => one.megabytes));
    const totals = Object.fromEntries(
      Object.entries({ ...quickest, megabytes }).map(([name, value]) => [name, short(value)]),
    );
    /** @type {Record<string, Record<string, number>>} */
    const truth = {};
    for (let seed = 1; seed <= panels; seed++) {
      for (const [level, ways] of Object.entries(await measureKnownTruth('theta', seed))) {
        truth[level] ??= { rmseAlone: 0 };
        for (const [way, rmse] of Object.entries(ways)) {
          if (way === 'alone') truth[level].rmseAlone += rmse / panels;
          else truth[level][way] = (truth[level][way] ?? 0) + rmse / ways.alone / panels;
        }
      }
    }
    for (const ways of Object.values(truth)) for (const way of Object.keys(ways)) ways[way] = short(ways[way]);
    /** @type {Record<string, object>} */
    const workbook = {};
    for (const [count, length] of [
      [5000, 200],
      [50_000, 60],
    ]) {
      const made = await timeWorkbook(count, length);
      workbook[`${count}x${length}`] = Object.fromEntries(
        Object.entries(made).map(([name, value]) => [name, short(value)]),
      );
    }
    return { totals, truth, workbook };
  } finally {
    await bundle.dispose();
  }
}

/** How long it takes in Node to group, list, show and gather panels of many short series. */
import { bundleSource } from '../source.mjs';
import { median } from './page.mjs';

const rounds = 7;

/** @type {[series: number, points: number][]} */
const cases = [
  [5000, 200],
  [50_000, 60],
];

const measures = /** @type {const} */ (['indexMs', 'listMs', 'prepareMs', 'gatherMs']);

/** Medians over the rounds. */
export async function benchPanel() {
  const bundle = await bundleSource('scripts/bench/panel-node.ts');
  try {
    /** @type {typeof import('./panel-node.ts')} */
    const { makePanel, timePanel } = await import(bundle.url);
    /** @type {Record<string, Record<string, number>>} */
    const panel = {};
    for (const [series, points] of cases) {
      const table = makePanel(series, points);
      const times = Array.from({ length: rounds }, () => timePanel(table));
      panel[`${series}x${points}`] = Object.fromEntries(
        measures.map((measure) => [measure, Number(median(times.map((round) => round[measure])).toFixed(1))]),
      );
    }
    return { panel };
  } finally {
    await bundle.dispose();
  }
}

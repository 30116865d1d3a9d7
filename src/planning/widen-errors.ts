/** Errors of a few tests as wide as forecasts may be off. */
import { normalQuantile } from '../statistics/normal.ts';
import type { CoherentErrors } from './coherent-spread.ts';
import { type Hierarchy, sumUp } from './hierarchy.ts';
import { columnsOf } from './node-errors.ts';

/** Errors are stretched to so many times what they were at most, and never narrowed: what was seen may come again. */
const most = 3;
const deviationsOf80 = 2 * normalQuantile(0.9);

/**
 * Stretches the errors of each series so that they spread as its own interval does; those of totals are their sums again. The tests
 * tell too little: there are few of them, and models and the weights that make all add up were chosen by the same ones. The interval
 * of a series by itself has learnt what that leaves out (`evaluation/auto-spread.ts`).
 *
 * @param widths [nodes] mean width of the 80 % interval that a node has by itself; NaN where it has none
 */
export function widenErrors(hierarchy: Hierarchy, errors: CoherentErrors, widths: Float64Array): CoherentErrors {
  const { totals } = hierarchy;
  const { nodes, origins, horizon, steps } = errors;
  const columns = columnsOf(errors);
  const values = errors.values.slice();
  for (let node = totals; node < nodes; node += 1) {
    const own = values.subarray(node * columns, (node + 1) * columns);
    const factor = widths[node] / (deviationsOf80 * rootMeanSquare(own, steps, horizon));
    if (!(factor > 1)) continue;
    for (let at = 0; at < columns; at += 1) own[at] *= Math.min(most, factor);
  }
  const column = new Float64Array(nodes);
  for (let at = 0; at < origins * horizon; at += 1) {
    for (let node = totals; node < nodes; node += 1) column[node] = values[node * columns + at];
    sumUp(hierarchy, column);
    for (let node = 0; node < totals; node += 1) values[node * columns + at] = column[node];
  }
  return { ...errors, values };
}

/** Of the steps of each origin that are known. */
function rootMeanSquare(own: Float64Array, steps: readonly number[], horizon: number): number {
  let squares = 0;
  let count = 0;
  for (const [origin, known] of steps.entries()) {
    for (let step = 0; step < known; step += 1) squares += own[origin * horizon + step] ** 2;
    count += known;
  }
  return Math.sqrt(squares / count);
}

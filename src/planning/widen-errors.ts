/** Errors of a few tests as wide as forecasts may be off. */
import { createRandom, drawNormal, drawPermutation } from '../base/random.ts';
import { normalQuantile } from '../statistics/normal.ts';
import type { CoherentErrors } from './coherent-spread.ts';
import { type Hierarchy, sumUp } from './hierarchy.ts';
import { columnsOf } from './node-errors.ts';

/** Errors are stretched to so many times what they were at most, and never narrowed: what was seen may come again. */
const most = 3;
/** Of the variance of errors that are made up, what stays the same from step to step. */
const keptShare = 0.5;
const deviationsOf80 = 2 * normalQuantile(0.9);

/**
 * Stretches the errors of each series so that they spread as its own interval does; those of totals are their sums again. The tests
 * tell too little: there are few of them, and models and the weights that make all add up were chosen by the same ones. The interval
 * of a series by itself has learnt what that leaves out (`evaluation/auto-spread.ts`). A series that could not be tested has
 * nothing to stretch: it gets normal errors as wide as its interval, which go with those of no other.
 *
 * @param widths [nodes] mean width of the 80 % interval that a node has by itself; NaN where it has none
 */
export function widenErrors(hierarchy: Hierarchy, errors: CoherentErrors, widths: Float64Array): CoherentErrors {
  const { totals } = hierarchy;
  const { nodes, origins, horizon, steps } = errors;
  const columns = columnsOf(errors);
  const values = errors.values.slice();
  const untested = new Set(errors.untested);
  for (let node = totals; node < nodes; node += 1) {
    const own = values.subarray(node * columns, (node + 1) * columns);
    const isMadeUp = untested.has(node) && widths[node] > 0;
    if (isMadeUp) makeUp(own, horizon, node);
    const factor = widths[node] / (deviationsOf80 * rootMeanSquare(own, steps, horizon));
    if (!isMadeUp && !(factor > 1)) continue;
    for (let at = 0; at < columns; at += 1) own[at] *= isMadeUp ? factor : Math.min(most, factor);
  }
  const column = new Float64Array(nodes);
  for (let at = 0; at < origins * horizon; at += 1) {
    for (let node = totals; node < nodes; node += 1) column[node] = values[node * columns + at];
    sumUp(hierarchy, column);
    for (let node = 0; node < totals; node += 1) values[node * columns + at] = column[node];
  }
  return { ...errors, values };
}

/**
 * Normal errors, the same for the same node; part of each goes on along the horizon. There are few origins: what goes on there is
 * spread evenly over the distribution, and what does not adds up to nothing, lest a few draws make the interval of the sum.
 */
function makeUp(own: Float64Array, horizon: number, node: number): void {
  const random = createRandom(node, 43);
  const order = drawPermutation(own.length / horizon, random);
  for (const [origin, rank] of order.entries()) {
    const size = normalQuantile(0.5 + (rank + 0.5) / (2 * order.length));
    const kept = random() < 0.5 ? -size : size;
    const passing = Float64Array.from({ length: horizon }, () => drawNormal(random));
    const mean = passing.reduce((sum, one) => sum + one, 0) / horizon;
    for (const [step, one] of passing.entries())
      own[origin * horizon + step] = Math.sqrt(keptShare) * kept + Math.sqrt(1 - keptShare) * (one - mean);
  }
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

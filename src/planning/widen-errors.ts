/** Errors of a few tests as wide as forecasts may be off. */
import { normalQuantile } from '../statistics/normal.ts';
import { columnsOf, type NodeErrors } from './node-errors.ts';

/** Errors are stretched to so many times what they were at most, and never narrowed: what was seen may come again. */
const most = 3;
const deviationsOf80 = 2 * normalQuantile(0.9);

/**
 * Stretches the errors of each node so that they spread as its own interval does. The tests tell too little: there are few of them,
 * and the model was chosen by the same ones. A node's interval has learnt what that leaves out (`evaluation/auto-spread.ts`).
 *
 * @param widths [nodes] mean width of the 80 % interval that the node has by itself; NaN where it has none
 */
export function widenErrors(errors: NodeErrors, widths: Float64Array): NodeErrors {
  const columns = columnsOf(errors);
  const values = errors.values.slice();
  for (let node = 0; node < errors.nodes; node += 1) {
    const own = values.subarray(node * columns, (node + 1) * columns);
    let squares = 0;
    let count = 0;
    for (const error of own) {
      if (Number.isNaN(error)) continue;
      squares += error * error;
      count += 1;
    }
    const factor = widths[node] / (deviationsOf80 * Math.sqrt(squares / count));
    if (!(factor > 1)) continue;
    for (let at = 0; at < columns; at += 1) own[at] *= Math.min(most, factor);
  }
  return { ...errors, values };
}

/** Federated averaging: the mean of several shops' weights, each counted by the windows it learnt from. */
import { digestOf } from '../base/digest.ts';
import type { NamedTensor } from '../forecasters/trained-network.ts';

/** Tells weights from others, however they are ordered. */
export function digestOfWeights(weights: readonly NamedTensor[]): string {
  const inOrder = [...weights].sort((a, b) => (a.name < b.name ? -1 : 1));
  return digestOf(inOrder.flatMap(({ name, shape, values }) => [name, shape.join(), values]));
}

/** The same for networks of the same names and shapes alone. */
export function describeShapes(weights: readonly NamedTensor[]): string {
  return JSON.stringify(weights.map(({ name, shape }) => [name, shape]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The mean of weights, each counted by its windows (McMahan et al. 2017, algorithm 1), summed in double precision.
 *
 * @param parts one at least, with windows, and tensors of the same names and shapes in any order
 */
export function averageWeights(parts: readonly { weights: readonly NamedTensor[]; windows: number }[]): NamedTensor[] {
  const all = parts.reduce((sum, { windows }) => sum + windows, 0);
  return parts[0].weights.map(({ name, shape, values }) => {
    const sums = new Float64Array(values.length);
    for (const { weights, windows } of parts) {
      const own = weights.find((tensor) => tensor.name === name);
      if (!own || own.values.length !== values.length) throw new Error(`${name} is missing, or of another shape`);
      for (let at = 0; at < sums.length; at += 1) sums[at] += (windows / all) * own.values[at];
    }
    return { name, shape, values: Float32Array.from(sums) };
  });
}

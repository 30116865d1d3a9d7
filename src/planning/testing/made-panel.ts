/** Small hierarchies, and forecasts of their nodes of which is known how they miss. */
import { createRandom, drawNormal } from '../../base/random.ts';
import { buildHierarchy, type Hierarchy, type LeafColumn, sumUp } from '../hierarchy.ts';
import type { NodeErrors } from '../node-errors.ts';

export function columnOf(name: string, codes: readonly number[]): LeafColumn {
  const count = codes.length === 0 ? 0 : Math.max(...codes) + 1;
  return { name, codes: Int32Array.from(codes), labels: Array.from({ length: count }, (_, at) => `${name} ${at}`) };
}

/** @returns a hierarchy of `groups` groups of leaves under one total */
export function nestedHierarchy(leaves: number, groups: number): Hierarchy {
  const column = columnOf(
    'group',
    Array.from({ length: leaves }, (_, leaf) => leaf % groups),
  );
  return buildHierarchy([column], [{ columns: [] }, { columns: [0] }], leaves);
}

/**
 * Forecasts that miss by independent normal errors, of another size at each node.
 *
 * @param sizes [nodes] standard deviations
 */
export function missIndependently(
  hierarchy: Hierarchy,
  sizes: readonly number[],
  origins: number,
  seed: number,
): { errors: NodeErrors; actual: Float64Array } {
  const random = createRandom(seed, 5);
  const nodes = hierarchy.totals + hierarchy.leaves;
  const actual = new Float64Array(nodes * origins);
  const column = new Float64Array(nodes);
  for (let origin = 0; origin < origins; origin++) {
    for (let node = hierarchy.totals; node < nodes; node++) column[node] = 50 + 10 * random();
    sumUp(hierarchy, column);
    for (let node = 0; node < nodes; node++) actual[node * origins + origin] = column[node];
  }
  const values = Float64Array.from(actual, (_, at) => sizes[Math.floor(at / origins)] * drawNormal(random));
  return { errors: { nodes, origins, horizon: 1, values }, actual };
}

/**
 * The covariance of the errors of all nodes, shrunk towards its diagonal (Schäfer and Strimmer 2005; for reconciliation
 * Wickramasuriya, Athanasopoulos and Hyndman 2019), as a diagonal and a factor: the matrix itself is never made.
 */
import type { Hierarchy } from './hierarchy.ts';
import { columnsOf, type NodeErrors } from './node-errors.ts';

/** W = diag(diagonal) + factor factor', of [nodes, nodes]. */
export type ErrorCovariance = {
  /** [nodes] */
  diagonal: Float64Array;
  /** [nodes, columns]; null for none. */
  factor: Float64Array | null;
  columns: number;
  /** The weight of the diagonal, 0-1. */
  shrinkage: number;
};

/** Each node as uncertain as it has leaves (Athanasopoulos et al. 2017): what needs no errors. */
export function structuralCovariance({ totals, leaves, starts }: Hierarchy): ErrorCovariance {
  const diagonal = new Float64Array(totals + leaves).fill(1);
  for (let total = 0; total < totals; total++) diagonal[total] = starts[total + 1] - starts[total];
  return { diagonal, factor: null, columns: 0, shrinkage: 1 };
}

/** Of the mean variance, what a node whose errors are all zero is taken to have, lest it be certain. */
const leastVariance = 1e-8;
/** Of its own variance, what a node keeps apart from all others at least, lest the matrix be singular by rounding. */
const leastShare = 1e-10;

/**
 * The sample covariance about zero of what is known at the same times, with its diagonal given so much weight as the noise in the
 * correlations asks for. A node with fewer errors than others has the variance of those that it has, and its correlations count as
 * zero where it has none.
 *
 * @param errors at least two columns
 */
export function shrunkCovariance(errors: NodeErrors): ErrorCovariance {
  const { nodes } = errors;
  const columns = columnsOf(errors);
  const scaled = new Float64Array(nodes * columns);
  const variances = new Float64Array(nodes);
  let [sum, spread] = [0, 0];
  for (let node = 0; node < nodes; node++) {
    let [squares, known] = [0, 0];
    for (let at = node * columns; at < (node + 1) * columns; at++) {
      const error = errors.values[at];
      if (Number.isNaN(error)) continue;
      squares += error * error;
      known++;
    }
    variances[node] = known > 0 ? squares / known : 0;
    if (variances[node] === 0) continue;
    sum += variances[node];
    spread++;
    const scale = 1 / Math.sqrt(variances[node]);
    for (let at = node * columns; at < (node + 1) * columns; at++) scaled[at] = (errors.values[at] || 0) * scale;
  }
  const shrinkage = findShrinkage(scaled, nodes, columns);
  const floor = spread > 0 ? (leastVariance * sum) / spread : 1;
  const diagonal = new Float64Array(nodes);
  const root = Math.sqrt((1 - shrinkage) / columns);
  for (let node = 0; node < nodes; node++) {
    const scale = root * Math.sqrt(variances[node]);
    let own = 0;
    for (let at = node * columns; at < (node + 1) * columns; at++) {
      scaled[at] *= scale;
      own += scaled[at] * scaled[at];
    }
    diagonal[node] = variances[node] > 0 ? Math.max(variances[node] - own, leastShare * variances[node]) : floor;
  }
  return { diagonal, factor: scaled, columns, shrinkage };
}

/**
 * The weight of the diagonal: the summed variances of the correlations over their summed squares (Schäfer and Strimmer 2005, as in
 * R's `hts`), from sums over pairs of columns instead of pairs of nodes.
 *
 * @param scaled [nodes, columns] errors over their root mean square; 0 where there is none
 */
function findShrinkage(scaled: Float64Array, nodes: number, columns: number): number {
  if (columns < 2) return 1;
  const { all, pairs } = sumPairs(scaled, nodes, columns);
  // All of these leave out each node with itself.
  let [own, ownFourth, fourth] = [0, 0, 0];
  const squaresAt = new Float64Array(columns);
  for (let node = 0; node < nodes; node++) {
    let squares = 0;
    for (let column = 0; column < columns; column++) {
      const square = scaled[node * columns + column] ** 2;
      squares += square;
      squaresAt[column] += square;
      ownFourth += square * square;
    }
    own += squares * squares;
  }
  for (const squares of squaresAt) fourth += squares * squares;
  const products = pairs ?? all - own;
  const variances = (fourth - ownFourth - products / columns) / (columns * (columns - 1));
  const correlations = products / columns ** 2;
  return correlations > 0 ? Math.min(1, Math.max(0, variances / correlations)) : 1;
}

/**
 * Σ over nodes i, j of (Σ over columns of z_i z_j)²: by pairs of columns, or by pairs of nodes where these are fewer.
 *
 * @returns `pairs` without i = j where it was found by nodes, else `all`
 */
function sumPairs(scaled: Float64Array, nodes: number, columns: number): { all: number; pairs: number | null } {
  if (nodes < columns) {
    let pairs = 0;
    for (let i = 0; i < nodes; i++) {
      for (let j = 0; j < i; j++) {
        let product = 0;
        for (let at = 0; at < columns; at++) product += scaled[i * columns + at] * scaled[j * columns + at];
        pairs += 2 * product * product;
      }
    }
    return { all: Number.NaN, pairs };
  }
  // A row of the [columns, columns] products at a time, its nodes in the order in which they lie.
  const products = new Float64Array(columns * columns);
  for (let node = 0; node < nodes; node++) {
    const first = node * columns;
    for (let a = 0; a < columns; a++) {
      const left = scaled[first + a];
      if (left === 0) continue;
      const row = a * columns;
      for (let b = 0; b <= a; b++) products[row + b] += left * scaled[first + b];
    }
  }
  let all = 0;
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < a; b++) all += 2 * products[a * columns + b] ** 2;
    all += products[a * columns + a] ** 2;
  }
  return { all, pairs: null };
}

import { factorCholesky, solveCholesky } from './cholesky.ts';
import { sumProducts } from './sum-products.ts';

export type RidgeFit = {
  /** [features] */
  coefficients: Float64Array;
  /** Standard deviation of what is left, over the degrees of freedom that are left. */
  sigma: number;
  /** Parameters the penalty leaves free, between 0 and the number of features. */
  freedom: number;
  /** Number of rows. */
  judged: number;
};

const penalties = [1e-4, 1e-3, 1e-2, 0.1, 1, 10];

/** Features less the trace of penalty times the inverse. */
function countFreedom(lower: Float64Array, scaled: Float64Array): number {
  const size = scaled.length;
  let freedom = size;
  const solved = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    // Before its own place a unit's solution is zero.
    for (let row = column; row < size; row += 1) {
      let sum = row === column ? Math.sqrt(scaled[column]) : 0;
      for (let at = column; at < row; at += 1) sum -= lower[row * size + at] * solved[at];
      solved[row] = sum / lower[row * size + row];
      freedom -= solved[row] * solved[row];
    }
  }
  return freedom;
}

/**
 * Ridge regression (Hoerl and Kennard 1970), its penalty by generalised cross-validation (Golub, Heath and Wahba 1979). Each
 * feature is penalised in proportion to its mean square, so units do not matter.
 *
 * @param rows [rows][features], a constant among them where one is wanted
 * @param targets [rows]
 * @returns null where no penalty makes the features tell apart
 */
export function fitRidge(rows: readonly Float64Array[], targets: Float64Array): RidgeFit | null {
  if (rows.length < 2) return null;
  const { gram, products } = sumProducts(rows, targets);
  const size = products.length;
  let best: (RidgeFit & { score: number }) | null = null;
  for (const penalty of penalties) {
    const scaled = products.map((_, at) => penalty * gram[at * size + at] + 1e-12);
    const matrix = gram.slice();
    for (let at = 0; at < size; at += 1) matrix[at * size + at] += scaled[at];
    const lower = factorCholesky(matrix, size);
    if (!lower) continue;
    const coefficients = solveCholesky(lower, products);
    let squares = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      let expected = 0;
      for (let i = 0; i < size; i += 1) expected += row[i] * coefficients[i];
      squares += (targets[at] - expected) ** 2;
    }
    const freedom = countFreedom(lower, scaled);
    const left = rows.length - freedom;
    if (left <= 0.5) continue;
    const score = (rows.length * squares) / left ** 2;
    if (best && score >= best.score) continue;
    const sigma = Math.sqrt(squares / left);
    best = {
      coefficients,
      sigma,
      freedom,
      score,
      judged: rows.length,
    };
  }
  return best;
}

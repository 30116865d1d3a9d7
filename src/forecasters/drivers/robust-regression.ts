/**
 * Regressions that no single value bends, each coefficient held by its prior as in ridge regression (Hoerl and Kennard 1970):
 * iteratively reweighted least squares, with Huber's weights (1964) for doubtful values and Tukey's biweight for impossible ones.
 */
import { factorCholesky, solveCholesky } from '../../statistics/cholesky.ts';
import { medianOf } from '../../statistics/median.ts';

export type Regression = {
  /** [rows, columns] */
  design: Float64Array;
  columns: number;
  /** [rows] in units of its usual size */
  y: Float64Array;
  /** [rows] 0 for what is left out, else 1 */
  counted: Float64Array;
  /** [columns] standard deviations of the coefficients before anything is seen; infinite where nothing is expected. */
  priors: readonly number[];
};

const mostPasses = 10;
/** Coefficients are settled once none moves by more. */
const settled = 1e-4;
/** Beyond so many robust deviations a value counts less; beyond the further one not at all. */
const doubtful = 1.5;
const impossible = 6;
/** Keeps apart what the values do not tell apart. */
const leastHold = 1e-9;
const largestPredictor = 12;
const furthestMove = 3;

export const clamp = (value: number, most: number): number => Math.min(most, Math.max(-most, value));

/** Minimises the weighted squares and what the priors ask. @returns [columns]; null where they cannot be told apart */
function solve(
  { design, columns, priors }: Regression,
  wanted: Float64Array,
  weights: Float64Array,
  scale: number,
): Float64Array | null {
  const gram = new Float64Array(columns * columns);
  const products = new Float64Array(columns);
  for (let at = 0; at < wanted.length; at += 1) {
    const weight = weights[at];
    if (weight === 0) continue;
    const start = at * columns;
    for (let i = 0; i < columns; i += 1) {
      const own = weight * design[start + i];
      if (own === 0) continue;
      products[i] += own * wanted[at];
      for (let j = 0, to = i * columns; j <= i; j += 1, to += 1) gram[to] += own * design[start + j];
    }
  }
  for (let i = 0; i < columns; i += 1) gram[i * columns + i] += (scale / priors[i]) ** 2 + leastHold;
  const lower = factorCholesky(gram, columns);
  return lower && solveCholesky(lower, products);
}

function predict({ design, columns, y }: Regression, coefficients: Float64Array): Float64Array {
  const predicted = new Float64Array(y.length);
  for (let at = 0; at < predicted.length; at += 1) {
    let sum = 0;
    for (let i = 0; i < columns; i += 1) sum += design[at * columns + i] * coefficients[i];
    predicted[at] = sum;
  }
  return predicted;
}

/** Robust weights of residuals, and their scale. */
function weigh(residuals: Float64Array, counted: Float64Array): { weights: Float64Array; scale: number } {
  const sizes = residuals.filter((_, at) => counted[at] > 0).map(Math.abs);
  const scale = Math.max(1e-6, 1.4826 * medianOf(sizes));
  const atDoubtful = (1 - (doubtful / impossible) ** 2) ** 2;
  const weights = residuals.map((residual, at) => {
    const size = Math.abs(residual) / scale;
    if (counted[at] === 0 || size >= impossible) return 0;
    if (size <= doubtful) return 1;
    return ((doubtful / size) * (1 - (size / impossible) ** 2) ** 2) / atDoubtful;
  });
  return { weights, scale };
}

function areSettled(now: Float64Array, before: Float64Array | null): boolean {
  return before !== null && now.every((value, at) => Math.abs(value - before[at]) <= settled);
}

/** Values as sums of the columns. @returns [columns]; null where they cannot be told apart */
export function regressAmounts(regression: Regression): Float64Array | null {
  const { y, counted } = regression;
  let weights = counted;
  let scale = 1;
  let coefficients: Float64Array | null = null;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = solve(regression, y, weights, scale);
    if (!next || areSettled(next, coefficients)) return next;
    coefficients = next;
    const predicted = predict(regression, next);
    ({ weights, scale } = weigh(
      y.map((value, at) => value - predicted[at]),
      counted,
    ));
  }
  return coefficients;
}

/**
 * Values of zero and more as products: sums of the columns give the logarithm of the mean (quasi-likelihood, Wedderburn 1974).
 *
 * @param areCounts whether the variance goes with the mean, as where zeros are many; else with its square
 * @returns [columns]; null where they cannot be told apart
 */
export function regressRatios(regression: Regression, areCounts: boolean): Float64Array | null {
  const { y, counted } = regression;
  let wanted = y.map((value) => Math.log(Math.max(0.1, value)));
  let weights = counted;
  let scale = 0.5;
  let coefficients: Float64Array | null = null;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = solve(regression, wanted, weights, scale);
    if (!next || areSettled(next, coefficients)) return next;
    coefficients = next;
    const predictor = predict(regression, next).map((value) => clamp(value, largestPredictor));
    const means = predictor.map(Math.exp);
    const spreads = areCounts ? means.map(Math.sqrt) : means;
    const robust = weigh(
      y.map((value, at) => (value - means[at]) / spreads[at]),
      counted,
    );
    scale = robust.scale;
    weights = robust.weights.map((weight, at) => weight * (means[at] / spreads[at]) ** 2);
    wanted = predictor.map((value, at) => value + clamp((y[at] - means[at]) / means[at], furthestMove));
  }
  return coefficients;
}

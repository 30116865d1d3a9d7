/**
 * Regressions that no single value bends, each coefficient held by its prior as in ridge regression (Hoerl and Kennard 1970):
 * iteratively reweighted least squares, with Huber's weights (1964) for doubtful values and Tukey's biweight for impossible ones.
 */
import { factorCholesky, solveCholesky } from '../../statistics/cholesky.ts';
import { spreadByMedian } from '../../statistics/median.ts';

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

export type RegressionFit = {
  /** [columns] */
  coefficients: Float64Array;
  /** Standard error of a weighted sum of the coefficients. @param weights [columns] */
  errorOf: (weights: Float64Array) => number;
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

type Solved = { coefficients: Float64Array; lower: Float64Array };

/** Minimises the weighted squares and what the priors ask. @returns null where the columns cannot be told apart */
function solve(
  { design, columns, priors }: Regression,
  wanted: Float64Array,
  weights: Float64Array,
  scale: number,
): Solved | null {
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
  return lower && { lower, coefficients: solveCholesky(lower, products) };
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
  const scale = Math.max(1e-6, spreadByMedian(residuals.filter((_, at) => counted[at] > 0)));
  const atDoubtful = (1 - (doubtful / impossible) ** 2) ** 2;
  const weights = residuals.map((residual, at) => {
    const size = Math.abs(residual) / scale;
    if (counted[at] === 0 || size >= impossible) return 0;
    if (size <= doubtful) return 1;
    return ((doubtful / size) * (1 - (size / impossible) ** 2) ** 2) / atDoubtful;
  });
  return { weights, scale };
}

/** Most that errors which go on from step to step widen a standard error. */
const widestBySteps = 3;

/**
 * Standard errors by the curvature at the solution, priors included, as much wider as residuals go on from step to step: as if the
 * columns did so, too, the most that it can be (Bartlett 1935).
 */
function describeFit({ coefficients, lower }: Solved, residuals: Float64Array, scale: number): RegressionFit {
  const limit = impossible * scale;
  const near = residuals.map((residual) => clamp(residual, limit));
  let squares = 0;
  let products = 0;
  for (let at = 0; at < near.length; at += 1) {
    squares += near[at] ** 2;
    if (at > 0) products += near[at] * near[at - 1];
  }
  const kept = squares > 0 ? Math.max(0, products / squares) : 0;
  const wider = Math.min(widestBySteps, Math.sqrt((1 + kept) / Math.max(1e-6, 1 - kept)));
  return {
    coefficients,
    errorOf(weights) {
      const solved = solveCholesky(lower, weights);
      const variance = weights.reduce((sum, weight, at) => sum + weight * solved[at], 0);
      return wider * scale * Math.sqrt(Math.max(0, variance));
    },
  };
}

function areSettled(now: Float64Array, before: Float64Array | null): boolean {
  return before !== null && now.every((value, at) => Math.abs(value - before[at]) <= settled);
}

/** Values as sums of the columns. @returns null where they cannot be told apart */
export function regressAmounts(regression: Regression): RegressionFit | null {
  const { y, counted } = regression;
  let weights = counted;
  let scale = 1;
  let residuals = new Float64Array(0);
  let last: Solved | null = null;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = solve(regression, y, weights, scale);
    if (!next) return null;
    const isSettled = areSettled(next.coefficients, last?.coefficients ?? null);
    last = next;
    if (isSettled) break;
    const predicted = predict(regression, next.coefficients);
    residuals = y.map((value, at) => (counted[at] > 0 ? value - predicted[at] : 0));
    ({ weights, scale } = weigh(residuals, counted));
  }
  return last && describeFit(last, residuals, scale);
}

/**
 * Values of zero and more as products: sums of the columns give the logarithm of the mean (quasi-likelihood, Wedderburn 1974).
 *
 * @param areCounts whether the variance goes with the mean, as where zeros are many; else with its square
 * @returns null where they cannot be told apart
 */
export function regressRatios(regression: Regression, areCounts: boolean): RegressionFit | null {
  const { y, counted } = regression;
  let wanted = y.map((value) => Math.log(Math.max(0.1, value)));
  let weights = counted;
  let scale = 0.5;
  let residuals = new Float64Array(0);
  let last: Solved | null = null;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = solve(regression, wanted, weights, scale);
    if (!next) return null;
    const isSettled = areSettled(next.coefficients, last?.coefficients ?? null);
    last = next;
    if (isSettled) break;
    const predictor = predict(regression, next.coefficients).map((value) => clamp(value, largestPredictor));
    const means = predictor.map(Math.exp);
    const spreads = areCounts ? means.map(Math.sqrt) : means;
    residuals = y.map((value, at) => (counted[at] > 0 ? (value - means[at]) / spreads[at] : 0));
    const robust = weigh(residuals, counted);
    scale = robust.scale;
    weights = robust.weights.map((weight, at) => weight * (means[at] / spreads[at]) ** 2);
    wanted = predictor.map((value, at) => value + clamp((y[at] - means[at]) / means[at], furthestMove));
  }
  return last && describeFit(last, residuals, scale);
}

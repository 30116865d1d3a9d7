/** The conditional sum of squares of a seasonal ARMA model and its slope, by running the recursion backwards. */
import type { SmoothObjective } from '../../statistics/minimise.ts';

/** Numbers of coefficients: near and a season away, of values and of errors. */
export type ArmaOrder = { p: number; q: number; seasonalP: number; seasonalQ: number };

/** Weights of past values and errors by lag, zero where there are none; a mean of 0 unless it is estimated. */
export type Arma = { ofValues: Float64Array; ofErrors: Float64Array; mean: number };

/** Roots stay this far within the circle, as R's `auto.arima` asks. */
const mostPartial = 0.99;

/** Coefficients of a stationary autoregression from free numbers, by partial autocorrelations (Monahan 1984). */
function coefficientsOf(free: Float64Array): number[] {
  const coefficients: number[] = [];
  for (const [at, x] of free.entries()) {
    const partial = mostPartial * Math.tanh(x);
    const before = coefficients.slice();
    for (let k = 0; k < at; k += 1) coefficients[k] = before[k] - partial * before[at - 1 - k];
    coefficients.push(partial);
  }
  return coefficients;
}

/** Weights by lag of (1 - near)(1 - far) with far a season apart, as 1 - sum. */
function multiplyLags(near: readonly number[], far: readonly number[], season: number): Float64Array {
  const weights = new Float64Array(near.length + season * far.length);
  for (const [at, value] of near.entries()) weights[at] += value;
  for (const [k, value] of far.entries()) {
    const lag = (k + 1) * season;
    weights[lag - 1] += value;
    for (const [at, other] of near.entries()) weights[lag + at] -= value * other;
  }
  return weights;
}

export function countOf({ p, q, seasonalP, seasonalQ }: ArmaOrder): number {
  return p + q + seasonalP + seasonalQ;
}

/**
 * @param x free numbers: near and far of values, near and far of errors, then the mean in units of `unit` where there is one
 */
export function decodeArma(x: Float64Array, order: ArmaOrder, season: number, unit: number): Arma {
  const { p, q, seasonalP, seasonalQ } = order;
  const far = p + seasonalP;
  const part = (from: number, count: number) => coefficientsOf(x.subarray(from, from + count));
  return {
    ofValues: multiplyLags(part(0, p), part(p, seasonalP), season),
    // A moving average is invertible where the same autoregression is stationary; its weights enter with the other sign.
    ofErrors: multiplyLags(part(far, q), part(far + q, seasonalQ), season).map((weight) => -weight),
    mean: x.length > countOf(order) ? unit * x[countOf(order)] : 0,
  };
}

/** [length] errors of one step each, all before the first value taken to be 0. */
export function runArma({ ofValues, ofErrors, mean }: Arma, values: Float64Array): Float64Array {
  const errors = new Float64Array(values.length);
  const valueLags = listLags(ofValues);
  const errorLags = listLags(ofErrors);
  for (let at = 0; at < values.length; at += 1) {
    let error = values[at] - mean;
    for (const lag of valueLags) {
      if (lag > at) break;
      error -= ofValues[lag - 1] * (values[at - lag] - mean);
    }
    for (const lag of errorLags) {
      if (lag > at) break;
      error -= ofErrors[lag - 1] * errors[at - lag];
    }
    errors[at] = error;
  }
  return errors;
}

function listLags(weights: Float64Array): number[] {
  return Array.from(weights.keys(), (at) => at + 1).filter((lag) => weights[lag - 1] !== 0);
}

export function sumSquares(errors: Float64Array): number {
  let sum = 0;
  for (const error of errors) sum += error * error;
  return Math.max(sum, 1e-200);
}

/** Slopes of the objective in each weight and in the mean. */
function runBack({ ofValues, ofErrors, mean }: Arma, values: Float64Array, errors: Float64Array) {
  const { length } = values;
  const scale = (2 * length) / sumSquares(errors);
  const valueLags = listLags(ofValues);
  const errorLags = listLags(ofErrors);
  const toErrors = new Float64Array(length);
  const toValueWeights = new Float64Array(ofValues.length);
  const toErrorWeights = new Float64Array(ofErrors.length);
  let toMean = 0;
  for (let at = length - 1; at >= 0; at -= 1) {
    let slope = scale * errors[at];
    for (const lag of errorLags) if (at + lag < length) slope -= ofErrors[lag - 1] * toErrors[at + lag];
    toErrors[at] = slope;
    let ofMean = -1;
    for (const lag of valueLags) {
      if (lag > at) break;
      toValueWeights[lag - 1] -= slope * (values[at - lag] - mean);
      ofMean += ofValues[lag - 1];
    }
    for (const lag of errorLags) {
      if (lag > at) break;
      toErrorWeights[lag - 1] -= slope * errors[at - lag];
    }
    toMean += slope * ofMean;
  }
  return { toValueWeights, toErrorWeights, toMean };
}

const nudge = 1e-6;

/** The slope through the weights, which are few and quick to make: by their differences. */
function slopeAlong(
  x: Float64Array,
  at: number,
  arma: Arma,
  slopes: ReturnType<typeof runBack>,
  decode: (x: Float64Array) => Arma,
): number {
  const moved = x.slice();
  moved[at] += nudge;
  const { ofValues, ofErrors, mean } = decode(moved);
  let sum = slopes.toMean * (mean - arma.mean);
  for (const [k, weight] of ofValues.entries()) sum += slopes.toValueWeights[k] * (weight - arma.ofValues[k]);
  for (const [k, weight] of ofErrors.entries()) sum += slopes.toErrorWeights[k] * (weight - arma.ofErrors[k]);
  return sum / nudge;
}

/**
 * @param values [length] stationary
 * @param decode from free numbers to weights
 * @returns the objective length * log(sum of squares)
 */
export function createArmaObjective(values: Float64Array, decode: (x: Float64Array) => Arma): SmoothObjective {
  return (x, gradient) => {
    const arma = decode(x);
    const errors = runArma(arma, values);
    const slopes = runBack(arma, values, errors);
    for (const at of x.keys()) gradient[at] = slopeAlong(x, at, arma, slopes, decode);
    return values.length * Math.log(sumSquares(errors));
  };
}

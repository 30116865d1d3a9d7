/** The conditional sum of squares of a seasonal ARMA model and its slope, by running the recursion backwards. */
import type { SmoothObjective } from '../../statistics/minimise.ts';

/** Numbers of coefficients: near and a season away, of values and of errors. */
export type ArmaOrder = { p: number; q: number; seasonalP: number; seasonalQ: number };

/** Weights of past values and errors by lag, zero where there are none; a mean of 0 unless it is estimated. */
export type Arma = { ofValues: Float64Array; ofErrors: Float64Array; mean: number };

/** Roots stay this far within the circle, as R's `auto.arima` asks. */
const mostPartial = 0.99;

export function countOf({ p, q, seasonalP, seasonalQ }: ArmaOrder): number {
  return p + q + seasonalP + seasonalQ;
}

/** Coefficients of one stationary autoregression, and their slopes in the free numbers they are made of. */
type Factor = {
  count: number;
  /** Where its free numbers begin. */
  from: number;
  /** [count] */
  coefficients: Float64Array;
  /** [count, count] of each coefficient in each free number */
  slopes: Float64Array;
};

function createFactor(from: number, count: number): Factor {
  return { count, from, coefficients: new Float64Array(count), slopes: new Float64Array(count * count) };
}

const before = new Float64Array(8);
const slopesBefore = new Float64Array(64);

/** Settles the coefficients by partial autocorrelations (Monahan 1984). */
function settleFactor({ count, from, coefficients, slopes }: Factor, x: Float64Array): void {
  slopes.fill(0);
  for (let at = 0; at < count; at += 1) {
    const bent = Math.tanh(x[from + at]);
    const partial = mostPartial * bent;
    const slope = mostPartial * (1 - bent * bent);
    for (let k = 0; k < at; k += 1) {
      before[k] = coefficients[k];
      for (let j = 0; j < at; j += 1) slopesBefore[k * count + j] = slopes[k * count + j];
    }
    for (let k = 0; k < at; k += 1) {
      const mirror = at - 1 - k;
      coefficients[k] = before[k] - partial * before[mirror];
      for (let j = 0; j < at; j += 1) slopes[k * count + j] -= partial * slopesBefore[mirror * count + j];
      slopes[k * count + at] = -slope * before[mirror];
    }
    coefficients[at] = partial;
    slopes[at * count + at] = slope;
  }
}

/**
 * One side of the model, (1 - near)(1 - far) with far a season apart, as 1 - sum: first the weights of near, then those of
 * far, then those of their products. Lags may come twice where they overlap.
 */
type Side = { near: Factor; far: Factor; sign: 1 | -1; lags: Int32Array; weights: Float64Array; slopes: Float64Array };

function createSide(near: Factor, far: Factor, season: number, sign: 1 | -1): Side {
  const lags = Array.from({ length: near.count }, (_, at) => at + 1);
  for (let k = 1; k <= far.count; k += 1) lags.push(k * season);
  for (let k = 1; k <= far.count; k += 1) for (let at = 1; at <= near.count; at += 1) lags.push(k * season + at);
  const slopes = new Float64Array(lags.length);
  return { near, far, sign, lags: Int32Array.from(lags), weights: new Float64Array(lags.length), slopes };
}

function settleSide({ near, far, sign, weights }: Side, x: Float64Array): void {
  settleFactor(near, x);
  settleFactor(far, x);
  let to = 0;
  for (let at = 0; at < near.count; at += 1, to += 1) weights[to] = sign * near.coefficients[at];
  for (let k = 0; k < far.count; k += 1, to += 1) weights[to] = sign * far.coefficients[k];
  for (let k = 0; k < far.count; k += 1) {
    for (let at = 0; at < near.count; at += 1, to += 1) {
      weights[to] = -sign * near.coefficients[at] * far.coefficients[k];
    }
  }
}

/** Passes slopes in coefficients on to the free numbers. */
function passToFree({ count, from, slopes }: Factor, own: Float64Array, gradient: Float64Array): void {
  for (let j = 0; j < count; j += 1) {
    let sum = 0;
    for (let k = 0; k < count; k += 1) sum += own[k] * slopes[k * count + j];
    gradient[from + j] = sum;
  }
}

const ownNear = new Float64Array(8);
const ownFar = new Float64Array(8);

/** Passes slopes in the weights of a side on to the free numbers. */
function passSide({ near, far, sign, slopes }: Side, gradient: Float64Array): void {
  const products = near.count + far.count;
  for (let at = 0; at < near.count; at += 1) {
    let sum = slopes[at];
    for (let k = 0; k < far.count; k += 1) sum -= far.coefficients[k] * slopes[products + k * near.count + at];
    ownNear[at] = sign * sum;
  }
  for (let k = 0; k < far.count; k += 1) {
    let sum = slopes[near.count + k];
    for (let at = 0; at < near.count; at += 1) sum -= near.coefficients[at] * slopes[products + k * near.count + at];
    ownFar[k] = sign * sum;
  }
  passToFree(near, ownNear, gradient);
  passToFree(far, ownFar, gradient);
}

function createSides({ p, q, seasonalP, seasonalQ }: ArmaOrder, season: number): { values: Side; errors: Side } {
  const far = p + seasonalP;
  return {
    values: createSide(createFactor(0, p), createFactor(p, seasonalP), season, 1),
    // A moving average is invertible where the same autoregression is stationary; its weights enter with the other sign.
    errors: createSide(createFactor(far, q), createFactor(far + q, seasonalQ), season, -1),
  };
}

function byLag({ lags, weights }: Side): Float64Array {
  const all = new Float64Array(lags.reduce((most, lag) => Math.max(most, lag), 0));
  for (const [at, lag] of lags.entries()) all[lag - 1] += weights[at];
  return all;
}

/**
 * @param x free numbers: near and far of values, near and far of errors, then the mean in units of `unit` where there is one
 */
export function decodeArma(x: Float64Array, order: ArmaOrder, season: number, unit: number): Arma {
  const { values, errors } = createSides(order, season);
  settleSide(values, x);
  settleSide(errors, x);
  return {
    ofValues: byLag(values),
    ofErrors: byLag(errors),
    mean: x.length > countOf(order) ? unit * x[countOf(order)] : 0,
  };
}

/** [length] errors of one step each, all before the first value taken to be 0. */
export function runArma({ ofValues, ofErrors, mean }: Arma, values: Float64Array): Float64Array {
  const centred = mean === 0 ? values : values.map((value) => value - mean);
  const errors = centred.slice();
  takeWeighted(errors, centred, listLags(ofValues), ofValues.filter(isThere));
  followErrors(errors, listLags(ofErrors), ofErrors.filter(isThere));
  return errors;
}

const isThere = (weight: number) => weight !== 0;

function listLags(weights: Float64Array): Int32Array {
  return Int32Array.from(weights.keys(), (at) => at + 1).filter((lag) => weights[lag - 1] !== 0);
}

/** Takes weighted past values off `errors` [length], in place. */
function takeWeighted(errors: Float64Array, values: Float64Array, lags: Int32Array, weights: Float64Array): void {
  for (let k = 0; k < lags.length; k += 1) {
    const lag = lags[k];
    const weight = weights[k];
    for (let at = lag, past = 0; at < errors.length; at += 1, past += 1) errors[at] -= weight * values[past];
  }
}

/** Takes weighted past errors off, each once those before it are known, in place. */
function followErrors(errors: Float64Array, lags: Int32Array, weights: Float64Array): void {
  const count = lags.length;
  if (count === 0) return;
  for (let at = 0; at < errors.length; at += 1) {
    let error = errors[at];
    for (let k = 0; k < count; k += 1) if (lags[k] <= at) error -= weights[k] * errors[at - lags[k]];
    errors[at] = error;
  }
}

/** The same from the end, for slopes. */
function followBack(slopes: Float64Array, lags: Int32Array, weights: Float64Array): void {
  const count = lags.length;
  if (count === 0) return;
  const { length } = slopes;
  for (let at = length - 1; at >= 0; at -= 1) {
    let slope = slopes[at];
    for (let k = 0; k < count; k += 1) if (at + lags[k] < length) slope -= weights[k] * slopes[at + lags[k]];
    slopes[at] = slope;
  }
}

/** Slopes of the objective in each weight of a side, from those in the errors. */
function collectSlopes({ lags, slopes }: Side, toErrors: Float64Array, past: Float64Array): void {
  for (let k = 0; k < lags.length; k += 1) {
    const lag = lags[k];
    let sum = 0;
    for (let at = lag, from = 0; at < toErrors.length; at += 1, from += 1) sum += toErrors[at] * past[from];
    slopes[k] = -sum;
  }
}

function sumSquares(errors: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < errors.length; at += 1) sum += errors[at] * errors[at];
  return Math.max(sum, 1e-200);
}

/**
 * @param values [length] stationary
 * @param unit of the mean, where one is estimated
 * @returns the objective length * log(sum of squares) of the free numbers of `decodeArma`
 */
export function createArmaObjective(
  values: Float64Array,
  order: ArmaOrder,
  season: number,
  unit: number,
): SmoothObjective {
  const { length } = values;
  const sides = createSides(order, season);
  const atMean = countOf(order);
  const centred = values.slice();
  const errors = new Float64Array(length);
  const toErrors = new Float64Array(length);
  return (x, gradient) => {
    settleSide(sides.values, x);
    settleSide(sides.errors, x);
    const mean = x.length > atMean ? unit * x[atMean] : 0;
    if (x.length > atMean) for (let at = 0; at < length; at += 1) centred[at] = values[at] - mean;
    errors.set(centred);
    takeWeighted(errors, centred, sides.values.lags, sides.values.weights);
    followErrors(errors, sides.errors.lags, sides.errors.weights);
    const squares = sumSquares(errors);
    const scale = (2 * length) / squares;
    for (let at = 0; at < length; at += 1) toErrors[at] = scale * errors[at];
    followBack(toErrors, sides.errors.lags, sides.errors.weights);
    collectSlopes(sides.values, toErrors, centred);
    collectSlopes(sides.errors, toErrors, errors);
    passSide(sides.values, gradient);
    passSide(sides.errors, gradient);
    if (x.length > atMean) gradient[atMean] = unit * slopeInMean(toErrors, sides.values);
    return length * Math.log(squares);
  };
}

function slopeInMean(toErrors: Float64Array, { lags, weights }: Side): number {
  let sum = 0;
  for (let at = 0; at < toErrors.length; at += 1) sum -= toErrors[at];
  for (let k = 0; k < lags.length; k += 1) {
    let later = 0;
    for (let at = lags[k]; at < toErrors.length; at += 1) later += toErrors[at];
    sum += weights[k] * later;
  }
  return sum;
}

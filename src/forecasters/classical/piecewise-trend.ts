/**
 * A trend of straight pieces with few bends, and waves for the seasons (Taylor and Letham 2018, "Forecasting at scale", the
 * model behind Prophet; without its holidays, as a forecaster is given no dates).
 */
import { createRandom, drawNormal } from '../../base/random.ts';
import { factorCholesky, solveCholesky } from '../../statistics/cholesky.ts';
import type { Forecast, Forecaster } from '../forecaster.ts';
import { standInModel } from './baselines.ts';
import { createClassicalForecaster, withSimulatedQuantiles } from './classical-forecaster.ts';

const mostBends = 25;
/** Bends are looked for in this first share of a history. */
const bendShare = 0.8;
/** Scale of the Laplace prior of a bend, and deviations of the normal ones, for values of size 1 over a history of length 1. */
const bendScale = 0.05;
const lineDeviation = 5;
const waveDeviation = 10;
const mostHarmonics = 10;
const leastLength = 8;
/** Older values tell little of what comes and take time. */
const mostValues = 2000;
const mostSteps = 60;
const simulatedPaths = 400;

type TrendPlan = { length: number; bends: number[]; waves: { period: number; harmonics: number }[] };

function planTrend(length: number, seasonLengths: readonly number[]): TrendPlan {
  const count = Math.min(mostBends, Math.floor((bendShare * length) / 2));
  const seasons = seasonLengths.filter((season) => season > 1 && 2 * season <= length);
  return {
    length,
    bends: Array.from({ length: count }, (_, at) => Math.round(((at + 1) * bendShare * (length - 1)) / count)),
    waves: seasons.map((period) => ({ period, harmonics: Math.min(mostHarmonics, Math.floor(period / 2)) })),
  };
}

/** [features] start, slope, bends, waves; time counts from 0 to 1 over the fitted history. */
function describeTime(at: number, { length, bends, waves }: TrendPlan): number[] {
  const row = [1, at / length, ...bends.map((bend) => Math.max(0, at - bend) / length)];
  for (const { period, harmonics } of waves) {
    for (let k = 1; k <= harmonics; k += 1) {
      const angle = (2 * Math.PI * k * at) / period;
      row.push(Math.sin(angle));
      if (2 * k < period) row.push(Math.cos(angle));
    }
  }
  return row;
}

export type PiecewiseFit = {
  plan: TrendPlan;
  /** Size of the values, the unit of the coefficients. */
  unit: number;
  /** [features] */
  coefficients: Float64Array;
  /** Deviation of what is left, in units. */
  sigma: number;
};

const isBend = (feature: number, { bends }: TrendPlan) => feature >= 2 && feature < 2 + bends.length;

/** [features, features] and [features] sums of products, and the sum of squares of the targets. */
function sumProducts(rows: readonly number[][], targets: Float64Array) {
  const size = rows[0].length;
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size);
  rows.forEach((row, at) => {
    for (let i = 0; i < size; i += 1) {
      products[i] += row[i] * targets[at];
      for (let j = 0; j < size; j += 1) gram[i * size + j] += row[i] * row[j];
    }
  });
  return { gram, products };
}

/** What each coefficient adds to the curvature: Laplace priors as normal ones that fit where they stand (Hunter and Li 2005). */
function findPrecisions(coefficients: Float64Array, plan: TrendPlan): Float64Array {
  return coefficients.map((value, feature) => {
    if (isBend(feature, plan)) return 1 / (bendScale * (Math.abs(value) + 1e-5));
    return 1 / (feature < 2 ? lineDeviation : waveDeviation) ** 2;
  });
}

/**
 * The most probable coefficients and noise, by steps that replace the Laplace prior by a quadratic above it.
 *
 * @param seasonLengths those seen less than twice are left out
 * @returns null where the history is too short or holds nothing but zeros
 */
export function fitPiecewise(history: Float64Array, seasonLengths: readonly number[]): PiecewiseFit | null {
  const unit = history.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (history.length < leastLength || unit === 0) return null;
  const plan = planTrend(history.length, seasonLengths);
  const rows = Array.from(history, (_, at) => describeTime(at, plan));
  const targets = history.map((value) => value / unit);
  const { gram, products } = sumProducts(rows, targets);
  const size = products.length;
  let coefficients = new Float64Array(size).fill(bendScale);
  let sigma = 0.1;
  for (let step = 0; step < mostSteps; step += 1) {
    const precisions = findPrecisions(coefficients, plan);
    const matrix = gram.slice();
    for (let at = 0; at < size; at += 1) matrix[at * size + at] += sigma ** 2 * precisions[at] + 1e-12;
    const lower = factorCholesky(matrix, size);
    if (!lower) return null;
    const moved = Float64Array.from(solveCholesky(lower, products));
    const squares = targets.reduce((sum, value, at) => sum + (value - valueAt(rows[at], moved)) ** 2, 0);
    const change = moved.reduce((most, value, at) => Math.max(most, Math.abs(value - coefficients[at])), 0);
    coefficients = moved;
    sigma = Math.max(1e-6, Math.sqrt(squares / targets.length));
    if (change < 1e-6) break;
  }
  return { plan, unit, coefficients, sigma };
}

function valueAt(row: readonly number[], coefficients: Float64Array): number {
  return row.reduce((sum, value, feature) => sum + value * coefficients[feature], 0);
}

/** A number with the density of Laplace about 0, from one evenly spread over (0, 1). */
function drawLaplace(scale: number, share: number): number {
  const side = share - 0.5;
  return -scale * Math.sign(side) * Math.log(1 - 2 * Math.abs(side));
}

/**
 * The line and the waves carried on; their spread from noise and from bends to come, as often and as sharp as those seen (the
 * paper, 3.1.4).
 */
export function forecastPiecewise({ plan, unit, coefficients, sigma }: PiecewiseFit, horizonSteps: number): Forecast {
  const { length, bends } = plan;
  const yhat = Float64Array.from(
    { length: horizonSteps },
    (_, step) => unit * valueAt(describeTime(length + step, plan), coefficients),
  );
  const sharpness = bends.reduce((sum, _, at) => sum + Math.abs(coefficients[2 + at]), 0) / Math.max(1, bends.length);
  const chance = bends.length / length;
  const random = createRandom(1);
  const futures = Array.from({ length: horizonSteps }, () => new Float64Array(simulatedPaths));
  for (let path = 0; path < simulatedPaths; path += 1) {
    let bent = 0;
    let offset = 0;
    for (let step = 0; step < horizonSteps; step += 1) {
      if (random() < chance) bent += drawLaplace(sharpness, random());
      offset += bent / length;
      futures[step][path] = yhat[step] + unit * (offset + sigma * drawNormal(random));
    }
  }
  return withSimulatedQuantiles(yhat, futures);
}

/** @param seasonLengths several at once, such as a day and a week of hours */
export function createPiecewiseTrend(seasonLengths: readonly number[], horizonSteps: number): Forecaster {
  return createClassicalForecaster((fitted) => {
    const fitTo = (history: Float64Array) =>
      fitPiecewise(history.subarray(Math.max(0, history.length - mostValues)), seasonLengths);
    const fit = fitTo(fitted);
    if (!fit) return standInModel(horizonSteps);
    return {
      parameterCount: fit.coefficients.length,
      form: 'piecewise trend',
      forecast(history) {
        // Time is all the model knows: what came since has to be learnt anew.
        const current = history.length === fitted.length ? fit : fitTo(history);
        return current ? forecastPiecewise(current, horizonSteps) : standInModel(horizonSteps).forecast(history);
      },
    };
  });
}

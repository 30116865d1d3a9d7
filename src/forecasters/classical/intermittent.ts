/** Demand that is often zero: sizes and waiting times are smoothed apart. */

import { createRandom } from '../../base/random.ts';
import { minimiseSimplex } from '../../statistics/minimise.ts';
import { meanOf } from '../../statistics/moments.ts';
import type { Forecast, Forecaster } from '../forecaster.ts';
import { createClassicalForecaster, withSimulatedQuantiles } from './classical-forecaster.ts';

const usualAlpha = 0.1;
const drawnPaths = 1000;

type Demand = { size: number; wait: number };

/** Times and sizes of what was asked for. */
function listDemands(history: Float64Array): Demand[] {
  const demands: Demand[] = [];
  let last = -1;
  for (const [at, size] of history.entries()) {
    if (size === 0) continue;
    demands.push({ size, wait: at - last });
    last = at;
  }
  return demands;
}

function smooth(values: readonly number[], alpha: number): number {
  return values.reduce((level, value) => level + alpha * (value - level));
}

/** Quantiles of single steps: past values drawn again, weighted so that their mean is the forecast's. */
function withDrawnQuantiles(history: Float64Array, rate: number, horizonSteps: number): Forecast {
  const random = createRandom(1);
  const sizes = history.filter((value) => value !== 0);
  const mean = meanOf(sizes);
  const chance = mean === 0 ? 0 : Math.min(1, Math.max(0, rate / mean));
  const scale = chance === 0 ? 0 : rate / (mean * chance);
  const draw = () => (random() < chance ? scale * sizes[Math.floor(random() * sizes.length)] : 0);
  const futures = Array.from({ length: horizonSteps }, () => {
    const values = new Float64Array(drawnPaths);
    for (let path = 0; path < drawnPaths; path += 1) values[path] = draw();
    return values;
  });
  return withSimulatedQuantiles(new Float64Array(horizonSteps).fill(rate), futures);
}

function createFlat(
  form: string,
  horizonSteps: number,
  settle: (fitted: Float64Array) => { parameterCount: number; rate: (history: Float64Array) => number },
): Forecaster {
  return createClassicalForecaster((fitted) => {
    const { parameterCount, rate } = settle(fitted);
    return {
      parameterCount,
      form,
      forecast: (history, parts) =>
        parts === 'points'
          ? { yhat: new Float64Array(horizonSteps).fill(rate(history)), quantiles: null }
          : withDrawnQuantiles(history, rate(history), horizonSteps),
    };
  });
}

/**
 * Croston's method (Croston 1972) with the correction of its bias (Syntetos and Boylan 2005): smoothed size over smoothed
 * waiting time, less half the smoothing. All zeros forecast zero.
 *
 * @param alpha smoothing of sizes and waiting times
 */
export function createCrostonSba(horizonSteps: number, alpha = usualAlpha): Forecaster {
  return createFlat('Croston, SBA', horizonSteps, () => ({
    parameterCount: 2,
    rate(history) {
      const demands = listDemands(history);
      if (demands.length === 0) return 0;
      const size = smooth(
        demands.map((demand) => demand.size),
        alpha,
      );
      const wait = smooth(
        demands.map((demand) => demand.wait),
        alpha,
      );
      return (1 - alpha / 2) * (size / wait);
    },
  }));
}

type TsbWeights = { ofSize: number; ofChance: number };

/** @returns the rate after the last value, and the mean square of the one-step errors */
function runTsb(history: Float64Array, { ofSize, ofChance }: TsbWeights): { rate: number; error: number } {
  const first = history.find((value) => value !== 0) ?? 0;
  let size = first;
  let chance = history.filter((value) => value !== 0).length / history.length;
  let squares = 0;
  for (const value of history) {
    squares += (value - chance * size) ** 2;
    chance += ofChance * ((value === 0 ? 0 : 1) - chance);
    if (value !== 0) size += ofSize * (value - size);
  }
  return { rate: chance * size, error: squares / history.length };
}

/**
 * Method of Teunter, Syntetos and Babai 2011: the chance of a demand is smoothed at every step, so that a rate falls while
 * nothing is asked for. Both weights by least squares of the one-step errors.
 */
export function createTsb(horizonSteps: number): Forecaster {
  const within = (value: number) => Math.min(0.5, Math.max(0.01, value));
  const decode = (x: Float64Array): TsbWeights => ({ ofSize: within(x[0]), ofChance: within(x[1]) });
  return createFlat('TSB', horizonSteps, (fitted) => {
    const start = Float64Array.of(usualAlpha, usualAlpha);
    const { x } = minimiseSimplex((at) => runTsb(fitted, decode(at)).error, start, Float64Array.of(0.1, 0.1), {
      mostSteps: 100,
    });
    return { parameterCount: 2, rate: (history) => runTsb(history, decode(x)).rate };
  });
}

/**
 * Aggregate, forecast, share out (Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos 2011): sums over buckets as
 * long as the mean waiting time, counted from the end, are smoothed and divided evenly.
 */
export function createAdida(horizonSteps: number, alpha = usualAlpha): Forecaster {
  return createFlat('ADIDA', horizonSteps, () => ({
    parameterCount: 1,
    rate(history) {
      const demands = listDemands(history);
      if (demands.length === 0) return 0;
      const bucket = Math.max(1, Math.round(history.length / demands.length));
      const count = Math.max(1, Math.floor(history.length / bucket));
      const sums = Array.from({ length: count }, (_, at) => {
        const from = Math.max(0, history.length - (count - at) * bucket);
        return history.subarray(from, from + bucket).reduce((sum, value) => sum + value, 0);
      });
      return smooth(sums, alpha) / bucket;
    },
  }));
}

/** How wide the intervals of a combination are, by the errors that it made in its backtest. */
import { type Forecast, middleLevel, quantileLevels } from '../forecasters/forecaster.ts';

/** Points forecast in a backtest and what came: [horizon] both. */
export type TrialErrors = { yhat: Float64Array; actual: Float64Array };

/** What each quantile's distance from the middle is multiplied by: [quantileLevels][horizon]. */
export type SpreadFactors = Float64Array[];

/**
 * What intervals of fitted models lack, by the level of the upper quantile: they take their parameters, and their form, for known,
 * and the tails for normal. In competitions those of 95 % held 70 to 90 % (Makridakis et al. 1987; Hyndman et al. 2002). `short`
 * is what few values add, half of it with `halfLength` of them; `long` is what remains, which near the middle is less than
 * the members' own, as what they are off by partly evens out in their mean. The numbers are of the development series
 * (docs/accuracy.md).
 */
const lack: Record<string, { long: number; short: number }> = {
  0.75: { long: 0.85, short: 0.65 },
  0.9: { long: 0.83, short: 0.8 },
  0.975: { long: 1, short: 1.4 },
};
const halfLength = 50;

/** What few values add is less than that at the beginning of a horizon and more at its end, by this share of it. */
const lackGrowth = 0.6;

/** The factor that a level usually calls for with so many values to learn from, so far along the horizon (0-1). */
function usualFactor(level: number, length: number, along: number): number {
  const { long, short } = lack[level];
  return long + (short * (1 + lackGrowth * (2 * along - 1))) / (1 + length / halfLength);
}

/** Factors that leave quantiles where they are. */
export function keepSpread(horizonSteps: number): SpreadFactors {
  return quantileLevels.map(() => new Float64Array(horizonSteps).fill(1));
}

/** However few the errors, or strange, intervals become no narrower and no wider than so many times the members' own. */
const bounds = { low: 0.6, high: 3 };
/** With so many horizons behind it a factor lies half-way between the usual one and the one that the errors call for. */
const halfTrust = 5;
/** How far apart steps may be, as a difference of logarithms, to learn from each other's errors. */
const kinship = 1;
/** How much of the errors' lean to one side the intervals take over, and the most of it. */
const leanShare = 0.25;
const mostLean = 0.5;

type Sized = { step: number; size: number };

/** [horizon, horizon] how much each step learns from the errors of each: the same for all series of a horizon. */
let kin: { steps: number; weights: Float64Array } | null = null;

function weighSteps(steps: number): Float64Array {
  if (kin?.steps === steps) return kin.weights;
  const weights = new Float64Array(steps * steps);
  for (let step = 0; step < steps; step += 1) {
    for (let other = 0; other < steps; other += 1) {
      weights[step * steps + other] = Math.exp(-0.5 * ((Math.log(step + 1) - Math.log(other + 1)) / kinship) ** 2);
    }
  }
  kin = { steps, weights };
  return weights;
}

/**
 * The least size that holds a share of the weight, one more of the mean weight counted beyond all (as conformal bounds do).
 *
 * @param weights [horizon] of the errors of each step
 */
function weighBound(sorted: readonly Sized[], weights: Float64Array, share: number): number {
  let total = 0;
  for (let at = 0; at < sorted.length; at += 1) total += weights[sorted[at].step];
  const wanted = share * (total + total / sorted.length);
  let sum = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    sum += weights[sorted[at].step];
    if (sum >= wanted) return sorted[at].size;
  }
  return sorted[sorted.length - 1].size;
}

/**
 * How much wider or narrower each quantile should lie for the intervals to hold what they promise, step by step and on each side:
 * the conformal bounds of the errors in units of the quantile's own distance (Romano et al. 2019, in the scaled form), steps
 * alike counting for each other. Errors of one horizon go together and count as few: the less evidence, the nearer the factor
 * is to the usual one.
 *
 * @param trials none of which saw what came
 * @param now the combination's forecast from the end of the history, with the members' own quantiles
 * @param evidence `windows`: how many horizons the trials span, each counted once; `length`: of the history that was learnt from
 */
export function findSpreadFactors(
  trials: readonly TrialErrors[],
  now: Forecast,
  { windows, length }: { windows: number; length: number },
): SpreadFactors {
  const { yhat, quantiles } = now;
  if (!quantiles) return keepSpread(yhat.length);
  const trust = windows / (windows + halfTrust);
  const growth = levelsOf(trials, yhat);
  const factors = keepSpread(yhat.length);
  const kinships = weighSteps(yhat.length);
  for (let high = middleLevel + 1; high < quantileLevels.length; high += 1) {
    const low = quantileLevels.length - 1 - high;
    const inside = quantileLevels[high] - quantileLevels[low];
    const reach = yhat.map((_, step) => (quantiles[high][step] - quantiles[low][step]) / 2);
    const least = 0.05 * reach.reduce((most, each) => Math.max(most, each), 0);
    const signed = trials.flatMap(({ yhat: points, actual }, at) =>
      Array.from(actual, (value, step) => ({
        step,
        error: (value - points[step]) / (growth[at] * Math.max(least, reach[step])),
      })),
    );
    const known = signed.filter(({ error }) => Number.isFinite(error));
    const sorted = known.map(({ step, error }) => ({ step, size: Math.abs(error) })).sort((a, b) => a.size - b.size);
    const lean = leanOf(known.map(({ error }) => error)) * trust;
    for (let step = 0; step < yhat.length; step += 1) {
      const weights = kinships.subarray(step * yhat.length, (step + 1) * yhat.length);
      const usual = usualFactor(quantileLevels[high], length, (step + 0.5) / yhat.length);
      const found = sorted.length === 0 ? usual : Math.max(1e-3, weighBound(sorted, weights, inside));
      const factor = found ** trust * usual ** (1 - trust);
      const bounded = Math.min(bounds.high, Math.max(bounds.low, factor));
      factors[high][step] = bounded * (1 + lean);
      factors[low][step] = bounded * (1 - lean);
    }
  }
  return factors;
}

/** The level of each trial over that of now, where values are positive, as errors grow with it; else 1. */
function levelsOf(trials: readonly TrialErrors[], now: Float64Array): number[] {
  const sizeOf = (values: Float64Array) =>
    values.every((value) => value > 0) ? values.reduce((sum, value) => sum + value, 0) : Number.NaN;
  const size = sizeOf(now);
  return trials.map(({ yhat }) => {
    const ratio = sizeOf(yhat) / size;
    return Number.isFinite(ratio) ? Math.min(4, Math.max(0.25, ratio)) : 1;
  });
}

/** Which side the errors fall to, between -1 and 1 of those bounds: their mean over their mean size. */
function leanOf(errors: readonly number[]): number {
  const size = errors.reduce((sum, error) => sum + Math.abs(error), 0);
  const side = size > 0 ? errors.reduce((sum, error) => sum + error, 0) / size : 0;
  return Math.min(mostLean, Math.max(-mostLean, leanShare * side));
}

/** Moves each quantile to so many times its distance from the middle; they never cross. */
export function spreadQuantiles({ yhat, quantiles }: Forecast, factors: SpreadFactors): Forecast {
  if (!quantiles) return { yhat, quantiles };
  const centre = quantiles[middleLevel];
  const moved = quantiles.map((values, level) =>
    values.map((value, step) => centre[step] + factors[level][step] * (value - centre[step])),
  );
  for (let level = middleLevel + 1; level < moved.length; level += 1) {
    moved[level] = moved[level].map((value, step) => Math.max(value, moved[level - 1][step]));
  }
  for (let level = middleLevel - 1; level >= 0; level -= 1) {
    moved[level] = moved[level].map((value, step) => Math.min(value, moved[level + 1][step]));
  }
  return { yhat, quantiles: moved };
}

/**
 * The likelihood of exponential smoothing and its slope in every parameter at once, by running the recursion backwards; with
 * it a quasi-Newton search finds weights and initial states together in a few dozen runs.
 */
import type { SmoothObjective } from '../../statistics/minimise.ts';
import type { EtsForm, EtsParameters } from './ets-model.ts';

/** Weights are kept this far from 0 and 1, and the damping within its bounds, as in R's `ets`. */
const edge = 1e-4;
const damping = { low: 0.8, high: 0.98 };

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const logit = (share: number) => Math.log(share / (1 - share));

/** Shares of the room each weight has: beta below alpha, gamma below 1 - alpha (Hyndman et al. 2008, 3.4.2: the usual region). */
export type WeightShares = { alpha: number; beta: number; gamma: number; phi: number };

/** Sum of the logarithms of positive values, one logarithm for many of them. */
function sumOfLogs(values: Float64Array): number {
  let sum = 0;
  let product = 1;
  for (let at = 0; at < values.length; at += 1) {
    product *= values[at];
    if (product < 1e-150 || product > 1e150) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

export type EtsObjective = {
  /** -2 log likelihood without its constants; infinite where a positive model gives values that are not. */
  objective: SmoothObjective;
  /** The same without its slope. */
  valueAt(x: Float64Array): number;
  encode(shares: WeightShares): Float64Array;
  decode(x: Float64Array): EtsParameters;
  /** Sum of the squared errors, relative ones for multiplicative errors. */
  sumSquares(x: Float64Array): number;
  /** Numbers estimated: weights and initial states. */
  parameterCount: number;
};

/**
 * @param y [length] scaled so that its mean size is 1
 * @param start states around which those of the search are measured
 * @param spread size of the noise, the unit in which states move
 */
export function createEtsObjective(
  form: EtsForm,
  y: Float64Array,
  start: EtsParameters['initial'],
  spread: number,
): EtsObjective {
  const length = y.length;
  const hasTrend = form.trend !== 'N';
  const isDamped = form.trend === 'Ad';
  const hasSeason = form.season !== 'N';
  const bySeason = form.season === 'M';
  const relative = form.error === 'M';
  const period = hasSeason ? start.season.length : 0;

  const atBeta = 1;
  const atGamma = atBeta + (hasTrend ? 1 : 0);
  const atPhi = atGamma + (hasSeason ? 1 : 0);
  const atLevel = atPhi + (isDamped ? 1 : 0);
  const atSlope = atLevel + 1;
  const atSeason = atSlope + (hasTrend ? 1 : 0);
  const parameterCount = atSeason + Math.max(0, period - 1);
  const slopeUnit = spread / 4;

  const levels = new Float64Array(length + 1);
  const slopes = new Float64Array(length + 1);
  const seasons = new Float64Array(length + period);
  const bases = new Float64Array(length);
  const expected = new Float64Array(length);
  const errors = new Float64Array(length);
  const seasonSlopes = new Float64Array(length + period);

  function readWeights(x: Float64Array) {
    const shareA = logistic(x[0]);
    const shareB = hasTrend ? logistic(x[atBeta]) : 0;
    const shareG = hasSeason ? logistic(x[atGamma]) : 0;
    const shareP = isDamped ? logistic(x[atPhi]) : 0;
    const alpha = edge + (1 - 2 * edge) * shareA;
    return {
      shareA,
      shareB,
      shareG,
      shareP,
      alpha,
      beta: hasTrend ? edge + (alpha - edge) * shareB : 0,
      gamma: hasSeason ? edge + (1 - alpha - edge) * shareG : 0,
      phi: isDamped ? damping.low + (damping.high - damping.low) * shareP : hasTrend ? 1 : 0,
    };
  }

  function readStates(x: Float64Array): void {
    levels[0] = start.level + spread * x[atLevel];
    slopes[0] = hasTrend ? start.slope + slopeUnit * x[atSlope] : 0;
    let rest = bySeason ? period : 0;
    for (let place = 0; place < period - 1; place += 1) {
      seasons[place] = start.season[place] + spread * x[atSeason + place];
      rest -= seasons[place];
    }
    if (hasSeason) seasons[period - 1] = rest;
  }

  /** Fills the arrays above. @returns whether every value the model expects is one it can expect */
  function run(weights: ReturnType<typeof readWeights>): boolean {
    const { alpha, beta, gamma, phi } = weights;
    for (let place = 0; bySeason && place < period; place += 1) if (seasons[place] <= 0) return false;
    for (let at = 0; at < length; at += 1) {
      const kept = phi * slopes[at];
      const base = levels[at] + kept;
      const season = hasSeason ? seasons[at] : 0;
      const mean = bySeason ? base * season : base + season;
      if ((relative && mean <= 1e-8) || (bySeason && (base <= 1e-8 || season <= 1e-8))) return false;
      const error = y[at] - mean;
      const gain = bySeason ? error / season : error;
      bases[at] = base;
      expected[at] = mean;
      errors[at] = relative ? error / mean : error;
      levels[at + 1] = base + alpha * gain;
      slopes[at + 1] = kept + beta * gain;
      if (hasSeason) seasons[at + period] = season + gamma * (bySeason ? error / base : error);
    }
    return true;
  }

  function sumOfErrors(): number {
    let sum = 0;
    for (let at = 0; at < length; at += 1) sum += errors[at] * errors[at];
    return Math.max(sum, length * 1e-20);
  }

  function likelihoodOf(sum: number): number {
    return length * Math.log(sum) + (relative ? 2 * sumOfLogs(expected) : 0);
  }

  /** Runs backwards. @returns the slope of the objective in alpha, beta, gamma and phi; those in the states go to `gradient` */
  function runBack(weights: ReturnType<typeof readWeights>, sum: number, gradient: Float64Array) {
    const { alpha, beta, gamma, phi } = weights;
    seasonSlopes.fill(0);
    let toLevel = 0;
    let toSlope = 0;
    let toAlpha = 0;
    let toBeta = 0;
    let toGamma = 0;
    let toPhi = 0;
    const perError = (2 * length) / sum;
    for (let at = length - 1; at >= 0; at -= 1) {
      const base = bases[at];
      const mean = expected[at];
      const error = y[at] - mean;
      const season = hasSeason ? seasons[at] : 0;
      const gain = bySeason ? error / season : error;
      const toGain = toLevel * alpha + toSlope * beta;
      const toNext = hasSeason ? seasonSlopes[at + period] : 0;
      toAlpha += toLevel * gain;
      toBeta += toSlope * gain;
      toGamma += toNext * (bySeason ? error / base : error);
      const ownError = perError * errors[at];
      const toSeen = toNext * gamma;
      let toBase = toLevel;
      let toSeason = toNext;
      let toMean = relative ? (-ownError * y[at]) / (mean * mean) + 2 / mean : -ownError;
      if (bySeason) {
        toMean -= toGain / season + toSeen / base;
        toSeason -= (toGain * gain) / season;
        toBase -= (toSeen * error) / (base * base);
        toBase += toMean * season;
        toSeason += toMean * base;
      } else {
        toMean -= toGain + toSeen;
        toBase += toMean;
        toSeason += toMean;
      }
      if (hasSeason) seasonSlopes[at] = toSeason;
      const toKept = toSlope + toBase;
      toPhi += toKept * slopes[at];
      toSlope = phi * toKept;
      toLevel = toBase;
    }
    gradient[atLevel] = spread * toLevel;
    if (hasTrend) gradient[atSlope] = slopeUnit * toSlope;
    for (let place = 0; place < period - 1; place += 1) {
      gradient[atSeason + place] = spread * (seasonSlopes[place] - seasonSlopes[period - 1]);
    }
    return { toAlpha, toBeta, toGamma, toPhi };
  }

  /** Passes slopes in the weights on to the shares they are made of. */
  function passToShares(
    { alpha, shareA, shareB, shareG, shareP }: ReturnType<typeof readWeights>,
    { toAlpha, toBeta, toGamma, toPhi }: ReturnType<typeof runBack>,
    gradient: Float64Array,
  ): void {
    const bend = (share: number) => share * (1 - share);
    gradient[0] = (toAlpha + toBeta * shareB - toGamma * shareG) * (1 - 2 * edge) * bend(shareA);
    if (hasTrend) gradient[atBeta] = toBeta * (alpha - edge) * bend(shareB);
    if (hasSeason) gradient[atGamma] = toGamma * (1 - alpha - edge) * bend(shareG);
    if (isDamped) gradient[atPhi] = toPhi * (damping.high - damping.low) * bend(shareP);
  }

  return {
    parameterCount,
    objective(x, gradient) {
      const weights = readWeights(x);
      readStates(x);
      if (!run(weights)) return Number.POSITIVE_INFINITY;
      const sum = sumOfErrors();
      const value = likelihoodOf(sum);
      passToShares(weights, runBack(weights, sum, gradient), gradient);
      return value;
    },
    valueAt(x) {
      readStates(x);
      return run(readWeights(x)) ? likelihoodOf(sumOfErrors()) : Number.POSITIVE_INFINITY;
    },
    encode({ alpha, beta, gamma, phi }) {
      const x = new Float64Array(parameterCount);
      x[0] = logit(alpha);
      if (hasTrend) x[atBeta] = logit(beta);
      if (hasSeason) x[atGamma] = logit(gamma);
      if (isDamped) x[atPhi] = logit(phi);
      return x;
    },
    decode(x) {
      const { alpha, beta, gamma, phi } = readWeights(x);
      readStates(x);
      return {
        alpha,
        beta,
        gamma,
        phi,
        initial: { level: levels[0], slope: slopes[0], season: seasons.slice(0, period) },
      };
    },
    sumSquares(x) {
      readStates(x);
      return run(readWeights(x)) ? sumOfErrors() : Number.POSITIVE_INFINITY;
    },
  };
}

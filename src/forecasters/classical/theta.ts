/** The Theta method and its dynamic optimised form, on a series without its season. */
import { findSeasonFigure, removeSeason, restoreSeason, type SeasonKind } from '../../statistics/decompose.ts';
import { minimiseSimplex } from '../../statistics/minimise.ts';
import { fitLine, meanOf } from '../../statistics/moments.ts';
import { isSeasonal } from '../../statistics/seasonality-test.ts';
import type { Forecast, Forecaster, ForecastParts } from '../forecaster.ts';
import { standInModel } from './baselines.ts';
import {
  countRecent,
  createClassicalForecaster,
  type FittedModel,
  learnFromRecent,
  mapForecast,
  withNormalQuantiles,
  withSimulatedQuantiles,
} from './classical-forecaster.ts';
import { fitEts } from './ets.ts';
import { shareShocks } from './shared-shocks.ts';

const leastLength = 4;

type Season = { kind: SeasonKind; figure: Float64Array };

/** The season of a history that passes the test, multiplicative where its values are positive; null where there is none. */
function findSeason(history: Float64Array, seasonLength: number): Season | null {
  if (!isSeasonal(history, seasonLength)) return null;
  const kinds: SeasonKind[] = history.every((value) => value > 0) ? ['multiplicative', 'additive'] : ['additive'];
  for (const kind of kinds) {
    const figure = findSeasonFigure(history, seasonLength, kind);
    if (figure) return { kind, figure };
  }
  return null;
}

/** Runs a rule on the values without their season and puts the season back. */
function forecastWithoutSeason(
  history: Float64Array,
  season: Season | null,
  rule: (values: Float64Array) => Forecast,
): Forecast {
  if (!season) return rule(history);
  const { figure, kind } = season;
  const forecast = rule(removeSeason(history, figure, kind));
  return mapForecast(forecast, (values) => restoreSeason(values, figure, kind, history.length));
}

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) in the form of Hyndman and Billah 2003: simple exponential
 * smoothing with half the slope of the line through all values, as R's `thetaf`. The season, tested at 90 %, is taken out
 * first and put back last.
 */
export function createTheta(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster(
    learnFromRecent(countRecent([seasonLength]), (fitted) => fitStandardTheta(fitted, seasonLength, horizonSteps), [
      seasonLength,
    ]),
  );
}

function fitStandardTheta(fitted: Float64Array, seasonLength: number, horizonSteps: number): FittedModel {
  const season = findSeason(fitted, seasonLength);
  const values = season ? removeSeason(fitted, season.figure, season.kind) : fitted;
  const smoothing = fitEts({ error: 'A', trend: 'N', season: 'N' }, values, 1);
  if (!smoothing) return standInModel(horizonSteps);
  const { alpha, initial } = smoothing.parameters;
  const rule = (history: Float64Array, parts?: ForecastParts): Forecast => {
    const { length } = history;
    const drift = fitLine(history).slope / 2;
    let level = initial.level;
    for (const value of history) level += alpha * (value - level);
    const started = (1 - (1 - alpha) ** length) / alpha;
    const steps = Float64Array.from({ length: horizonSteps }, (_, step) => step);
    const yhat = steps.map((step) => level + drift * (step + started));
    if (parts === 'points') return { yhat, quantiles: null };
    return withNormalQuantiles(
      yhat,
      steps.map((step) => smoothing.sigma * Math.sqrt(1 + step * alpha ** 2)),
    );
  };
  return {
    parameterCount: 3,
    form: season ? `Theta, ${season.kind} season` : 'Theta',
    forecast: (history, parts) => forecastWithoutSeason(history, season, (values) => rule(values, parts)),
  };
}

type ThetaWeights = { alpha: number; theta: number; level: number };
/** `left` is what the first value still counts: (1 - alpha) to the power of the length. */
type ThetaState = { length: number; left: number; level: number; mean: number; intercept: number; slope: number };

/** The value the dynamic model expects next (Fiorucci et al. 2016, equations 12 to 17). */
function expectNext({ alpha, theta }: ThetaWeights, state: ThetaState): number {
  const { left } = state;
  const line = left * state.intercept + ((1 - left * (1 - alpha)) / alpha) * state.slope;
  return state.level + (1 - 1 / theta) * line;
}

/** Moves the state over one value, in place. */
function observe({ alpha }: ThetaWeights, state: ThetaState, value: number): void {
  const count = state.length + 1;
  const mean = (state.length * state.mean + value) / count;
  state.slope = count === 1 ? 0 : ((count - 2) * state.slope + (6 / count) * (value - state.mean)) / (count + 1);
  state.intercept = mean - ((count + 1) / 2) * state.slope;
  state.level += alpha * (value - state.level);
  state.mean = mean;
  state.length = count;
  state.left *= 1 - alpha;
}

/** The first values say little of the model; the line needs two. */
const unjudgedSteps = 2;

/** @returns the state after the last value, and the sum of the squared errors beyond the first two */
function runTheta(weights: ThetaWeights, history: Float64Array): { state: ThetaState; sumSquares: number } {
  const { alpha, theta } = weights;
  const ofLine = 1 - 1 / theta;
  let { level } = weights;
  let mean = 0;
  let intercept = 0;
  let slope = 0;
  let left = 1;
  let sumSquares = 0;
  // The steps of `expectNext` and `observe`, in numbers that need no memory.
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at];
    if (at >= unjudgedSteps) {
      const line = left * intercept + ((1 - left * (1 - alpha)) / alpha) * slope;
      const error = value - level - ofLine * line;
      sumSquares += error * error;
    }
    const count = at + 1;
    slope = at === 0 ? 0 : ((count - 2) * slope + (6 / count) * (value - mean)) / (count + 1);
    mean += (value - mean) / count;
    intercept = mean - ((count + 1) / 2) * slope;
    level += alpha * (value - level);
    left *= 1 - alpha;
  }
  return { state: { length: history.length, left, level, mean, intercept, slope }, sumSquares };
}

const thetaRange = { low: 1, high: 1000 };
const alphaRange = { low: 0.1, high: 0.99 };
const simulatedPairs = 200;

function within(value: number, { low, high }: { low: number; high: number }): number {
  return Math.min(high, Math.max(low, value));
}

/** Least squares over smoothing, theta and first level, from several starts, or from the weights of a shorter history. */
function fitTheta(history: Float64Array, earlier: ThetaWeights | null): ThetaWeights {
  const unit = Math.sqrt(meanOf(history.map((value) => value * value)));
  const decode = (x: Float64Array): ThetaWeights => ({
    alpha: within(x[0], alphaRange),
    theta: within(Math.exp(x[1]), thetaRange),
    level: unit * x[2],
  });
  const measure = (x: Float64Array) => {
    const weights = decode(x);
    const beyond = Math.abs(weights.alpha - x[0]) + Math.abs(Math.log(weights.theta) - x[1]);
    return (runTheta(weights, history).sumSquares / unit ** 2) * (1 + beyond);
  };
  const encode = ({ alpha, theta, level }: ThetaWeights) => Float64Array.of(alpha, Math.log(theta), level / unit);
  const starts = earlier
    ? [encode(earlier)]
    : [0.15, 0.5, 0.9].map((alpha) => encode({ alpha, theta: 2, level: history[0] / 2 }));
  const start = starts.reduce((best, each) => (measure(each) < measure(best) ? each : best));
  const size = earlier ? Float64Array.of(start[0] > 0.5 ? -0.05 : 0.05, 0.1, 0.02) : undefined;
  const found = minimiseSimplex(measure, start, size ?? Float64Array.of(start[0] > 0.5 ? -0.2 : 0.2, 0.5, 0.2), {
    mostSteps: 250,
    tolerance: 1e-6,
  });
  return decode(found.x);
}

/** [horizon][paths] futures with normal errors, each with its mirror image. */
function simulateTheta(weights: ThetaWeights, from: ThetaState, sigma: number, horizonSteps: number): Float64Array[] {
  const shocks = shareShocks(horizonSteps * simulatedPairs);
  const futures = Array.from({ length: horizonSteps }, () => new Float64Array(2 * simulatedPairs));
  const { alpha, theta } = weights;
  const ofLine = 1 - 1 / theta;
  // The steps of `expectNext` and `observe`, in numbers that need no memory.
  for (let path = 0; path < 2 * simulatedPairs; path += 1) {
    const size = path % 2 === 1 ? -sigma : sigma;
    let { length, left, level, mean, intercept, slope } = from;
    for (let step = 0; step < horizonSteps; step += 1) {
      const line = left * intercept + ((1 - left * (1 - alpha)) / alpha) * slope;
      const value = level + ofLine * line + size * shocks[step * simulatedPairs + (path >> 1)];
      const count = length + 1;
      const grown = (length * mean + value) / count;
      slope = count === 1 ? 0 : ((count - 2) * slope + (6 / count) * (value - mean)) / (count + 1);
      intercept = grown - ((count + 1) / 2) * slope;
      level += alpha * (value - level);
      mean = grown;
      length = count;
      left *= 1 - alpha;
      futures[step][path] = value;
    }
  }
  return futures;
}

function projectTheta(weights: ThetaWeights, from: ThetaState, horizonSteps: number): Float64Array {
  const state = { ...from };
  return Float64Array.from({ length: horizonSteps }, () => {
    const value = expectNext(weights, state);
    observe(weights, state, value);
    return value;
  });
}

function modelOfTheta(
  weights: ThetaWeights,
  sigma: number,
  season: Season | null,
  { seasonLength, horizonSteps }: { seasonLength: number; horizonSteps: number },
): FittedModel {
  const rule = (history: Float64Array, parts?: ForecastParts): Forecast => {
    const { state } = runTheta(weights, history);
    const yhat = projectTheta(weights, state, horizonSteps);
    if (parts === 'points') return { yhat, quantiles: null };
    return withSimulatedQuantiles(yhat, simulateTheta(weights, state, sigma, horizonSteps));
  };
  return {
    parameterCount: 3,
    form: season ? `dynamic optimised Theta, ${season.kind} season` : 'dynamic optimised Theta',
    forecast: (history, parts) => forecastWithoutSeason(history, season, (values) => rule(values, parts)),
    refit: (longer) => fitDynamicTheta(longer, seasonLength, horizonSteps, weights),
  };
}

/**
 * The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, "Models for optimising the
 * theta method and their relationship to state space models"): theta is fitted, and the line follows the values as they come.
 */
export function createDynamicTheta(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster(
    learnFromRecent(countRecent([seasonLength]), (fitted) => fitDynamicTheta(fitted, seasonLength, horizonSteps, null)),
  );
}

function fitDynamicTheta(
  fitted: Float64Array,
  seasonLength: number,
  horizonSteps: number,
  earlier: ThetaWeights | null,
): FittedModel {
  if (fitted.length < leastLength || fitted.every((value) => value === fitted[0])) return standInModel(horizonSteps);
  const season = findSeason(fitted, seasonLength);
  const values = season ? removeSeason(fitted, season.figure, season.kind) : fitted;
  const weights = fitTheta(values, earlier);
  const { sumSquares } = runTheta(weights, values);
  const sigma = Math.sqrt(sumSquares / Math.max(1, values.length - unjudgedSteps - 1));
  return modelOfTheta(weights, sigma, season, { seasonLength, horizonSteps });
}

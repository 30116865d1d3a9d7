/**
 * The state space models of exponential smoothing, run forwards: Hyndman, Koehler, Ord and Snyder 2008, Forecasting with
 * Exponential Smoothing, ch. 2 and 6. How their parameters are found is in ets-likelihood.ts and ets.ts.
 */
import type { Forecast, ForecastParts } from '../forecaster.ts';
import { withNormalQuantiles, withSimulatedQuantiles } from './classical-forecaster.ts';
import { shareShocks } from './shared-shocks.ts';

/** Additive, multiplicative, none; `Ad` is an additive trend that fades. */
export type EtsForm = { error: 'A' | 'M'; trend: 'N' | 'A' | 'Ad'; season: 'N' | 'A' | 'M' };

/** Where a run stands: before the first value, or after the last. */
export type EtsState = {
  level: number;
  /** Rise a step; 0 without a trend. */
  slope: number;
  /** [season] by place, that of the next value first; empty without a season. */
  season: Float64Array;
};

/** Weights of new errors in level, slope and season, and how much of the slope is kept each step. */
export type EtsWeights = { alpha: number; beta: number; gamma: number; phi: number };

export type EtsParameters = EtsWeights & { initial: EtsState };

export function nameEts({ error, trend, season }: EtsForm): string {
  return `ETS(${error},${trend},${season})`;
}

function joinSeason(base: number, season: number, { season: kind }: EtsForm): number {
  if (kind === 'N') return base;
  return kind === 'A' ? base + season : base * season;
}

/** Moves a state over one value, in place; the season's first place becomes its last. @returns the expected value */
function advance(form: EtsForm, weights: EtsWeights, state: EtsState, place: number, value: number | null): number {
  const { alpha, beta, gamma, phi } = weights;
  const kept = phi * state.slope;
  const base = state.level + kept;
  const season = form.season === 'N' ? 0 : state.season[place];
  const expected = joinSeason(base, season, form);
  if (value === null) {
    state.level = base;
    state.slope = kept;
    return expected;
  }
  const level = form.season === 'M' ? value / season : value - season;
  const gain = level - base;
  state.level = base + alpha * gain;
  state.slope = form.trend === 'N' ? 0 : kept + beta * gain;
  if (form.season !== 'N') {
    const seen = form.season === 'M' ? value / base : value - base;
    state.season[place] = season + gamma * (seen - season);
  }
  return expected;
}

function copyState({ level, slope, season }: EtsState): EtsState {
  return { level, slope, season: season.slice() };
}

/** @param place which of the season's places comes next; it is put first */
function turnSeason(state: EtsState, place: number): EtsState {
  const { season } = state;
  return { ...state, season: Float64Array.from(season, (_, at) => season[(place + at) % season.length]) };
}

/** Runs a model through a history with its parameters as they are. @returns the state after the last value */
export function runEts(form: EtsForm, parameters: EtsParameters, history: Float64Array): EtsState {
  const state = copyState(parameters.initial);
  const period = Math.max(1, state.season.length);
  for (let at = 0; at < history.length; at += 1) advance(form, parameters, state, at % period, history[at]);
  return turnSeason(state, history.length % period);
}

/** [horizon] what comes if no error does */
function projectEts(form: EtsForm, weights: EtsWeights, from: EtsState, horizonSteps: number): Float64Array {
  const state = copyState(from);
  const period = Math.max(1, state.season.length);
  return Float64Array.from({ length: horizonSteps }, (_, step) => advance(form, weights, state, step % period, null));
}

/** [horizon] standard deviations of additive models with additive errors (the book, table 6.1). */
function spreadOfAdditive(
  { alpha, beta, gamma, phi }: EtsWeights,
  period: number,
  sigma: number,
  horizonSteps: number,
): Float64Array {
  let kept = 0;
  let power = 1;
  let sum = 1;
  return Float64Array.from({ length: horizonSteps }, (_, step) => {
    if (step > 0) {
      power *= phi;
      kept += power;
      sum += (alpha + beta * kept + (period > 0 && step % period === 0 ? gamma : 0)) ** 2;
    }
    return sigma * Math.sqrt(sum);
  });
}

const simulatedPairs = 250;

/** [horizon][paths] futures drawn with normal errors, each with its mirror image. */
function simulateEts(
  form: EtsForm,
  { alpha, beta, gamma, phi }: EtsWeights,
  from: EtsState,
  sigma: number,
  horizonSteps: number,
): Float64Array[] {
  const normals = shareShocks(horizonSteps * simulatedPairs);
  const futures = Array.from({ length: horizonSteps }, () => new Float64Array(2 * simulatedPairs));
  const period = from.season.length;
  const seasons = new Float64Array(period);
  const hasTrend = form.trend !== 'N';
  const hasSeason = form.season !== 'N';
  const bySeason = form.season === 'M';
  const relative = form.error === 'M';
  for (let path = 0; path < 2 * simulatedPairs; path += 1) {
    const size = path % 2 === 1 ? -sigma : sigma;
    let { level, slope } = from;
    seasons.set(from.season);
    for (let step = 0, place = 0, at = path >> 1; step < horizonSteps; step += 1, at += simulatedPairs) {
      const shock = size * normals[at];
      const kept = phi * slope;
      const base = level + kept;
      const season = hasSeason ? seasons[place] : 0;
      const expected = bySeason ? base * season : base + season;
      // An error of -100 % is as far as a positive quantity can fall.
      const error = relative ? expected * Math.max(shock, -1 + 1e-6) : shock;
      const gain = bySeason ? error / season : error;
      futures[step][path] = expected + error;
      level = base + alpha * gain;
      slope = hasTrend ? kept + beta * gain : 0;
      if (hasSeason) {
        seasons[place] = season + gamma * (bySeason ? error / base : error);
        place = place + 1 === period ? 0 : place + 1;
      }
    }
  }
  return futures;
}

/**
 * Points and quantiles from the end of a run: analytic where errors and season add up, simulated otherwise.
 *
 * @param sigma standard deviation of the one-step errors: relative to the expected value where the form says `M`
 */
export function forecastEts(
  form: EtsForm,
  weights: EtsWeights,
  state: EtsState,
  sigma: number,
  horizonSteps: number,
  parts: ForecastParts = 'all',
): Forecast {
  const yhat = projectEts(form, weights, state, horizonSteps);
  if (parts === 'points') return { yhat, quantiles: null };
  if (form.error === 'A' && form.season !== 'M') {
    return withNormalQuantiles(yhat, spreadOfAdditive(weights, state.season.length, sigma, horizonSteps));
  }
  return withSimulatedQuantiles(yhat, simulateEts(form, weights, state, sigma, horizonSteps));
}

/**
 * Automatic seasonal ARIMA: differences by tests, orders by the stepwise search of Hyndman and Khandakar 2008 ("Automatic time
 * series forecasting: the forecast package for R"), weights by the conditional sum of squares (Box and Jenkins 1976, ch. 7).
 */
import { minimise } from '../../statistics/minimise.ts';
import { meanOf, varianceOf } from '../../statistics/moments.ts';
import { countDifferences, differenceAt, needsSeasonalDifference } from '../../statistics/stationarity.ts';
import type { Forecaster } from '../forecaster.ts';
import { type Arma, type ArmaOrder, countOf, createArmaObjective, decodeArma, runArma } from './arima-likelihood.ts';
import { standInModel } from './baselines.ts';
import { createClassicalForecaster, type FittedModel, withNormalQuantiles } from './classical-forecaster.ts';
import { chooseScale, fromScale, toScale, type ValueScale } from './value-scale.ts';

export type ArimaFit = {
  order: ArmaOrder;
  differences: number;
  seasonalDifferences: number;
  seasonLength: number;
  hasMean: boolean;
  arma: Arma;
  /** Standard deviation of the one-step errors. */
  sigma: number;
  /** Without its constants, of the differenced values. */
  logLikelihood: number;
  aicc: number;
  parameterCount: number;
  /** Values the errors were taken over. */
  judged: number;
  /** Where the search ended, for one on a longer history to begin there. */
  search: { x: Float64Array; inverse: Float64Array | null; unit: number };
};

const mostNear = 5;
const mostFar = 2;
const mostTogether = 5;
/** Older values tell little of what comes and take time. */
const mostValues = 1500;
const longestSeason = 200;

type Problem = { values: Float64Array; seasonLength: number; differences: number; seasonalDifferences: number };

/** Takes differences until the series is stationary. @returns null where too little is left */
function prepare(history: Float64Array, seasonLength: number): Problem | null {
  const recent = history.subarray(Math.max(0, history.length - mostValues));
  const season = seasonLength <= longestSeason && recent.length >= 2 * seasonLength + 5 ? seasonLength : 1;
  const seasonalDifferences = needsSeasonalDifference(recent, season) ? 1 : 0;
  const beside = seasonalDifferences ? differenceAt(recent, season) : recent;
  const differences = Math.min(countDifferences(beside), 2 - seasonalDifferences);
  let values = beside;
  for (let count = 0; count < differences; count += 1) values = differenceAt(values, 1);
  if (values.length < 6 || varianceOf(values) <= 1e-20 * meanOf(history.map((value) => value * value))) return null;
  return { values, seasonLength: season, differences, seasonalDifferences };
}

/**
 * Fits one order.
 *
 * @param earlier the same order, with as many differences, fitted to the beginning of the history
 * @returns null where there are too few values for it
 */
function fitOrder(
  { values, ...plan }: Problem,
  order: ArmaOrder,
  hasMean: boolean,
  earlier: ArimaFit | null = null,
): ArimaFit | null {
  const unit = earlier?.search.unit ?? Math.sqrt(varianceOf(values));
  const parameterCount = countOf(order) + (hasMean ? 1 : 0);
  const room = values.length - parameterCount - 2;
  if (room <= 0) return null;
  const objective = createArmaObjective(values, order, plan.seasonLength, unit);
  const start = new Float64Array(parameterCount).fill(0.1);
  if (hasMean) start[parameterCount - 1] = meanOf(values) / unit;
  const { x, value, inverse } = minimise(objective, earlier?.search.x ?? start, {
    mostSteps: 60,
    tolerance: 1e-6,
    inverse: earlier?.search.inverse ?? null,
  });
  const arma = decodeArma(x, order, plan.seasonLength, unit);
  const squares = Math.exp(value / values.length);
  const logLikelihood = -0.5 * (value - values.length * Math.log(values.length));
  const estimated = parameterCount + 1;
  return {
    ...plan,
    order,
    hasMean,
    arma,
    sigma: Math.sqrt(squares / (values.length - parameterCount)),
    logLikelihood,
    aicc: -2 * logLikelihood + (2 * estimated * values.length) / room,
    parameterCount,
    judged: values.length,
    search: { x, inverse, unit },
  };
}

/** Orders one step from another: one number changed, two changed together, the mean in or out. */
function listNeighbours({ p, q, seasonalP, seasonalQ }: ArmaOrder): ArmaOrder[] {
  const moves = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [1, 1, 0, 0],
    [1, -1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 1],
    [0, 0, 1, -1],
  ];
  return moves.flatMap((move) =>
    [1, -1].map((sign) => ({
      p: p + sign * move[0],
      q: q + sign * move[1],
      seasonalP: seasonalP + sign * move[2],
      seasonalQ: seasonalQ + sign * move[3],
    })),
  );
}

function isAllowed(order: ArmaOrder, seasonal: boolean): boolean {
  const { p, q, seasonalP, seasonalQ } = order;
  const far = seasonal ? mostFar : 0;
  return (
    [p, q].every((count) => count >= 0 && count <= mostNear) &&
    [seasonalP, seasonalQ].every((count) => count >= 0 && count <= far) &&
    countOf(order) <= mostTogether
  );
}

/** The best of the orders tried so far. */
type Search = { problem: Problem; tried: Set<string>; mayHaveMean: boolean; best: ArimaFit | null };

/** Tries an order, unless it was tried before or may not be. */
function tryOut(search: Search, order: ArmaOrder, hasMean: boolean, earlier: ArimaFit | null = null): void {
  const { problem, tried, best } = search;
  const key = `${order.p} ${order.q} ${order.seasonalP} ${order.seasonalQ} ${hasMean}`;
  if (tried.has(key) || !isAllowed(order, problem.seasonLength > 1)) return;
  tried.add(key);
  const fit = fitOrder(problem, order, hasMean, earlier);
  if (fit && fit.aicc < (best?.aicc ?? Number.POSITIVE_INFINITY)) search.best = fit;
}

/** The orders that the stepwise search begins with; with an earlier fit of as many differences, its order alone. */
function beginSearch(history: Float64Array, seasonLength: number, earlier: ArimaFit | null): Search | null {
  const problem = prepare(history, seasonLength);
  if (!problem) return null;
  const { differences, seasonalDifferences } = problem;
  const far = problem.seasonLength > 1 ? 1 : 0;
  const mayHaveMean = differences + seasonalDifferences < 2;
  const search: Search = { problem, tried: new Set(), mayHaveMean, best: null };
  const isLike =
    earlier?.differences === differences &&
    earlier.seasonalDifferences === seasonalDifferences &&
    earlier.seasonLength === problem.seasonLength;
  if (isLike) {
    tryOut(search, earlier.order, earlier.hasMean, earlier);
    return search;
  }
  tryOut(search, { p: 2, q: 2, seasonalP: 0, seasonalQ: far }, mayHaveMean);
  tryOut(search, { p: 0, q: 0, seasonalP: 0, seasonalQ: 0 }, mayHaveMean);
  tryOut(search, { p: 1, q: 0, seasonalP: far, seasonalQ: 0 }, mayHaveMean);
  tryOut(search, { p: 0, q: 1, seasonalP: 0, seasonalQ: far }, mayHaveMean);
  if (mayHaveMean) tryOut(search, { p: 0, q: 0, seasonalP: 0, seasonalQ: 0 }, false);
  return search;
}

/** Goes on to better orders, one step from the best so far, until there is none. */
function endSearch(search: Search): ArimaFit | null {
  for (let from: ArimaFit | null = null; search.best !== from; ) {
    from = search.best;
    if (!from) break;
    const { order, hasMean } = from;
    for (const neighbour of listNeighbours(order)) {
      tryOut(search, neighbour, hasMean);
      // A better order is gone on from at once.
      if (search.best !== from) break;
    }
    if (search.best === from && search.mayHaveMean) tryOut(search, order, !hasMean);
  }
  return search.best;
}

/**
 * The order of the least corrected Akaike criterion that the stepwise search meets.
 *
 * @returns null where the history is too short, or no more than a line
 */
export function chooseArima(history: Float64Array, seasonLength: number): ArimaFit | null {
  const search = beginSearch(history, seasonLength, null);
  return search && endSearch(search);
}

type Chosen = { fit: ArimaFit; scale: ValueScale };

/** The scale by the orders that the search begins with, the order by the whole search on that scale. */
function chooseOrder(history: Float64Array, seasonLength: number, earlier: Chosen | null): Chosen | null {
  const searches = new Map<ArimaFit, Search>();
  const begin = (values: Float64Array, before: ArimaFit | null) => {
    const search = beginSearch(values, seasonLength, before);
    if (search?.best) searches.set(search.best, search);
    return search?.best ?? null;
  };
  const scale = earlier && !(earlier.scale === 'log' && history.some((value) => value <= 0)) ? earlier.scale : null;
  const begun = scale
    ? { fit: begin(toScale(history, scale), earlier?.fit ?? null), scale }
    : chooseScale(history, (values) => begin(values, null));
  if (!begun?.fit) return null;
  const fit = endSearch(searches.get(begun.fit) as Search);
  return fit && { fit, scale: begun.scale };
}

export function nameArima({ order, differences, seasonalDifferences, seasonLength }: ArimaFit): string {
  const near = `ARIMA(${order.p},${differences},${order.q})`;
  return seasonLength > 1
    ? `${near}(${order.seasonalP},${seasonalDifferences},${order.seasonalQ})[${seasonLength}]`
    : near;
}

/** [lags] weights of past values, differences multiplied in: value = constant + their sum + errors. */
function weightsOfLevels({ arma, differences, seasonalDifferences, seasonLength }: ArimaFit): number[] {
  let polynomial = [1, ...Array.from(arma.ofValues, (weight) => -weight)];
  const difference = (lag: number) => {
    const shifted = [...new Array<number>(lag).fill(0), ...polynomial];
    polynomial = shifted.map((value, at) => (polynomial[at] ?? 0) - value);
  };
  for (let count = 0; count < differences; count += 1) difference(1);
  for (let count = 0; count < seasonalDifferences; count += 1) difference(seasonLength);
  return polynomial.slice(1).map((weight) => -weight);
}

function takeDifferences(history: Float64Array, { differences, seasonalDifferences, seasonLength }: ArimaFit) {
  let values = seasonalDifferences ? differenceAt(history, seasonLength) : history;
  for (let count = 0; count < differences; count += 1) values = differenceAt(values, 1);
  return values;
}

/** [horizon] errors to come taken as 0; null where the history is shorter than the weights reach. */
function projectArima(fit: ArimaFit, history: Float64Array, horizonSteps: number): Float64Array | null {
  const { arma } = fit;
  const weights = weightsOfLevels(fit);
  const errors = runArma(arma, takeDifferences(history, fit));
  if (history.length < weights.length || errors.length < 1) return null;
  const constant = arma.mean * (1 - arma.ofValues.reduce((sum, weight) => sum + weight, 0));
  const start = history.length;
  const values = new Float64Array(start + horizonSteps);
  values.set(history);
  for (let step = 0; step < horizonSteps; step += 1) {
    let value = constant;
    for (const [at, weight] of weights.entries()) if (weight !== 0) value += weight * values[start + step - at - 1];
    for (let lag = step + 1; lag <= arma.ofErrors.length; lag += 1) {
      value += arma.ofErrors[lag - 1] * (errors[errors.length + step - lag] ?? 0);
    }
    values[start + step] = value;
  }
  return values.subarray(start);
}

/** [horizon] standard deviations, by the weights of past errors alone (Box and Jenkins 1976, 5.1). */
function spreadOfArima(fit: ArimaFit, horizonSteps: number): Float64Array {
  const weights = weightsOfLevels(fit);
  const echoes = new Float64Array(horizonSteps);
  let sum = 0;
  return echoes.map((_, step) => {
    let echo = step === 0 ? 1 : (fit.arma.ofErrors[step - 1] ?? 0);
    for (let lag = 1; lag <= Math.min(step, weights.length); lag += 1) echo += weights[lag - 1] * echoes[step - lag];
    echoes[step] = echo;
    sum += echo * echo;
    return fit.sigma * Math.sqrt(sum);
  });
}

/**
 * Automatic ARIMA, with seasons where the history shows any, on the values or on their logarithms, whichever is likelier.
 * Seasons above 200 steps, and histories too short for one, do without.
 */
export function createAutoArima(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster((fitted) => fitAutoArima(fitted, seasonLength, horizonSteps, null));
}

function fitAutoArima(
  fitted: Float64Array,
  seasonLength: number,
  horizonSteps: number,
  earlier: Chosen | null,
): FittedModel {
  const chosen = chooseOrder(fitted, seasonLength, earlier);
  if (!chosen) return standInModel(horizonSteps);
  const { fit, scale } = chosen;
  const deviations = spreadOfArima(fit, horizonSteps);
  return {
    parameterCount: fit.parameterCount,
    form: `${nameArima(fit)}${scale === 'log' ? ' of logarithms' : ''}`,
    forecast(history) {
      const recent = history.subarray(Math.max(0, history.length - mostValues));
      const yhat = projectArima(fit, toScale(recent, scale), horizonSteps);
      if (!yhat) return standInModel(horizonSteps).forecast(history);
      return fromScale(withNormalQuantiles(yhat, deviations), scale);
    },
    refit: (longer) => fitAutoArima(longer, seasonLength, horizonSteps, chosen),
  };
}

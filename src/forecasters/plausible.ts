/** What a history makes plausible: forecasts beyond that are held. */
import { selectAt } from '../base/select-at.ts';
import type { FittedForecaster, Forecast, Forecaster } from './forecaster.ts';

/** Older values say little of how far a series moves now, and each costs a comparison a step. */
const mostValues = 1000;
/** A forecast may move so many times as far as the history ever did in as many steps. */
const furthest = 2;
/** Quantiles may lie so many times as far from what was there. */
const furthestQuantile = 4;
/** Of growth in proportion: this much beyond what was seen. */
const growthSlack = 1.5;

export type Plausible = {
  /** [horizon] bounds of points */
  low: Float64Array;
  high: Float64Array;
};

/**
 * How far the history moved in `steps`: the largest rise and fall, and the growth in proportion, the
 * middle of it, or the most where it grew throughout.
 */
function measureMoves(recent: Float64Array, steps: number, isPositive: boolean) {
  let rise = 0;
  let fall = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  const count = recent.length - steps;
  const ratios = new Float64Array(isPositive ? count : 0);
  for (let at = 0; at < count; at += 1) {
    const move = recent[at + steps] - recent[at];
    if (move > rise) rise = move;
    if (-move > fall) fall = -move;
    if (!isPositive) continue;
    const ratio = recent[at + steps] / recent[at];
    ratios[at] = ratio;
    if (ratio < least) least = ratio;
    if (ratio > most) most = ratio;
  }
  if (!isPositive) return { rise, fall, ratio: 1 };
  const growsThroughout = least > 1;
  return { rise, fall, ratio: growsThroughout ? most : Math.max(1, selectAt(ratios, count >> 1)) };
}

/**
 * Bounds for each step: as far beyond the last values as twice the largest move that the history made in so many steps, or as
 * its usual growth leads, whichever is further. Longer horizons than half the history are bounded in proportion.
 *
 * @param seasonLength the last values are those of one season
 */
export function findPlausible(history: Float64Array, seasonLength: number, horizonSteps: number): Plausible | null {
  const recent = history.subarray(Math.max(0, history.length - mostValues));
  const { length } = recent;
  if (length < 2) return null;
  const last = recent.subarray(Math.max(0, length - Math.max(seasonLength, 2)));
  const top = last.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const bottom = last.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const isPositive = recent.every((value) => value > 0);
  const low = new Float64Array(horizonSteps);
  const high = new Float64Array(horizonSteps);
  const longest = Math.max(1, Math.floor(length / 2));
  let rise = 0;
  let fall = 0;
  let ratio = 1;
  for (let step = 1; step <= horizonSteps; step += 1) {
    const times = Math.max(1, step / longest);
    if (step <= longest) {
      const moves = measureMoves(recent, step, isPositive);
      rise = Math.max(rise, moves.rise);
      fall = Math.max(fall, moves.fall);
      ratio = moves.ratio;
    }
    high[step - 1] = Math.max(top + furthest * times * rise, growthSlack * top * ratio ** times);
    low[step - 1] = bottom - furthest * times * Math.max(fall, rise / furthest);
    if (!isPositive) high[step - 1] = top + furthest * times * Math.max(rise, fall / furthest);
  }
  return { low, high };
}

const bounded = new WeakMap<Float64Array, { seasonLength: number; horizonSteps: number; bounds: Plausible | null }>();

/** The same, found once where several forecasters are fitted to one history. */
function findOnce(history: Float64Array, seasonLength: number, horizonSteps: number): Plausible | null {
  const known = bounded.get(history);
  if (known?.seasonLength === seasonLength && known.horizonSteps === horizonSteps) return known.bounds;
  const bounds = findPlausible(history, seasonLength, horizonSteps);
  bounded.set(history, { seasonLength, horizonSteps, bounds });
  return bounds;
}

/** Points within the bounds, quantiles within wider ones. */
function hold({ yhat, quantiles }: Forecast, { low, high }: Plausible): Forecast {
  let held = 0;
  const points = yhat.map((value, step) => {
    const bounded = Math.min(high[step], Math.max(low[step], value));
    if (bounded !== value) held += 1;
    return bounded;
  });
  const wider = (furthestQuantile - 1) / 2;
  const bounds = low.map((from, step) => wider * (high[step] - from));
  const within = quantiles?.map((values) =>
    values.map((value, step) => Math.min(high[step] + bounds[step], Math.max(low[step] - bounds[step], value))),
  );
  return { yhat: points, quantiles: within ?? null, ...(held > 0 && { held }) };
}

/** Forecasts of a forecaster are held within what each history makes plausible, and say of how many steps that was so. */
export function withPlausible(forecaster: Forecaster, seasonLength: number): Forecaster {
  return {
    ...forecaster,
    fit: async (task, context) => describe(await forecaster.fit(task, context)),
  };

  function describe(fitted: FittedForecaster): FittedForecaster {
    const { refit } = fitted;
    return {
      ...fitted,
      async forecast(histories, series, parts, covariates) {
        const forecasts = await fitted.forecast(histories, series, parts, covariates);
        return forecasts.map((forecast, at) => {
          const bounds = findOnce(histories[at], seasonLength, forecast.yhat.length);
          return bounds ? hold(forecast, bounds) : forecast;
        });
      },
      ...(refit && { refit: async (longer, context) => describe(await refit(longer, context)) }),
    };
  }
}

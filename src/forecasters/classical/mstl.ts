import { decomposeMstl } from '../../statistics/stl.ts';
import type { Forecaster } from '../forecaster.ts';
import { naiveModel } from './baselines.ts';
import { createClassicalForecaster, type FittedModel, mapForecast } from './classical-forecaster.ts';
import { chooseEts, forecastFromFit } from './ets.ts';
import { chooseScale, fromScale, toScale } from './scale.ts';

/** Seasons that a history has seen twice, ascending. */
function usableSeasons(history: Float64Array, seasonLengths: readonly number[]): number[] {
  const wanted = seasonLengths.filter((season) => season > 1 && 2 * season <= history.length);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** Splits values into all seasons together and the rest. */
function splitSeasons(values: Float64Array, seasons: readonly number[]) {
  const { seasonals } = decomposeMstl(values, seasons);
  return { seasonals, adjusted: values.map((value, at) => seasonals.reduce((rest, own) => rest - own[at], value)) };
}

/** [horizon] each season as it last was, all added up. */
function repeatSeasons(
  seasonals: readonly Float64Array[],
  seasons: readonly number[],
  horizonSteps: number,
): Float64Array {
  return Float64Array.from({ length: horizonSteps }, (_, step) =>
    seasonals.reduce((sum, own, index) => sum + own[own.length - seasons[index] + (step % seasons[index])], 0),
  );
}

/**
 * Forecasts the series without its seasons by automatic exponential smoothing, and adds each season as it last was, on the
 * values or on their logarithms, whichever is likelier (Bandara, Hyndman and Bergmeir 2021, "MSTL: a seasonal-trend
 * decomposition algorithm for time series with multiple seasonal patterns"; R's `stlf`).
 *
 * @param seasonLengths several at once, such as a day and a week of hours; those seen less than twice are left out
 */
export function createMstl(seasonLengths: readonly number[], horizonSteps: number): Forecaster {
  return createClassicalForecaster((fitted) => fitMstl(fitted, seasonLengths, horizonSteps));
}

/** The same as a model of one history. */
export function fitMstl(fitted: Float64Array, seasonLengths: readonly number[], horizonSteps: number): FittedModel {
  const seasons = usableSeasons(fitted, seasonLengths);
  const chosen = chooseScale(fitted, (values) => chooseEts(splitSeasons(values, seasons).adjusted, 1, 'additive'));
  if (!chosen) return naiveModel(horizonSteps);
  const { fit, scale } = chosen;
  return {
    parameterCount: fit.parameterCount,
    form: `MSTL(${seasons.join(', ')})${scale === 'log' ? ' of logarithms' : ''}`,
    forecast(history) {
      const own = usableSeasons(history, seasons);
      const { seasonals, adjusted } = splitSeasons(toScale(history, scale), own);
      const forecast = forecastFromFit(fit, adjusted, horizonSteps);
      const season = repeatSeasons(seasonals, own, horizonSteps);
      return fromScale(
        mapForecast(forecast, (values) => values.map((value, step) => value + season[step])),
        scale,
      );
    },
  };
}

import type { Forecaster } from '../forecaster.ts';
import { countRecent, createClassicalForecaster, deviationOf, withNormalQuantiles } from './classical-forecaster.ts';

/** A season the history has seen once in full; else none. */
function usableSeason(history: Float64Array, seasonLength: number): number {
  return history.length >= seasonLength ? seasonLength : 1;
}

/**
 * Repeats the last season (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2); the last value where
 * the history is shorter than a season.
 */
export function forecastSeasonalNaive(history: Float64Array, seasonLength: number, horizonSteps: number): Float64Array {
  const period = usableSeason(history, seasonLength);
  const lastSeason = history.subarray(history.length - period);
  return Float64Array.from({ length: horizonSteps }, (_, step) => lastSeason[step % period]);
}

/** Its errors add up by one step every season (the same book, 5.5). */
export function createSeasonalNaive(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster(() => ({
    parameterCount: 0,
    form: 'seasonal naive',
    forecast(history) {
      const period = usableSeason(history, seasonLength);
      const recent = history.subarray(-countRecent([period]) - period);
      const changes = recent.subarray(period).map((value, at) => value - recent[at]);
      const deviation = deviationOf(changes);
      const yhat = forecastSeasonalNaive(history, seasonLength, horizonSteps);
      return withNormalQuantiles(
        yhat,
        yhat.map((_, step) => deviation * Math.sqrt(Math.floor(step / period) + 1)),
      );
    },
  }));
}

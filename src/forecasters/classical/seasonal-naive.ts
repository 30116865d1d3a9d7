import type { Forecaster } from '../forecaster.ts';

/**
 * Repeats the last season (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2); the last value where
 * the history is shorter than a season.
 */
export function forecastSeasonalNaive(history: Float64Array, seasonLength: number, horizonSteps: number): Float64Array {
  const period = history.length >= seasonLength ? seasonLength : 1;
  const lastSeason = history.subarray(history.length - period);
  return Float64Array.from({ length: horizonSteps }, (_, step) => lastSeason[step % period]);
}

export function createSeasonalNaive(seasonLength: number, horizonSteps: number): Forecaster {
  return {
    fit: async () => ({
      fitEnd: 'fitted',
      epochs: 0,
      parameterCount: 0,
      curve: { train: [], validation: [] },
      forecast: async (histories) =>
        histories.map((history) => ({
          yhat: forecastSeasonalNaive(history, seasonLength, horizonSteps),
          quantiles: null,
        })),
      dispose: () => {},
    }),
  };
}

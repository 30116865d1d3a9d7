import type { Metrics } from './results.ts';

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A quotient, or null where nothing divides. */
function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/**
 * Mean absolute error of the seasonal naive within a history: what MASE is scaled by (Hyndman and Koehler 2006).
 *
 * @param history [length] values before the test part; the naive without season where it is no longer than a season
 * @returns in the unit of the series; null where there is nothing to compare or the error is zero
 */
export function measureNaiveError(history: Float64Array, seasonLength: number): number | null {
  const lag = history.length > seasonLength ? seasonLength : 1;
  if (history.length <= lag) return null;
  const error = mean(history.subarray(lag).map((value, at) => Math.abs(value - history[at])));
  return error === 0 ? null : error;
}

/**
 * How far forecasts lie from what came.
 *
 * mape (percent) is undefined where an actual value is zero; smape (percent) is the form of the M4 competition
 * (Makridakis et al. 2020), where both values zero count as no error; wape (percent) is the sum of absolute errors over
 * the sum of absolute actuals; r2 is undefined where the actuals are constant.
 *
 * @param actual [points] at least one
 * @param forecast [points]
 * @param naiveError from `measureNaiveError`, for mase
 */
export function measureErrors(actual: Float64Array, forecast: Float64Array, naiveError: number | null): Metrics {
  const absolute = actual.map((value, at) => Math.abs(value - forecast[at]));
  const squared = absolute.map((error) => error * error);
  const size = actual.map(Math.abs);
  const mae = mean(absolute);
  const mse = mean(squared);
  const centre = mean(actual);
  const variance = mean(actual.map((value) => (value - centre) ** 2));
  return {
    mae,
    rmse: Math.sqrt(mse),
    mse,
    mape: size.includes(0) ? null : 100 * mean(absolute.map((error, at) => error / size[at])),
    smape: 200 * mean(absolute.map((error, at) => (error === 0 ? 0 : error / (size[at] + Math.abs(forecast[at]))))),
    mase: naiveError === null ? null : ratio(mae, naiveError),
    wape: ratio(100 * mae, mean(size)),
    r2: variance === 0 ? null : 1 - mse / variance,
  };
}

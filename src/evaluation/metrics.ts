import type { PointMetrics } from './results.ts';

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A quotient, or null where nothing divides. */
function ratio(numerator: number, denominator: number | null): number | null {
  return denominator === null || denominator === 0 ? null : numerator / denominator;
}

/** What the seasonal naive does within a history: mean absolute and mean squared error; null where that is none or zero. */
export type NaiveScale = { absolute: number | null; squared: number | null };

/**
 * The errors of the seasonal naive within a history: what MASE is scaled by (Hyndman and Koehler 2006), and RMSSE by their
 * squares (Makridakis, Spiliotis and Assimakopoulos 2022).
 *
 * @param history [length] values before the test part; the naive without season where it is no longer than a season
 */
export function measureNaiveScale(history: Float64Array, seasonLength: number): NaiveScale {
  const lag = history.length > seasonLength ? seasonLength : 1;
  if (history.length <= lag) return { absolute: null, squared: null };
  const errors = history.subarray(lag).map((value, at) => Math.abs(value - history[at]));
  return { absolute: mean(errors) || null, squared: mean(errors.map((error) => error * error)) || null };
}

/** The mean absolute error alone of `measureNaiveScale`, in the unit of the series. */
export function measureNaiveError(history: Float64Array, seasonLength: number): number | null {
  return measureNaiveScale(history, seasonLength).absolute;
}

/**
 * How far forecasts lie from what came.
 *
 * mape (percent) is undefined where an actual value is zero; smape (percent) is the form of the M4 competition
 * (Makridakis et al. 2020), where both values zero count as no error; wape (percent) is the sum of absolute errors over
 * the sum of absolute actuals; bias is the mean of forecast minus actual; r2 is undefined where the actuals are constant.
 *
 * @param actual [points] at least one
 * @param forecast [points]
 * @param scale from `measureNaiveScale`, for mase and rmsse; null leaves them out
 */
export function measureErrors(actual: Float64Array, forecast: Float64Array, scale: NaiveScale | null): PointMetrics {
  const absolute = actual.map((value, at) => Math.abs(value - forecast[at]));
  const squared = absolute.map((error) => error * error);
  const size = actual.map(Math.abs);
  const mae = mean(absolute);
  const mse = mean(squared);
  const centre = mean(actual);
  const variance = mean(actual.map((value) => (value - centre) ** 2));
  const scaledSquare = ratio(mse, scale?.squared ?? null);
  return {
    mae,
    rmse: Math.sqrt(mse),
    mse,
    mape: size.includes(0) ? null : 100 * mean(absolute.map((error, at) => error / size[at])),
    smape: 200 * mean(absolute.map((error, at) => (error === 0 ? 0 : error / (size[at] + Math.abs(forecast[at]))))),
    mase: ratio(mae, scale?.absolute ?? null),
    rmsse: scaledSquare === null ? null : Math.sqrt(scaledSquare),
    wape: ratio(100 * mae, mean(size)),
    bias: mean(forecast.map((value, at) => value - actual[at])),
    r2: variance === 0 ? null : 1 - mse / variance,
  };
}

/** The two metrics that the M4 competition compares by. */
type OwaParts = Pick<PointMetrics, 'smape' | 'mase'>;

/**
 * Overall weighted average of the M4 competition: the mean of sMAPE and MASE, each over that of Naive2 (Makridakis,
 * Spiliotis and Assimakopoulos 2020). Below 1 beats Naive2.
 *
 * @returns null where either is undefined, or Naive2 made no error
 */
export function measureOwa(model: OwaParts, naive2: OwaParts): number | null {
  if (model.smape === null || model.mase === null) return null;
  const smape = ratio(model.smape, naive2.smape);
  const mase = ratio(model.mase, naive2.mase);
  return smape === null || mase === null ? null : (smape + mase) / 2;
}

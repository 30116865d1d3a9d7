/** What the metrics of point forecasts are made of. */

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A quotient, or null where nothing divides. */
export function ratio(numerator: number, denominator: number | null): number | null {
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

/** Errors of point forecasts, and the sums that several metrics are made of. */
export type PointErrors = {
  /** [points] */
  actual: Float64Array;
  forecast: Float64Array;
  /** [points] of the errors, and of the actuals. */
  absolute: Float64Array;
  size: Float64Array;
  mae: number;
  mse: number;
  /** The mean of forecast minus actual. */
  bias: number;
  /** Of the actuals. */
  variance: number;
  scale: NaiveScale | null;
  mean: (values: Float64Array) => number;
};

/**
 * @param actual [points] at least one
 * @param forecast [points]
 * @param scale from `measureNaiveScale`; null leaves out what is scaled by it
 */
export function compareWithActual(actual: Float64Array, forecast: Float64Array, scale: NaiveScale | null): PointErrors {
  const absolute = actual.map((value, at) => Math.abs(value - forecast[at]));
  const centre = mean(actual);
  return {
    actual,
    forecast,
    absolute,
    size: actual.map(Math.abs),
    mae: mean(absolute),
    mse: mean(absolute.map((error) => error * error)),
    bias: mean(forecast.map((value, at) => value - actual[at])),
    variance: mean(actual.map((value) => (value - centre) ** 2)),
    scale,
    mean,
  };
}

/** The two metrics that the M4 competition compares by. */
export type OwaParts = { smape: number | null; mase: number | null };

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

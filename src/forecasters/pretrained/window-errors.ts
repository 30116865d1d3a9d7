/** How far a series lies from what the network that was trained ahead says of it, window after window. */
import { tenthsApart } from '../../statistics/normal.ts';
import { quantileLevels } from '../forecaster.ts';
import { forecastPretrained, type PretrainedOptions } from './pretrained-forecaster.ts';
import type { PretrainedWeights } from './weights-file.ts';

/** Values of a history that are read: enough of them. */
const mostRead = 1500;
const mostWindows = 60;
/** Of a shorter history nothing is expected. */
const leastHistory = 24;

export type WindowErrors = {
  /** The first point that was forecast. */
  from: number;
  /** [points] forecasts from there on, each a window ahead at most, and the spread that the network gives them. */
  expected: Float64Array;
  spread: Float64Array;
};

/** The tenths at both ends. */
const outer = [0.1, 0.9].map((level) => quantileLevels.indexOf(level as (typeof quantileLevels)[number]));

/**
 * Forecasts the last windows of a series, each from what comes before it.
 *
 * @param y [length] finite
 * @returns null where the series is too short
 * @throws {FitCancelled} when cancelled
 */
export async function measureWindowErrors(
  weights: PretrainedWeights,
  y: Float64Array,
  options: PretrainedOptions,
  signal?: AbortSignal,
): Promise<WindowErrors | null> {
  const { horizonSteps, seasonLength } = options;
  const least = Math.max(leastHistory, 2 * seasonLength);
  const windows = Math.min(mostWindows, Math.floor((y.length - least) / horizonSteps));
  if (windows < 1) return null;
  const from = y.length - windows * horizonSteps;
  const histories = Array.from({ length: windows }, (_, window) => {
    const end = from + window * horizonSteps;
    return y.subarray(Math.max(0, end - mostRead), end);
  });
  const forecasts = await forecastPretrained(weights, histories, options, signal);
  const expected = new Float64Array(windows * horizonSteps);
  const spread = new Float64Array(windows * horizonSteps);
  for (const [window, { yhat, quantiles }] of forecasts.entries()) {
    expected.set(yhat, window * horizonSteps);
    const [low, high] = outer.map((level) => quantiles?.[level] ?? yhat);
    for (let step = 0; step < horizonSteps; step += 1) {
      spread[window * horizonSteps + step] = (high[step] - low[step]) / tenthsApart;
    }
  }
  return { from, expected, spread };
}

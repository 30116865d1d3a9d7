import { meanOf } from '../../statistics/moments.ts';
import type { Forecast } from '../forecaster.ts';
import { mapForecast } from './classical-forecaster.ts';

/** The scale on which a rule that only adds is run. */
export type ValueScale = 'raw' | 'log';

/** Values that have no logarithm count as half the smallest that has. */
export function toScale(history: Float64Array, scale: ValueScale): Float64Array {
  if (scale === 'raw') return history;
  const least = history.reduce((low, value) => (value > 0 && value < low ? value : low), Number.POSITIVE_INFINITY) / 2;
  return history.map((value) => Math.log(value > 0 ? value : least));
}

/** Points become medians, as quantiles pass through the exponential unchanged. */
export function fromScale(forecast: Forecast, scale: ValueScale): Forecast {
  return scale === 'log' ? mapForecast(forecast, (values) => values.map(Math.exp)) : forecast;
}

/**
 * Fits a rule to the values and, where they are positive, to their logarithms; keeps the one with the smaller one-step errors,
 * those of logarithms measured in values by the geometric mean (Box and Cox 1964).
 *
 * @param fitTo the values it is given; null where it cannot. `sigma` is the deviation of the one-step errors, `judged` the
 *   number of values, the last ones, that they were taken over
 */
export function chooseScale<Fit extends { sigma: number; judged: number }>(
  history: Float64Array,
  fitTo: (values: Float64Array) => Fit | null,
): { fit: Fit; scale: ValueScale } | null {
  const raw = fitTo(history);
  if (history.some((value) => value <= 0)) return raw && { fit: raw, scale: 'raw' };
  const logs = toScale(history, 'log');
  const log = fitTo(logs);
  if (log && (!raw || log.sigma * Math.exp(meanOf(logs.subarray(logs.length - log.judged))) < raw.sigma)) {
    return { fit: log, scale: 'log' };
  }
  return raw && { fit: raw, scale: 'raw' };
}

import type { Forecast } from '../forecaster.ts';
import { mapForecast } from './classical-forecaster.ts';

/** The scale on which a rule that only adds is run. */
export type Scale = 'raw' | 'log';

/** Values that have no logarithm count as half the smallest that has. */
export function toScale(history: Float64Array, scale: Scale): Float64Array {
  if (scale === 'raw') return history;
  const least = history.reduce((low, value) => (value > 0 && value < low ? value : low), Number.POSITIVE_INFINITY) / 2;
  return history.map((value) => Math.log(value > 0 ? value : least));
}

/** Points become medians, as quantiles pass through the exponential unchanged. */
export function fromScale(forecast: Forecast, scale: Scale): Forecast {
  return scale === 'log' ? mapForecast(forecast, (values) => values.map(Math.exp)) : forecast;
}

/**
 * Fits a rule to the values and, where they are positive, to their logarithms; keeps the likelier.
 *
 * The likelihood of logarithms is turned into one of the values by their slope, -log y a point (Box and Cox 1964).
 *
 * @param fitTo on the values it is given; null where it cannot
 */
export function chooseScale<Fit extends { logLikelihood: number }>(
  history: Float64Array,
  fitTo: (values: Float64Array) => Fit | null,
): { fit: Fit; scale: Scale } | null {
  const raw = fitTo(history);
  if (history.some((value) => value <= 0)) return raw && { fit: raw, scale: 'raw' };
  const logs = toScale(history, 'log');
  const log = fitTo(logs);
  const slope = logs.reduce((sum, value) => sum + value, 0);
  if (log && (!raw || log.logLikelihood - slope > raw.logLikelihood)) return { fit: log, scale: 'log' };
  return raw && { fit: raw, scale: 'raw' };
}

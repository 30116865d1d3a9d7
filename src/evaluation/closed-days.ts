/** Forecasts for days on which a business is always closed: zero, whatever a model says. */
import { isClosedAt } from '../series/closed-days.ts';
import type { Series } from '../series/series.ts';
import type { Interval, TestForecast } from './results.ts';

/** [steps] from `origin` on, with zero on closed days. */
function close(series: Series, origin: number, values: Float64Array): Float64Array {
  if (!series.closedWeekdays) return values;
  return values.map((value, step) => (isClosedAt(series, origin + step) ? 0 : value));
}

/** Such days count in no test, so that this changes no measure of a model. */
export function closeTest(series: Series, test: readonly TestForecast[]): TestForecast[] {
  return test.map(({ origin, yhat, quantiles }) => ({
    origin,
    yhat: close(series, origin, yhat),
    quantiles: quantiles?.map((values) => close(series, origin, values)) ?? null,
  }));
}

/** The forecast beyond the end, and its intervals. */
export function closeForecast(
  series: Series,
  { forecast, intervals }: { forecast: Float64Array; intervals: Interval[] },
): { forecast: Float64Array; intervals: Interval[] } {
  const closed = (values: Float64Array) => close(series, series.y.length, values);
  return {
    forecast: closed(forecast),
    intervals: intervals.map(({ level, low, high }) => ({ level, low: closed(low), high: closed(high) })),
  };
}

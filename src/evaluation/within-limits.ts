/** Forecasts within what a series can be, whatever a model says: zero on days that are always closed, shares between their limits. */
import { isClosedAt } from '../series/closed-days.ts';
import type { Series } from '../series/series.ts';
import type { Interval, TestForecast } from './results.ts';

/** [steps] from `origin` on, within the limits and with zero on closed days. */
function close(series: Series, origin: number, all: Float64Array): Float64Array {
  const values = limit(series, origin, all);
  if (!series.closedWeekdays) return values;
  return values.map((value, step) => (isClosedAt(series, origin + step) ? 0 : value));
}

/** What counts up is never below the last value before, nor below what was said of an earlier step. */
function limit({ y, limits, isCumulative }: Series, origin: number, values: Float64Array): Float64Array {
  if (!limits && !isCumulative) return values;
  const { low, high } = limits ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let least = isCumulative ? Math.max(low, y[origin - 1] ?? low) : low;
  return values.map((value) => {
    const within = Math.min(high, Math.max(least, value));
    if (isCumulative) least = Math.max(least, within);
    return within;
  });
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

/** Errors that a fitted model makes on known values, and the intervals that follow from them. */
import type { FittedForecaster, Forecast } from '../forecasters/forecaster.ts';
import { covariatesBefore } from '../series/covariates.ts';
import { historyBefore } from '../series/history.ts';
import { isJudged, type Series } from '../series/series.ts';
import { thinOut } from '../series/window-starts.ts';
import type { LevelShift } from '../statistics/level-shift.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { findNestedWidths } from './conformal.ts';
import { type Interval, intervalLevels, type OriginForecast, type StepErrors } from './results.ts';

const mostOrigins = 60;
const none: ReadonlySet<number> = new Set();

/** What is no measure of the errors to come. */
export type NotUsual = {
  /** Points that the model took for accidents: one of them would decide how wide the bands of its step are; none where absent. */
  aside?: ReadonlySet<number>;
  /** Where the series went to another level for good: how far it went is no error that lies ahead. */
  shift?: LevelShift | null;
};

/**
 * Errors actual - forecast of forecasts made over a part of the series; points that were not in the file do not count. Where the level
 * shifted, what was forecast across the shift does not either, and errors of before it are scaled to how the values spread since.
 */
export function collectErrors(
  forecasts: readonly OriginForecast[],
  series: Series,
  end: number,
  { aside = none, shift = null }: NotUsual = {},
): StepErrors {
  const horizonSteps = forecasts.reduce((most, { yhat }) => Math.max(most, yhat.length), 0);
  const errors: StepErrors = Array.from({ length: horizonSteps }, () => []);
  for (const { origin, yhat } of forecasts) {
    yhat.forEach((forecast, step) => {
      const at = origin + step;
      if (at >= end || !isJudged(series.filled[at]) || aside.has(at)) return;
      const isBefore = shift !== null && at < shift.at;
      if (shift && !isBefore && origin < shift.settled) return;
      errors[step].push((series.y[at] - forecast) * (isBefore ? shift.scale : 1));
    });
  }
  return errors;
}

/**
 * Forecasts from every origin of the part [from, to), or from many evenly spread ones: what intervals are set by.
 * A network chose when to stop by that same part, and others were fitted on it: its errors are a little too small, which
 * the coverage measured on the test part shows.
 */
export async function forecastCalibration(
  fitted: FittedForecaster,
  series: Series,
  { from, to, horizonSteps }: { from: number; to: number; horizonSteps: number },
): Promise<OriginForecast[]> {
  const origins = thinOut(
    Int32Array.from({ length: to - from }, (_, at) => from + at),
    mostOrigins,
  );
  const histories = Array.from(origins, (origin) => historyBefore(series, origin));
  const covariates = Array.from(origins, (origin) => covariatesBefore(series, origin, { horizonSteps }));
  const forecasts = await fitted.forecast(histories, 0, 'points', covariates);
  return forecasts.map(({ yhat }, at) => ({ origin: origins[at], yhat }));
}

/** Both errors of each step together. */
export function joinErrors(first: StepErrors, second: StepErrors): StepErrors {
  const longer = first.length >= second.length ? first : second;
  return longer.map((_, step) => [...(first[step] ?? []), ...(second[step] ?? [])]);
}

/**
 * Conformal intervals around a forecast, one width a horizon step, none of them below `floor`; wider where events are expected.
 */
export function setIntervals(
  yhat: Float64Array,
  errors: StepErrors,
  floor: number,
  events?: Forecast['events'],
): Interval[] {
  const widths = findNestedWidths(
    errors,
    intervalLevels.map((level) => level / 100),
  );
  if (!widths) return [];
  return intervalLevels.map((level, at) => {
    const own = widths[at];
    const score = normalQuantile((1 + level / 100) / 2);
    const widthAt = (step: number) => {
      const width = own[Math.min(step, own.length - 1)];
      return events ? Math.hypot(width * events.times[step], score * events.spread[step]) : width;
    };
    return {
      level,
      low: yhat.map((value, step) => Math.max(floor, value - widthAt(step))),
      high: yhat.map((value, step) => value + widthAt(step)),
    };
  });
}

/** Test forecasts measured against what came: overall, from each origin and at each horizon step. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { Series } from '../series/series.ts';
import { measureErrors, measureOwa, type NaiveScale } from './metrics.ts';
import { measureCrps, measureInterval, measurePinball, measureWeightedQuantileLoss } from './quantile-metrics.ts';
import {
  type IntervalLevel,
  type Metrics,
  type PointMetrics,
  type SpreadMetricId,
  spreadMetricIds,
  type TestForecast,
} from './results.ts';

/** What forecasts are measured against. */
export type Bench = {
  series: Series;
  scale: NaiveScale;
  /** Naive2's forecasts from the same origins. */
  naive2: readonly TestForecast[];
};

/** Step of a forecast that is judged: the `step`th of `forecasts[which]`. */
type Place = { which: number; step: number };

/** Points that were not in the file are not judged. */
function placesOf(forecasts: readonly TestForecast[], { y, filled }: Series): Place[] {
  return forecasts.flatMap(({ origin, yhat }, which) =>
    Array.from(yhat, (_, step) => ({ which, step })).filter(
      ({ step }) => origin + step < y.length && !filled[origin + step],
    ),
  );
}

/** The metrics of a model at some places of its forecasts. */
function judge(forecasts: readonly TestForecast[], places: readonly Place[], bench: Bench): Metrics | null {
  if (places.length === 0) return null;
  const { series, scale, naive2 } = bench;
  const actual = Float64Array.from(places, ({ which, step }) => series.y[forecasts[which].origin + step]);
  const pick = (from: readonly TestForecast[]) =>
    Float64Array.from(places, ({ which, step }) => from[which].yhat[step]);
  const points = measureErrors(actual, pick(forecasts), scale);
  return { ...points, ...judgeSpread(forecasts, places, actual), owa: owaOf(points) };

  function owaOf(model: PointMetrics): number | null {
    return naive2.length === 0 ? null : measureOwa(model, measureErrors(actual, pick(naive2), scale));
  }
}

const noSpread = Object.fromEntries(spreadMetricIds.map((id) => [id, null])) as Record<SpreadMetricId, null>;

function judgeSpread(
  forecasts: readonly TestForecast[],
  places: readonly Place[],
  actual: Float64Array,
): Record<SpreadMetricId, number | null> {
  if (forecasts.some(({ quantiles }) => quantiles === null)) return noSpread;
  const at = (level: number) =>
    Float64Array.from(places, ({ which, step }) => forecasts[which].quantiles?.[level][step] ?? Number.NaN);
  return measureSpread(
    actual,
    quantileLevels.map((_, level) => at(level)),
  );
}

/**
 * How good a forecast's quantiles and intervals are.
 *
 * @param actual [points]
 * @param quantiles [quantileLevels][points]; null where a model gives none
 */
export function measureSpread(
  actual: Float64Array,
  quantiles: readonly Float64Array[] | null,
): Record<SpreadMetricId, number | null> {
  if (!quantiles) return noSpread;
  const spread = quantileLevels.map((probability, level) => ({ probability, values: quantiles[level] }));
  const at = (wanted: number) => quantiles[quantileLevels.findIndex((level) => Math.abs(level - wanted) < 1e-9)];
  const interval = (level: IntervalLevel) =>
    measureInterval(actual, at((1 - level / 100) / 2), at((1 + level / 100) / 2));
  const [narrow, wide] = [interval(80), interval(95)];
  const losses = spread.map(({ probability, values }) => measurePinball(actual, values, probability));
  return {
    pinball: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    wql: measureWeightedQuantileLoss(actual, spread),
    crps: measureCrps(actual, spread),
    coverage80: narrow.coverage,
    width80: narrow.width,
    coverage95: wide.coverage,
    width95: wide.width,
  };
}

export type Judgement = {
  overall: Metrics | null;
  /** By origin, in the order of the forecasts. */
  origins: (Metrics | null)[];
  /** By horizon step. */
  steps: (Metrics | null)[];
};

/** Measures test forecasts; null where there is no point to judge by. */
export function judgeForecasts(forecasts: readonly TestForecast[], bench: Bench): Judgement {
  const places = placesOf(forecasts, bench.series);
  const steps = forecasts.reduce((most, { yhat }) => Math.max(most, yhat.length), 0);
  const some = (keep: (place: Place) => boolean) => judge(forecasts, places.filter(keep), bench);
  return {
    overall: judge(forecasts, places, bench),
    origins: forecasts.map((_, origin) => some(({ which }) => which === origin)),
    steps: Array.from({ length: steps }, (_, at) => some(({ step }) => step === at)),
  };
}

/** Test forecasts measured against what came: overall, from each origin and at each horizon step. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import { isJudged, type Series } from '../series/series.ts';
import { measureAgainst, measureErrors, measureSpread } from './measure.ts';
import type { Metrics, SpreadMetricId } from './metric-cards.ts';
import type { NaiveScale } from './metrics.ts';
import type { TestForecast } from './results.ts';

/** What forecasts are measured against. */
export type Bench = {
  series: Series;
  scale: NaiveScale;
  /** Naive2's forecasts from the same origins. */
  naive2: readonly TestForecast[];
};

/** Step of a forecast that is judged: the `step`th of `forecasts[which]`. */
type JudgedStep = { which: number; step: number };

/** Points that were not in the file are not judged. */
function placesOf(forecasts: readonly TestForecast[], { y, filled }: Series): JudgedStep[] {
  return forecasts.flatMap(({ origin, yhat }, which) =>
    Array.from(yhat, (_, step) => ({ which, step })).filter(
      ({ step }) => origin + step < y.length && isJudged(filled[origin + step]),
    ),
  );
}

/** The metrics of a model at some places of its forecasts. */
function judge(forecasts: readonly TestForecast[], places: readonly JudgedStep[], bench: Bench): Metrics | null {
  if (places.length === 0) return null;
  const { series, scale, naive2 } = bench;
  const actual = Float64Array.from(places, ({ which, step }) => series.y[forecasts[which].origin + step]);
  const pick = (from: readonly TestForecast[]) =>
    Float64Array.from(places, ({ which, step }) => from[which].yhat[step]);
  const points = measureErrors(actual, pick(forecasts), scale);
  const ofNaive2 = naive2.length === 0 ? null : measureErrors(actual, pick(naive2), scale);
  return { ...points, ...judgeSpread(forecasts, places, actual), ...measureAgainst(points, ofNaive2) };
}

function judgeSpread(
  forecasts: readonly TestForecast[],
  places: readonly JudgedStep[],
  actual: Float64Array,
): Record<SpreadMetricId, number | null> {
  const at = (level: number) =>
    Float64Array.from(places, ({ which, step }) => forecasts[which].quantiles?.[level][step] ?? Number.NaN);
  const isStated = forecasts.every(({ quantiles }) => quantiles !== null);
  return measureSpread(actual, isStated ? quantileLevels.map((_, level) => at(level)) : null);
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
  const some = (keep: (place: JudgedStep) => boolean) => judge(forecasts, places.filter(keep), bench);
  return {
    overall: judge(forecasts, places, bench),
    origins: forecasts.map((_, origin) => some(({ which }) => which === origin)),
    steps: Array.from({ length: steps }, (_, at) => some(({ step }) => step === at)),
  };
}

/** All metrics of some forecasts, each as its card measures it. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import {
  cardOf,
  type MetricId,
  metricIds,
  type PointMetrics,
  pointMetricIds,
  type SpreadMetricId,
  spreadMetricIds,
} from './metric-cards.ts';
import { compareWithActual, type NaiveScale } from './metrics.ts';
import { describeSpread } from './quantile-metrics.ts';

function measureAll<Id extends MetricId>(ids: readonly Id[], measure: (id: Id) => number | null) {
  return Object.fromEntries(ids.map((id) => [id, measure(id)])) as Record<Id, number | null>;
}

/**
 * How far forecasts lie from what came.
 *
 * @param actual [points] at least one
 * @param forecast [points]
 * @param scale from `measureNaiveScale`; null leaves out what is scaled by it
 */
export function measureErrors(actual: Float64Array, forecast: Float64Array, scale: NaiveScale | null): PointMetrics {
  const errors = compareWithActual(actual, forecast, scale);
  return measureAll(pointMetricIds, (id) => {
    const card = cardOf(id);
    return card.of === 'points' ? card.measure(errors) : null;
  });
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
  const spread = quantiles && describeSpread(actual, quantileLevels, quantiles);
  return measureAll(spreadMetricIds, (id) => {
    const card = cardOf(id);
    return spread && card.of === 'spread' ? card.measure(spread) : null;
  });
}

type RelativeMetricId = Exclude<MetricId, keyof PointMetrics | SpreadMetricId>;
const relativeMetricIds = metricIds.filter((id): id is RelativeMetricId => cardOf(id).of === 'naive2');

/** What compares a model with Naive2 on the same points; all null where there is no Naive2. */
export function measureAgainst(
  model: PointMetrics,
  naive2: PointMetrics | null,
): Record<RelativeMetricId, number | null> {
  return measureAll(relativeMetricIds, (id) => {
    const card = cardOf(id);
    return naive2 && card.of === 'naive2' ? card.measure(model, naive2) : null;
  });
}

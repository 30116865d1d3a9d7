/** The order of the models by what they did on the test part, and which differences count. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { PointAt } from '../series/pieces.ts';
import { compareLosses } from './comparison.ts';
import { cardOf, type MetricId } from './metric-cards.ts';
import type { ModelResult, TestForecast } from './results.ts';

/** Which way a column of this metric is sorted where it is ranked by; none where the best lies between. */
export function directionOf(metric: MetricId): 'ascending' | 'descending' | 'other' {
  const { best } = cardOf(metric);
  if (typeof best === 'object') return 'other';
  return best === 'high' ? 'descending' : 'ascending';
}

/** The metric to rank by: the one asked for, or the mean absolute error where no result has that. */
export function usableMetric(results: readonly ModelResult[], asked: MetricId): MetricId {
  return results.some(({ metrics }) => metrics[asked] !== null) ? asked : 'mae';
}

/** How bad a value of a metric is: less is better. */
export function costOf(metric: MetricId, value: number | null): number {
  if (value === null) return Number.POSITIVE_INFINITY;
  const { best } = cardOf(metric);
  if (typeof best === 'object') return Math.abs(value - best.at);
  return best === 'high' ? -value : value;
}

/** The best first; those that a metric is undefined for last, and equals in the order they came. */
export function rankResults(results: readonly ModelResult[], asked: MetricId): ModelResult[] {
  const metric = usableMetric(results, asked);
  const cost = ({ metrics }: ModelResult) => costOf(metric, metrics[metric]);
  return [...results].sort((a, b) => (cost(a) === cost(b) ? 0 : cost(a) - cost(b)));
}

/** Lowest and highest value of a metric over the origins of the test part; null where there are not two to compare. */
export function spreadOf({ originMetrics }: ModelResult, metric: MetricId): { low: number; high: number } | null {
  const values = originMetrics.flatMap((metrics) => metrics?.[metric] ?? []);
  return values.length < 2 ? null : { low: Math.min(...values), high: Math.max(...values) };
}

/**
 * How a model differs from another: not at all as far as can be told, in earnest, or it cannot be told from so few points;
 * or the metric does not judge point by point, so that there is nothing to test.
 */
export type Difference = 'noise' | 'real' | 'unknown' | 'untested';
/** A difference that chance makes more often than this is taken for noise. */
const significance = 0.05;

/** What was tested, and whatever else is known of it. */
type Tested = Pick<ModelResult, 'test'> & Partial<ModelResult>;

type PointLoss = NonNullable<ReturnType<typeof cardOf>['pointLoss']>;

/** What a point of a forecast costs. */
const pointLosses: Record<PointLoss, (actual: number, forecast: TestForecast, step: number) => number> = {
  absolute: (actual, { yhat }, step) => Math.abs(actual - yhat[step]),
  squared: (actual, { yhat }, step) => (actual - yhat[step]) ** 2,
  quantiles: (actual, { quantiles }, step) =>
    quantileLevels.reduce((sum, level, at) => {
      const above = actual - (quantiles?.[at][step] ?? Number.NaN);
      return sum + Math.max(level * above, (level - 1) * above);
    }, 0),
};

/** The loss at each point of the test part that was forecast, in order of time: the mean where forecasts overlap. */
function lossesOf(
  { test }: Tested,
  pointAt: PointAt,
  lossAt: (actual: number, forecast: TestForecast, step: number) => number,
): Float64Array {
  const byPoint = new Map<number, number[]>();
  for (const forecast of test) {
    for (let step = 0; step < forecast.yhat.length; step += 1) {
      const at = forecast.origin + step;
      const point = pointAt(at);
      if (point && !point.isFilled) byPoint.set(at, [...(byPoint.get(at) ?? []), lossAt(point.y, forecast, step)]);
    }
  }
  const points = [...byPoint].sort(([a], [b]) => a - b);
  return Float64Array.from(points, ([, losses]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length);
}

/**
 * Whether two models differ on the test part by more than chance, point by point; points not in the file do not count.
 *
 * @param pointAt knows every point of the test part
 */
export function compareResults(
  first: Tested,
  second: Tested,
  pointAt: PointAt,
  { metric, horizonSteps }: { metric: MetricId; horizonSteps: number },
): Difference {
  const { pointLoss } = cardOf(metric);
  if (!pointLoss) return 'untested';
  const lossAt = pointLosses[pointLoss];
  const probability = compareLosses(lossesOf(first, pointAt, lossAt), lossesOf(second, pointAt, lossAt), horizonSteps);
  if (probability === null || Number.isNaN(probability)) return 'unknown';
  return probability > significance ? 'noise' : 'real';
}

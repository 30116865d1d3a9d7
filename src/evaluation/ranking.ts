/** The order of the models by what they did on the test part, and which differences count. */
import type { Series } from '../series/series.ts';
import { compareLosses } from './comparison.ts';
import type { MetricId, ModelResult } from './results.ts';

/** Metrics of which more is better; of the others less is. */
const rising: readonly MetricId[] = ['r2'];
/** Metrics that judge a point by its squared error; the others judge by its absolute one. */
const squared: readonly MetricId[] = ['rmse', 'mse', 'r2'];

/** The metric to rank by: the one asked for, or the mean absolute error where no result has that. */
export function usableMetric(results: readonly ModelResult[], asked: MetricId): MetricId {
  return results.some(({ metrics }) => metrics[asked] !== null) ? asked : 'mae';
}

/** The best first; those that a metric is undefined for last, and equals in the order they came. */
export function rankResults(results: readonly ModelResult[], asked: MetricId): ModelResult[] {
  const metric = usableMetric(results, asked);
  const costOf = ({ metrics }: ModelResult) => {
    const value = metrics[metric];
    if (value === null) return Number.POSITIVE_INFINITY;
    return rising.includes(metric) ? -value : value;
  };
  return [...results].sort((a, b) => (costOf(a) === costOf(b) ? 0 : costOf(a) - costOf(b)));
}

/** Lowest and highest value of a metric over the origins of the test part; null where there are not two to compare. */
export function spreadOf({ originMetrics }: ModelResult, metric: MetricId): { low: number; high: number } | null {
  const values = originMetrics.flatMap((metrics) => metrics?.[metric] ?? []);
  return values.length < 2 ? null : { low: Math.min(...values), high: Math.max(...values) };
}

/** How a model differs from another: not at all as far as can be told, in earnest, or it cannot be told. */
export type Difference = 'noise' | 'real' | 'unknown';
/** A difference that chance makes more often than this is taken for noise. */
const significance = 0.05;

function lossesOf({ test }: ModelResult, { y, filled }: Series, metric: MetricId): Float64Array {
  const losses = test.flatMap(({ origin, yhat }) =>
    Array.from(yhat, (forecast, step) => ({ at: origin + step, forecast }))
      .filter(({ at }) => !filled[at])
      .map(({ at, forecast }) => (squared.includes(metric) ? (y[at] - forecast) ** 2 : Math.abs(y[at] - forecast))),
  );
  return Float64Array.from(losses);
}

/** Whether two models differ on the test part by more than chance, point by point; points not in the file do not count. */
export function compareResults(
  first: ModelResult,
  second: ModelResult,
  series: Series,
  { metric, horizonSteps }: { metric: MetricId; horizonSteps: number },
): Difference {
  const probability = compareLosses(lossesOf(first, series, metric), lossesOf(second, series, metric), horizonSteps);
  if (probability === null || Number.isNaN(probability)) return 'unknown';
  return probability > significance ? 'noise' : 'real';
}

/**
 * Every metric, a card each: how it is measured, which way is better, how it is written. What it is called is in
 * src/i18n/languages.
 */
import { measureOwa, type OwaParts, type PointErrors, ratio } from './metrics.ts';
import { measureCrps, measureWeightedQuantileLoss, type Spread } from './quantile-metrics.ts';

/** Metrics that are read together. */
export const metricGroupIds = ['scaled', 'unit', 'percent', 'spread', 'intervals'] as const;
export type MetricGroup = (typeof metricGroupIds)[number];

/** What a metric is measured from: point forecasts, their quantiles, or the point metrics beside those of Naive2. */
type Measure =
  | { of: 'points'; measure: (errors: PointErrors) => number | null }
  | { of: 'spread'; measure: (spread: Spread) => number | null }
  | { of: 'naive2'; measure: (model: OwaParts, naive2: OwaParts) => number | null };

type MetricCard = Measure & {
  group: MetricGroup;
  /** Less is better, more is better, or it is best at a value of its own. */
  best: 'low' | 'high' | { at: number };
  /** Whether it is an error, of which twice as much is twice as bad. */
  isCost: boolean;
  /** How it is written: in the unit of the data, in percent already, as a share of 1 with or without decimals, or a plain number. */
  unit: 'data' | 'percent' | 'share' | 'round-share' | 'number';
  /** What a single point costs by it, for tests of a difference; null where it does not judge single points. */
  pointLoss: 'absolute' | 'squared' | 'quantiles' | null;
  /** Whether the median is best by it, which is nothing where most values are zero. */
  favoursMedian: boolean;
  /** Whether it is among the few that are shown first. */
  isMain: boolean;
};

export const metricCards = {
  /** Mean absolute scaled error (Hyndman and Koehler 2006); null where the naive made no error. */
  mase: {
    group: 'scaled',
    of: 'points',
    measure: ({ mae, scale }) => ratio(mae, scale?.absolute ?? null),
    best: 'low',
    isCost: true,
    unit: 'number',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: false,
  },
  /** Root mean squared scaled error (Makridakis, Spiliotis and Assimakopoulos 2022). */
  rmsse: {
    group: 'scaled',
    of: 'points',
    measure({ mse, scale }) {
      const scaled = ratio(mse, scale?.squared ?? null);
      return scaled === null ? null : Math.sqrt(scaled);
    },
    best: 'low',
    isCost: true,
    unit: 'number',
    pointLoss: 'squared',
    favoursMedian: false,
    isMain: false,
  },
  owa: {
    group: 'scaled',
    of: 'naive2',
    measure: measureOwa,
    best: 'low',
    isCost: true,
    unit: 'number',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: false,
  },
  /** Null where the actuals are constant. */
  r2: {
    group: 'scaled',
    of: 'points',
    measure: ({ mse, variance }) => (variance === 0 ? null : 1 - mse / variance),
    best: 'high',
    isCost: false,
    unit: 'number',
    pointLoss: 'squared',
    favoursMedian: false,
    isMain: false,
  },
  mae: {
    group: 'unit',
    of: 'points',
    measure: ({ mae }) => mae,
    best: 'low',
    isCost: true,
    unit: 'data',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: true,
  },
  rmse: {
    group: 'unit',
    of: 'points',
    measure: ({ mse }) => Math.sqrt(mse),
    best: 'low',
    isCost: true,
    unit: 'data',
    pointLoss: 'squared',
    favoursMedian: false,
    isMain: true,
  },
  mse: {
    group: 'unit',
    of: 'points',
    measure: ({ mse }) => mse,
    best: 'low',
    isCost: true,
    unit: 'data',
    pointLoss: 'squared',
    favoursMedian: false,
    isMain: false,
  },
  /** The mean of forecast minus actual. */
  bias: {
    group: 'unit',
    of: 'points',
    measure: ({ bias }) => bias,
    best: { at: 0 },
    isCost: false,
    unit: 'data',
    pointLoss: null,
    favoursMedian: false,
    isMain: false,
  },
  /** Null where an actual value is zero. */
  mape: {
    group: 'percent',
    of: 'points',
    measure: ({ absolute, size, mean }) =>
      size.includes(0) ? null : 100 * mean(absolute.map((error, at) => error / size[at])),
    best: 'low',
    isCost: true,
    unit: 'percent',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: true,
  },
  /** The form of the M4 competition (Makridakis et al. 2020), where both values zero count as no error. */
  smape: {
    group: 'percent',
    of: 'points',
    measure: ({ absolute, size, forecast, mean }) =>
      200 * mean(absolute.map((error, at) => (error === 0 ? 0 : error / (size[at] + Math.abs(forecast[at]))))),
    best: 'low',
    isCost: true,
    unit: 'percent',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: false,
  },
  /** The sum of absolute errors over the sum of absolute actuals. */
  wape: {
    group: 'percent',
    of: 'points',
    measure: ({ mae, size, mean }) => ratio(100 * mae, mean(size)),
    best: 'low',
    isCost: true,
    unit: 'percent',
    pointLoss: 'absolute',
    favoursMedian: true,
    isMain: false,
  },
  wql: {
    group: 'spread',
    of: 'spread',
    measure: ({ actual, quantiles }) => measureWeightedQuantileLoss(actual, quantiles),
    best: 'low',
    isCost: true,
    unit: 'share',
    pointLoss: 'quantiles',
    favoursMedian: false,
    isMain: false,
  },
  /** The mean over all quantiles. */
  pinball: {
    group: 'spread',
    of: 'spread',
    measure: ({ losses }) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    best: 'low',
    isCost: true,
    unit: 'data',
    pointLoss: 'quantiles',
    favoursMedian: false,
    isMain: false,
  },
  crps: {
    group: 'spread',
    of: 'spread',
    measure: ({ actual, quantiles }) => measureCrps(actual, quantiles),
    best: 'low',
    isCost: true,
    unit: 'data',
    pointLoss: 'quantiles',
    favoursMedian: false,
    isMain: false,
  },
  coverage80: {
    group: 'intervals',
    of: 'spread',
    measure: ({ intervals }) => intervals[80].coverage,
    best: { at: 0.8 },
    isCost: false,
    unit: 'round-share',
    pointLoss: null,
    favoursMedian: false,
    isMain: true,
  },
  width80: {
    group: 'intervals',
    of: 'spread',
    measure: ({ intervals }) => intervals[80].width,
    best: 'low',
    isCost: false,
    unit: 'data',
    pointLoss: null,
    favoursMedian: false,
    isMain: false,
  },
  coverage95: {
    group: 'intervals',
    of: 'spread',
    measure: ({ intervals }) => intervals[95].coverage,
    best: { at: 0.95 },
    isCost: false,
    unit: 'round-share',
    pointLoss: null,
    favoursMedian: false,
    isMain: true,
  },
  width95: {
    group: 'intervals',
    of: 'spread',
    measure: ({ intervals }) => intervals[95].width,
    best: 'low',
    isCost: false,
    unit: 'data',
    pointLoss: null,
    favoursMedian: false,
    isMain: false,
  },
} as const satisfies Record<string, MetricCard>;

export type MetricId = keyof typeof metricCards;
/** In the order in which they are listed and written to files. */
export const metricIds = Object.keys(metricCards) as MetricId[];
export type Metrics = Record<MetricId, number | null>;

type MeasuredOf<Of extends Measure['of']> = {
  [Id in MetricId]: (typeof metricCards)[Id]['of'] extends Of ? Id : never;
}[MetricId];
export type PointMetricId = MeasuredOf<'points'>;
export type PointMetrics = Record<PointMetricId, number | null>;
export type SpreadMetricId = MeasuredOf<'spread'>;

/** How far point forecasts lie from what came. */
export const pointMetricIds = metricIds.filter((id): id is PointMetricId => metricCards[id].of === 'points');
/** How well the stated uncertainty fits what came, by quantiles set before the test part. */
export const spreadMetricIds = metricIds.filter((id): id is SpreadMetricId => metricCards[id].of === 'spread');

export function metricsOfGroup(group: MetricGroup): readonly MetricId[] {
  return metricIds.filter((id) => metricCards[id].group === group);
}

/** The card of a metric where which one it is does not matter. */
export function cardOf(metric: MetricId): MetricCard {
  return metricCards[metric];
}

import type { FitEnd, Member } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/settings.ts';
import type { LossCurve } from '../forecasters/training/loss-curve.ts';

export type { LossCurve };

import type { Split } from '../series/split.ts';

export const metricIds = ['mae', 'rmse', 'mse', 'mape', 'smape', 'mase', 'wape', 'r2'] as const;
export type MetricId = (typeof metricIds)[number];
/** mape, smape and wape in percent; null where a metric is undefined for these values. */
export type Metrics = Record<MetricId, number | null>;

/** A forecast made at `origin`, the index of its first point, from the values before it alone. */
export type OriginForecast = { origin: number; yhat: Float64Array };

/** Levels of the prediction intervals, in percent. */
export const intervalLevels = [80, 95] as const;
export type IntervalLevel = (typeof intervalLevels)[number];

/** Bounds that hold the stated share of what comes, by the errors made so far: [horizon] each. */
export type Interval = { level: IntervalLevel; low: Float64Array; high: Float64Array };

/** What intervals set before the test part held there: the share of its points, 0-1, and their mean width. */
export type Coverage = { level: IntervalLevel; share: number; width: number };

export type ModelResult = {
  model: ModelId;
  fitEnd: FitEnd;
  /** Epochs the early stopping chose (0 for models without epochs). */
  epochs: number;
  parameterCount: number;
  curve: LossCurve;
  /** Forecasts over the test part, one horizon apart. */
  test: OriginForecast[];
  metrics: Metrics;
  /** The same at each origin of `test`, to show how far they differ; null where no point could be judged. */
  originMetrics: (Metrics | null)[];
  /** MAE over the seasonal naive's MAE on the same points; below 1 beats it, null where that is undefined. */
  maeRatioToNaive: number | null;
  /** Training, the refit included, in ms. */
  trainingMs: number;
  /** [horizon] values beyond the end. */
  forecast: Float64Array;
  /** Around `forecast`, in the order of `intervalLevels`; empty where there were no errors to learn from. */
  intervals: Interval[];
  /** In the order of `intervalLevels`; empty where nothing could be measured. */
  coverage: Coverage[];
  /** What an automatic model chose, in its own notation, such as `ETS(M,Ad,M)`; null where nothing is chosen. */
  form: string | null;
  /** What a combination is made of, the heaviest first; null where it is none. */
  members: readonly Member[] | null;
  /** False where the forecast comes from the weights trained without the last part (a cancelled run). */
  refitted: boolean;
};

/** A model that gave no result; the others go on. */
export type ModelFailure = {
  model: ModelId;
  code: 'diverged-at-once' | 'cancelled-before-start' | 'internal';
  message: string;
};

export type ForecastOutcome = {
  split: Split;
  results: ModelResult[];
  failures: ModelFailure[];
  cancelled: boolean;
};

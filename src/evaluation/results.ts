import type { FitEnd } from '../forecasters/forecaster.ts';
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
  /** MAE over the seasonal naive's MAE on the same points; below 1 beats it, null where that is undefined. */
  maeRatioToNaive: number | null;
  /** Training, the refit included, in ms. */
  trainingMs: number;
  /** [horizon] values beyond the end. */
  forecast: Float64Array;
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

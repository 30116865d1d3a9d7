import type { AugmentationTrial, CombinationMember, FitEnd, Tried, TuningTrial } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { FineTuning } from '../forecasters/settings.ts';
import type { TrainedNetwork } from '../forecasters/trained-network.ts';
import type { LossCurve } from '../forecasters/training/loss-curve.ts';

export type { LossCurve };

import type { Split } from '../series/split.ts';
import type { Metrics } from './metric-cards.ts';

/** Errors by horizon step, [horizon][forecasts that reach it]. */
export type StepErrors = number[][];

/** A forecast made at `origin`, the index of its first point, from the values before it alone. */
export type OriginForecast = { origin: number; yhat: Float64Array };

/** The same with [quantileLevels][steps] set by errors made before the test part; null where there were none. */
export type TestForecast = OriginForecast & { quantiles: Float64Array[] | null };

/** Levels of the prediction intervals, in percent. */
export const intervalLevels = [80, 95] as const;
export type IntervalLevel = (typeof intervalLevels)[number];

/** Which of `quantileLevels` are the ends of each interval, in the order of `intervalLevels`: low, high, low, high. */
export const intervalQuantiles = [1, 5, 0, 6] as const;

/** Bounds that hold the stated share of what comes, by the errors made so far: [horizon] each. */
export type Interval = { level: IntervalLevel; low: Float64Array; high: Float64Array };

/** What a network of several series learnt from. */
export type PanelLearning = {
  /** Series, the one shown among them. */
  series: number;
  windows: number;
  /** Other series of the file that were not learnt from: too short for a window, or on another rhythm. */
  leftOut: number;
  /** Whether it told the series apart by numbers learnt for each. */
  embedded: boolean;
  /** What was learnt once more from the series shown alone, and whether that was kept: not where it made things worse. */
  tuning: { kind: FineTuning; epochs: number } | null;
};

export type NamesBeside = { future: readonly string[]; past: readonly string[]; static: readonly string[] };

/** What became of forecasting targets together with a head each, beside each alone. */
export type TogetherTrial = {
  /** The columns of the other targets. */
  others: readonly string[];
  /** Mean absolute errors of the target shown on the test part; null where it came to nothing, or no point could be judged. */
  errors: { together: number | null; alone: number | null };
  /** Whether they differ by more than chance. */
  difference: 'noise' | 'real' | 'unknown' | 'untested';
  /** Whether the forecast is the one made together: where it did better by more than chance. */
  isKept: boolean;
};

export type ModelResult = {
  model: ModelId;
  fitEnd: FitEnd;
  /** Epochs the early stopping chose (0 for models without epochs). */
  epochs: number;
  parameterCount: number;
  curve: LossCurve;
  /** Forecasts over the test part, from its origins in time order. */
  test: TestForecast[];
  /** How often it learned anew within the test part; 0 where it went on with what it knew before. */
  refits: number;
  metrics: Metrics;
  /** The same at each origin of `test`, to show how far they differ; null where no point could be judged. */
  originMetrics: (Metrics | null)[];
  /** The same at each horizon step. */
  stepMetrics: (Metrics | null)[];
  /** MAE over the seasonal naive's MAE on the same points; below 1 beats it, null where that is undefined. */
  maeRatioToNaive: number | null;
  /** Training, the refit included, in ms. */
  trainingMs: number;
  /** [horizon] values beyond the end. */
  forecast: Float64Array;
  /** Around `forecast`, in the order of `intervalLevels`; empty where there were no errors to learn from. */
  intervals: Interval[];
  /** What an automatic model chose, in its own notation, such as `ETS(M,Ad,M)`; null where nothing is chosen. */
  form: string | null;
  /** What a combination is made of, the heaviest first; null where it is none. */
  members: readonly CombinationMember[] | null;
  /** What the members were chosen from; null where nothing is chosen. */
  tried: Tried | null;
  /** Null where it learnt from the series shown alone. */
  panel: PanelLearning | null;
  /** What became of forecasting it together with other targets; absent where that was not asked for, and for models that have no heads. */
  together?: TogetherTrial;
  /** What became of augmentation where that was left to a backtest; null where it was not. */
  augmentation: AugmentationTrial | null;
  /** What became of tuning weights that were trained ahead, as the forecast was made with; absent for other models. */
  tuning?: TuningTrial;
  /**
   * What was read beside the values of the series, by names; `left-out` where that did not lower the validation error, null where
   * there was nothing, or the model cannot use it.
   */
  beside: NamesBeside | 'left-out' | null;
  /** Places in the series whose values were taken for accidents and not learnt from. */
  setAside: readonly number[];
  /** Place from which on the series keeps to another level, where errors made across it do not count for the intervals; absent where all do. */
  shiftedAt?: number;
  /** Steps of the forecast that were held at the bounds of what the history makes plausible. */
  held: number;
  /** False where the forecast comes from the weights trained without the last part (a cancelled run). */
  refitted: boolean;
  /**
   * What a network has learnt, as the forecast was made with; null where it reads what lies beside the series. Absent for other
   * models, and in what older versions kept.
   */
  trained?: TrainedNetwork | null;
  /** [horizon] errors actual - forecast that the intervals are set by; absent in what older versions kept. */
  errors?: StepErrors;
  /**
   * Forecasts from the ends of earlier states of the file whose horizon has not come in full, whole as they were made, in the order of
   * time; the test has the oldest of them as far as it has come. Absent where it was tested anew.
   */
  waiting?: readonly TestForecast[];
  /**
   * How it came from a result for an earlier state of the file: fitted again, a network that has learnt on, or one that keeps its weights,
   * as those after learning on did worse on the newest values. Absent where it was tested anew.
   */
  updated?: 'refitted' | 'learnt-on' | 'kept';
};

/** A model that gave no result; the others go on. */
export type ModelFailure = {
  model: ModelId;
  code: 'diverged-at-once' | 'cancelled-before-start' | 'weights-missing' | 'internal';
  message: string;
};

export type ForecastOutcome = {
  split: Split;
  results: ModelResult[];
  failures: ModelFailure[];
  cancelled: boolean;
};

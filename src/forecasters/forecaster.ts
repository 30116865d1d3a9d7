import type { KnownCovariates } from '../series/covariates.ts';
import type { ModelId, NetworkId } from './model-cards.ts';
import type { Settings } from './settings.ts';
import type { TrainedNetwork } from './trained-network.ts';
import type { ParameterLayout } from './training/flat-parameters.ts';
import type { LossCurve } from './training/loss-curve.ts';
import type { TrainingMemory } from './training/training-memory.ts';

/** What a forecaster learns from. Everything in it lies before the first point it will be judged on. */
export type FitTask = {
  /** [series][time] finite values in time order. */
  histories: readonly Float64Array[];
  /**
   * [series] what is known of each history beside its values, the same covariates for all; absent where there is nothing, and
   * left out of account by forecasters that cannot use it.
   */
  covariates?: readonly KnownCovariates[];
  /** Whether they are to be used; absent to let the validation part decide. */
  useCovariates?: boolean | undefined;
  /**
   * [series] of targets that are forecast together, the place of each among them: a network is then given a head for each. Absent
   * where all histories are of one kind, and left out of account by forecasters that learn from each history by itself.
   */
  heads?: readonly number[];
  /** Trailing points of each history that choose when to stop and are not learnt from; 0 where `epochs` is given. */
  validationSteps: number;
  /** Train for exactly so many epochs; null lets the validation part choose. */
  epochs: number | null;
  /** The same for tuning to the first series, where there are several; 0 leaves it out. */
  tuningEpochs?: number | null;
  /** What a combination is to be made of, as it was before; absent where it is to choose. */
  members?: readonly CombinationMember[];
  /** Whether to learn from augmented windows, where that was left open and has been settled; absent where it has not. */
  augmented?: boolean;
};

/** Whether windows were augmented, where that was left open. */
export type AugmentationTrial = {
  used: boolean;
  /** Mean absolute errors within the history, in the unit of the series; null where it was too short to try. */
  errors: { plain: number; augmented: number } | null;
};

/** What became of tuning weights that were trained ahead to the series at hand. */
export type TuningTrial = {
  /** Whether the tuned weights forecast: where they did clearly better on what they had not learnt from. */
  isKept: boolean;
  /** Series that were learnt from; 0 where all were too short. */
  series: number;
  /** Mean pinball loss on what was not learnt from, over the mean change of a season; null where nothing could be tried. */
  losses: { before: number; after: number } | null;
  /** Times that the quantiles lie further from the median than the weights say, by what they held there; 1 where they held enough. */
  widening: number;
};

export type EpochReport = {
  epoch: number;
  epochs: number;
  /** Share of these that learning anew takes, 0-1, where the others settle how to learn; 1 where absent. */
  shareAnew?: number;
  curve: LossCurve;
};

export type FitContext = {
  /** Once aborted, training ends soon and the best weights so far are kept. */
  signal: AbortSignal;
  onEpoch?: (report: EpochReport) => void;
  /** Absent where everything is done here, one thing after the other. */
  share?: Sharing | undefined;
  /** Where trainings go on from and leave what they have come to; absent where they need not outlive this thread. */
  memory?: TrainingMemory | undefined;
};

/** Has work done by whoever is free, in this thread or another, so that several jobs may be asked for at once. */
export type Sharing = { learn: LearnNetwork; forecast: ForecastAnew };

/**
 * Learning anew, and a forecast from the end of the first history, in plain data, which any thread can do: one origin of a
 * backtest.
 */
export type OriginJob = { model: ModelId; settings: Settings; task: FitTask };

/** @returns [horizon]; null where learning was cancelled or came to nothing */
export type ForecastAnew = (job: OriginJob, context: FitContext) => Promise<Float64Array | null>;

/** The training of one network in plain data: one seed, one way. */
export type NetworkJob = OriginJob & { model: NetworkId };

/**
 * @throws {FitCancelled} when cancelled before there are any weights worth keeping
 * @throws {FitDiverged} when no epoch gave a finite loss
 */
export type LearnNetwork = (job: NetworkJob, context: FitContext) => Promise<LearntNetwork>;

/** What a network has learnt, in plain data. */
export type LearntNetwork = {
  fitEnd: FitEnd;
  epochs: number;
  tuningEpochs: number;
  /** Windows that were learnt from. */
  windows: number;
  curve: LossCurve;
  layout: ParameterLayout;
  /** [parameters] as `layout` says */
  theta: Float32Array;
  /** The same, tuned to the first of several series; null where they were not. */
  tuned: Float32Array | null;
  /** Whether covariates went into it; absent where there were none. */
  usesCovariates?: boolean;
};

/** How training ended; `fitted` for what needs no training. */
export type FitEnd = 'fitted' | 'stopped-early' | 'all-epochs' | 'cancelled' | 'diverged';

/** The probabilities at which a forecast gives quantiles: the ends of the 95, 80 and 50 % intervals, and the median. */
export const quantileLevels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;
/** Where the median is among them. */
export const middleLevel = (quantileLevels.length - 1) / 2;

/** One forecast, in the unit of the series. */
export type Forecast = {
  /** [horizon] */
  yhat: Float64Array;
  /** [quantileLevels][horizon], never crossing; null where the model knows nothing of its own error. */
  quantiles: Float64Array[] | null;
  /** Steps held at the bounds of what the history makes plausible; absent where that was none. */
  held?: number;
  /**
   * What events do to the errors to expect: [horizon] how many times as large they make them, and the standard deviation that their own
   * uncertainty adds; absent where there are none.
   */
  events?: { times: Float64Array; spread: Float64Array };
};

/** What is wanted of a forecast; where it is the points alone, quantiles that cost a simulation are left out. */
export type ForecastParts = 'points' | 'all';

/** A forecaster within a combination and its share of it, 0-1. */
export type CombinationMember = { name: string; weight: number };

/** A candidate of an automatic choice. */
export type TriedModel = {
  name: string;
  /**
   * Mean absolute error in the backtest over the seasonal naive's within the history; null where there is none, by
   * `passedOver` or because nothing was tried.
   */
  error: number | null;
  /** Its share of the combination, 0-1. */
  weight: number;
  /**
   * Why it was not tried, or came to nothing: it failed, its weights are not to be had, it takes too long here, was another rule in the trial than it would be now
   * (the history too short for it), or forecasts as one that was tried before it. Null where it was tried.
   */
  passedOver: 'failed' | 'weights-missing' | 'too-slow' | 'not-itself' | 'twice' | null;
};

/** How an automatic choice was made. */
export type Tried = {
  /** Origins it was backtested from; 0 where the history was too short for any, and all candidates count alike. */
  origins: number;
  /** The one with the least error first. */
  models: readonly TriedModel[];
};

export type FittedForecaster = {
  fitEnd: FitEnd;
  /** Epochs behind the weights that were kept; 0 for what needs no training. */
  epochs: number;
  /** Epochs of tuning to the first of several series; absent where there was none. */
  tuningEpochs?: number;
  /** Windows that were learnt from; absent where nothing is learnt by windows. */
  windows?: number | undefined;
  parameterCount: number;
  curve: LossCurve;
  /** What became of augmentation; absent where that was not left open. */
  augmentation?: AugmentationTrial;
  /** What became of tuning weights that were trained ahead; absent where they were not to be. */
  tuning?: TuningTrial;
  /** Whether covariates went into it; absent where it cannot use them, or was given none. */
  usesCovariates?: boolean;
  /** Which did, by their places among those that are known ahead and afterwards; all where absent. */
  usedCovariates?: { future: readonly number[]; past: readonly number[] };
  /** Whether it went by the time of year, of what it was fitted to. */
  usesYear?: boolean;
  /** What was chosen within the family for each fitted history, such as `ETS(M,Ad,M)`; absent where nothing is chosen. */
  forms?: readonly string[];
  /** Which rule of the family was fitted to each history; null where another family stands in; absent where there is but one. */
  rules?: readonly (string | null)[];
  /** Places of each fitted history whose values were taken for accidents and not learnt from; absent where all were. */
  setAside?: readonly (readonly number[])[];
  /** What a combination is made of for each fitted history, the heaviest first; absent where it is none. */
  members?: readonly (readonly CombinationMember[])[];
  /** What those were chosen from, for each fitted history. */
  tried?: readonly Tried[];
  /** Whether a network that was trained before has learnt on; absent where it was not to. */
  learntOn?: boolean;
  /**
   * What a network has learnt, to take away, as it forecasts the first history; null where it reads covariates, which are
   * scaled by what it was fitted to. Absent for what is no network.
   */
  trained?(): TrainedNetwork | null;
  /**
   * @param histories each the values of one series before one origin
   * @param series which of the fitted histories that series is
   * @param parts all by default
   * @param covariates what is known at the end of each history, where that was fitted on
   * @returns one forecast from the end of each history, by the parameters that were fitted
   */
  forecast(
    histories: readonly Float64Array[],
    series: number,
    parts?: ForecastParts,
    covariates?: readonly KnownCovariates[],
  ): Promise<Forecast[]>;
  /**
   * Fits again, beginning from the parameters at hand; absent where that saves nothing.
   *
   * @param longer [series] histories that go on from the fitted ones
   * @throws {FitCancelled} when cancelled
   */
  refit?(longer: readonly Float64Array[], context: FitContext): Promise<FittedForecaster>;
  dispose(): void;
};

/** Seasonal naive and a Transformer are two of a kind: learn from histories, then forecast from any history. */
export type Forecaster = {
  /**
   * @throws {FitCancelled} when cancelled before there are any weights worth keeping
   * @throws {FitDiverged} when no epoch gave a finite loss
   */
  fit(task: FitTask, context: FitContext): Promise<FittedForecaster>;
  /**
   * Whether it has a rule of its own for such a history, or something else would stand in; told without fitting it. Absent where it
   * always has, or only a fit can tell.
   */
  isItself?(history: Float64Array): boolean;
  /**
   * Compiles ahead what `fit` will run for a task of these sizes; it never changes what comes of that. Absent where there is
   * nothing to compile.
   *
   * @param signal once aborted it ends soon
   */
  compile?(task: FitTask, signal: AbortSignal): Promise<void>;
};

export class FitCancelled extends Error {}
export class FitDiverged extends Error {}

/** The jobs of a forecast, in plain data, and what comes of them. */

import type { EarlierTest } from '../../../evaluation/earlier-test.ts';
import type { PointMetricId } from '../../../evaluation/metric-cards.ts';
import type { ModelFailure, ModelResult } from '../../../evaluation/results.ts';
import type { RoundLearning, RoundTask } from '../../../evaluation/round-learning.ts';
import type { ShrinkTrial } from '../../../evaluation/shrink-trial.ts';
import type { ShrinkWay } from '../../../export/model/shrink.ts';
import type { EpochReport, LearntNetwork, NetworkJob, OriginJob } from '../../../forecasters/forecaster.ts';
import type { ModelId, NetworkId } from '../../../forecasters/model-cards.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { NamedTensor, TrainedNetwork } from '../../../forecasters/trained-network.ts';
import type { LossCurve } from '../../../forecasters/training/loss-curve.ts';
import type { KeptTraining } from '../../../forecasters/training/training-memory.ts';
import type { EventOffer, RankedOffer } from '../../../series/offer-events.ts';
import type { Piece } from '../../../series/pieces.ts';
import type { Split } from '../../../series/split.ts';
import type { SeriesTraits } from '../../../series/traits.ts';
import type { FirstLook } from './first-look.ts';

/** What a model is brought up to date from, in the place of a test anew. */
export type EarlierModel = { test: EarlierTest; result: ModelResult; naive: ModelResult | null };

export type ForecastJob =
  /**
   * Trains, tests and forecasts with one model; with a network that was trained before, as it is; from an earlier test on, where
   * there is one.
   */
  | {
      kind: 'model';
      model: ModelId;
      settings: Settings;
      trained?: TrainedNetwork;
      earlier?: EarlierModel;
      /** Targets that are forecast with the one shown, by their names, each as a part of its own. */
      targets?: readonly string[];
      /** What an earlier attempt has left of its trainings; absent where what they come to need not be told. */
      kept?: readonly KeptTraining[];
    }
  /** Tells what making a network smaller costs. */
  | { kind: 'shrink'; model: NetworkId; settings: Settings }
  /** Does a shop's part in a round of a shared training; draws the first weights where `task` is null. */
  | { kind: 'round'; model: NetworkId; settings: Settings; task: RoundTask | null }
  /** Writes the network that was trained ahead as an ONNX file for the series shown. */
  | { kind: 'write-onnx'; settings: Settings; about: string; metadata: Readonly<Record<string, string>> }
  /** Forecasts from the end by what was trained ahead. */
  | { kind: 'first-look'; settings: Settings }
  /** Tells which of the events that are offered change most. */
  | { kind: 'rank-events'; settings: Settings; offers: readonly EventOffer[] }
  /** Tells what of the learning part decides which settings may suit it. */
  | { kind: 'survey'; settings: Settings }
  /** Learns and judges within the learning part. */
  | {
      kind: 'trial';
      /** As the run has them, by which the learning part is cut. */
      run: Settings;
      /** To be tried, with one model. */
      settings: Settings;
      effort: number;
      metric: PointMetricId;
    };

/** What the series is in the test part, so that forecasts of it can be judged wherever they are shown. */
export type TestedPoints = Pick<Piece, 'from' | 'at' | 'y' | 'filled'>;

export type ModelPart = {
  /** Which of the targets that are forecast together it is of; that shown where absent. */
  target?: string;
  split: Split;
  tested: TestedPoints;
  result: ModelResult | null;
  failure: ModelFailure | null;
};
/** What comes of a round in a shop. */
export type RoundOutcome =
  | { kind: 'drawn'; weights: readonly NamedTensor[] }
  | { kind: 'learnt'; learning: RoundLearning }
  | { kind: 'failed'; reason: 'cancelled' | 'diverged' | 'other-network' };

export type ForecastPart =
  | ({ kind: 'model' } & ModelPart)
  /** Null where it came to nothing. */
  | { kind: 'shrink'; trial: ShrinkTrial<ShrinkWay> | null }
  | { kind: 'round'; outcome: RoundOutcome }
  /** Null where the history is read in two ways that are weighed by trials, which one graph cannot do. */
  | { kind: 'write-onnx'; bytes: Uint8Array<ArrayBuffer> | null }
  /** Null where the weights are not to be had. */
  | { kind: 'first-look'; look: FirstLook | null }
  | { kind: 'rank-events'; offers: RankedOffer[] }
  | { kind: 'survey'; traits: SeriesTraits }
  /** Null where it came to nothing. */
  | { kind: 'trial'; error: number | null };

export type ForecastNews =
  | {
      kind: 'training';
      model: ModelId;
      /** `fit` learns before the test part, `origins` anew within it, `refit` again from everything. */
      phase: 'fit' | 'origins' | 'refit';
      epoch: number;
      epochs: number;
      curve: LossCurve;
      /** Time left for this model, all phases, in ms; null until it can be told. */
      etaMs: number | null;
      /** Of a model that learns a target both by itself and together with others, which it does. */
      way?: 'alone' | 'together';
      /** Which of the targets it is of; that shown where absent. */
      target?: string;
    }
  /** What came of one of several targets. */
  | { kind: 'target'; part: ModelPart }
  /** What a training of a model can go on from, or has come to. */
  | { kind: 'kept'; model: ModelId; training: KeptTraining }
  /** How far a trial is, 0-1; of settings, or of a smaller network; or a round. */
  | { kind: 'share'; share: number };

/** Parts of a model that any thread can do, with what is known of its trainings where what they come to is to be told. */
export type SharedPart = (({ kind: 'learn' } & NetworkJob) | ({ kind: 'forecast' } & OriginJob)) & {
  kept?: readonly KeptTraining[];
};
/** What the thread that does a part tells of it. */
export type SharedNews = { kind: 'epoch'; report: EpochReport } | { kind: 'kept'; training: KeptTraining };
/** What `learn` and `forecast` of `Sharing` give. */
export type SharedAnswer = LearntNetwork | Float64Array | null | 'diverged';

/**
 * What an analysis has come to and leaves for others to build on: neither side knows the other. What is offered is plain data, replaced
 * as a whole; columns that results come into stay where they are, so that whoever reads them looks at `stage`.
 */
import type { Interval, ModelResult } from '../evaluation/results.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { SeriesOutline } from '../series/series-outline.ts';
import type { SeriesStatus } from '../series/series-status.ts';
import type { Split } from '../series/split.ts';
import type { Step } from '../series/step.ts';
import { describeInput } from './run-shelf.ts';
import type { Candidate } from './shown.ts';

/** The forecast shown of one series. */
export type ForecastOffer = {
  /** Of what: file, columns, repairs and series. */
  candidate: Candidate;
  series: SeriesOutline;
  settings: Settings;
  /** Before anything was run: the pre-trained network alone, untested. */
  isFirstLook: boolean;
  /** Whether models are still at work. */
  isRunning: boolean;
  /** Null of a first look. */
  split: Split | null;
  /** In the order of the settings; of a first look the one. */
  models: readonly OfferedModel[];
  /** The model shown in front; null where there is none. */
  best: ModelId | null;
};

export type OfferedModel = {
  model: ModelId;
  /** [horizon] after the last value */
  forecast: Float64Array;
  /** [horizon] each, the narrowest first; empty where nothing is known of its errors. */
  intervals: readonly Interval[];
  /** All that came of it; null of a first look. */
  result: ModelResult | null;
};

/** How far a series of all is: nothing yet, a first look, tested, came to nothing. */
export const offeredStages = { none: 0, looked: 1, tested: 2, failed: 3 } as const;

/** The forecasts of all series of a file, in columns: [series] each, in the order of the file. */
export type AllSeriesOffer = {
  /** Of what: file, columns and repairs; the series named is any. */
  candidate: Candidate;
  /** `unique_id` */
  names: readonly string[];
  statuses: readonly SeriesStatus[];
  /** Whether a series can be forecast: has not ended, and keeps the rhythm of the file. */
  isForecast: readonly boolean[];
  /** Columns that group the series: [series] place in `labels`, -1 where the file says nothing. */
  groups: readonly { column: string; labels: readonly string[]; codes: Int32Array }[];
  /** Null where no series could be made. */
  step: Step | null;
  /** The last point of the file; forecasts begin one step after it. */
  endMs: number | null;
  horizonSteps: number;
  seasonLength: number;
  /** Whether values do not add up, as with prices and temperatures. */
  isLevel: boolean;
  /** The most recent values of all series after one another; `starts` has one more for the end. */
  history: Float64Array;
  starts: Float64Array;
  /** Points of the file after the last of the series. */
  lags: Int32Array;
  /** Whether all values of each are whole. */
  isWhole: Uint8Array;
  /** What a unit of each is worth, and the column that says so; null where the file does not tell. */
  worth: { column: string; perUnit: Float64Array } | null;
  /** As `offeredStages` has them. */
  stage: Uint8Array;
  /** [series x horizon], NaN where nothing is known: the forecast, and the ends of its 80 and 95 % bands. */
  mean: Float64Array;
  low80: Float64Array;
  high80: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  /**
   * [series x dates x horizon] errors of the backtest, actual - forecast, from the same dates of the file for all series; NaN where there
   * is none.
   */
  errors: Float32Array;
  /** [dates] points of the file from each to its end, the earliest date first. */
  datesBeforeEnd: readonly number[];
  /** Under way, or null. */
  run: { looks: Counted; tests: Counted; etaMs: number | null } | null;
  /** What a run of it came to where it failed, by a code; null otherwise. */
  problem: string | null;
  /** Forecasts all series, as far as that has not been done. */
  make(): void;
  /** Stops that and keeps what there is. */
  cancel(): void;
  /** Another horizon; what was forecast for it before is there again. */
  setHorizon(steps: number): void;
};

type Counted = { done: number; total: number };

export type Offers = { forecast: ForecastOffer; 'all-series': AllSeriesOffer };
export type OfferName = keyof Offers;

export type OfferShelf = {
  /** Puts an offer in the place of the one before; null takes it away. */
  give<Name extends OfferName>(name: Name, value: Offers[Name] | null): void;
  get<Name extends OfferName>(name: Name): Offers[Name] | null;
  /** @returns ends the listening */
  subscribe<Name extends OfferName>(name: Name, listener: (value: Offers[Name] | null) => void): () => void;
  /**
   * Has the analysis of that name look at what is shown, beside the one in front, so that it has something to offer.
   *
   * @returns false where it cannot
   */
  want(name: OfferName, signal: AbortSignal): Promise<boolean>;
};

/** @param want prepares the analysis of an offer for what is shown */
export function createOffers(want: OfferShelf['want']): OfferShelf {
  const given = new Map<OfferName, unknown>();
  const listeners = new Map<OfferName, Set<(value: never) => void>>();
  return {
    give(name, value) {
      if ((given.get(name) ?? null) === value) return;
      given.set(name, value);
      for (const listener of [...(listeners.get(name) ?? [])]) listener(value as never);
    },
    get: <Name extends OfferName>(name: Name) => (given.get(name) ?? null) as Offers[Name] | null,
    subscribe(name, listener) {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own);
      own.add(listener);
      return () => own.delete(listener);
    },
    want,
  };
}

/** Whether both are of the same file, read by the same columns and repairs, whichever series is in front. */
export function isOfSameSeries(one: Candidate, other: Candidate): boolean {
  return describeInput({ ...one, uniqueId: null }) === describeInput({ ...other, uniqueId: null });
}

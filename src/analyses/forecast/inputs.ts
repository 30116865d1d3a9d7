/** What a forecast is made from, as it passes between the sides of this analysis. */
import type { TestSettings } from '../../forecasters/backtest-settings.ts';
import type { EventEffect } from '../../forecasters/events/event-effects.ts';
import type { EventReading } from '../../series/apply-events.ts';
import type { ReadEvents } from '../../series/event-table.ts';
import type { EventOffer } from '../../series/offer-events.ts';
import type { OtherSeries, PanelRequest } from '../../series/panel.ts';
import type { Piece } from '../../series/pieces.ts';
import type { Series, SeriesProblem } from '../../series/series.ts';
import type { SeriesReading } from '../../series/series-outline.ts';
import type { Step } from '../../series/step.ts';

/** A series of a panel: the first that varies where none is called `uniqueId`. `step` is the panel's rhythm where it is known. */
export type SeriesRequest = PanelRequest & { uniqueId: string | null; step: Step | null };

/** What the page knows of the series, and pieces of it to begin with: the first holds all of it, thinned where it is long. */
export type SeriesBrief = SeriesReading & { pieces: Piece[] };

/** What a job needs. */
export type ForecastNeed =
  | { kind: 'series' }
  /** Every other series of the file that can be learnt from together with it. */
  | { kind: 'others' }
  /** The targets of these columns that stand in the same rows, in the order of the columns; those that can be made, on one rhythm. */
  | { kind: 'targets'; columns: readonly number[] }
  /** What comes before the test part that these settings make, and nothing after it. */
  | { kind: 'learning'; test: TestSettings };

export type ForecastAnswer = Series | OtherSeries | TargetSeries;

/** Targets that can be forecast together: the columns they lie in, and the series. */
export type TargetSeries = { names: string[]; series: Series[] };

/** A target as the page knows it, or why it cannot be forecast together with the one shown. */
export type TargetReading = { column: number; name: string; uniqueId: string } & (
  | { reading: SeriesReading; problem: null }
  | { reading: null; problem: SeriesProblem | { code: 'other-rhythm'; params: { column: string; step: Step } } }
);

/** What the page asks for when it is to be shown or saved. */
export type ViewNeed =
  /** The points of [from, end), thinned where there are too many. */
  | { kind: 'piece'; from: number; end: number }
  /** Some points, ascending. */
  | { kind: 'points'; at: Uint32Array }
  /** What the targets of these columns are that stand in the same rows. */
  | { kind: 'target-readings'; columns: readonly number[] }
  /** What became of the events of the series, and what else may be one. */
  | { kind: 'events' }
  /** The events that a file lists. */
  | { kind: 'read-events'; file: Blob; name: string }
  /** The series as it was repaired, as a file. */
  | { kind: 'csv' }
  /** What the seasonal naive makes of some of the others, by which a reading of the same file elsewhere can be checked. */
  | { kind: 'naive-of-others'; count: number; seasonLength: number; horizonSteps: number };

/** A series that is not shown: how long it is, and a forecast with its times. */
export type OtherNaive = { uniqueId: string; length: number; ds: (string | number)[]; yhat: number[] };

/** An event of the series: of what comes again its effect, null where none can be told, and the point on which it is next. */
export type EventNote = EventReading & {
  effect: (EventEffect & { isRatio: boolean }) | null;
  next: number | null;
};
export type EventNotes = { notes: readonly EventNote[]; offers: readonly EventOffer[] };

export type ViewAnswer = Piece | Blob | OtherNaive[] | TargetReading[] | EventNotes | ReadEvents | null;

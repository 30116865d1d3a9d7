/** Several series of one table, on one rhythm, and what was done to make them. */

import type { EventReading } from './apply-events.ts';
import type { Covariate } from './covariates.ts';
import type { SeriesEvent } from './events.ts';
import type { GapRule } from './fill-gaps.ts';
import type { Series, SeriesProblem } from './series.ts';
import type { SeriesStatus } from './series-status.ts';
import type { Step } from './step.ts';

/**
 * `long`: an id column tells whose row it is; `wide`: one column a series; `mixed`: further columns go with the target;
 * `across`: the file had one column a period, which became rows.
 */
export type Shape = 'wide' | 'long' | 'mixed' | 'across';

/** `future`: known ahead of time; `past`: known only once it has come; `static`: says what kind of series it is. */
export type CovariateRole = Covariate['known'] | 'static';

/** Which columns to read, all by their place in `Table.columns`. */
export type PanelChoice = {
  /** Of dates, or of numbers that count; null numbers the rows instead. */
  timeColumn: number | null;
  /** Columns that together name a series. */
  idColumns: number[];
  targetColumns: number[];
  /** Columns that go with the targets. */
  covariateColumns: number[];
  /** What is known of these and when; a column that has no entry is known afterwards. */
  covariateRoles?: Readonly<Record<number, CovariateRole>>;
};

export type PanelGuess = PanelChoice & {
  shape: Shape;
  /** Of the targets the one that looks most like what is to be forecast. */
  mainTarget: number;
  /** What the table leaves open; none where absent. */
  questions?: PanelQuestion[];
  /** Columns that add up others beside them, and are no series of their own; none where absent. */
  sumColumns?: number[];
};

/** What to ask about a table: what could be meant, and which of it was taken. `ids` are names of columns. */
export type PanelQuestion = {
  code: 'whose-rows';
  column: null;
  /** Whether the table has no dates; rows that share one are asked about where absent. */
  isUndated?: true;
  options: { ids: string[]; series: number; mergedRows: number }[];
  chosen: number;
};

/** `net`: the mean of the amounts, less what is below zero. */
export type DuplicateRule = 'sum' | 'mean' | 'net' | 'last';
export type ResampleRule = { step: Step; how: 'sum' | 'mean' };

/** What to do with a value by hand: leave it out, or put what is usual there in its place. */
export type PointRule = 'leave-out' | 'usual';
/** Values that are changed by hand: of a series by its id, and there by the time of the point in ms. */
export type PointRules = Readonly<Record<string, Readonly<Record<string, PointRule>>>>;

/** How to repair; every field is one repair that can be undone by itself. */
export type RepairRules = {
  /** Rows of the same date; `auto` sums parts of a whole, takes returns off and the mean of what was noted twice. */
  duplicates: DuplicateRule | 'auto';
  /** Points without a value; `leave` keeps them as NaN, `auto` is zero for weekdays that are always closed, else a line. */
  gaps: GapRule | 'auto';
  /** Zeros before the first other value. */
  leadingZeros: 'keep' | 'drop';
  /** A last period that is not over. */
  trailingPartial: 'keep' | 'drop';
  /** Another rhythm than the rows have: their sum or mean a period. */
  resample: ResampleRule | null;
  /**
   * What counts up and never falls, as the cases known so far do: as it is, or what came on between one point and the next.
   * Differences begin at the second point; the first value and they add up to the last value of the file. Over a gap what came on
   * is spread evenly, unless gaps are left open. What counts up within each year begins again with it: the first value of a year is
   * what came on in its first period. A series that does not count up stays as it is.
   */
  cumulative: 'keep' | 'differences';
  points: PointRules;
  /** What the user has said of times; nothing where absent. */
  events?: readonly SeriesEvent[] | undefined;
};

export const usualRules: RepairRules = {
  duplicates: 'auto',
  gaps: 'auto',
  leadingZeros: 'keep',
  trailingPartial: 'drop',
  resample: null,
  cumulative: 'keep',
  points: {},
};

/** Which series of a table, repaired in which way. */
export type PanelRequest = { choice: PanelChoice; rules: RepairRules };

export type RepairKind =
  | 'sorted'
  | 'clock-changes'
  | 'undated'
  | 'moved'
  | 'duplicates'
  | 'gaps'
  | 'empty'
  | 'unreadable'
  | 'trimmed'
  | 'resampled'
  | 'leading-zeros'
  | 'trailing-partial'
  | 'cumulative'
  | 'year-to-date'
  | 'outliers'
  | 'by-hand'
  | 'events';

/** More points than this are not named one by one. */
export const mostPoints = 100_000;

export type Repair = {
  kind: RepairKind;
  /** Points, or rows where it is rows that were concerned. */
  count: number;
  /** False where it was found and left as it is: an offer, or an outlier, which the user alone changes. */
  isApplied: boolean;
  /** The rule by which it was done, such as `sum` or `linear`. */
  rule: string | null;
  /** The first `mostPoints` of the points concerned, to be shown on the chart. */
  points: number[];
  /** The first twenty rows of the table concerned, counted from 1. */
  rows: number[];
  /** What the values came to that others have taken the place of, and these; absent where rows or dates were concerned. */
  sums?: { taken: number; put: number };
};

/** A repair without where it was done. */
export type CountedRepair = Pick<Repair, 'kind' | 'count' | 'isApplied' | 'rule' | 'sums'>;

/** A series and what was done to make it. With `gaps: 'leave'` its values may be NaN. */
export type PreparedSeries = {
  series: Series;
  repairs: Repair[];
  /** Rows that have a value beyond the ends of the series; none where absent. */
  cutRows?: CutRows;
  /** What became of the events that are of it; none where absent. */
  events?: readonly EventReading[];
};

/** Rows of the table, counted from 0: zeros before a launch, and those of a last period that is not over. */
export type CutRows = Record<'cut-off' | 'unfinished', number[]>;

export type PanelReading = {
  step: Step;
  series: PreparedSeries[];
  /** Series that could not be made, and why. */
  refused: { uniqueId: string; problem: SeriesProblem }[];
};

/** Series of a panel that are done with, and of how many. */
export type PanelProgress = { done: number; total: number };

/** What else is in a panel, for models that learn from all of it. */
export type OtherSeries = {
  /** On the rhythm of the series shown, finite at every point. */
  series: readonly Series[];
  /** Series of the panel that are not among them. */
  leftOut: number;
};

/** A series in a list: enough for a search and a small plot. */
export type SeriesSummary = {
  uniqueId: string;
  length: number;
  firstMs: number;
  lastMs: number;
  smallest: number;
  largest: number;
  mean: number;
  /** The last value that is one. */
  last: number;
  /** At most 40 values spread evenly over the series. */
  spark: readonly number[] | Float64Array;
  repairs: CountedRepair[];
  /** What has become of it by the end of the file. */
  status: SeriesStatus;
  /** What columns that describe it say: a name beside a number, a group; absent where there is none. */
  described?: string[];
};

/** A series that could not be made, and why. */
export type RefusedSeries = Pick<SeriesSummary, 'uniqueId' | 'status' | 'described'> & { problem: SeriesProblem };

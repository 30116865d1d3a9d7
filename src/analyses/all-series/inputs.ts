/** The series of a file, as they pass between the sides of this analysis. */
import type { Covariate } from '../../series/covariates.ts';
import type { PanelRequest } from '../../series/panel.ts';
import type { Series, SeriesProblem } from '../../series/series.ts';
import type { SeriesStatus } from '../../series/series-status.ts';
import type { Step } from '../../series/step.ts';

export type AllRequest = PanelRequest;

/** Why a series gets no forecast. */
export type NoForecast =
  | { code: 'no-series'; problem: SeriesProblem }
  /** It ended before the file did: a forecast would be one as if that were today. */
  | { code: 'ended' }
  /** It keeps another rhythm than the file. */
  | { code: 'other-rhythm' };

/** A column that tells what each series is, or belongs to (`GroupColumn`). */
export type Grouping = {
  column: string;
  labels: readonly string[];
  /** [series] place in `labels`; -1 where the file says nothing. */
  codes: Int32Array;
  isId: boolean;
  /** Series that stood under more than one label, and have the last. */
  moved: readonly number[];
};

/** What a unit of each series is worth. */
export type Worth = {
  /** The column that says so. */
  column: string;
  /** [series] NaN where it is not known */
  perUnit: Float64Array;
};

/** All series of a file in columns: [series] each, in the order of the file. */
export type FileBrief = {
  names: readonly string[];
  groupings: readonly Grouping[];
  /** Columns that group nothing, as they change within the series. */
  changing: readonly string[];
  statuses: readonly SeriesStatus[];
  /** Null where it gets one. */
  noForecast: readonly (NoForecast | null)[];
  /** The last point of each, as the clock of the file shows it; NaN where there is none. */
  endsMs: Float64Array;
  /** Points of the file after the last of the series. */
  lags: Int32Array;
  /** Points of each series; 0 where there is none. */
  lengths: Int32Array;
  /** Values of all series after one another, of each the most recent ones; `starts` has one more for the end. */
  history: Float64Array;
  starts: Float64Array;
  worth: Worth | null;
  /** Columns that go with the series and may tell of their values. */
  beside: readonly Pick<Covariate, 'name' | 'known'>[];
  /** Columns that these are the totals by, none for the total of all; null for the series of the file. */
  totalsBy: readonly string[] | null;
  /** Whether all values of each are whole. */
  isWhole: Uint8Array;
  /** Whether the mean of a horizon is what matters, not its sum, as with prices and temperatures. */
  isLevel: boolean;
  /** Null where no series could be made. */
  step: Step | null;
  /** The last point of the file; the forecasts begin one step after it. Null where no series could be made. */
  endMs: number | null;
  /** As the rhythm and the length suggest it. */
  horizonSteps: number;
  seasonLength: number;
};

/** Which totals there are: of which series, and by which of the groupings each level is one. */
export type TotalsOf = { leaves: readonly number[]; levels: readonly (readonly number[])[] };
/** The series with these numbers, or the totals. */
export type AllNeed =
  /** With what goes with them where `withBeside`. */
  | { kind: 'series'; numbers: readonly number[]; withBeside?: boolean }
  | { kind: 'totals'; numbers: readonly number[]; totals: TotalsOf };
export type GivenSeries = { series: Series; lag: number; status: SeriesStatus };
/** [asked] null where there is none, or none that gets a forecast. */
export type AllAnswer = (GivenSeries | null)[];

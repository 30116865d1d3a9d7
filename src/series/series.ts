import type { Covariate, StaticCovariate } from './covariates.ts';
import type { PlacedEvent } from './events.ts';
import type { Limits } from './limits.ts';
import type { Step } from './step.ts';

/** What stands there was made of the values around it, or is open. */
export const filledFromAround = 1;
/** What stands there needed no other value, as a zero does. */
export const filledAlone = 2;
/** A zero, as on that day of the week there never is a value. */
export const closedDay = 3;

/** Whether forecasts are judged by what stands there: by what the file has, and by zeros that it means by having no row. */
export function isJudged(flag: number): boolean {
  return flag === 0 || flag === filledAlone;
}

/**
 * One variable on a regular time index.
 * Point i lies at `timeAt(firstMs, step, i)`; with the step `row`, `firstMs` is the first row's number. What the clock of the
 * file showed there is `clockAt(series, i)`.
 */
export type Series = {
  uniqueId: string;
  step: Step;
  firstMs: number;
  /** Where the clock was put forward or back: from point `at` on it shows so many milliseconds more. */
  clockChanges?: readonly { at: number; shiftMs: number }[];
  /** [length] values in the unit of the file, finite unless gaps were left open. */
  y: Float64Array;
  /**
   * [length] 0 where the file has a value, else `filledFromAround`, `filledAlone` or `closedDay`; `RepairRules.gaps` tells what stands there
   * now.
   */
  filled: Uint8Array;
  /** Weekdays, 0 for Monday, on which there never is a value and zero stands; none where absent. */
  closedWeekdays?: readonly number[];
  /** Between which values it stays, as shares do; none where absent. */
  limits?: Limits;
  /** Whether it counts up and never falls. */
  isCumulative?: boolean;
  /** Whether it counts up within each year and begins again with the next. */
  isYearToDate?: boolean;
  /** None where absent. */
  covariates?: readonly Covariate[];
  statics?: readonly StaticCovariate[];
  /** Events that come again, known ahead. */
  events?: readonly PlacedEvent[];
};

export type SeriesProblem =
  | { code: 'target-empty'; params: { column: string } }
  | { code: 'target-not-numeric'; params: { column: string } }
  /** Its numbers are too large to compute with. */
  | { code: 'values-too-large'; params: { column: string } }
  | { code: 'too-few-values'; params: { values: number; needed: number } }
  | { code: 'constant-series'; params: { column: string; value: number } }
  | {
      code: 'irregular-dates';
      params: { column: string; share: number; example: string };
      /** The first rows that break the rhythm, counted from 1. */
      rows?: number[];
      /** A rhythm to which the rows could be added up or averaged. */
      offer?: ResampleOffer;
    }
  | {
      code: 'too-many-gaps';
      params: { gaps: number; length: number; step: Step };
      /** A rhythm to which the rows could be added up or averaged. */
      offer?: ResampleOffer;
    };

/** Sums for amounts, means for levels such as a price. */
export type ResampleOffer = { step: Step; how: 'sum' | 'mean' };

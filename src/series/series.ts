import type { Step } from './step.ts';

/**
 * One variable on a regular time index.
 * Point i lies at `timeAt(firstMs, step, i)`; with the step `row`, `firstMs` is the first row's number.
 */
export type Series = {
  uniqueId: string;
  step: Step;
  firstMs: number;
  /** [length] finite values, in the unit of the file. */
  y: Float64Array;
  /** [length] 1 where the value was not in the file but filled by the rule of `Repairs`. */
  filled: Uint8Array;
};

/** What was done to turn rows into a regular series, each thing counted. */
export type Repairs = {
  rowsRead: number;
  /** Rows whose date was missing or unreadable: left out. */
  undatedRows: number;
  /** Whether the rows were in the order of time already; else they were sorted. */
  wasSorted: boolean;
  /** Dates that lay a little beside their point of the rhythm, and were moved to it. */
  movedDates: number;
  /** Rows that shared their date with another: merged by `duplicateRule`. */
  duplicates: number;
  /**
   * `sum` where many dates have several rows, which then list parts of a whole, unless the column is a level such as a
   * price or has negative values; `mean` where a few dates were noted twice.
   */
  duplicateRule: 'sum' | 'mean';
  /** Dates of the rhythm that no row had. */
  gaps: number;
  /** Rows whose target was empty. */
  emptyCells: number;
  /** Rows whose target was not a number. */
  unreadableCells: number;
  /** How gaps, empty and unreadable cells within the series were filled. */
  fillRule: 'linear';
  /** Empty cells at the beginning and the end: cut off, not filled. */
  trimmed: number;
};

export type SeriesReading = { series: Series; repairs: Repairs };

/** Which columns to read; `timeColumn` null numbers the rows instead. Both are indices into `Table.columns`. */
export type SeriesChoice = { timeColumn: number | null; targetColumn: number };

export type SeriesProblem =
  | { code: 'target-empty'; params: { column: string } }
  | { code: 'target-not-numeric'; params: { column: string } }
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

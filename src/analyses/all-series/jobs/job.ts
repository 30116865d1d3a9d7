/** The jobs of forecasting every series, in plain data, and what comes of them: columns again, [series of the chunk] each. */
import { type ItemModel, itemModels } from '../../../evaluation/panel/item-models.ts';
import { originSpacing, usualOrigins } from '../../../forecasters/backtest-settings.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { TotalsOf } from '../inputs.ts';
import type { ReconciledPart, ReconcileJob } from './reconcile-job.ts';

export type AllJob = SeriesJob | UpdateJob | DriversJob | ReconcileJob;

export type SeriesJob = {
  /** `look`: a first forecast, untested; `test`: every model tested, and the one that is kept. */
  kind: 'look' | 'test';
  numbers: readonly number[];
  /** What the numbers are of where they are of totals. */
  totals?: TotalsOf;
  settings: Settings;
  /** Points from one year to the next; null where a year is no whole number of points. */
  yearSteps: number | null;
  isLevel: boolean;
  /** Columns that go with the series, by name; none of totals. */
  beside: readonly string[];
  /** Steps of the file that have come since the others were tested, at whose dates these are tested too; none where absent. */
  since?: number;
};

/** Forecasts anew by the models that were chosen in an earlier state of the file; what their tests came to stays. */
export type UpdateJob = Omit<SeriesJob, 'kind'> & {
  kind: 'update';
  /** [series] places in `itemModels` */
  models: Uint8Array;
  /** [series x testDates x horizon] of the tests */
  errors: Float32Array;
  /** [series] origins of the tests */
  origins: Uint8Array;
};

/** Tries on some series whether what is known only afterwards of what goes with them is worth trying in all. */
export type DriversJob = Pick<SeriesJob, 'numbers' | 'settings'> & { kind: 'drivers' };

/** Dates of the file from which series are tested, at most; fewer where a series is short. */
export const testDates = usualOrigins;

/** Points of the file from each test date to its end. @returns [test dates] in the order of time */
export function stepsBeforeEnd(horizonSteps: number): number[] {
  const spacing = originSpacing(horizonSteps);
  return Array.from({ length: testDates }, (_, at) => horizonSteps + (testDates - 1 - at) * spacing);
}

/** Models by their place in `itemModels`; 255 for none. */
export const noModel = 255;

/** Models that a series is tested with. */
export const modelsTested: readonly ItemModel[] = itemModels;

export function modelAt(place: number): ItemModel | null {
  return itemModels[place] ?? null;
}

export type AllPart = SeriesPart | DriversPart | ReconciledPart;

/** [series], and [series x horizon] where steps are told apart; NaN where nothing is known. */
export type SeriesColumns = {
  model: Uint8Array;
  /** What beside its past went into the forecast, as `driver-bits.ts` numbers it. */
  drivers: Uint32Array;
  mean: Float64Array;
  low80: Float64Array;
  high80: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  /** Of the sum of the horizon, or of its mean where that is what matters. */
  sum: Float64Array;
  sumLow80: Float64Array;
  sumHigh80: Float64Array;
  sumLow95: Float64Array;
  sumHigh95: Float64Array;
  /** The same time a year before. */
  lastYear: Float64Array;
  /** Of a test, as shares. */
  miss: Float64Array;
  naiveMiss: Float64Array;
  /** Tracking signal, and the same for each error, -1 to 1. */
  signal: Float64Array;
  lean: Float64Array;
  /** Origins of the test; 0 where there was none. */
  origins: Uint8Array;
  /** The least trust that the rules leave, and flags, as `judge-series.ts` numbers them. */
  trust: Uint8Array;
  /** Why it is not trusted more, by its place in `shortcomings`. */
  why: Uint8Array;
  flags: Uint16Array;
  /** Steps of the file that have come since the test. */
  since: Uint32Array;
  /** Errors of the test, actual - forecast, [series x testDates x horizon]: the same dates in the same places for all series tested at once. */
  errors: Float32Array;
};

/** What is known of a chunk of series. */
export type SeriesPart = SeriesColumns & {
  kind: SeriesJob['kind'];
  numbers: readonly number[];
  /** Why a series came to nothing, by its number. */
  failures: { number: number; message: string }[];
};

/** What came of `DriversJob`. */
export type DriversPart = {
  kind: DriversJob['kind'];
  /** [series] as `measureGain` has it */
  gains: Float64Array;
};

/** @param count of series, of which nothing is known */
export function emptyColumns(count: number, horizonSteps: number): SeriesColumns {
  const each = () => new Float64Array(count).fill(Number.NaN);
  const steps = () => new Float64Array(count * horizonSteps).fill(Number.NaN);
  return {
    model: new Uint8Array(count).fill(noModel),
    drivers: new Uint32Array(count),
    mean: steps(),
    low80: steps(),
    high80: steps(),
    low95: steps(),
    high95: steps(),
    sum: each(),
    sumLow80: each(),
    sumHigh80: each(),
    sumLow95: each(),
    sumHigh95: each(),
    lastYear: each(),
    miss: each(),
    naiveMiss: each(),
    signal: each(),
    lean: each(),
    origins: new Uint8Array(count),
    trust: new Uint8Array(count),
    why: new Uint8Array(count),
    flags: new Uint16Array(count),
    since: new Uint32Array(count),
    errors: new Float32Array(count * testDates * horizonSteps).fill(Number.NaN),
  };
}

/** The errors that bands are set by: of the part that chose when to stop, and of the test as far as it has come true. */
import type { Series } from '../series/series.ts';
import { findLevelShift, type LevelShift } from '../statistics/level-shift.ts';
import { collectErrors, joinErrors } from './calibration.ts';
import type { OriginForecast, StepErrors } from './results.ts';

/** Forecasts of the part before the test, of a series that begins `cut` points after the one shown. */
export type EarlierForecasts = {
  forecasts: readonly OriginForecast[];
  series: Series;
  /** Up to where the model had learnt that made them, and where they end: places in that series. */
  learntTo: number;
  end: number;
  cut: number;
  /** Places in that series which the model took for accidents. */
  aside: ReadonlySet<number>;
};

export type KnownErrors = {
  errors: StepErrors;
  /** Where the series went to another level, if errors were left out because of it. */
  shift: LevelShift | null;
};

/** Errors that have to be left for those across a shift of the level to be left out: in all, and in the last third of the horizon. */
const leastLeft = { all: 20, farthest: 5 };

const count = (errors: StepErrors) => errors.reduce((sum, { length }) => sum + length, 0);

function isEnough(errors: StepErrors): boolean {
  const farthest = errors.slice(Math.floor((2 * errors.length) / 3));
  return count(errors) >= leastLeft.all && count(farthest) >= leastLeft.farthest;
}

type Known = {
  series: Series;
  end: number;
  seasonLength: number;
  /** Up to where the model had learnt that made the forecasts of the test; null where it learnt anew for each. */
  learntTo: number | null;
  /** Places in the series which the model took for accidents. */
  aside?: ReadonlySet<number>;
};

/**
 * Errors known at a place of the series. How far it went when it shifted its level for good is none of them where enough others
 * are left: it would decide how wide the bands are as if it were to shift again within each horizon. Nor, if there are enough without
 * them, are errors at the new level of a model that had learnt from the old one alone: the one that forecasts has seen both.
 *
 * @param test forecasts of the test from before `end`
 */
export function findKnownErrors(
  earlier: EarlierForecasts,
  test: readonly OriginForecast[],
  { series, end, seasonLength, learntTo, aside = new Set() }: Known,
): KnownErrors {
  const collect = (before: LevelShift | null, behind: LevelShift | null): StepErrors =>
    joinErrors(
      collectErrors(earlier.forecasts, earlier.series, earlier.end, {
        aside: earlier.aside,
        shift: before && { ...before, at: before.at - earlier.cut, settled: before.settled - earlier.cut },
      }),
      collectErrors(test, series, end, { aside, shift: behind }),
    );
  const all = collect(null, null);
  const shift = findLevelShift(series.y.subarray(0, end), seasonLength);
  if (!shift) return { errors: all, shift: null };
  const never = { ...shift, settled: Number.POSITIVE_INFINITY };
  const unless = (hasLearnt: boolean) => (hasLearnt ? shift : never);
  const byLearnt = collect(
    unless(earlier.learntTo + earlier.cut >= shift.settled),
    unless(learntTo === null || learntTo >= shift.settled),
  );
  const errors = [byLearnt, collect(shift, shift)].find(isEnough);
  return errors && count(errors) < count(all) ? { errors, shift } : { errors: all, shift: null };
}

/** Ways in which the demand of an item may come, from its forecast and from what that was off by. */
import type { Result } from '../../../base/result.ts';
import { ok } from '../../../base/result.ts';
import { type DemandPaths, drawIntermittentPaths, drawQuantilePaths, extendPaths } from '../../../decisions/paths.ts';
import type { DecisionProblem } from '../../../decisions/problem.ts';
import { measurePathCorrelation } from '../../../evaluation/panel/sum-band.ts';
import { isIntermittent } from '../../../series/traits.ts';
import { normalQuantile } from '../../../statistics/normal.ts';
import type { GivenItems } from './job.ts';

/** Enough for a quantile of 95 % to stand still, and few enough for thousands of items. */
const usualPaths = 500;

/** A forecast, and all that says how far demand may be from it. */
export type Outlook = {
  /** [time] what came before, finite */
  history: Float64Array;
  /** [horizon] */
  mean: Float64Array;
  /** [`bandLevels`][horizon] quantiles that go with it; null where they are not known. */
  quantiles: readonly Float64Array[] | null;
  /** [origins][horizon] errors made before, actual - forecast; NaN where one is not known. */
  errors: readonly Float64Array[];
  seasonLength: number;
  isWhole: boolean;
};

/** Of the ends of the bands and the forecast between them. */
const bandLevels = [0.025, 0.1, 0.5, 0.9, 0.975] as const;

/** [dates][horizon] errors of an item, NaN throughout for a date that nothing is known of. */
export function errorsOf({ errors, horizonSteps, datesBeforeEnd }: GivenItems, at: number): Float64Array[] {
  const dates = datesBeforeEnd.length;
  return Array.from({ length: dates }, (_, date) => {
    const from = (at * dates + date) * horizonSteps;
    return Float64Array.from(errors.subarray(from, from + horizonSteps));
  });
}

/** What has come of an item; a value that the file does not have counts as none. */
export function historyOf({ history, starts }: GivenItems, at: number): Float64Array {
  return history.subarray(starts[at], starts[at + 1]).map((value) => (Number.isFinite(value) ? value : 0));
}

/** @returns null where there is no forecast */
export function outlookOf(items: GivenItems, at: number): Outlook | null {
  const { horizonSteps, seasonLength, isWhole } = items;
  const cut = (values: Float64Array) => values.subarray(at * horizonSteps, (at + 1) * horizonSteps);
  const mean = cut(items.mean);
  if (!mean.every(Number.isFinite)) return null;
  const quantiles = [items.low95, items.low80, items.mean, items.high80, items.high95].map(cut);
  const hasBands = quantiles[4].some((high, step) => high > quantiles[0][step]);
  const errors = errorsOf(items, at).filter((path) => path.some(Number.isFinite));
  return {
    history: historyOf(items, at),
    mean,
    quantiles: hasBands ? quantiles : null,
    errors,
    seasonLength,
    isWhole: isWhole[at] === 1,
  };
}

/** Half the errors seen are as large as this at least, so that one date says too little of a step by itself. */
const neighbours = 2;

/** Quantiles by the errors of other dates: their root mean square at a step and at those beside it, as of a normal distribution. */
function quantilesByErrors(mean: Float64Array, errors: readonly Float64Array[]): Float64Array[] {
  const deviations = mean.map((_, step) => {
    let squares = 0;
    let count = 0;
    for (const own of errors) {
      for (let at = Math.max(0, step - neighbours); at <= Math.min(own.length - 1, step + neighbours); at += 1) {
        if (!Number.isFinite(own[at])) continue;
        squares += own[at] ** 2;
        count += 1;
      }
    }
    return count > 0 ? Math.sqrt(squares / count) : 0;
  });
  return bandLevels.map((level) => mean.map((value, step) => value + normalQuantile(level) * deviations[step]));
}

/**
 * Demand that is often zero by its own past (`drawIntermittentPaths`), on the level of the forecast; else by the quantiles of the
 * forecast, or of its errors, whose steps go together as the errors of the backtest did.
 *
 * @param steps as many as are needed: what lies beyond the forecast goes on with its last season
 * @param seed another for each item, so that not all have their bad days together
 */
export function makePaths(
  { history, mean, quantiles, errors, seasonLength, isWhole }: Outlook,
  steps: number,
  seed: number,
  count = usualPaths,
): Result<DemandPaths, DecisionProblem> {
  const options = { count, seed };
  const extended = (made: Result<DemandPaths, DecisionProblem>) =>
    made.ok ? ok(extendPaths(made.value, steps, seasonLength)) : made;
  if (isIntermittent(history)) {
    const expected = mean.reduce((sum, value) => sum + Math.max(0, value), 0) / mean.length;
    return extended(drawIntermittentPaths(history, mean.length, { ...options, expected }));
  }
  const joint = measurePathCorrelation(errors, Math.max(1, (errors.length + 1) / 2));
  const values = quantiles ?? quantilesByErrors(mean, errors);
  const made = drawQuantilePaths({ levels: bandLevels, values }, joint, options);
  if (!made.ok) return made;
  if (isWhole) for (const [at, value] of made.value.values.entries()) made.value.values[at] = Math.round(value);
  return extended(made);
}

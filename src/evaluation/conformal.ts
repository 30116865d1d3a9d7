/**
 * Prediction intervals from the errors that a model made on what came later, one width a horizon step (split conformal
 * prediction: Vovk et al. 2005; by horizon step: Stankeviciute et al. 2021).
 */
import { normalQuantile } from '../statistics/normal.ts';

/** Errors actual - forecast by horizon step: [horizon][origins that reach that step]. */
export type ErrorsByStep = readonly (readonly number[])[];

/**
 * The smallest bound that holds at least `probability` of later values if they are exchangeable with the ones seen:
 * the value of rank ceil((n + 1) x probability); the largest where there are too few for that.
 */
export function findConformalBound(sizes: readonly number[], probability: number): number {
  return boundOf(
    [...sizes].sort((a, b) => a - b),
    probability,
  );
}

/** @param sorted ascending */
function boundOf(sorted: readonly number[], probability: number): number {
  const rank = Math.ceil((sorted.length + 1) * probability);
  return sorted[Math.min(rank, sorted.length) - 1];
}

/** Puts a value where it belongs among ascending ones. */
function insertSorted(sorted: number[], value: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

/** How far one miss moves the level that is aimed at, and how many held values move it back. */
const adaptation = 0.03;
const leastMiss = 0.001;

/**
 * The level to ask a bound for, so that `level` of the values is held also where the errors change their size: after each
 * error that its bound, from those before it, did not hold the level rises, and it falls slowly while all are held (adaptive
 * conformal inference: Gibbs and Candès 2021, equation 2).
 *
 * @param sizes absolute errors in the order in which they were made
 */
export function adaptLevel(sizes: readonly number[], level: number): number {
  const sorted = sizes.slice(0, leastErrors).sort((a, b) => a - b);
  let miss = 1 - level;
  for (const size of sizes.slice(leastErrors)) {
    const missed = size > boundOf(sorted, 1 - miss) ? 1 : 0;
    insertSorted(sorted, size);
    miss = Math.min(1 - leastMiss, Math.max(leastMiss, miss + adaptation * (1 - level - missed)));
  }
  return 1 - miss;
}

/** Fewest errors that a step's own bound is trusted with; steps with fewer borrow from their neighbours. */
const leastErrors = 20;

/** Absolute errors at a step, with those of the nearest steps where it has too few of its own. */
function gatherSizes(errors: ErrorsByStep, step: number): number[] {
  const sizes: number[] = [];
  for (let away = 0; away < errors.length && sizes.length < leastErrors; away += 1) {
    for (const at of away === 0 ? [step] : [step - away, step + away]) {
      for (const error of errors[at] ?? []) sizes.push(Math.abs(error));
    }
  }
  return sizes;
}

/**
 * Half-widths of symmetric intervals around the forecast.
 *
 * With few origins a step borrows errors from the steps beside it. Widths never shrink as the horizon grows: what is
 * further away is not known better.
 *
 * @param errors in the order of their origins
 * @param level share of later values to hold, within (0, 1)
 * @returns [horizon] in the unit of the series; null where there are no errors at all
 */
export function findConformalWidths(errors: ErrorsByStep, level: number): Float64Array | null {
  if (errors.every((atStep) => atStep.length === 0)) return null;
  const widths = Float64Array.from(errors, (own, step) =>
    findConformalBound(gatherSizes(errors, step), adaptLevel(own.map(Math.abs), level)),
  );
  for (let step = 1; step < widths.length; step += 1) widths[step] = Math.max(widths[step], widths[step - 1]);
  return widths;
}

const scoreOf = (level: number) => normalQuantile((1 + level) / 2);

/**
 * Half-widths of several intervals, each wider than the one before it. From few errors the largest is the bound at any high level;
 * there, and where errors are equal, the wider interval stands to the narrower as the two do for normal errors.
 *
 * @param errors as above
 * @param levels rising, within (0, 1)
 * @returns [levels][horizon]; null where there are no errors at all
 */
export function findNestedWidths(errors: ErrorsByStep, levels: readonly number[]): Float64Array[] | null {
  const nested: Float64Array[] = [];
  for (const [at, level] of levels.entries()) {
    const widths = findConformalWidths(errors, level);
    if (!widths) return null;
    const inner = nested[at - 1];
    const least = inner ? scoreOf(level) / scoreOf(levels[at - 1]) : 0;
    let widest = 0;
    nested.push(
      widths.map((width, step) => {
        widest = Math.max(widest, inner && width <= inner[step] ? least * inner[step] : width);
        return widest;
      }),
    );
  }
  return nested;
}

/**
 * Prediction intervals from the errors that a model made on what came later, one width a horizon step (split conformal
 * prediction: Vovk et al. 2005; by horizon step: Stankeviciute et al. 2021).
 */

/** Errors actual - forecast by horizon step: [horizon][origins that reach that step]. */
export type ErrorsByStep = readonly (readonly number[])[];

/**
 * The smallest bound that holds at least `probability` of later values if they are exchangeable with the ones seen:
 * the value of rank ceil((n + 1) x probability); the largest where there are too few for that.
 */
export function findConformalBound(sizes: readonly number[], probability: number): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  const rank = Math.ceil((sorted.length + 1) * probability);
  return sorted[Math.min(rank, sorted.length) - 1];
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
 * @param level share of later values to hold, within (0, 1)
 * @returns [horizon] in the unit of the series; null where there are no errors at all
 */
export function findConformalWidths(errors: ErrorsByStep, level: number): Float64Array | null {
  if (errors.every((atStep) => atStep.length === 0)) return null;
  const widths = Float64Array.from(errors, (_, step) => findConformalBound(gatherSizes(errors, step), level));
  for (let step = 1; step < widths.length; step += 1) widths[step] = Math.max(widths[step], widths[step - 1]);
  return widths;
}

/** Which model a series gets: the favourite, unless another was better than chance would have it. */
import { measureStudentTails } from '../../statistics/student.ts';

/** A difference that chance makes less often than this is taken for one. */
const mostChance = 0.05;
const fewestOrigins = 3;

/** [origins] mean absolute errors of one model, in the unit of the series; not finite where an origin could not be judged. */
export type OriginErrors = readonly number[];

export function meanError(errors: OriginErrors): number {
  const known = errors.filter(Number.isFinite);
  return known.length === 0 ? Number.NaN : known.reduce((sum, error) => sum + error, 0) / known.length;
}

/**
 * Whether one model's errors are lower than another's beyond noise: Student's test of the differences, one-sided, origins that
 * overlap counting together for the horizons that they span.
 */
export function isBetter(one: OriginErrors, other: OriginErrors, horizons: number): boolean {
  const differences = one.map((error, at) => other[at] - error).filter((difference) => Number.isFinite(difference));
  const count = differences.length;
  if (count < fewestOrigins) return false;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  if (!(mean > 0)) return false;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
  if (variance === 0) return true;
  const independent = Math.min(count, Math.max(2, horizons));
  const t = mean / Math.sqrt(variance / independent);
  return measureStudentTails(t, independent - 1) / 2 < mostChance;
}

/**
 * Means over the origins first, then one minimum: what is best at each origin by itself is mostly luck.
 *
 * @param errors of each candidate at the same origins
 * @param favourite kept unless the best of the others is better beyond noise
 */
export function pickModel<Model>(errors: ReadonlyMap<Model, OriginErrors>, favourite: Model, horizons: number): Model {
  let best = favourite;
  let least = meanError(errors.get(favourite) ?? []);
  for (const [model, own] of errors) {
    const mean = meanError(own);
    if (!Number.isFinite(mean) || (Number.isFinite(least) && mean >= least)) continue;
    best = model;
    least = mean;
  }
  if (best === favourite) return best;
  const own = errors.get(favourite);
  const isKnown = own !== undefined && Number.isFinite(meanError(own));
  return !isKnown || isBetter(errors.get(best) ?? [], own, horizons) ? best : favourite;
}

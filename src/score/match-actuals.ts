import { indexAt } from '../series/calendar.ts';
import type { Series } from '../series/series.ts';

/**
 * What came after the end of a series.
 *
 * @param later a series of the same name: what came alone, or the past with it
 * @returns [horizon, or fewer] from the first point beyond the end on; null where its time leaves points out there
 */
export function matchActuals(series: Series, later: Series, horizonSteps: number): Float64Array | null {
  const from = startOf(series, later);
  if (from < 0) return null;
  const actual = later.y.subarray(from, from + horizonSteps);
  return actual.length > 0 ? actual : null;
}

/**
 * Where the first point beyond the end lies in `later`, negative where it is not there; 0 where their times do not tell, as
 * where the numbers of both files begin at 1.
 */
function startOf({ firstMs, step, y }: Series, later: Series): number {
  if (step.unit !== later.step.unit || step.every !== later.step.every) return 0;
  const first = indexAt(firstMs, step, later.firstMs);
  if (first >= y.length) return y.length - first;
  const isPast = Array.from(later.y.subarray(0, y.length - first)).every((value, at) => value === y[first + at]);
  return isPast ? y.length - first : 0;
}

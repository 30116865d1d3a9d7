/** Outliers of a sample, however many there are. */
import { studentQuantile } from './student.ts';

export type ExtremeDeviate = {
  /** Where the value lies in the sample. */
  at: number;
  /** How many standard deviations it lies from the centre of those that were left with it (R of the paper). */
  deviate: number;
  /** What the largest of so many normal ones stays below (lambda of the paper). */
  limit: number;
};

export type DeviateOptions = {
  /** Most outliers that there may be. */
  most: number;
  /** Probability to find one where there is none. */
  alpha?: number;
  /** What centre and spread are: mean and standard deviation as in the paper, or median and median deviation. */
  by?: 'mean' | 'median';
};

/** What values are left, in order, once some at either end are gone. */
type Window = { sorted: Float64Array; from: number; end: number };

function middleOf({ sorted, from, end }: Window): number {
  const half = (end - from) >> 1;
  return (end - from) % 2 === 1 ? sorted[from + half] : (sorted[from + half - 1] + sorted[from + half]) / 2;
}

/** The median distance from a centre, times 1.4826: of the runs of `half` values, the one that reaches least far from it. */
function deviationFrom({ sorted, from, end }: Window, centre: number): number {
  const half = ((end - from) >> 1) + 1;
  let [low, high] = [from, end - half];
  while (low < high) {
    const start = (low + high) >> 1;
    if (centre - sorted[start] > sorted[start + half - 1] - centre) low = start + 1;
    else high = start;
  }
  const reachOf = (start: number) =>
    start < from ? Number.POSITIVE_INFINITY : Math.max(centre - sorted[start], sorted[start + half - 1] - centre);
  return 1.4826 * Math.min(reachOf(low), reachOf(low - 1));
}

/**
 * The generalised test for extreme deviates (Rosner 1983): the value farthest from the centre leaves the sample, again and again, and
 * is compared with what the largest of so many normal ones would be. As many are outliers as the last that lies beyond, so that two
 * that hide each other are both found.
 *
 * @param values [length] finite
 * @returns `steps`, those that left in their order; `count`, how many of them are outliers
 */
export function findExtremeDeviates(
  values: ArrayLike<number>,
  { most, alpha = 0.05, by = 'mean' }: DeviateOptions,
): { steps: ExtremeDeviate[]; count: number } {
  const { length } = values;
  const order = Int32Array.from({ length }, (_, at) => at).sort((one, other) => values[one] - values[other]);
  const sorted = Float64Array.from(order, (at) => values[at]);
  const window = { sorted, from: 0, end: length };
  let sum = 0;
  for (const value of sorted) sum += value;
  // About a centre that does not move, so that large values lose no digits.
  const origin = length > 0 ? sum / length : 0;
  let squares = 0;
  for (const value of sorted) squares += (value - origin) ** 2;
  let offset = sum - length * origin;

  const steps: ExtremeDeviate[] = [];
  let count = 0;
  while (steps.length < most && window.end - window.from > 2) {
    const left = window.end - window.from;
    const centre = by === 'mean' ? origin + offset / left : middleOf(window);
    const spread =
      by === 'mean' ? Math.sqrt(Math.max(0, squares - offset ** 2 / left) / (left - 1)) : deviationFrom(window, centre);
    if (!(spread > 1e-12 * Math.abs(centre))) break;
    const isLow = centre - sorted[window.from] > sorted[window.end - 1] - centre;
    const place = isLow ? window.from : window.end - 1;
    const t = studentQuantile(1 - alpha / (2 * left), left - 2);
    const limit = ((left - 1) * t) / Math.sqrt((left - 2 + t * t) * left);
    const deviate = Math.abs(sorted[place] - centre) / spread;
    steps.push({ at: order[place], deviate, limit });
    if (deviate > limit) count = steps.length;
    offset -= sorted[place] - origin;
    squares -= (sorted[place] - origin) ** 2;
    if (isLow) window.from += 1;
    else window.end -= 1;
  }
  return { steps, count };
}

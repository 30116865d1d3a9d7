/** Where a series begins to behave in another way. */
import { growRun } from './grow-run.ts';
import { createSegmentCost, type SegmentCost, type SegmentKind } from './segment-cost.ts';

export type BreakOptions = {
  /** What a break must save of the cost. */
  penalty: number;
  /** Fewest points of a segment. */
  least: number;
};

/**
 * The segmentation of least cost and penalties by PELT (Killick, Fearnhead and Eckley 2012): a start is forgotten once it can never
 * again be the best. With a least length it may be so only where the segment that beats it may begin, so that the result is that of
 * trying all.
 *
 * @param places ascending, the first 0 and the last the length; breaks lie at these alone
 * @returns where segments begin, but for the first
 */
export function partitionOptimally(
  cost: SegmentCost,
  places: Int32Array,
  { penalty, least }: BreakOptions,
  prunes = true,
): number[] {
  const last = places.length - 1;
  const best = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(last + 1).fill(-1);
  best[0] = -penalty;
  const starts: number[] = [];
  // The next that may begin a segment, and the last place from which one may begin at `end`.
  let [next, rival] = [0, -1];
  for (let end = 1; end <= last; end += 1) {
    while (places[end] - places[next] >= least) {
      if (best[next] < Number.POSITIVE_INFINITY) starts.push(next);
      rival = next;
      next += 1;
    }
    let kept = 0;
    for (const start of starts) {
      const total = best[start] + cost(places[start], places[end]) + penalty;
      if (total < best[end]) [best[end], before[end]] = [total, start];
      const mayWin =
        !prunes ||
        rival <= start ||
        places[rival] - places[start] < least ||
        best[start] + cost(places[start], places[rival]) < best[rival];
      if (mayWin) starts[kept++] = start;
    }
    starts.length = kept;
  }
  const found: number[] = [];
  for (let end = before[last]; end > 0; end = before[end]) found.push(places[end]);
  return found.reverse();
}

/** Longer series are cut at so many places at most, and each break is then moved to its best one. */
const mostPlaces = 2000;

/** Moves each break to where it costs least between its neighbours, no farther than `reach`. */
function settle(cost: SegmentCost, breaks: readonly number[], length: number, reach: number, least: number): number[] {
  const settled = breaks.slice();
  for (const [index, at] of breaks.entries()) {
    const [from, end] = [settled[index - 1] ?? 0, settled[index + 1] ?? length];
    let lowest = Number.POSITIVE_INFINITY;
    for (let place = Math.max(from + least, at - reach); place <= Math.min(end - least, at + reach); place += 1) {
      const total = cost(from, place) + cost(place, end);
      if (total < lowest) [lowest, settled[index]] = [total, place];
    }
  }
  return settled;
}

/**
 * Breaks of a series in its level, its trend or its spread.
 *
 * @param values [length] finite; for `variance` what is left about zero
 * @returns where segments begin, but for the first, ascending. Exact up to 2,000 points; of more, breaks are found on a grid of 2,000
 *   places and then moved to the best point.
 */
export function findBreaks(values: Float64Array, kind: SegmentKind, options: BreakOptions): number[] {
  const { length } = values;
  const least = Math.max(options.least, kind === 'trend' ? 3 : 2);
  if (length < 2 * least) return [];
  const cost = createSegmentCost(values, kind);
  const apart = Math.ceil(length / mostPlaces);
  const places = Int32Array.from({ length: Math.ceil(length / apart) + 1 }, (_, at) => Math.min(length, at * apart));
  const found = partitionOptimally(cost, places, { penalty: options.penalty, least });
  return apart === 1 ? found : settle(cost, found, length, apart, least);
}

/**
 * Where a break may lie as well: places between its neighbours, by their likelihood under normal noise.
 *
 * @param variance of the noise; of correlated noise what its sums have
 * @returns first and last place of the shortest run about the break that holds the share
 */
export function spreadOfBreak(
  cost: SegmentCost,
  { from, at, end }: { from: number; at: number; end: number },
  variance: number,
  share = 0.9,
): { from: number; to: number } {
  const reach = 500;
  const [first, last] = [Math.max(from + 1, at - reach), Math.min(end - 1, at + reach)];
  const least = cost(from, at) + cost(at, end);
  const weights = Float64Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => {
    const place = first + i;
    return Math.exp((least - cost(from, place) - cost(place, end)) / (2 * variance));
  });
  let total = 0;
  for (const weight of weights) total += weight;
  const { from: low, to: high } = growRun(weights, at - first, share * total);
  return { from: first + low, to: first + high };
}

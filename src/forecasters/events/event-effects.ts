/**
 * The effects of events that come again, by what they did to a series against the level and the season around them: a linear
 * model of the logarithms of ratios, or of differences, with normal priors (Gelman et al. 2013, Bayesian Data Analysis, ch. 14), one
 * observation an occurrence. What was seen once is held nearer to nothing, and counts as little known.
 */
import type { PlacedEvent } from '../../series/events.ts';
import { expectValues } from '../../series/expected-values.ts';
import { factorCholesky, solveCholesky } from '../../statistics/cholesky.ts';
import { medianOf } from '../../statistics/median.ts';

/** Standard deviation that effects have before anything is seen: of their logarithm, or in usual sizes of the series. */
const priorSpread = 0.5;
/** That of one occurrence beside the next, and as how many of these it counts. */
const occurrenceSpread = 0.15;
const occurrenceWeight = 2;
/** Variance that an occurrence has at least. */
const leastNoise = 1e-6;
/** Of fewer points beside the events nothing is learnt. */
const leastClean = 5;
/** An effect below this leaves nothing to tell the rest of the series by. */
const leastLeft = 0.2;
/** So often nothing has to have been seen for nothing to be expected. */
const leastShut = 2;
/** No event does more than this to a series, or less than its inverse. */
const mostEffect = Math.log(20);

export type EventEffect = {
  /** Of all of its period: what the series is multiplied by, or what is added to it. */
  effect: number;
  /** Standard deviation of the next one's: of its logarithm, or in the unit of the series. */
  spread: number;
  /** How often it was seen. */
  seen: number;
};

export type EventEffects = {
  /** Whether effects multiply the series or are added to it. */
  isRatio: boolean;
  /** [events] */
  effects: EventEffect[];
  /**
   * [to - from] what events come to at each point, how uncertain that is of the next one, and of what was learnt alone, in the measure
   * of `EventEffect`.
   */
  on(
    events: readonly PlacedEvent[],
    from: number,
    to: number,
  ): { effect: Float64Array; spread: Float64Array; learnt: Float64Array };
  /** [history] what a history is without them. */
  leave(history: Float64Array, events: readonly PlacedEvent[]): Float64Array;
};

/** Points in a row that the same events fall on in the same shares. */
type Occurrence = { points: number[]; shares: Map<number, number> };

/** [point] which events fall on it, and by which share. */
function sharesAt(events: readonly PlacedEvent[], length: number): Map<number, Map<number, number>> {
  const found = new Map<number, Map<number, number>>();
  for (const [event, { at, shares }] of events.entries()) {
    for (const [place, point] of at.entries()) {
      if (point < 0 || point >= length) continue;
      const own = found.get(point) ?? new Map<number, number>();
      found.set(point, own.set(event, shares[place]));
    }
  }
  return found;
}

function isSameShares(one: Map<number, number>, other: Map<number, number>): boolean {
  return one.size === other.size && [...one].every(([event, share]) => other.get(event) === share);
}

function findOccurrences(events: readonly PlacedEvent[], length: number): Occurrence[] {
  const occurrences: Occurrence[] = [];
  let last: Occurrence | null = null;
  for (const [point, shares] of [...sharesAt(events, length)].sort(([one], [other]) => one - other)) {
    if (last && last.points[last.points.length - 1] === point - 1 && isSameShares(last.shares, shares)) {
      last.points.push(point);
      continue;
    }
    last = { points: [point], shares };
    occurrences.push(last);
  }
  return occurrences;
}

/** What each occurrence came to against what was expected, and the variance of that by chance. */
type Observation = { shares: Map<number, number>; value: number; noise: number };

/** Normal means and covariances of the coefficients. @param between [events] variance from one occurrence to the next */
function solve(seen: readonly Observation[], between: Float64Array) {
  const count = between.length;
  const gram = new Float64Array(count * count);
  const products = new Float64Array(count);
  for (let event = 0; event < count; event += 1) gram[event * count + event] = 1 / priorSpread ** 2;
  for (const { shares, value, noise } of seen) {
    let variance = noise;
    for (const [event, share] of shares) variance += share ** 2 * between[event];
    for (const [event, share] of shares) {
      products[event] += (share * value) / variance;
      for (const [other, otherShare] of shares) gram[event * count + other] += (share * otherShare) / variance;
    }
  }
  // Priors make it positive definite.
  const lower = factorCholesky(gram, count) as Float64Array;
  const means = solveCholesky(lower, products);
  const columns = Array.from({ length: count }, (_, event) =>
    solveCholesky(
      lower,
      Float64Array.from({ length: count }, (_, row) => (row === event ? 1 : 0)),
    ),
  );
  return { means, columns };
}

/** The variance of each event from one occurrence to the next, what is usual counted as some. */
function varianceBetween(seen: readonly Observation[], means: Float64Array): Float64Array {
  const sums = new Float64Array(means.length).fill(occurrenceWeight * occurrenceSpread ** 2);
  const weights = new Float64Array(means.length).fill(occurrenceWeight);
  for (const { shares, value, noise } of seen) {
    const [only] = shares;
    if (shares.size !== 1 || only[1] < 1) continue;
    sums[only[0]] += Math.max(0, (value - means[only[0]]) ** 2 - noise);
    weights[only[0]] += 1;
  }
  return sums.map((sum, event) => sum / weights[event]);
}

/**
 * @param history [length] finite values; nothing after it is looked at
 * @param events on its points; those beyond its end tell nothing
 * @returns null where too little is known beside the events
 */
export function fitEventEffects(
  history: Float64Array,
  events: readonly PlacedEvent[],
  seasonLength: number,
): EventEffects | null {
  const { length } = history;
  const occurrences = findOccurrences(events, length);
  const isMasked = new Uint8Array(length);
  for (const { points } of occurrences) for (const point of points) isMasked[point] = 1;
  const clean = isMasked.reduce((count, flag) => count + 1 - flag, 0);
  if (occurrences.length === 0 || clean < leastClean) return null;
  const expected = expectValues(history, isMasked, seasonLength);
  const isRatio = expected.isRatio && history.every((value) => value >= 0);
  const unit = isRatio ? 1 : medianOf(history.map(Math.abs)) || 1;
  const spread = expected.spread() / (isRatio === expected.isRatio ? unit : 1);
  const seen = occurrences.flatMap(({ points, shares }): Observation[] => {
    const [came, usual] = points.reduce(
      ([sum, all], point) => [sum + history[point], all + expected.at(point)],
      [0, 0],
    );
    if (isRatio && !(usual > 0)) return [];
    const ratio = Math.log(Math.max(came / usual, Math.exp(-mostEffect)));
    const value = isRatio ? ratio : (came - usual) / points.length / unit;
    return [{ shares, value, noise: spread ** 2 / points.length + leastNoise }];
  });
  const first = solve(seen, new Float64Array(events.length).fill(occurrenceSpread ** 2));
  const between = varianceBetween(seen, first.means);
  const { means, columns } = solve(seen, between);
  const counts = events.map((_, event) => countRuns(occurrences, event));
  // Days on which there was never anything: closed ones.
  const isShut = events.map(
    (_, event) =>
      isRatio &&
      counts[event] >= leastShut &&
      occurrences.every(({ points, shares }) => !shares.has(event) || points.every((point) => history[point] === 0)),
  );

  function on(asked: readonly PlacedEvent[], from: number, to: number) {
    const effect = new Float64Array(to - from).fill(isRatio ? 1 : 0);
    const uncertain = new Float64Array(to - from);
    const learnt = new Float64Array(to - from);
    for (const [point, shares] of sharesAt(asked, to)) {
      const known = [...shares].filter(([event]) => counts[event] > 0);
      if (point < from || known.length === 0) continue;
      if (known.some(([event]) => isShut[event])) {
        effect[point - from] = 0;
        continue;
      }
      const sum = known.reduce((total, [event, share]) => total + share * means[event], 0);
      const ofMean = known.reduce(
        (total, [event, share]) =>
          known.reduce((all, [other, part]) => all + share * part * columns[event][other], total),
        0,
      );
      const variance = known.reduce((total, [event, share]) => total + share ** 2 * between[event], ofMean);
      learnt[point - from] = Math.sqrt(ofMean) * unit;
      effect[point - from] = isRatio ? Math.exp(Math.min(mostEffect, Math.max(-mostEffect, sum))) : sum * unit;
      uncertain[point - from] = Math.sqrt(variance) * unit;
    }
    return { effect, spread: uncertain, learnt };
  }

  return {
    isRatio,
    effects: Array.from(means, (mean, event) => ({
      effect: isShut[event] ? 0 : isRatio ? Math.exp(mean) : mean * unit,
      spread: isShut[event] ? 0 : Math.sqrt(columns[event][event] + between[event]) * unit,
      seen: counts[event],
    })),
    on,
    leave(longer, placed) {
      const { effect } = on(placed, 0, longer.length);
      return longer.map((value, at) => {
        if (!isRatio) return value - effect[at];
        return effect[at] < leastLeft ? expected.at(at) : value / effect[at];
      });
    },
  };
}

/** How often an event took place: occurrences of it that do not touch. */
function countRuns(occurrences: readonly Occurrence[], event: number): number {
  let runs = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { points, shares } of occurrences) {
    if (!shares.has(event)) continue;
    if (points[0] > end + 1) runs += 1;
    end = points[points.length - 1];
  }
  return runs;
}

/** (s, S)-like policies learnt from draws of demand alone, where stock on hand is all there is to know. */
import type { Random } from '../../base/random.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { createSampleDemand } from '../demand.ts';
import { approximateOrderUpTo } from '../order-up-to.ts';
import { type DecisionProblem, findBadNumber } from '../problem.ts';

export type LearntLevels = {
  /** The lowest position of the table, and the position to fill up to from each; the same position for no order. */
  lowest: number;
  fillTo: Int32Array;
  /** What it began with: (s, S) by the power approximation. */
  start: { reorder: number; upTo: number };
};

type LevelCosts = { holding: number; shortage: number; fixed: number };

const usualDraws = 40_000;

/**
 * Q-learning of the average cost (Schwartz 1993) over positions after the order: what is asked for does not hang on what is ordered, so
 * each draw teaches all positions at once. It begins with the values of (s, S) as the power approximation gives it, and knows
 * nothing of the distribution but its draws.
 *
 * @param draw whole units asked for in a step
 */
export function learnLevels(
  draw: (random: Random) => number,
  { holding, shortage, fixed }: LevelCosts,
  random: Random,
  draws = usualDraws,
): Result<LearntLevels, DecisionProblem> {
  const seen = createSampleDemand(Float64Array.from({ length: 500 }, () => draw(random)));
  const bad = findBadNumber([
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['fixed', 'positive', fixed],
    ['demand', 'positive', seen.mean],
  ]);
  if (bad) return fail(bad);
  const guess = approximateOrderUpTo({
    mean: seen.mean,
    deviation: Math.max(seen.deviation, 0.01 * seen.mean),
    holding,
    shortage,
    fixed,
  });
  if (!guess.ok) return guess;
  const start = { reorder: Math.round(guess.value.reorder), upTo: Math.round(guess.value.upTo) };
  const most = Math.ceil(seen.quantile(1));
  const lowest = Math.min(0, start.reorder) - 2 * most;
  const highest = start.upTo + 2 * most + Math.ceil(Math.sqrt((2 * fixed * seen.mean) / holding));
  const size = highest - lowest + 1;
  const values = new Float64Array(size);
  /** Least value of what lies above each place, and where. */
  const least = new Float64Array(size + 1);
  const leastAt = new Int32Array(size + 1);
  const findLeast = () => {
    least[size] = Number.POSITIVE_INFINITY;
    for (let at = size - 1; at >= 0; at -= 1) {
      const isLess = values[at] < least[at + 1];
      least[at] = isLess ? values[at] : least[at + 1];
      leastAt[at] = isLess ? at : leastAt[at + 1];
    }
  };
  let mean = 0;
  for (let turn = 0; turn < draws; turn += 1) {
    const isFollowing = turn < draws / 20;
    const asked = Math.min(most, draw(random));
    const rate = Math.max(1 / (1 + turn / 20), 30 / (draws + 30));
    if (!isFollowing) findLeast();
    const upTo = start.upTo - lowest;
    // From below, so that no value is used that this draw has changed already: what follows lies lower.
    for (let at = size - 1; at >= 0; at -= 1) {
      const position = lowest + at;
      const left = position - asked;
      const next = Math.max(0, at - asked);
      const cost = left > 0 ? holding * left : -shortage * left;
      const after = isFollowing
        ? lowest + next <= start.reorder
          ? fixed + values[upTo]
          : values[next]
        : Math.min(values[next], fixed + least[next + 1]);
      values[at] += rate * (cost - mean + after - values[at]);
    }
    const anchor = values[upTo];
    // The mean cost is what keeps the values where they are.
    mean += rate * anchor;
    for (let at = 0; at < size; at += 1) values[at] -= rate * anchor;
  }
  findLeast();
  const fillTo = Int32Array.from({ length: size }, (_, at) =>
    values[at] <= fixed + least[at + 1] ? lowest + at : lowest + leastAt[at + 1],
  );
  return ok({ lowest, fillTo, start });
}

/** Exact mean cost a step of such a table for demand of known chances. */
export function costOfLevels(
  { lowest, fillTo }: LearntLevels,
  chances: Float64Array,
  { holding, shortage, fixed }: LevelCosts,
): number {
  const size = fillTo.length;
  let share: Float64Array = new Float64Array(size);
  share[size - 1] = 1;
  let cost = 0;
  for (let round = 0; round < 3000; round += 1) {
    const next = new Float64Array(size);
    let sum = 0;
    for (let at = 0; at < size; at += 1) {
      if (share[at] < 1e-15) continue;
      const position = fillTo[at];
      if (position > lowest + at) sum += share[at] * fixed;
      for (let asked = 0; asked < chances.length; asked += 1) {
        const left = position - asked;
        const mass = share[at] * chances[asked];
        sum += mass * (left > 0 ? holding * left : -shortage * left);
        next[Math.max(0, left - lowest)] += mass;
      }
    }
    // Half of it stays, lest a cycle never settles.
    for (let at = 0; at < size; at += 1) next[at] = (next[at] + share[at]) / 2;
    share = next;
    if (round > 100 && Math.abs(sum - cost) < 1e-12 * sum) return sum;
    cost = sum;
  }
  return cost;
}

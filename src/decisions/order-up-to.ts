/** (s, S): at each review, below s the position is filled up to S. */
import { fail, ok, type Result } from '../base/result.ts';
import { createWholeDemand } from './demand.ts';
import { costOfLevel } from './newsvendor.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type OrderUpToPolicy = {
  /** Whole units at or below which is ordered. */
  reorder: number;
  upTo: number;
  /** Expected cost a review period. */
  cost: number;
};

export type WholeCase = {
  /** [counts] chances that 0, 1, 2 and so on are asked for in a review period, each by itself. */
  chances: Float64Array;
  /** Money a unit costs that is left, or missing, at the end of a period. */
  holding: number;
  shortage: number;
  /** Money an order costs. */
  fixed: number;
  /** Whole periods until it comes; 0 where it serves the demand of its own period. */
  leadTime?: number;
};

/** Chances of the sum of so many periods. */
function sumPeriods(chances: Float64Array, periods: number): Float64Array {
  let sum: Float64Array = Float64Array.of(1);
  for (let period = 0; period < periods; period += 1) {
    const next = new Float64Array(sum.length + chances.length - 1);
    for (let at = 0; at < sum.length; at += 1) {
      for (let by = 0; by < chances.length; by += 1) next[at + by] += sum[at] * chances[by];
    }
    sum = next;
  }
  return sum;
}

/** Cost of a period that begins at each position, as it is known when that is decided. */
function costByPosition({ chances, holding, shortage, leadTime = 0 }: WholeCase): (position: number) => number {
  const demand = createWholeDemand(sumPeriods(chances, leadTime + 1));
  const known = new Map<number, number>();
  return (position) => {
    const found = known.get(position) ?? costOfLevel(demand, position, holding, shortage);
    known.set(position, found);
    return found;
  };
}

/** How often a position so far below S is met from one order to the next: the renewal density of the demand. */
function createVisits(chances: Float64Array): (depth: number) => number {
  const visits = [1 / (1 - chances[0])];
  return (depth) => {
    for (let at = visits.length; at <= depth; at += 1) {
      let sum = 0;
      for (let by = 1; by <= Math.min(at, chances.length - 1); by += 1) sum += chances[by] * visits[at - by];
      visits.push(sum / (1 - chances[0]));
    }
    return visits[depth];
  };
}

function findBadCase({ chances, holding, shortage, fixed, leadTime = 0 }: WholeCase): DecisionProblem | null {
  return findBadNumber([
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['fixed', 'not negative', fixed],
    ['leadTime', 'not negative', leadTime],
    // Where nothing is ever asked for, no order is.
    ['demand', 'positive', 1 - chances[0]],
  ]);
}

/** Exact expected cost of (s, S) a period (Zheng and Federgruen 1991, equations 2 to 4). */
export function costOfOrderUpTo(
  input: WholeCase,
  { reorder, upTo }: { reorder: number; upTo: number },
): Result<number, DecisionProblem> {
  const bad = findBadCase(input) ?? findBadNumber([['upTo', 'positive', upTo - reorder]]);
  if (bad) return fail(bad);
  return ok(costOf(costByPosition(input), createVisits(input.chances), input.fixed, reorder, upTo));
}

function costOf(
  costAt: (position: number) => number,
  visitsAt: (depth: number) => number,
  fixed: number,
  reorder: number,
  upTo: number,
): number {
  let cost = fixed;
  let periods = 0;
  for (let depth = 0; depth < upTo - reorder; depth += 1) {
    cost += visitsAt(depth) * costAt(upTo - depth);
    periods += visitsAt(depth);
  }
  return cost / periods;
}

/** The best (s, S), exactly (Zheng and Federgruen 1991). */
export function findOrderUpTo(input: WholeCase): Result<OrderUpToPolicy, DecisionProblem> {
  const bad = findBadCase(input);
  if (bad) return fail(bad);
  const costAt = costByPosition(input);
  const visitsAt = createVisits(input.chances);
  const costFor = (reorder: number, upTo: number) => costOf(costAt, visitsAt, input.fixed, reorder, upTo);
  // The cheapest single position.
  let start = 0;
  while (costAt(start + 1) < costAt(start)) start += 1;
  let reorder = start - 1;
  while (costFor(reorder, start) > costAt(reorder)) reorder -= 1;
  let best = { reorder, upTo: start, cost: costFor(reorder, start) };
  for (let upTo = start + 1; costAt(upTo) <= best.cost; upTo += 1) {
    if (costFor(best.reorder, upTo) >= best.cost) continue;
    let low = best.reorder;
    while (costFor(low, upTo) <= costAt(low + 1)) low += 1;
    best = { reorder: low, upTo, cost: costFor(low, upTo) };
  }
  return ok(best);
}

/**
 * (s, S) by the power approximation (Ehrhardt and Mosier 1984): regressions on cases that were solved exactly. As in Snyder and Shen
 * 2019, 4.77 to 4.80: without the paper's upper limit where orders are smaller than one and a half periods' demand.
 *
 * @param mean of the demand of a review period, and its standard deviation
 * @param leadTime in review periods
 */
export function approximateOrderUpTo({
  mean,
  deviation,
  holding,
  shortage,
  fixed,
  leadTime = 0,
}: {
  mean: number;
  deviation: number;
  holding: number;
  shortage: number;
  fixed: number;
  leadTime?: number;
}): Result<Omit<OrderUpToPolicy, 'cost'>, DecisionProblem> {
  const bad = findBadNumber([
    ['mean', 'positive', mean],
    ['deviation', 'positive', deviation],
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['fixed', 'positive', fixed],
    ['leadTime', 'not negative', leadTime],
  ]);
  if (bad) return fail(bad);
  const lead = (leadTime + 1) * mean;
  const spread = deviation * Math.sqrt(leadTime + 1);
  const quantity = 1.3 * mean ** 0.494 * (fixed / holding) ** 0.506 * (1 + (spread / mean) ** 2) ** 0.116;
  const z = Math.sqrt((quantity * holding) / (shortage * spread));
  const reorder = 0.973 * lead + spread * (0.183 / z + 1.063 - 2.192 * z);
  return ok({ reorder, upTo: reorder + quantity });
}

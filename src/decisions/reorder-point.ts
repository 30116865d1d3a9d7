/** (r, Q): so much is ordered whenever the position has come down to r. */
import { fail, ok, type Result } from '../base/result.ts';
import { normalBelow, normalDensity, normalQuantile } from '../statistics/normal.ts';
import { createNormalDemand, createPoissonDemand } from './demand.ts';
import { findEconomicOrder } from './economic-order.ts';
import { costOfLevel } from './newsvendor.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type ReorderPolicy = {
  /** Position at which is ordered. */
  reorder: number;
  /** Units an order. */
  quantity: number;
  /** Expected cost in a unit of time. */
  cost: number;
};

type Costs = {
  /** Money a unit costs in stock for a unit of time. */
  holding: number;
  /** Money an order costs. */
  fixed: number;
  leadTime: number;
};

type NormalCase = Costs & {
  /** Mean and standard deviation of the demand in a unit of time. */
  mean: number;
  deviation: number;
  /** Money a missing unit costs: in a unit of time, or each (`findReorderByLevel`). */
  shortage: number;
};

function findBadCase({ mean, deviation, holding, shortage, fixed, leadTime }: NormalCase): DecisionProblem | null {
  return findBadNumber([
    ['mean', 'positive', mean],
    ['deviation', 'positive', deviation],
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['fixed', 'positive', fixed],
    ['leadTime', 'positive', leadTime],
  ]);
}

const mostRounds = 500;
const tolerance = 1e-9;

/** E[((D - x)+)²] / 2 of a normal demand. */
function secondShortage(mean: number, deviation: number, x: number): number {
  const z = (x - mean) / deviation;
  return ((deviation * deviation) / 2) * ((z * z + 1) * normalBelow(-z) - z * normalDensity(z));
}

/** The x at which a normal demand is `wanted` units short of on average. */
function levelOfShortage(mean: number, deviation: number, wanted: number): number {
  const { shortage } = createNormalDemand(mean, deviation);
  let low = mean - wanted - 10 * deviation;
  let high = mean + 40 * deviation;
  for (let round = 0; round < 200 && high - low > 1e-12 * deviation; round += 1) {
    const middle = (low + high) / 2;
    if (shortage(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Exact cost of a policy for normal demand: the fixed costs, and those of all levels from r to r + Q (Snyder and Shen 2019, 5.7). */
export function costOfReorder(input: NormalCase, { reorder, quantity }: Omit<ReorderPolicy, 'cost'>): number {
  const { mean, deviation, holding, shortage, fixed, leadTime } = input;
  const lead = mean * leadTime;
  const spread = deviation * Math.sqrt(leadTime);
  // The integral of E[(D - y)+] from r to r + Q is the difference of the second-order shortages.
  const missing = secondShortage(lead, spread, reorder) - secondShortage(lead, spread, reorder + quantity);
  const held = quantity * (reorder + quantity / 2 - lead) + missing;
  return (fixed * mean + holding * held + shortage * missing) / quantity;
}

/**
 * By the first and second-order loss functions, taking what is missing at r + Q for nothing (Hadley and Whitin 1963; Snyder and Shen
 * 2019, 5.28 and 5.29). `shortage` is money a missing unit costs for a unit of time.
 */
export function findReorderByLoss(input: NormalCase): Result<ReorderPolicy, DecisionProblem> {
  const bad = findBadCase(input);
  if (bad) return fail(bad);
  const { mean, deviation, holding, shortage, fixed, leadTime } = input;
  const lead = mean * leadTime;
  const spread = deviation * Math.sqrt(leadTime);
  const first = findEconomicOrder({ demand: mean, fixed, holding });
  if (!first.ok) return first;
  let { quantity } = first.value;
  let reorder = lead;
  for (let round = 0; round < mostRounds; round += 1) {
    reorder = levelOfShortage(lead, spread, (holding * quantity) / (holding + shortage));
    const next = Math.sqrt(
      (2 * (fixed * mean + (holding + shortage) * secondShortage(lead, spread, reorder))) / holding,
    );
    const moved = Math.abs(next - quantity);
    quantity = next;
    if (moved < tolerance * quantity) break;
  }
  return ok({ reorder, quantity, cost: costOfReorder(input, { reorder, quantity }) });
}

/**
 * By the expected inventory level (Whitin 1953; Hadley and Whitin 1963; Snyder and Shen 2019, 5.16 to 5.18). `shortage` is money each
 * missing unit costs, however long it is missing.
 */
export function findReorderByLevel(input: NormalCase): Result<ReorderPolicy, DecisionProblem> {
  const bad = findBadCase(input);
  if (bad) return fail(bad);
  const { mean, deviation, holding, shortage, fixed, leadTime } = input;
  const lead = mean * leadTime;
  const spread = deviation * Math.sqrt(leadTime);
  const { shortage: missingAt } = createNormalDemand(lead, spread);
  const first = findEconomicOrder({ demand: mean, fixed, holding });
  if (!first.ok) return first;
  let { quantity } = first.value;
  let reorder = lead;
  for (let round = 0; round < mostRounds; round += 1) {
    const chance = (quantity * holding) / (shortage * mean);
    // Then stock costs more than what is missing.
    if (chance >= 1) return fail({ code: 'not-positive', field: 'reorder', value: 1 - chance });
    reorder = lead + spread * normalQuantile(1 - chance);
    const next = Math.sqrt((2 * mean * (fixed + shortage * missingAt(reorder))) / holding);
    const moved = Math.abs(next - quantity);
    quantity = next;
    if (moved < tolerance * quantity) break;
  }
  const cost = holding * (reorder - lead + quantity / 2) + ((fixed + shortage * missingAt(reorder)) * mean) / quantity;
  return ok({ reorder, quantity, cost });
}

/**
 * The best (r, Q) for Poisson demand (Federgruen and Zheng 1992): levels are added to r + 1 .. r + Q, the cheaper neighbour first, as long
 * as the next costs less than the mean so far.
 *
 * @param shortage money a missing unit costs for a unit of time
 */
export function findReorderForPoisson({
  mean,
  holding,
  shortage,
  fixed,
  leadTime,
}: Omit<NormalCase, 'deviation'>): Result<ReorderPolicy, DecisionProblem> {
  const bad = findBadCase({ mean, deviation: 1, holding, shortage, fixed, leadTime });
  if (bad) return fail(bad);
  const demand = createPoissonDemand(mean * leadTime);
  const costAt = (level: number) => costOfLevel(demand, level, holding, shortage);
  const best = demand.quantile(shortage / (shortage + holding));
  let reorder = best - 1;
  let quantity = 1;
  let sum = fixed * mean + costAt(best);
  for (;;) {
    const below = costAt(reorder);
    const above = costAt(reorder + quantity + 1);
    const next = Math.min(below, above);
    if (next >= sum / quantity) return ok({ reorder, quantity, cost: sum / quantity });
    sum += next;
    quantity += 1;
    if (below <= above) reorder -= 1;
  }
}

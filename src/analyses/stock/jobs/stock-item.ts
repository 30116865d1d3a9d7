/** An item as decisions need it: times in steps, what is not known as null. */

import type { StockItem } from '../../../decisions/decide-order.ts';
import { findEconomicOrder } from '../../../decisions/economic-order.ts';
import { describeLeadTime, type LeadTime } from '../../../decisions/lead-demand.ts';
import type { Target } from '../../../decisions/target.ts';
import type { GivenItems, Policy } from './job.ts';

/** Further ahead than this nothing is drawn. */
const mostSteps = 1500;

const orNull = (value: number) => (Number.isFinite(value) ? value : null);
const orNone = (value: number) => (Number.isFinite(value) ? value : 0);

function leadTimeOf(steps: number, spread: number): LeadTime {
  if (!(spread > 0)) return steps;
  return [
    { steps: Math.max(0, steps - spread), chance: 0.25 },
    { steps, chance: 0.5 },
    { steps: steps + spread, chance: 0.25 },
  ];
}

function targetOf({ target, cost, review }: GivenItems, at: number, { target: kind, holdingRate }: Policy): Target {
  if (kind !== 'cost') return { kind, share: target[at] };
  // What stays costs its stock until the next order, and a little at least: else no stock would be too much.
  const held = orNone(cost[at]) * holdingRate * Math.max(1, review[at]);
  return { kind, missing: Math.max(1e-6, orNone(target[at])), left: Math.max(1e-6, held) };
}

/** Units that are worth ordering at a time; 0 where an order costs nothing, or what stock costs is not known. */
function batchOf({ cost }: GivenItems, at: number, { orderCost, holdingRate }: Policy, perStep: number): number {
  const holding = orNone(cost[at]) * holdingRate;
  if (!(orderCost > 0) || !(holding > 0) || !(perStep > 0)) return 0;
  const found = findEconomicOrder({ demand: perStep, fixed: orderCost, holding });
  return found.ok ? found.value.quantity : 0;
}

/** @param perStep mean demand of a step */
export function stockItemOf(items: GivenItems, at: number, policy: Policy, perStep: number): StockItem {
  const pack = orNone(items.packSize[at]);
  return {
    onHand: orNone(items.onHand[at]),
    onOrder: orNone(items.onOrder[at]),
    backorders: 0,
    leadTime: leadTimeOf(items.leadTime[at], policy.leadSpread),
    review: items.review[at],
    target: targetOf(items, at, policy),
    // What is sold in whole units is ordered in them.
    packSize: pack > 0 ? pack : items.isWhole[at] === 1 ? 1 : 0,
    minimumOrder: orNone(items.minimumOrder[at]),
    batch: batchOf(items, at, policy, perStep),
    shelfLife: orNull(items.shelfLife[at]),
    price: orNull(items.price[at]),
    cost: orNull(items.cost[at]),
  };
}

/** Steps that paths of an item have to reach over. */
export function stepsFor({ leadTime, review }: StockItem, horizonSteps: number): number {
  const { longest } = describeLeadTime(leadTime);
  return Math.min(mostSteps, Math.max(horizonSteps, Math.ceil(longest + review + 1e-9)));
}

/** Orders of several items to one supplier, who takes none below so much in all. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Demand } from './demand.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type JointItem = {
  /** Units that its own rule orders today (`decideOrder`), and what is on hand and on order before that. */
  order: number;
  position: number;
  /** Units an order is a multiple of; 0 for any number, which is then added one at a time. */
  packSize: number;
  /** What a unit counts for towards the minimum: its cost, 1 for units, its weight. */
  size: number;
  /** What a unit that is missing costs. */
  worth: number;
  /** Demand until the order after the next one comes, lead time and two review periods: what is added has to be sold in it. */
  ofLater: Demand;
};

export type JointOrder = {
  /** `none` where no item needs any, `enough` where their own orders reach the minimum, else `filled`. */
  kind: 'none' | 'enough' | 'filled';
  /** [items] units. */
  orders: Float64Array;
  /** What they come to, in the unit of the minimum, and how much of it was added. */
  total: number;
  added: number;
  /** What it costs on average to order nothing and wait for the next review, by `worth`. */
  costOfWaiting: number;
};

/** More packs than that fill no minimum that makes sense. */
const mostPacks = 100_000;

/** Fills orders up to a joint minimum by the packs that are most likely to be needed soon for what they count. */
export function orderTogether(items: readonly JointItem[], minimum: number): Result<JointOrder, DecisionProblem> {
  for (const { order, position, packSize, size, worth } of items) {
    const bad = findBadNumber([
      ['order', 'not negative', order],
      ['position', 'finite', position],
      ['packSize', 'not negative', packSize],
      ['size', 'positive', size],
      ['worth', 'not negative', worth],
    ]);
    if (bad) return fail(bad);
  }
  const bad = findBadNumber([['minimum', 'not negative', minimum]]);
  if (bad) return fail(bad);
  const orders = Float64Array.from(items, ({ order }) => order);
  const own = items.reduce((sum, { order, size }) => sum + order * size, 0);
  const costOfWaiting = items.reduce(
    (sum, { order, position, worth, ofLater }) =>
      sum + worth * (ofLater.shortage(position) - ofLater.shortage(position + order)),
    0,
  );
  if (own === 0) return ok({ kind: 'none', orders, total: 0, added: 0, costOfWaiting: 0 });
  if (own >= minimum) return ok({ kind: 'enough', orders, total: own, added: 0, costOfWaiting });
  const packOf = ({ packSize }: JointItem) => (packSize > 0 ? packSize : 1);
  const gainOf = (item: JointItem, ordered: number) => {
    const level = item.position + ordered;
    const saved = item.ofLater.shortage(level) - item.ofLater.shortage(level + packOf(item));
    return (item.worth * saved) / (item.size * packOf(item));
  };
  const gains = items.map((item) => gainOf(item, item.order));
  let total = own;
  for (let pack = 0; pack < mostPacks && total < minimum - 1e-9; pack += 1) {
    let best = 0;
    for (let at = 1; at < items.length; at += 1) if (gains[at] > gains[best]) best = at;
    orders[best] += packOf(items[best]);
    total += packOf(items[best]) * items[best].size;
    gains[best] = gainOf(items[best], orders[best]);
  }
  return ok({ kind: 'filled', orders, total, added: total - own, costOfWaiting });
}

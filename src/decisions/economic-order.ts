/** How much to order at a time where demand is even: what an order costs against what its stock costs. */
import { fail, ok, type Result } from '../base/result.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type EconomicOrder = {
  /** Units an order. */
  quantity: number;
  /** Ordering and holding (with discounts: buying too) in a unit of time. */
  cost: number;
};

type EvenDemand = {
  /** Units asked for in a unit of time. */
  demand: number;
  /** Money an order costs, however large. */
  fixed: number;
};

/**
 * The economic order quantity (Harris 1913): Q = sqrt(2 K d / h).
 *
 * @param holding money that a unit costs in stock for a unit of time
 */
export function findEconomicOrder({
  demand,
  fixed,
  holding,
}: EvenDemand & { holding: number }): Result<EconomicOrder, DecisionProblem> {
  const bad = findBadNumber([
    ['demand', 'not negative', demand],
    ['fixed', 'not negative', fixed],
    ['holding', 'positive', holding],
  ]);
  if (bad) return fail(bad);
  return ok({ quantity: Math.sqrt((2 * fixed * demand) / holding), cost: Math.sqrt(2 * fixed * demand * holding) });
}

/**
 * The same where demand that cannot be met waits, at a cost (Snyder and Shen 2019, section 3.5).
 *
 * @param shortage money that a unit which waits costs for a unit of time
 * @returns also the share of demand that waits
 */
export function findOrderWithBackorders(
  input: EvenDemand & { holding: number; shortage: number },
): Result<EconomicOrder & { waiting: number }, DecisionProblem> {
  const plain = findEconomicOrder(input);
  const { holding, shortage } = input;
  const bad = findBadNumber([['shortage', 'positive', shortage]]);
  if (!plain.ok) return plain;
  if (bad) return fail(bad);
  const waiting = holding / (holding + shortage);
  return ok({
    quantity: plain.value.quantity / Math.sqrt(1 - waiting),
    waiting,
    cost: plain.value.cost * Math.sqrt(1 - waiting),
  });
}

/** Prices that hang on the order's size: `price` a unit from `from` units on; the first from 0. */
export type Discount = { from: number; price: number };

type Discounted = EvenDemand & {
  /** Share of a unit's price that it costs in stock for a unit of time. */
  holdingRate: number;
  discounts: readonly Discount[];
  /** Whether the lower price is that of every unit of the order, or only of those beyond its threshold. */
  kind: 'all-units' | 'incremental';
};

/** The order quantity that costs least under discounts, buying included (Hadley and Whitin 1963; Snyder and Shen 2019, section 3.4). */
export function findDiscountedOrder({
  demand,
  fixed,
  holdingRate,
  discounts,
  kind,
}: Discounted): Result<EconomicOrder & { price: number }, DecisionProblem> {
  const bad = findBadNumber([
    ['demand', 'positive', demand],
    ['fixed', 'not negative', fixed],
    ['holdingRate', 'positive', holdingRate],
    ...discounts.flatMap(({ from, price }) => [
      ['from', 'not negative', from] as const,
      ['price', 'positive', price] as const,
    ]),
  ]);
  if (bad) return fail(bad);
  if (discounts.length === 0 || discounts[0].from !== 0) return fail({ code: 'not-rising', field: 'discounts' });
  if (discounts.some(({ from }, at) => at > 0 && from <= discounts[at - 1].from)) {
    return fail({ code: 'not-rising', field: 'discounts' });
  }
  let best: (EconomicOrder & { price: number }) | null = null;
  /** What the first units cost beyond the price of the last, in all. */
  let surcharge = 0;
  for (const [at, { from, price }] of discounts.entries()) {
    if (kind === 'incremental' && at > 0) surcharge += (discounts[at - 1].price - price) * from;
    const holding = holdingRate * price;
    const perOrder = fixed + surcharge;
    const to = discounts[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    const quantity = Math.min(to, Math.max(from, Math.sqrt((2 * perOrder * demand) / holding)));
    // At its upper end the next price holds, which is judged by itself.
    if (quantity === to || quantity === 0) continue;
    const cost =
      price * demand + (perOrder * demand) / quantity + (holding * quantity) / 2 + (holdingRate * surcharge) / 2;
    if (!best || cost < best.cost) best = { quantity, cost, price };
  }
  return best ? ok(best) : fail({ code: 'not-positive', field: 'fixed', value: fixed });
}

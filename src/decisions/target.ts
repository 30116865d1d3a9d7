/** How much stock is enough: by how often it may run out, how much may be missing, or what is missing costs. */
import { fail, ok, type Result } from '../base/result.ts';
import type { CoverDemand } from './lead-demand.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type Target =
  /** Share of order cycles without a stock-out (P1). */
  | { kind: 'cycle'; share: number }
  /** Share of what is asked for that is met from the shelf (P2). */
  | { kind: 'fill'; share: number }
  /** Money that a missing unit costs, against what a unit costs that stays for a review period. */
  | { kind: 'cost'; missing: number; left: number };

/**
 * The least level of stock, on hand and on order, at which the target is met.
 *
 * Fill rate: what is missing in the cycle that an order of today is for, E[(cover - S)+] - E[(lead - S)+], over what is asked for in
 * it (Silver, Pyke and Thomas 2017, sections 6.7 and 6.9); an order that is larger than that starts its cycle with as much more.
 *
 * @param batch units an order has at least; what is asked for in a cycle where that is more
 */
export function findLevel(demand: CoverDemand, target: Target, batch = 0): Result<number, DecisionProblem> {
  const bad =
    target.kind === 'cost'
      ? findBadNumber([
          ['missing', 'positive', target.missing],
          ['left', 'positive', target.left],
        ])
      : findBadNumber([['share', 'share', target.share]]);
  if (bad) return fail(bad);
  if (target.kind === 'cycle') return ok(demand.ofCover.quantile(target.share));
  if (target.kind === 'cost') return ok(demand.ofCover.quantile(target.missing / (target.missing + target.left)));
  let low = 0;
  let high = Math.max(0, Math.min(demand.ofCover.quantile(1), demand.ofCover.mean + 40 * demand.ofCover.deviation));
  if (measureFill(demand, low, batch) >= target.share) return ok(0);
  for (let round = 0; round < 60 && high - low > 1e-9 * (1 + high); round += 1) {
    const middle = (low + high) / 2;
    if (measureFill(demand, middle, batch) >= target.share) high = middle;
    else low = middle;
  }
  // On whole demand the fill rate is straight between whole levels, and stock is whole.
  return ok(demand.ofCover.isWhole ? Math.ceil(high - 1e-6) : high);
}

/**
 * Share of demand met from the shelf in the cycle that an order of today is for, where one is placed as soon as less than `level` is
 * on hand and on order.
 */
export function measureFill({ ofLead, ofCover }: CoverDemand, level: number, batch = 0): number {
  const inReview = ofCover.mean - ofLead.mean;
  const asked = Math.max(inReview, batch);
  if (!(asked > 0)) return ofCover.below(level);
  const missing = ofCover.shortage(level) - ofLead.shortage(level + asked - inReview);
  return Math.min(1, Math.max(0, 1 - missing / asked));
}

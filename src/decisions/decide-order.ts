/** What to order of an item today, and why. */
import { fail, ok, type Result } from '../base/result.ts';
import { createSampleDemand } from './demand.ts';
import { type CoverDemand, describeLeadTime, type LeadTime, sumOverLeadTime, sumUpTo } from './lead-demand.ts';
import { type DemandPaths, extendPaths } from './paths.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';
import { findLevel, measureFill, type Target } from './target.ts';

/** What is known of an item besides its demand. Times are in steps of the series. */
export type StockItem = {
  /** Units in stock; below zero, units owed. */
  onHand: number;
  /** Units ordered that have not come; they come within the lead time. */
  onOrder: number;
  /** Units promised to customers who wait, where `onHand` does not count them. */
  backorders: number;
  leadTime: LeadTime;
  /** Until an order can be placed again; 0 where it can at any time. */
  review: number;
  target: Target;
  /** Units an order is a multiple of; 0 for any number. */
  packSize: number;
  /** Units the least order has; 0 for none. */
  minimumOrder: number;
  /** Units that are worth ordering at a time, such as the economic order quantity; 0 to fill up each time. */
  batch: number;
  /** Time until a unit cannot be sold any more once it has come; null where it keeps. */
  shelfLife: number | null;
  /** Money a unit is sold for and bought for; null where it is not known. */
  price: number | null;
  cost: number | null;
};

/** An item of which nothing is known but its lead time: fill up each step, to meet 95 % from the shelf. */
export const usualItem: StockItem = {
  onHand: 0,
  onOrder: 0,
  backorders: 0,
  leadTime: 1,
  review: 1,
  target: { kind: 'fill', share: 0.95 },
  packSize: 0,
  minimumOrder: 0,
  batch: 0,
  shelfLife: null,
  price: null,
  cost: null,
};

/** Why so much, in one of these sentences. */
export type OrderReason =
  /** Nothing has been asked for and nothing is expected to be. */
  | 'never-asked-for'
  /** What is there and on its way is enough. */
  | 'enough'
  /** It fills up to the level that meets the target. */
  | 'fills-up'
  /** It will most likely run out before an order of today can come. */
  | 'too-late'
  /** Less than the target asks for, as more would expire. */
  | 'would-expire'
  /** More than is needed, by its pack or its least order. */
  | 'by-pack'
  | 'by-minimum';

export type OrderDecision = {
  /** Units to order today. */
  order: number;
  reason: OrderReason;
  /** On hand and on order, less what is promised. */
  position: number;
  /** An order is placed where the position is below. */
  reorderLevel: number;
  /** The position it is filled up to. */
  upTo: number;
  /** Units beyond the mean demand until the order after this one comes. */
  safety: number;
  /** Mean demand until an order of today comes, and until the one after it. */
  leadDemand: number;
  coverDemand: number;
  /** Share of demand met in the cycle that the order is for, without it and with it. */
  fillWithout: number;
  fillWith: number;
  /** Steps the position lasts at the middle path, without an order; as far as the paths go, `beyond` where they end before. */
  cover: RunOut;
  /** Steps until what is on hand and on order is gone: an early, a middle and a late path (10, 50 and 90 % of the paths). */
  runsOut: { early: RunOut; middle: RunOut; late: RunOut };
  /** Chance that it is gone before an order of today comes. */
  chanceTooLate: number;
  /** Units that are missing on average, until the next order can come, if nothing is ordered, and in money (margin; price where the cost is not known). */
  unitsAtRisk: number;
  moneyAtRisk: number | null;
  /** Units beyond what the target asks for, and what was paid for them. */
  overstock: number;
  overstockMoney: number | null;
  /** Units that in 95 of 100 paths are still there at the end of the paths, and what was paid for them. */
  deadStock: number;
  deadStockMoney: number | null;
  /** Units on hand expected to expire before they are sold; 0 where it keeps. */
  expiring: number;
  /** Whether a pack or the least order is more than all that is expected to be asked for over the paths. */
  isPackTooLarge: boolean;
};

/** A time in steps; `beyond` where it lies after the last step of the paths, which is then the time. */
export type RunOut = { steps: number; beyond: boolean };

/**
 * @param paths demand from the next step on; as long as lead time and review together at least (`extendPaths`)
 */
export function decideOrder(paths: DemandPaths, item: StockItem): Result<OrderDecision, DecisionProblem> {
  const bad = findBadItem(item);
  if (bad) return fail(bad);
  const demand = sumOverLeadTime(paths, item.leadTime, item.review);
  if (!demand.ok) return demand;
  const { ofLead, ofCover } = demand.value;
  const level = findLevel(demand.value, item.target, item.batch);
  if (!level.ok) return level;
  const position = item.onHand + item.onOrder - item.backorders;
  const inReview = ofCover.mean - ofLead.mean;
  const wantedUpTo = level.value + Math.max(0, item.batch - inReview);
  const life = item.shelfLife === null ? null : sellWithin(paths, item, item.shelfLife);
  const cap = life?.most ?? Number.POSITIVE_INFINITY;
  const upTo = Math.min(wantedUpTo, cap);
  const reorderLevel = Math.min(level.value, cap);
  const needed = position < reorderLevel ? upTo - position : 0;
  const whole = roundOrder(needed, item.packSize, item.minimumOrder);
  // Of goods that keep, the rest of a pack is sold later.
  const order = life ? life.bestOf([whole, whole - item.packSize], position, item.minimumOrder) : whole;
  const times = runOutTimes(paths, position).sort();
  const totals = sumAll(paths).sort();
  const unitsAtRisk = ofCover.shortage(position);
  const margin = item.price === null ? null : Math.max(0, item.price - (item.cost ?? 0));
  const overstock = Math.max(0, position - Math.max(wantedUpTo, ofCover.mean));
  const deadStock = Math.max(0, Math.min(item.onHand, position - readSorted(totals, 0.95)));
  const chanceTooLate = 1 - ofLead.below(position);
  const inMoney = (units: number, each: number | null) => (each === null ? null : units * each);
  const expectedInAll = totals.reduce((sum, each) => sum + each, 0) / totals.length;
  return ok({
    order,
    reason: explain({ needed, order, whole, position, wantedUpTo, upTo, chanceTooLate, expectedInAll, item }),
    position,
    reorderLevel,
    upTo,
    safety: reorderLevel - ofCover.mean,
    leadDemand: ofLead.mean,
    coverDemand: ofCover.mean,
    fillWithout: fillFrom(demand.value, position),
    fillWith: fillFrom(demand.value, position + order),
    cover: quantileOfTimes(times, 0.5, paths.steps),
    runsOut: {
      early: quantileOfTimes(times, 0.1, paths.steps),
      middle: quantileOfTimes(times, 0.5, paths.steps),
      late: quantileOfTimes(times, 0.9, paths.steps),
    },
    chanceTooLate,
    unitsAtRisk,
    moneyAtRisk: inMoney(unitsAtRisk, margin),
    overstock,
    overstockMoney: inMoney(overstock, item.cost),
    deadStock,
    deadStockMoney: inMoney(deadStock, item.cost),
    expiring: item.shelfLife === null ? 0 : countExpiring(paths, item.onHand - item.backorders, item.shelfLife),
    isPackTooLarge: Math.max(item.packSize, item.minimumOrder) > expectedInAll,
  });
}

/** What of an item cannot be, its demand and target left out. */
export function findBadItem(item: Omit<StockItem, 'leadTime' | 'review' | 'target'>): DecisionProblem | null {
  return findBadNumber([
    ['onHand', 'finite', item.onHand],
    ['onOrder', 'not negative', item.onOrder],
    ['backorders', 'not negative', item.backorders],
    ['packSize', 'not negative', item.packSize],
    ['minimumOrder', 'not negative', item.minimumOrder],
    ['batch', 'not negative', item.batch],
    ...(item.shelfLife === null ? [] : [['shelfLife', 'positive', item.shelfLife] as const]),
    ...(item.price === null ? [] : [['price', 'not negative', item.price] as const]),
    ...(item.cost === null ? [] : [['cost', 'not negative', item.cost] as const]),
  ]);
}

/** The least order that is enough, in whole packs and not below the minimum; 0 where nothing is needed. */
export function roundOrder(needed: number, packSize: number, minimumOrder: number): number {
  if (!(needed > 1e-9)) return 0;
  const wanted = Math.max(needed, minimumOrder);
  return packSize > 0 ? Math.ceil(wanted / packSize - 1e-9) * packSize : wanted;
}

/** Of demand met in the cycle of today's order, from a position that need not be what a policy would have. */
function fillFrom({ ofLead, ofCover }: CoverDemand, position: number): number {
  return measureFill({ ofLead, ofCover, lead: noPaths, cover: noPaths }, position);
}

const noPaths = new Float64Array(0);

type SellingTime = {
  /** The position beyond which a further unit would more likely expire than be sold, by what either comes to. */
  most: number;
  /** The order that leaves most, of those that can be placed, or none at all. */
  bestOf(orders: readonly number[], position: number, minimum: number): number;
};

/** Longer than that nothing is drawn: what keeps so long keeps. */
const mostLifeSteps = 2000;

/** Paths as long as that: what lies beyond them goes on as they do, each with what another has. */
function reachTo(paths: DemandPaths, time: number): DemandPaths {
  return extendPaths(paths, Math.ceil(time - 1e-9), paths.steps);
}

/**
 * A newsvendor over the time until what comes with today's order has to be gone. Without price and cost a unit that expires counts as
 * much as one that is sold.
 *
 * @returns null where it keeps too long to matter
 */
function sellWithin(paths: DemandPaths, item: StockItem, shelfLife: number): SellingTime | null {
  const time = describeLeadTime(item.leadTime).mean + shelfLife;
  if (time > mostLifeSteps) return null;
  const reached = reachTo(paths, time);
  const sums = Float64Array.from({ length: paths.count }, (_, path) => sumUpTo(reached, path, time)).sort();
  const { price, cost } = item;
  const share = price === null || cost === null || price <= 0 ? 0.5 : Math.min(1, Math.max(0, (price - cost) / price));
  const demand = createSampleDemand(sums);
  /** In prices: what is sold of it less what it costs. */
  const gainOf = (level: number) => demand.mean - demand.shortage(level) - (1 - share) * level;
  return {
    most: readSorted(sums, share),
    bestOf: (orders, position, minimum) =>
      orders
        .filter((order) => order > 0 && order >= minimum)
        .reduce((best, order) => (gainOf(position + order) > gainOf(position + best) ? order : best), 0),
  };
}

/** Mean units of `stock` that are not asked for within the shelf life, were all of it fresh. */
function countExpiring(paths: DemandPaths, stock: number, shelfLife: number): number {
  if (stock <= 0 || shelfLife > mostLifeSteps) return 0;
  const reached = reachTo(paths, shelfLife);
  let sum = 0;
  for (let path = 0; path < paths.count; path += 1) sum += Math.max(0, stock - sumUpTo(reached, path, shelfLife));
  return sum / paths.count;
}

function sumAll(paths: DemandPaths): Float64Array {
  return Float64Array.from({ length: paths.count }, (_, path) => sumUpTo(paths, path, paths.steps));
}

function readSorted(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1))];
}

/** Steps until demand has taken all of a position, within a step by its share; infinite where the paths end before. @returns [paths] */
function runOutTimes({ count, steps, values }: DemandPaths, position: number): Float64Array {
  const times = new Float64Array(count).fill(position <= 0 ? 0 : Number.POSITIVE_INFINITY);
  if (position <= 0) return times;
  for (let path = 0; path < count; path += 1) {
    let left = position;
    for (let step = 0; step < steps; step += 1) {
      const asked = values[path * steps + step];
      if (asked > 0 && asked >= left) {
        times[path] = step + left / asked;
        break;
      }
      left -= asked;
    }
  }
  return times;
}

function quantileOfTimes(times: Float64Array, share: number, steps: number): RunOut {
  const time = readSorted(times, share);
  return time === Number.POSITIVE_INFINITY ? { steps, beyond: true } : { steps: time, beyond: false };
}

function explain(known: {
  needed: number;
  order: number;
  /** What would be ordered of goods that keep. */
  whole: number;
  position: number;
  wantedUpTo: number;
  upTo: number;
  chanceTooLate: number;
  expectedInAll: number;
  item: StockItem;
}): OrderReason {
  const { needed, order, whole, position, wantedUpTo, upTo, chanceTooLate, expectedInAll, item } = known;
  if (expectedInAll === 0 && position >= 0) return 'never-asked-for';
  if (order === 0) return order < whole || (upTo < wantedUpTo && position < wantedUpTo) ? 'would-expire' : 'enough';
  if (chanceTooLate > 0.5) return 'too-late';
  if (upTo < wantedUpTo || order < whole) return 'would-expire';
  if (item.minimumOrder > needed && order <= roundOrder(item.minimumOrder, item.packSize, 0)) return 'by-minimum';
  return item.packSize > 0 && order > 1.5 * needed ? 'by-pack' : 'fills-up';
}

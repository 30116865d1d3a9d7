/** The jobs of deciding on stock, in plain data, and what comes of them: columns, [items] each. */

import type { OrderReason } from '../../../decisions/decide-order.ts';
import type { DecisionProblem } from '../../../decisions/problem.ts';

/** What is known of some items: [items] each where nothing else is said; NaN where it is not known. Times are in steps. */
export type GivenItems = {
  /** Their numbers in the file. */
  numbers: Int32Array;
  horizonSteps: number;
  seasonLength: number;
  /** [items x horizon] the forecast and the ends of its bands. */
  mean: Float64Array;
  low80: Float64Array;
  high80: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  /** [items x dates x horizon] errors of the backtest, actual - forecast. */
  errors: Float32Array;
  /** [dates] points of the file from each to its end. */
  datesBeforeEnd: readonly number[];
  /** The most recent values of each after one another; `starts` has one more for the end. */
  history: Float64Array;
  starts: Float64Array;
  /** Points of the file after the last of each. */
  lags: Int32Array;
  isWhole: Uint8Array;
  onHand: Float64Array;
  onOrder: Float64Array;
  leadTime: Float64Array;
  review: Float64Array;
  packSize: Float64Array;
  minimumOrder: Float64Array;
  price: Float64Array;
  cost: Float64Array;
  shelfLife: Float64Array;
  /** Share to be met, of cycles or of demand; for a target by cost the money that a missing unit costs. */
  target: Float64Array;
};

/** What holds for all. */
export type Policy = {
  target: 'fill' | 'cycle' | 'cost';
  /** Steps by which orders come early or late, one in four each. */
  leadSpread: number;
  /** Share of its cost that a unit costs in a step. */
  holdingRate: number;
  /** Money an order costs. */
  orderCost: number;
};

export type OrdersJob = { kind: 'orders'; items: GivenItems; policy: Policy };
export type CurveJob = { kind: 'curve'; items: GivenItems; policy: Policy };
export type ReplayJob = { kind: 'replay'; items: GivenItems; policy: Policy };
/** @property order of today, where it is not what the item would order by itself */
export type PathsJob = { kind: 'paths'; items: GivenItems; policy: Policy; order?: number };
/** All items of one supplier, who takes no order below `minimum`; [items] what each would order by itself. */
export type TogetherJob = {
  kind: 'together';
  items: GivenItems;
  policy: Policy;
  minimum: number;
  orders: Float64Array;
};
export type StockJob = TogetherJob | OrdersJob | CurveJob | ReplayJob | PathsJob;

/** In the order in which they are numbered. */
export const reasons = [
  'never-asked-for',
  'enough',
  'fills-up',
  'too-late',
  'would-expire',
  'by-pack',
  'by-minimum',
  /** Its supplier takes no smaller order in all. */
  'by-supplier',
] as const satisfies readonly (OrderReason | 'by-supplier')[];

export const orderColumns = [
  'order',
  'safety',
  'reorder',
  'upTo',
  'position',
  'coverDemand',
  'leadDemand',
  'fillWithout',
  'fillWith',
  'chanceTooLate',
  'cover',
  'early',
  'late',
  'riskUnits',
  'riskMoney',
  'overstock',
  'overstockMoney',
  'dead',
  'deadMoney',
  'expiring',
] as const;
/** [items] each, NaN where nothing is known. Units, money, shares; `cover`, `early` and `late` in steps. */
export type OrderColumns = Record<(typeof orderColumns)[number], Float64Array> & {
  /** Place in `reasons`; 255 for none. */
  reason: Uint8Array;
  /** 1 where stock lasts beyond what is forecast, which `cover` then is. */
  isBeyond: Uint8Array;
  /** 1 where a pack or the least order is more than all that is expected. */
  isPackTooLarge: Uint8Array;
};
export const noReason = 255;

/** Why an item has no order. */
export type ItemProblem = DecisionProblem;

export type OrdersPart = OrderColumns & {
  kind: 'orders';
  numbers: Int32Array;
  problems: { number: number; problem: ItemProblem }[];
};

/** Money in stock on average, and the share of demand met by its worth. */
export type CurvePoint = { stock: number; fill: number };
export type CurvePart = {
  kind: 'curve';
  curve: CurvePoint[];
  today: CurvePoint;
  /** As much stock as today, and as much met as today. */
  sameMoney: CurvePoint;
  sameFill: CurvePoint;
  /** Where the target would lead, item by item. */
  asked: CurvePoint;
  /** Items that it is of. */
  items: number;
};

/** Ways of ordering that are replayed side by side. */
export const replayed = ['paths', 'normal', 'last-sold'] as const;
export type ReplayedWay = (typeof replayed)[number];
/** What one of them came to, over all items; money by what units cost and what they are sold for. */
export type ReplayTotals = {
  /** Units asked for and met. */
  asked: number;
  met: number;
  /** The same of items that are asked for now and then. */
  askedSeldom: number;
  metSeldom: number;
  /** Money in stock on average, of all and of those; in units where no cost is known. */
  stock: number;
  stockSeldom: number;
  orders: number;
  /** Money: the margin of what was not met, and what holding and ordering cost. */
  lost: number;
  cost: number;
};
export type ReplayPart = {
  kind: 'replay';
  items: number;
  seldom: number;
  /** Steps that were gone through, of all items together. */
  steps: number;
  totals: Record<ReplayedWay, ReplayTotals>;
};

/** Some paths of one item to be drawn. */
export type PathsPart = {
  kind: 'paths';
  steps: number;
  /** [shown x steps] demand */
  demand: Float64Array;
  /** [steps] stock at the end of each with the order of today, at 10, 50 and 90 % of all paths; and without it. */
  withOrder: [low: Float64Array, middle: Float64Array, high: Float64Array];
  without: Float64Array;
};

export type TogetherPart = {
  kind: 'together';
  numbers: Int32Array;
  /** [items] units, no less than each would order by itself. */
  orders: Float64Array;
  /** [items] share of demand met in the cycle that the order is for; NaN where it is not known. */
  fillWith: Float64Array;
};

export type StockPart = TogetherPart | OrdersPart | CurvePart | ReplayPart | PathsPart;

/** @param count of items, of which nothing is known */
export function emptyOrders(count: number): OrderColumns {
  const columns = orderColumns.map((name) => [name, new Float64Array(count).fill(Number.NaN)] as const);
  return {
    ...(Object.fromEntries(columns) as Record<(typeof orderColumns)[number], Float64Array>),
    reason: new Uint8Array(count).fill(noReason),
    isBeyond: new Uint8Array(count),
    isPackTooLarge: new Uint8Array(count),
  };
}

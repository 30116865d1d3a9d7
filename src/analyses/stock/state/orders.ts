/** What was decided for all items of a file, in columns by their numbers, and what that comes to. */
import {
  emptyOrders,
  type ItemProblem,
  noReason,
  type OrderColumns,
  type OrdersPart,
  orderColumns,
  reasons,
  type TogetherPart,
} from '../jobs/job.ts';
import type { ResolvedItems } from './resolve-items.ts';

/** [series] each. */
export type Orders = OrderColumns & { problems: Map<number, ItemProblem> };

export function createOrders(count: number): Orders {
  return { ...emptyOrders(count), problems: new Map() };
}

/** Takes what came of some items. */
export function addOrders(orders: Orders, part: OrdersPart): void {
  for (const [at, number] of part.numbers.entries()) {
    for (const name of orderColumns) orders[name][number] = part[name][at];
    for (const name of ['reason', 'isBeyond', 'isPackTooLarge'] as const) orders[name][number] = part[name][at];
  }
  for (const { number, problem } of part.problems) orders.problems.set(number, problem);
}

/** Takes orders that are larger, as their supplier takes no smaller ones. */
export function addTogether({ order, reason, fillWith }: Orders, part: TogetherPart): void {
  for (const [at, number] of part.numbers.entries()) {
    if (!(part.orders[at] > order[number])) continue;
    order[number] = part.orders[at];
    fillWith[number] = part.fillWith[at];
    reason[number] = reasons.indexOf('by-supplier');
  }
}

export function isDecided({ reason }: Orders, number: number): boolean {
  return reason[number] !== noReason;
}

/** What wants an order before it is too late: the chance that an item is gone before an order of today comes. */
const lateChance = 0.5;

export type OrderSummary = {
  /** Items that were decided on, that are to be ordered, and that run out before an order of today can come. */
  items: number;
  toOrder: number;
  late: number;
  /** Money; null where the file knows none. */
  orderMoney: number | null;
  overstockMoney: number | null;
  deadMoney: number | null;
  riskMoney: number | null;
  /** Items that have stock below zero, and those of which nothing says what is on hand. */
  negative: number;
  /** Items to order of which a pack or the least order is more than all that is expected. */
  packs: number;
  /** Units on hand that are expected to expire, and money they cost; null where the file knows none. */
  expiring: number;
  expiringMoney: number | null;
  /** Whether what units cost is known of none of them, so that a share of the price stands for it. */
  isCostAssumed: boolean;
  unknown: number;
};

export function isLate({ chanceTooLate, order }: Orders, number: number): boolean {
  return chanceTooLate[number] > lateChance && order[number] > 0;
}

export function summarise(orders: Orders, { cost, onHand }: ResolvedItems): OrderSummary {
  const summary = { items: 0, toOrder: 0, late: 0, negative: 0, unknown: 0, packs: 0, expiring: 0 };
  const money = { order: 0, overstock: 0, dead: 0, risk: 0, expiring: 0 };
  let hasMoney = false;
  for (let number = 0; number < orders.reason.length; number += 1) {
    if (!isDecided(orders, number)) continue;
    summary.items += 1;
    if (orders.order[number] > 0) summary.toOrder += 1;
    if (isLate(orders, number)) summary.late += 1;
    if (onHand.values[number] < 0) summary.negative += 1;
    if (onHand.origins[number] === usualOrigin) summary.unknown += 1;
    if (orders.order[number] > 0 && orders.isPackTooLarge[number] === 1) summary.packs += 1;
    summary.expiring += orders.expiring[number] || 0;
    const each = cost.values[number];
    if (!Number.isFinite(each)) continue;
    hasMoney = true;
    money.order += orders.order[number] * each;
    money.overstock += orders.overstockMoney[number] || 0;
    money.dead += orders.deadMoney[number] || 0;
    money.expiring += (orders.expiring[number] || 0) * each;
    money.risk += orders.riskMoney[number] || 0;
  }
  const orNull = (value: number) => (hasMoney ? value : null);
  return {
    ...summary,
    orderMoney: orNull(money.order),
    overstockMoney: orNull(money.overstock),
    deadMoney: orNull(money.dead),
    riskMoney: orNull(money.risk),
    expiringMoney: orNull(money.expiring),
    isCostAssumed: hasMoney && cost.origins.every((origin) => origin === usualOrigin),
  };
}

/** Place of `usual` among the origins of a value. */
const usualOrigin = 3;

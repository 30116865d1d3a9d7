/** Orders of the items of one supplier, filled up to the least that is delivered. */
import { type CoverDemand, sumOverLeadTime } from '../../../decisions/lead-demand.ts';
import { type JointItem, orderTogether } from '../../../decisions/order-together.ts';
import { measureFill } from '../../../decisions/target.ts';
import type { TogetherJob, TogetherPart } from './job.ts';
import { makePaths, outlookOf } from './make-paths.ts';
import { stepsFor, stockItemOf } from './stock-item.ts';

/** @returns with the demand of the cycle that an order of today is for */
function jointItemOf({ items, policy, orders }: TogetherJob, at: number): (JointItem & { cycle: CoverDemand }) | null {
  const outlook = outlookOf(items, at);
  if (!outlook) return null;
  const item = stockItemOf(items, at, policy, 0);
  const review = 2 * item.review;
  const paths = makePaths(outlook, stepsFor({ ...item, review }, items.horizonSteps), items.numbers[at] + 1);
  if (!paths.ok) return null;
  const later = sumOverLeadTime(paths.value, item.leadTime, review);
  const cycle = sumOverLeadTime(paths.value, item.leadTime, item.review);
  if (!later.ok || !cycle.ok) return null;
  const { cost, price, onHand, onOrder, packSize } = item;
  const expected = outlook.mean.reduce((sum, value) => sum + Math.max(0, value), 0);
  // More of what expires, or packs for longer than is forecast, would fill a minimum with what cannot be sold.
  if (item.shelfLife !== null || packSize > expected) return null;
  return {
    order: orders[at],
    position: onHand + onOrder,
    packSize,
    size: cost !== null && cost > 0 ? cost : 1,
    worth: price === null ? 1 : Math.max(0, price - (cost ?? 0)),
    ofLater: later.value.ofCover,
    cycle: cycle.value,
  };
}

/** What is not filled up keeps its order and counts towards the minimum; all do where it cannot be filled. */
export function orderFromSupplier(job: TogetherJob): TogetherPart {
  const { numbers } = job.items;
  const orders = job.orders.slice();
  const places: number[] = [];
  const joint: NonNullable<ReturnType<typeof jointItemOf>>[] = [];
  let minimum = job.minimum;
  for (let at = 0; at < numbers.length; at += 1) {
    const item = jointItemOf(job, at);
    if (!item) {
      const { cost } = job.items;
      minimum -= orders[at] * (cost[at] > 0 ? cost[at] : 1);
      continue;
    }
    places.push(at);
    joint.push(item);
  }
  const found = orderTogether(joint, Math.max(0, minimum));
  const fillWith = new Float64Array(numbers.length).fill(Number.NaN);
  for (const [place, at] of places.entries()) {
    if (found.ok) orders[at] = found.value.orders[place];
    const { cycle, position } = joint[place];
    fillWith[at] = measureFill(cycle, position + orders[at]);
  }
  return { kind: 'together', numbers, orders, fillWith };
}

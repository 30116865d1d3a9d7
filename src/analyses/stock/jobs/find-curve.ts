/** The curve of a file: what its money in stock could meet, beside what it meets today and what the target would. */
import { decideOrder } from '../../../decisions/decide-order.ts';
import { sumOverLeadTime } from '../../../decisions/lead-demand.ts';
import { type SpreadItem, spreadMoney } from '../../../decisions/spread-money.ts';
import type { CurvePart, GivenItems, Policy } from './job.ts';
import { makePaths, outlookOf } from './make-paths.ts';
import { stepsFor, stockItemOf } from './stock-item.ts';

/** Paths of an item: fewer where there are many items, as all are held at once. */
const pathsFor = (items: number) => (items > 2000 ? 200 : 400);

type Held = { item: SpreadItem; upTo: number };

function holdItem(items: GivenItems, at: number, policy: Policy): Held | null {
  const outlook = outlookOf(items, at);
  if (!outlook) return null;
  const perStep = outlook.mean.reduce((sum, value) => sum + Math.max(0, value), 0) / outlook.mean.length;
  const item = stockItemOf(items, at, policy, perStep);
  const paths = makePaths(
    outlook,
    stepsFor(item, items.horizonSteps),
    items.numbers[at] + 1,
    pathsFor(items.numbers.length),
  );
  if (!paths.ok) return null;
  const demand = sumOverLeadTime(paths.value, item.leadTime, item.review);
  const decision = decideOrder(paths.value, item);
  if (!demand.ok || !decision.ok) return null;
  return {
    item: {
      demand: demand.value,
      // In units where the file knows no money.
      cost: item.cost !== null && item.cost > 0 ? item.cost : 1,
      worth: item.price ?? 1,
      packSize: item.packSize,
      today: decision.value.position,
    },
    upTo: decision.value.upTo,
  };
}

/** @param pauseAt called now and then; true where it was called off */
export async function findCurve(
  items: GivenItems,
  policy: Policy,
  pauseAt: (done: number) => Promise<boolean>,
): Promise<CurvePart | null> {
  const held: Held[] = [];
  for (let at = 0; at < items.numbers.length; at += 1) {
    if (at % 16 === 0 && (await pauseAt(at))) return null;
    const one = holdItem(items, at, policy);
    if (one) held.push(one);
  }
  const spread = spreadMoney(held.map(({ item }) => item));
  const asked = spreadMoney(held.map(({ item, upTo }) => ({ ...item, today: upTo })));
  if (!spread.ok || !asked.ok) return null;
  const { curve, today, sameMoney, sameFill } = spread.value;
  return { kind: 'curve', curve, today, sameMoney, sameFill, asked: asked.value.today, items: held.length };
}

import { expect, it } from 'vitest';
import { jobSide } from './job-side.ts';
import {
  type CurvePart,
  type OrdersPart,
  type PathsPart,
  type ReplayPart,
  reasons,
  type TogetherPart,
} from './jobs/job.ts';
import { job, jobContext } from './testing/given-items.ts';

async function run<Part>(kind: 'orders' | 'curve' | 'replay' | 'paths', change = {}): Promise<Part> {
  const made = await jobSide.run(job(kind, change), jobContext);
  if (!made.ok) throw new Error(made.problem.code);
  return made.value as Part;
}

it('orders what demand until the delivery after next needs, less what is there', async () => {
  const part = await run<OrdersPart>('orders');
  // Ten a step with a deviation of two, over lead time and review: about twenty and a little more.
  expect(part.coverDemand[0]).toBeGreaterThan(19);
  expect(part.coverDemand[0]).toBeLessThan(21);
  expect(part.safety[0]).toBeGreaterThanOrEqual(0);
  expect(part.order[0]).toBe(part.upTo[0]);
  expect(reasons[part.reason[0]]).toBe('too-late');
  expect(part.order[1]).toBe(0);
  expect(part.overstock[1]).toBeGreaterThan(0);
  expect(part.overstockMoney[1]).toBeCloseTo(3 * part.overstock[1], 9);
  // Never sold.
  expect(reasons[part.reason[2]]).toBe('never-asked-for');
  expect(part.problems).toEqual([]);
});

it('takes what bad files bring: negative stock, no lead time, one beyond all forecasts, packs larger than a year', async () => {
  const owed = await run<OrdersPart>('orders', { onHand: Float64Array.of(-5, -5, -5) });
  expect(owed.order[0]).toBeGreaterThan((await run<OrdersPart>('orders')).order[0]);
  const atOnce = await run<OrdersPart>('orders', { leadTime: new Float64Array(3) });
  expect(atOnce.leadDemand[0]).toBe(0);
  expect(atOnce.order[0]).toBeGreaterThan(0);
  const far = await run<OrdersPart>('orders', { leadTime: new Float64Array(3).fill(200) });
  expect(far.coverDemand[0]).toBeGreaterThan(1900);
  const beyond = await run<OrdersPart>('orders', { leadTime: new Float64Array(3).fill(1e6) });
  expect(beyond.problems[0]).toMatchObject({ problem: { code: 'paths-too-short' } });
  const packs = await run<OrdersPart>('orders', { packSize: new Float64Array(3).fill(5000) });
  expect(packs.order[0]).toBe(5000);
  expect(packs.isPackTooLarge[0]).toBe(1);
  const unpriced = await run<OrdersPart>('orders', {
    price: new Float64Array(3).fill(Number.NaN),
    cost: new Float64Array(3).fill(Number.NaN),
  });
  expect(unpriced.order[0]).toBeGreaterThan(0);
  expect(unpriced.riskMoney[0]).toBeNaN();
  expect(unpriced.riskUnits[0]).toBeGreaterThan(0);
});

it('spreads the same money no worse than today', async () => {
  const { curve, today, sameMoney, items } = await run<CurvePart>('curve');
  expect(items).toBe(3);
  expect(sameMoney.fill).toBeGreaterThanOrEqual(today.fill);
  expect(sameMoney.stock).toBeLessThanOrEqual(today.stock + 1e-6);
  for (const [at, point] of curve.entries()) if (at > 0) expect(point.fill).toBeGreaterThanOrEqual(curve[at - 1].fill);
});

it('replays ways of ordering on the same demand, and draws one item', async () => {
  const { items, totals } = await run<ReplayPart>('replay');
  expect(items).toBeGreaterThanOrEqual(2);
  expect(totals.paths.asked).toBe(totals.normal.asked);
  expect(totals.paths.met).toBeLessThanOrEqual(totals.paths.asked);
  expect(totals.paths.met / totals.paths.asked).toBeGreaterThan(0.8);
  const { steps, demand, withOrder } = await run<PathsPart>('paths');
  expect(demand.length).toBe(12 * steps);
  for (let step = 0; step < steps; step += 1) expect(withOrder[0][step]).toBeLessThanOrEqual(withOrder[2][step]);
});

it('fills the orders to one supplier up to the least that is delivered', async () => {
  const own = await run<OrdersPart>('orders');
  const together = { ...job('orders', {}), kind: 'together' as const, minimum: 900, orders: own.order };
  const made = await jobSide.run(together, jobContext);
  if (!made.ok) throw new Error(made.problem.code);
  const { orders, fillWith } = made.value as TogetherPart;
  expect(fillWith[0]).toBeGreaterThan(own.fillWith[0]);
  // What expires, or comes in packs for years, is not what fills it.
  for (const change of [{ shelfLife: new Float64Array(3).fill(3) }, { packSize: new Float64Array(3).fill(5000) }]) {
    const kept = await jobSide.run({ ...together, items: { ...together.items, ...change } }, jobContext);
    expect(kept.ok && (kept.value as TogetherPart).orders).toEqual(own.order);
  }
  // At three a unit.
  expect(3 * orders.reduce((sum, units) => sum + units, 0)).toBeGreaterThanOrEqual(900);
  expect(orders[0]).toBeGreaterThan(own.order[0]);
});

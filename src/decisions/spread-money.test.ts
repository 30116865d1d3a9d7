import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { createPoissonDemand } from './demand.ts';
import type { CoverDemand } from './lead-demand.ts';
import { type SpreadItem, spreadMoney } from './spread-money.ts';
import { findLevel } from './target.ts';
import { take } from './testing/take.ts';

const none = new Float64Array(0);
const poisson = (rate: number): CoverDemand => ({
  lead: none,
  cover: none,
  ofLead: createPoissonDemand(2 * rate),
  ofCover: createPoissonDemand(3 * rate),
});

/** Items that sell much or little and are dear or cheap, each kept at the same target. */
function itemsOf(count: number): SpreadItem[] {
  const random = createRandom(6);
  return Array.from({ length: count }, () => {
    const demand = poisson(0.2 + 8 * random() ** 3);
    const cost = 1 + 60 * random() ** 2;
    const today = take(findLevel(demand, { kind: 'fill', share: 0.95 }));
    return { demand, cost, worth: 1, packSize: 0, today };
  });
}

test('with the same money more is met, and as much is met with less', () => {
  const { today, sameMoney, sameFill, curve } = take(spreadMoney(itemsOf(120)));
  expect(sameMoney.stock).toBeLessThanOrEqual(today.stock + 1e-9);
  expect(sameMoney.fill).toBeGreaterThan(today.fill);
  expect(sameFill.fill).toBeGreaterThanOrEqual(today.fill - 1e-9);
  expect(sameFill.stock).toBeLessThan(0.9 * today.stock);
  for (let at = 1; at < curve.length; at += 1) {
    expect(curve[at].stock).toBeGreaterThanOrEqual(curve[at - 1].stock);
    expect(curve[at].fill).toBeGreaterThanOrEqual(curve[at - 1].fill);
  }
});

test('of two items none of all pairs of levels does more with its money', () => {
  const items: SpreadItem[] = [
    { demand: poisson(2), cost: 10, worth: 1, packSize: 0, today: 9 },
    { demand: poisson(1), cost: 1, worth: 3, packSize: 0, today: 2 },
  ];
  const { sameMoney, levelsOfSameMoney } = take(spreadMoney(items));
  const asked = [2, 3];
  let best = 0;
  const pointOf = (levels: readonly number[]) => {
    let stock = 0;
    let met = 0;
    for (const [at, { demand, cost, worth }] of items.entries()) {
      const left = (of: typeof demand.ofLead) => levels[at] - of.mean + of.shortage(levels[at]);
      stock += (cost * (left(demand.ofLead) + left(demand.ofCover))) / 2;
      const missing = demand.ofCover.shortage(levels[at]) - demand.ofLead.shortage(levels[at]);
      met += asked[at] - worth * missing;
    }
    return { stock, fill: met / 5 };
  };
  for (let one = 0; one < 25; one += 1) {
    for (let two = 0; two < 15; two += 1) {
      const { stock, fill } = pointOf([one, two]);
      if (stock <= sameMoney.stock + 1e-9) best = Math.max(best, fill);
    }
  }
  expect(pointOf([...levelsOfSameMoney])).toEqual({
    stock: expect.closeTo(sameMoney.stock, 9),
    fill: expect.closeTo(sameMoney.fill, 9),
  });
  expect(sameMoney.fill).toBeCloseTo(best, 9);
});

test('levels are whole packs', () => {
  const items = itemsOf(20).map((item) => ({ ...item, packSize: 6 }));
  expect([...take(spreadMoney(items)).levelsOfSameMoney].every((level) => level % 6 === 0)).toBe(true);
});

test('what nobody asks for gets no money; without any demand there is nothing to spread', () => {
  const dead: SpreadItem = { demand: poisson(0), cost: 5, worth: 1, packSize: 0, today: 40 };
  const { today, levelsOfSameMoney } = take(spreadMoney([dead, ...itemsOf(3)]));
  expect(today.stock).toBeGreaterThanOrEqual(200);
  expect(levelsOfSameMoney[0]).toBe(0);
  expect(spreadMoney([dead])).toMatchObject({ problem: { code: 'no-paths' } });
  expect(spreadMoney([{ ...dead, cost: 0 }])).toMatchObject({ problem: { code: 'not-positive', field: 'cost' } });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { decideOrder, roundOrder, type StockItem, usualItem } from './decide-order.ts';
import type { DemandPaths } from './paths.ts';
import { take } from './testing/take.ts';

/** Independent normal steps, none below zero. */
function pathsOf(
  mean: number,
  deviation: number,
  { count = 4000, steps = 12, seed = 1, isWhole = false } = {},
): DemandPaths {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: count * steps }, () => {
    const value = Math.max(0, mean + deviation * drawNormal(random));
    return isWhole ? Math.round(value) : value;
  });
  return { count, steps, values };
}

const item: StockItem = { ...usualItem, leadTime: 3, review: 1, price: 5, cost: 3 };

test('fills up to what the normal formula says where demand is normal', () => {
  const decision = take(
    decideOrder(pathsOf(100, 10), { ...item, target: { kind: 'cycle', share: 0.95 }, onHand: 100, onOrder: 150 }),
  );
  // 400 + 1.645 x 10 x sqrt(4)
  expect(decision.upTo).toBeGreaterThan(431);
  expect(decision.upTo).toBeLessThan(435);
  expect(decision.order).toBeCloseTo(decision.upTo - 250, 9);
  expect(decision.safety).toBeCloseTo(decision.upTo - decision.coverDemand, 9);
  expect(decision.cover.steps).toBeCloseTo(2.5, 1);
  expect(decision.reason).toBe('too-late');
});

test('the fill rate that it says is that of the paths, counted', () => {
  const paths = pathsOf(20, 12);
  const decision = take(decideOrder(paths, { ...item, target: { kind: 'fill', share: 0.9 } }));
  let asked = 0;
  let met = 0;
  for (let path = 0; path < paths.count; path += 1) {
    let left = decision.upTo;
    for (let step = 0; step < 4; step += 1) {
      const wanted = paths.values[path * paths.steps + step];
      if (step === 3) {
        asked += wanted;
        met += Math.min(wanted, Math.max(0, left));
      }
      left -= wanted;
    }
  }
  expect(met / asked).toBeCloseTo(0.9, 6);
  expect(decision.fillWith).toBeCloseTo(0.9, 6);
});

test('what is missing most is at risk in money, the margin', () => {
  const decision = take(decideOrder(pathsOf(100, 0), { ...item, onHand: 150 }));
  expect(decision.unitsAtRisk).toBeCloseTo(250, 6);
  expect(decision.moneyAtRisk).toBeCloseTo(500, 6);
  expect(take(decideOrder(pathsOf(100, 0), { ...item, onHand: 150, price: null })).moneyAtRisk).toBeNull();
});

test('twenty years of stock are overstock and dead stock, at what they cost', () => {
  const decision = take(decideOrder(pathsOf(10, 1), { ...item, onHand: 5000 }));
  expect(decision).toMatchObject({ order: 0, reason: 'enough', cover: { beyond: true } });
  expect(decision.overstockMoney).toBeCloseTo(3 * (5000 - decision.upTo), 6);
  expect(decision.deadStock).toBeGreaterThan(4800);
  expect(decision.deadStock).toBeLessThan(5000 - 120);
});

test('what expires soon is not ordered for long', () => {
  const target = { kind: 'cycle', share: 0.99 } as const;
  const fresh = take(decideOrder(pathsOf(10, 3), { ...item, target, review: 4, shelfLife: 1, onHand: 35 }));
  const keeping = take(decideOrder(pathsOf(10, 3), { ...item, target, review: 4 }));
  expect(fresh.upTo).toBeLessThan(keeping.upTo);
  // Lead time and life: four steps of demand, of which as many are covered as margin over price says.
  expect(fresh.upTo).toBeCloseTo(40 - 0.2533 * 6, 0);
  expect(fresh.reason).toBe('would-expire');
  expect(take(decideOrder(pathsOf(10, 3), { ...item, onHand: 45, shelfLife: 3 })).expiring).toBeCloseTo(15, 0);
});

test.each<[string, Partial<StockItem>, object]>([
  ['units owed are filled up', { onHand: -30 }, { reason: 'too-late', position: -30 }],
  ['stock comes at once', { leadTime: 0 }, { leadDemand: 0, reason: 'fills-up' }],
  ['a pack for years', { packSize: 5000 }, { order: 5000, isPackTooLarge: true }],
  [
    'a least order for years',
    { leadTime: 0, minimumOrder: 5000 },
    { order: 5000, reason: 'by-minimum', isPackTooLarge: true },
  ],
  ['a large pack', { leadTime: 0, packSize: 100 }, { order: 100, reason: 'by-pack', isPackTooLarge: false }],
  ['no price', { price: null, cost: null }, { moneyAtRisk: null, overstockMoney: null }],
])('%s', (_, given, expected) => {
  expect(take(decideOrder(pathsOf(10, 3), { ...item, ...given }))).toMatchObject(expected);
});

test('an item that is never asked for is not ordered, but what is owed of it is', () => {
  const nothing = pathsOf(0, 0);
  expect(take(decideOrder(nothing, item))).toMatchObject({ order: 0, reason: 'never-asked-for', fillWith: 1 });
  expect(take(decideOrder(nothing, { ...item, onHand: 7 }))).toMatchObject({
    order: 0,
    deadStock: 7,
    deadStockMoney: 21,
  });
  expect(take(decideOrder(nothing, { ...item, onHand: -7 })).order).toBe(7);
});

test.each<[string, Partial<StockItem>, object]>([
  ['a target of 100 %', { target: { kind: 'fill', share: 1 } }, { code: 'target-certain' }],
  ['a target above', { target: { kind: 'cycle', share: 95 } }, { code: 'not-a-share', field: 'share', value: 95 }],
  ['a lead time beyond the paths', { leadTime: 40 }, { code: 'paths-too-short', steps: 12, needed: 41 }],
  ['a lead time below 0', { leadTime: -1 }, { code: 'negative', field: 'leadTime', value: -1 }],
  [
    'a list of lead times without chances',
    { leadTime: [] },
    { code: 'not-positive', field: 'leadTimeChance', value: 0 },
  ],
  ['stock that is no number', { onHand: Number.NaN }, { code: 'not-a-number', field: 'onHand', value: Number.NaN }],
  ['a pack below 0', { packSize: -6 }, { code: 'negative', field: 'packSize', value: -6 }],
  ['a life of 0', { shelfLife: 0 }, { code: 'not-positive', field: 'shelfLife', value: 0 }],
])('%s is refused', (_, given, problem) => {
  expect(decideOrder(pathsOf(10, 3), { ...item, ...given })).toEqual({ ok: false, problem });
});

const shares = fc.double({ min: 0.3, max: 0.999, noNaN: true });
const items = fc.record({
  onHand: fc.integer({ min: -20, max: 200 }),
  onOrder: fc.integer({ min: 0, max: 100 }),
  leadTime: fc.double({ min: 0, max: 6, noNaN: true }),
  review: fc.integer({ min: 0, max: 5 }),
  batch: fc.integer({ min: 0, max: 60 }),
});
const small = pathsOf(4, 6, { count: 300, isWhole: true });

test('a higher target never asks for less stock', () => {
  fc.assert(
    fc.property(items, shares, shares, fc.constantFrom('fill' as const, 'cycle' as const), (given, one, two, kind) => {
      const upToAt = (share: number) => take(decideOrder(small, { ...item, ...given, target: { kind, share } })).upTo;
      expect(upToAt(Math.max(one, two))).toBeGreaterThanOrEqual(upToAt(Math.min(one, two)) - 1e-9);
    }),
    { numRuns: 40 },
  );
});

test('an order is whole packs, not below the minimum, and enough', () => {
  fc.assert(
    fc.property(
      items,
      shares,
      fc.integer({ min: 0, max: 24 }),
      fc.integer({ min: 0, max: 50 }),
      (given, share, packSize, minimumOrder) => {
        const target = { kind: 'fill', share } as const;
        const { order, upTo, position, reorderLevel, fillWith } = take(
          decideOrder(small, { ...item, ...given, packSize, minimumOrder, target }),
        );
        if (packSize > 0) expect(order % packSize).toBe(0);
        if (order > 0) expect(order).toBeGreaterThanOrEqual(minimumOrder);
        if (position < reorderLevel) expect(position + order).toBeGreaterThanOrEqual(upTo - 1e-9);
        else expect(order).toBe(0);
        if (given.batch === 0 && given.review > 0) expect(fillWith).toBeGreaterThanOrEqual(share - 1e-6);
      },
    ),
  );
});

test('packs round up', () => {
  expect([roundOrder(0, 6, 12), roundOrder(1, 6, 0), roundOrder(12, 6, 0), roundOrder(1, 6, 13)]).toEqual([
    0, 6, 12, 18,
  ]);
});

test('goods that keep longer than the paths reach are not held to what the paths sell', () => {
  const paths = pathsOf(10, 3, { steps: 5 });
  const keeps = { ...item, onHand: 0, price: 5, cost: 4.5 };
  const free = take(decideOrder(paths, keeps));
  const long = take(decideOrder(paths, { ...keeps, shelfLife: 50 }));
  expect(long.order).toBeCloseTo(free.order, 9);
  expect(long.reason).toBe(free.reason);
  // 300 units, about 20 more than are asked for in 28 steps.
  const left = take(decideOrder(paths, { ...keeps, onHand: 300, shelfLife: 28 }));
  expect(left.expiring).toBeGreaterThan(15);
  expect(left.expiring).toBeLessThan(25);
});

test('a pack of which most would expire is not ordered, one that pays in spite of it is', () => {
  const paths = pathsOf(10, 2, { isWhole: true });
  const perishable = { ...item, leadTime: 1, review: 1, shelfLife: 3, onHand: 0, price: 5, cost: 3 };
  const large = take(decideOrder(paths, { ...perishable, packSize: 500 }));
  expect(large.order).toBe(0);
  expect(large.reason).toBe('would-expire');
  expect(take(decideOrder(paths, { ...perishable, packSize: 36 })).order).toBe(36);
});

test('safety stock is what the level that holds has beyond the mean, though more would expire', () => {
  const paths = pathsOf(10, 6);
  const cut = take(decideOrder(paths, { ...item, shelfLife: 1, price: 5, cost: 4.5 }));
  expect(cut.upTo).toBeLessThan(take(decideOrder(paths, item)).upTo);
  expect(cut.safety).toBeCloseTo(cut.reorderLevel - cut.coverDemand, 9);
});

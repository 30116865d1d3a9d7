import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPoissonDemand } from './demand.ts';
import { type JointItem, orderTogether } from './order-together.ts';
import { take } from './testing/take.ts';

const item: JointItem = { order: 0, position: 10, packSize: 6, size: 2, worth: 1, ofLater: createPoissonDemand(12) };

test('a minimum is filled up by what is most likely needed for its money', () => {
  const often = { ...item, ofLater: createPoissonDemand(20) };
  const seldom = { ...item, ofLater: createPoissonDemand(3) };
  const found = take(orderTogether([{ ...item, order: 12 }, often, seldom], 48));
  expect(found).toMatchObject({ kind: 'filled', total: 48, added: 24 });
  expect([...found.orders]).toEqual([12, 12, 0]);
  expect(found.costOfWaiting).toBeGreaterThan(0);
});

test('nothing is added where nothing is ordered or there is enough', () => {
  expect(take(orderTogether([item, item], 100))).toMatchObject({ kind: 'none', total: 0, costOfWaiting: 0 });
  expect(take(orderTogether([{ ...item, order: 60 }], 100))).toMatchObject({ kind: 'enough', total: 120, added: 0 });
});

test('whole packs, the minimum reached, by one pack at most too far', () => {
  const some = fc.record({
    order: fc.integer({ min: 0, max: 10 }).map((packs) => 6 * packs),
    position: fc.integer({ min: -5, max: 40 }),
    size: fc.double({ min: 0.5, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 2000 }), (given, minimum) => {
      const { kind, orders, total, added } = take(
        orderTogether(
          given.map((one) => ({ ...item, ...one })),
          minimum,
        ),
      );
      expect(orders.every((units, at) => units % 6 === 0 && units >= given[at].order)).toBe(true);
      if (kind === 'none') return;
      expect(total).toBeGreaterThanOrEqual(minimum - 1e-6);
      if (added > 0) expect(total).toBeLessThan(minimum + 6 * Math.max(...given.map(({ size }) => size)) + 1e-6);
    }),
    { numRuns: 40 },
  );
});

test('refuses a unit that counts for nothing', () => {
  expect(orderTogether([{ ...item, size: 0 }], 10)).toMatchObject({ problem: { code: 'not-positive', field: 'size' } });
});

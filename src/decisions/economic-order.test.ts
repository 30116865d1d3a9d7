import { expect, test } from 'vitest';
import { findDiscountedOrder, findEconomicOrder, findOrderWithBackorders } from './economic-order.ts';
import { take } from './testing/take.ts';

const even = { demand: 1300, fixed: 8, holding: 0.225 };
const steps = [
  { from: 0, price: 500 },
  { from: 200, price: 475 },
  { from: 500, price: 450 },
];

// Documented results of stockpyl's functions of the module eoq.
test('the economic order quantity', () => {
  const { quantity, cost } = take(findEconomicOrder(even));
  expect(quantity).toBeCloseTo(304.0467800264368, 9);
  expect(cost).toBeCloseTo(68.41052550594829, 9);
});

test('with backorders', () => {
  const { quantity, waiting, cost } = take(findOrderWithBackorders({ ...even, shortage: 5 }));
  expect(quantity).toBeCloseTo(310.81255515896464, 9);
  expect(waiting).toBeCloseTo(0.0430622009569378, 12);
  expect(cost).toBeCloseTo(66.92136355097325, 9);
});

test('with a discount on all units', () => {
  const found = take(
    findDiscountedOrder({ demand: 1000, fixed: 200, holdingRate: 0.2, discounts: steps, kind: 'all-units' }),
  );
  expect(found).toEqual({ quantity: 500, cost: 472_900, price: 450 });
});

// Example 3.7 of Snyder and Shen.
test('a discount on further units that is not worth it', () => {
  const discounts = [
    { from: 0, price: 0.75 },
    { from: 400, price: 0.72 },
    { from: 800, price: 0.68 },
  ];
  const found = take(findDiscountedOrder({ demand: 1300, fixed: 8, holdingRate: 0.3, discounts, kind: 'incremental' }));
  expect(found.price).toBe(0.75);
  expect(found.quantity).toBeCloseTo(304.04678003, 6);
  expect(found.cost).toBeCloseTo(1043.41052551, 6);
});

test('with a discount on further units the best of a fine grid', () => {
  const found = take(
    findDiscountedOrder({ demand: 1000, fixed: 200, holdingRate: 0.2, discounts: steps, kind: 'incremental' }),
  );
  const costOf = (quantity: number) => {
    const paid = steps.reduce(
      (sum, { from, price }, at) =>
        sum + price * Math.max(0, Math.min(quantity, steps[at + 1]?.from ?? Number.POSITIVE_INFINITY) - from),
      0,
    );
    return (1000 / quantity) * (200 + paid) + (0.2 * paid) / 2;
  };
  expect(found.cost).toBeCloseTo(costOf(found.quantity), 6);
  const least = Math.min(...Array.from({ length: 20_000 }, (_, at) => costOf(1 + at / 2)));
  expect(found.cost).toBeLessThanOrEqual(least);
  expect(found.cost).toBeCloseTo(least, 1);
});

test.each([
  [
    { ...even, demand: Number.NaN },
    { code: 'not-a-number', field: 'demand', value: Number.NaN },
  ],
  [
    { ...even, demand: -1 },
    { code: 'negative', field: 'demand', value: -1 },
  ],
  [
    { ...even, holding: 0 },
    { code: 'not-positive', field: 'holding', value: 0 },
  ],
])('refuses %o', (input, problem) => {
  expect(findEconomicOrder(input)).toEqual({ ok: false, problem });
});

test('refuses discounts that do not rise from nothing', () => {
  const input = { demand: 1000, fixed: 200, holdingRate: 0.2, kind: 'all-units' as const };
  for (const discounts of [[], [{ from: 5, price: 1 }], [steps[0], steps[2], steps[1]]]) {
    expect(findDiscountedOrder({ ...input, discounts })).toEqual({
      ok: false,
      problem: { code: 'not-rising', field: 'discounts' },
    });
  }
});

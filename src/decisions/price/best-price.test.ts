import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { take } from '../testing/take.ts';
import { findBestPrice, outcomeAt, type PriceQuestion } from './best-price.ts';
import { planPriceTest } from './price-test.ts';
import { measurePromotions } from './promotion-effect.ts';

const question: PriceQuestion = {
  price: 10,
  units: 100,
  cost: 5,
  elasticity: { value: -2.5, low: -3, high: -2, error: 0.25 },
  range: { low: 6, high: 12 },
  ending: null,
  leastMargin: null,
  mostChange: null,
};

describe('the best price', () => {
  test('is cost x e / (1 + e) where that lies within what was seen', () => {
    const { best, heldBy, by } = take(findBestPrice(question));
    expect(best.price).toBeCloseTo((5 * -2.5) / (1 - 2.5), 1);
    expect({ heldBy, by }).toEqual({ heldBy: null, by: 'margin' });
    expect(best.units.value).toBeCloseTo(100 * (best.price / 10) ** -2.5, 9);
  });

  test('stays within what was seen, the change, the margin, and says which held it', () => {
    const flat = { ...question, elasticity: { value: -0.5, low: -0.7, high: -0.3, error: 0.1 } };
    expect(take(findBestPrice(flat))).toMatchObject({ best: { price: 12 }, heldBy: 'range' });
    expect(take(findBestPrice({ ...flat, mostChange: 0.1 }))).toMatchObject({ best: { price: 11 }, heldBy: 'change' });
    const steep = { ...question, elasticity: { value: -6, low: -7, high: -5, error: 0.5 } };
    expect(take(findBestPrice({ ...steep, leastMargin: 0.3 }))).toMatchObject({
      best: { price: 7.15 },
      heldBy: 'margin',
    });
  });

  test('goes by revenue where the buying price is not known', () => {
    expect(take(findBestPrice({ ...question, cost: null }))).toMatchObject({
      by: 'revenue',
      best: { price: 6, margin: null },
    });
  });

  test('ends as it should, and is never worse than now', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (value, low, width) => {
          const elasticity = { value, low: value - 0.5, high: value + 0.5, error: 0.25 };
          const range = { low, high: low + width };
          const { best, now } = take(findBestPrice({ ...question, elasticity, range, ending: 0.99 }));
          expect(best.margin?.value).toBeGreaterThanOrEqual(now.margin?.value ?? 0);
          if (best.price === 10) return;
          expect(Math.round(best.price * 100) % 100).toBe(99);
          expect(best.price).toBeGreaterThanOrEqual(low - 1e-6);
          expect(best.price).toBeLessThanOrEqual(low + width + 1e-6);
        },
      ),
    );
  });

  test('bands come from both ends of the interval', () => {
    expect(outcomeAt(question, 8).units).toEqual({
      value: 100 * 0.8 ** -2.5,
      low: 100 * 0.8 ** -2,
      high: 100 * 0.8 ** -3,
    });
  });

  test('refuses a price of nothing', () => {
    expect(findBestPrice({ ...question, price: 0 })).toMatchObject({
      problem: { code: 'not-positive', field: 'price' },
    });
    expect(findBestPrice({ ...question, leastMargin: 1 })).toMatchObject({ problem: { code: 'not-a-share' } });
  });
});

describe('a price test', () => {
  test('finds what it says that it finds, as often as it says', () => {
    const plan = take(planPriceTest({ left: 0.3, change: -0.1, effect: 2 }));
    expect(plan.isEnough).toBe(true);
    const random = createRandom(4);
    let found = 0;
    for (let run = 0; run < 400; run += 1) {
      const sums = [0, 0];
      for (const flag of plan.plan) sums[flag] += 0.3 * drawNormal(random) - flag * 2 * Math.log(0.9);
      const half = plan.steps / 2;
      const elasticity = (sums[1] - sums[0]) / half / Math.log(0.9);
      if (elasticity + plan.halfWidth < 0) found += 1;
    }
    expect(found / 400).toBeGreaterThan(0.75);
    expect(found / 400).toBeLessThan(0.92);
  });

  test('has each price in each pair of steps, and says where it would take too long', () => {
    const { plan, steps, isEnough, detectable } = take(planPriceTest({ left: 0.6, change: 0.02, effect: 1 }));
    expect({ steps, isEnough }).toEqual({ steps: 104, isEnough: false });
    expect(detectable).toBeGreaterThan(1);
    for (let at = 0; at < steps; at += 2) expect(plan[at] + plan[at + 1]).toBe(1);
    expect(planPriceTest({ left: 0.3, change: 0, effect: 1 })).toMatchObject({ problem: { code: 'not-positive' } });
  });
});

test('a promotion is what it brought, less the dip after it and what neighbours lost', () => {
  const baseline = new Float64Array(40).fill(100);
  const units = baseline.map((each, at) => each + (at % 2 ? 2 : -2));
  const promoted = new Float64Array(40);
  promoted.fill(1, 10, 12);
  units.set([180, 170, 80, 90], 10);
  const neighbour = { units: baseline.map((each, at) => each + (at === 10 ? -20 : 0)), baseline };
  const [run, none] = measurePromotions({ units, baseline, promoted, neighbours: [neighbour], dipSteps: 2 });
  expect(none).toBeUndefined();
  expect(run).toMatchObject({ from: 10, to: 12, uplift: 150, dip: -30, neighbours: -20, net: 100, isSure: true });
  expect(run.error).toBeCloseTo(4, 9);
});

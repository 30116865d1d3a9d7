import { describe, expect, it } from 'vitest';
import type { Estimate, JudgedItem, PricePart } from '../jobs/job.ts';
import { bestPriceOf, findOffers, outcomesOf } from './price-offers.ts';
import { usualSettings } from './price-settings.ts';
import { nextPromotions, sumPromotions } from './sum-promotions.ts';

const steep: Estimate = { value: -2.5, low: -3, high: -2, error: 0.25 };

const itemOf = (given: Partial<JudgedItem>): JudgedItem => ({
  today: 10,
  perStep: 100,
  cost: Number.NaN,
  alone: null,
  problem: null,
  own: steep,
  isByOthers: false,
  withPromotion: null,
  left: 0.2,
  cautions: [],
  ...given,
});

function partOf(items: readonly JudgedItem[], promotions: PricePart['promotions'] = null): PricePart {
  return {
    names: items.map((_, item) => `item ${item}`),
    judged: { items: [...items], all: null, groups: [], promotion: null, isTogether: false },
    promotions,
    lowest: Float64Array.from(items, () => 6),
    highest: Float64Array.from(items, () => 12),
    isWhole: Uint8Array.from(items, () => 1),
    group: null,
    times: Float64Array.from({ length: 52 }, (_, week) => week * 7 * 86_400_000),
    stepDays: 7,
    leftOut: { withoutPrice: 0, returns: 0 },
  };
}

describe('the best prices of a file', () => {
  it('go by the cost of the column, the share, or by hand, and by revenue without one', () => {
    const part = partOf([itemOf({ cost: 5 }), itemOf({}), itemOf({ own: null })]);
    const settings = { ...usualSettings, mostChange: 0.5 };
    const best = (change: Partial<typeof settings>, item: number) =>
      bestPriceOf({ part, settings: { ...settings, ...change }, ahead: null }, item);
    // Cost x e / (1 + e).
    expect(best({}, 0)?.best.price).toBeCloseTo((5 * 2.5) / 1.5, 1);
    expect(best({}, 1)).toMatchObject({ by: 'revenue', best: { price: 6 } });
    expect(best({ costShare: 0.6 }, 1)).toMatchObject({ by: 'margin', best: { price: 10 } });
    expect(best({ costs: { 'item 0': 6.6 } }, 0)?.best.price).toBeCloseTo(11, 1);
    expect(best({}, 2)).toBeNull();
  });

  it('end as asked for, tenths too, with money of the same size', () => {
    const part = partOf([itemOf({ cost: 5 })]);
    const given = { part, settings: { ...usualSettings, mostChange: 0.3 }, ahead: null };
    const any = bestPriceOf(given, 0);
    const nine = bestPriceOf({ ...given, settings: { ...given.settings, rounding: 'nine' } }, 0);
    expect(nine?.best.price).toBe(8.29);
    expect((nine?.best.margin?.value ?? 0) / (any?.best.margin?.value ?? 1)).toBeCloseTo(1, 3);
    expect(nine?.best.units.value).toBeCloseTo(100 * 0.829 ** -2.5, 6);
    expect(outcomesOf(given, 0).at(-1)?.price).toBe(12);
  });

  it('money is a year’s, and units are the forecast’s where there is one', () => {
    const part = partOf([itemOf({ cost: 5 })]);
    const settings = { ...usualSettings, mostChange: 0.3 };
    const plain = findOffers({ part, settings, ahead: null });
    const twice = findOffers({ part, settings, ahead: new Map([['item 0', 200]]) });
    const best = plain.best[0];
    const weekly = 100 * (best / 10) ** -2.5 * (best - 5) - 100 * 5;
    expect(plain.gain[0]).toBeCloseTo((weekly * 365.25) / 7, 6);
    expect(twice.gain[0]).toBeCloseTo(2 * plain.gain[0], 6);
  });
});

describe('promotions', () => {
  const runs = {
    item: Int32Array.of(0, 0, 0),
    date: Int32Array.of(8, 21, 34),
    steps: Int32Array.of(1, 1, 1),
    price: Float64Array.of(8, 8, 5),
    usual: Float64Array.of(10, 10, 10),
    units: Float64Array.of(200, 120, 400),
    baseline: Float64Array.of(100, 100, 100),
    dip: Float64Array.of(-10, 0, 0),
    error: Float64Array.of(5, 5, 5),
  };
  const part = partOf([itemOf({ cost: 4 })], { runs, neighbours: null });

  it('paid where their margin is more than that of the units that would have been sold, and that were missing after', () => {
    const [all, ...byDepth] = sumPromotions(part, usualSettings);
    // 200 x 4 - 110 x 6, 120 x 4 - 100 x 6, 400 x 1 - 100 x 6.
    expect(all).toMatchObject({ runs: 3, paid: 1, money: 140 - 120 - 200, isMargin: true });
    expect(byDepth.map(({ depth, runs: count }) => [depth, count])).toEqual([
      [2, 2],
      [4, 1],
    ]);
    expect(byDepth[0].factor).toBeCloseTo(1.6, 10);
  });

  it('the next one comes at the usual distance, with the usual pull', () => {
    const [next] = nextPromotions(part, () => 50);
    expect(next).toMatchObject({ item: 0, steps: 1, price: 8, units: 100, usual: 50 });
    // 34 + 13 lies within the file: it is due at once.
    expect(next.ms).toBe(52 * 7 * 86_400_000);
  });
});

import { describe, expect, test } from 'vitest';
import { judgePanel, seasonOf } from './judge-panel.ts';
import { finish, type Planted, plantPanel } from './testing/plant-panel.ts';

const free: Planted = {
  items: 12,
  weeks: 110,
  elasticity: (item) => -1 - (item % 4) / 3,
  promotion: 1.35,
  // A price of its own for some weeks each.
  priceAt: (item, week) => 5 * (1 + 0.12 * Math.sin(1.7 * item + Math.floor(week / 6) * 2.3)),
  cut: 0,
  noise: 0.25,
  seed: 5,
};

describe('prices of all items', () => {
  test('planted elasticities lie in their intervals, and what is drawn to the group is nearer to them than each by itself', () => {
    const { items, all, promotion } = finish(judgePanel(plantPanel(free)));
    const miss = (pick: (item: (typeof items)[number]) => number) =>
      items.reduce((sum, item, at) => sum + (pick(item) - free.elasticity(at)) ** 2, 0);
    const held = items.filter(
      ({ own }, at) => own && own.low <= free.elasticity(at) && own.high >= free.elasticity(at),
    );
    expect(held.length).toBeGreaterThanOrEqual(10);
    expect(miss(({ own }) => own?.value ?? 0)).toBeLessThan(miss(({ alone }) => alone?.own.value ?? 0));
    expect(all?.mean.low).toBeLessThan(-1.5);
    expect(all?.mean.high).toBeGreaterThan(-1.5);
    expect(promotion?.mean.low).toBeLessThan(1.35);
    expect(promotion?.mean.high).toBeGreaterThan(1.35);
  });

  test('prices that rise a little a year but for promotions say nothing of an item, and something of all together', () => {
    const yearly: Planted = {
      ...free,
      items: 12,
      weeks: 130,
      noise: 0.03,
      elasticity: () => -1.5,
      priceAt: (item, week) => 5 * 1.03 ** Math.floor((week + 3 * item) / 52),
      cut: 0.2,
    };
    const { items, all } = finish(judgePanel(plantPanel(yearly)));
    expect(items.every(({ alone, isByOthers }) => alone === null && isByOthers)).toBe(true);
    expect(items[0].problem?.code).toBe('price-is-promotion');
    expect(items[0].withPromotion?.value).toBeLessThan(-2);
    expect(all?.mean.low).toBeLessThan(-1.5);
    expect(all?.mean.high).toBeGreaterThan(-1.5);
    expect(items[0].own?.high).toBeLessThan(0);
  });

  test('one such item by itself is refused, promotion and all told', () => {
    const { items, all } = finish(judgePanel(plantPanel({ ...free, items: 1, priceAt: () => 5, cut: 0.2 })));
    expect(items[0]).toMatchObject({ own: null, alone: null, problem: { code: 'price-is-promotion' } });
    expect(items[0].withPromotion?.value).toBeCloseTo(-1 + Math.log(1.35) / Math.log(0.8), 0);
    expect(all).toBeNull();
    expect(items[0].today).toBe(5);
  });

  test('constant prices and five points are refused by name', () => {
    const constant = finish(judgePanel(plantPanel({ ...free, items: 3, priceAt: () => 5 })));
    expect(constant.items.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('price-hardly-varied'));
    const short = finish(judgePanel(plantPanel({ ...free, items: 3, weeks: 5 })));
    expect(short.items.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('too-few-values'));
    expect(short.all).toBeNull();
  });

  test('prices that all move on the same dates say no more than one of them', () => {
    const together = {
      ...free,
      priceAt: (_: number, week: number) => 5 * (1 + 0.1 * Math.sin(Math.floor(week / 9) * 2.3)),
    };
    const { all, isTogether, items } = finish(judgePanel(plantPanel(together)));
    const apart = finish(judgePanel(plantPanel(free)));
    expect(isTogether).toBe(true);
    expect(apart.isTogether).toBe(false);
    expect(all?.mean.error).toBeGreaterThanOrEqual(Math.min(...items.flatMap(({ alone }) => alone?.own.error ?? [])));
  });

  test('units a step are those at the price of today', () => {
    const rises = {
      ...free,
      items: 1,
      noise: 0,
      promotion: 1,
      elasticity: () => -2,
      priceAt: (_: number, week: number) => (week < 58 ? 4 : week < 109 ? 4 + (week % 3) / 4 : 5),
    };
    const { items } = finish(judgePanel(plantPanel(rises)));
    expect(items[0].today).toBe(5);
    // 200 at a price of 5, the season being over within the year.
    expect(Math.abs(items[0].perStep / 200 - 1)).toBeLessThan(0.06);
  });

  test.each([
    [1, 7],
    [7, 52],
    [30.4, 12],
    [365, 1],
  ])('a step of %s days has a season of %s', (days, season) => expect(seasonOf(days)).toBe(season));
});

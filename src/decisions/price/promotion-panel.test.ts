import { describe, expect, test } from 'vitest';
import { judgePromotions } from './promotion-panel.ts';
import { finish, plantPanel } from './testing/plant-panel.ts';

const planted = {
  items: 30,
  weeks: 110,
  elasticity: () => -1.5,
  promotion: 1.35,
  priceAt: () => 5,
  cut: 0.2,
  noise: 0.1,
  seed: 3,
};

describe('promotions of all items', () => {
  test('sell as many times the baseline as was planted, price and all', () => {
    const { runs, neighbours } = finish(judgePromotions(plantPanel(planted)));
    const [units, baseline] = [runs.units, runs.baseline].map((values) => values.reduce((sum, each) => sum + each, 0));
    expect(units / baseline / (1.35 * 0.8 ** -1.5)).toBeCloseTo(1, 1);
    expect(runs.price.every((price) => Math.abs(price - 4) < 1e-9)).toBe(true);
    expect(runs.usual.every((price) => price === 5)).toBe(true);
    // Nothing was taken from the others.
    expect(neighbours?.low).toBeLessThan(0);
    expect(neighbours?.high).toBeGreaterThan(0);
  });

  test('a dip after them and what the others of the group lose are found', () => {
    const panel = plantPanel({ ...planted, noise: 0.05 });
    const { weeks } = planted;
    const before = panel.units.slice();
    for (let at = 0; at < panel.units.length; at += 1) {
      const isAfter = at % weeks > 0 && panel.promotion?.[at - 1] === 1 && panel.promotion[at] === 0;
      if (isAfter) panel.units[at] -= 0.2 * before[at];
    }
    // Of what a promotion brings beyond the usual, a third is missing with the fourteen others.
    for (let week = 0; week < weeks; week += 1) {
      for (const group of [0, 1]) {
        const own = Array.from({ length: 15 }, (_, k) => (2 * k + group) * weeks + week);
        const on = own.filter((at) => panel.promotion?.[at] === 1);
        const off = own.filter((at) => panel.promotion?.[at] !== 1);
        const brought = on.reduce((sum, at) => sum + before[at] * (1 - 1 / (1.35 * 0.8 ** -1.5)), 0);
        const all = off.reduce((sum, at) => sum + before[at], 0);
        for (const at of off) panel.units[at] -= (brought / 3) * (before[at] / all);
      }
    }
    const { runs, neighbours } = finish(judgePromotions(panel));
    const mean = (values: Float64Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
    expect(mean(runs.dip)).toBeLessThan(-0.1 * mean(runs.baseline));
    // Baselines have some of the loss in them, so that less is found than was planted.
    expect(neighbours?.value).toBeLessThan(-0.15);
    expect(neighbours?.high).toBeLessThan(0);
  });
});

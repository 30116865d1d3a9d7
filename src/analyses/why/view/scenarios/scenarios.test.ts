import { describe, expect, it } from 'vitest';
import type { ScenarioControl } from '../../../../evaluation/scenarios/scenario.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { isAsPlanned, rangeOf, shiftPlan, withConstants, withFollowers } from './shift-plan.ts';
import { sumScenario } from './sum-scenario.ts';
import { writeScenarios } from './write-scenarios.ts';

const price: ScenarioControl = {
  name: 'Price',
  kind: 'price',
  shape: 'number',
  planned: Float64Array.of(5, 5, 4),
  plannedBy: 'file',
  low: 3.5,
  high: 5.5,
  event: null,
  followers: [],
  noControl: null,
  tied: [],
};
const promo: ScenarioControl = {
  ...price,
  name: 'Promo',
  kind: 'promotion',
  shape: 'event',
  planned: new Float64Array(3),
  low: 0,
  high: 1,
  event: { off: 0, on: 1 },
  followers: [{ name: 'Flyer', off: 9, on: 2 }],
};

describe('plans', () => {
  it('move prices by shares and other numbers by amounts, within what was seen', () => {
    expect([...shiftPlan(price, -10)]).toEqual([4.5, 4.5, 3.6]);
    expect([...shiftPlan(price, -20)]).toEqual([4, 4, 3.5]);
    const warmth = {
      ...price,
      name: 'Temp',
      kind: 'weather' as const,
      low: -5,
      high: 30,
      planned: Float64Array.of(10, 29),
    };
    expect([...shiftPlan(warmth, 2)]).toEqual([12, 30]);
    expect(rangeOf(price)).toEqual({ low: -25, high: 17, step: 1 });
    expect(rangeOf(warmth)).toMatchObject({ low: -24.5, high: 10.5 });
    expect(isAsPlanned(price, shiftPlan(price, 0))).toBe(true);
    expect(isAsPlanned(price, shiftPlan(price, 1))).toBe(false);
  });

  it('take along what always goes with an event', () => {
    expect(withFollowers(promo, 'Promo', Float64Array.of(1, 0, 1))).toEqual({
      Promo: Float64Array.of(1, 0, 1),
      Flyer: Float64Array.of(2, 9, 2),
    });
  });
});

describe('what a scenario comes to', () => {
  const forecast = Float64Array.of(100, 200, 300);
  const intervals = [{ level: 80 as const, low: Float64Array.of(90, 180, 270), high: Float64Array.of(110, 220, 330) }];
  const change = { isRatio: true, values: Float64Array.of(1.1, 1.1, 1) };
  const plan = { Price: Float64Array.of(4.5, 4.5, 4) };
  const amounts = { isLevel: false, floor: 0 };

  it('is told in units and in money, its band with it', () => {
    const sum = sumScenario({ forecast, intervals }, change, plan, [price], amounts);
    expect(sum.total - sum.before).toBeCloseTo(30, 9);
    expect(sum.money).toBeCloseTo(110 * 4.5 + 220 * 4.5 + 300 * 4 - (100 * 5 + 200 * 5 + 300 * 4), 9);
    expect(sum.band?.low[0]).toBeCloseTo(99, 9);
  });

  it('has money by a price that never changes, and none without a price or of levels', () => {
    const constant = withConstants([promo], [{ name: 'Price', value: 2 }], 3);
    expect(constant[1]).toMatchObject({ name: 'Price', kind: 'price', noControl: 'never-varied' });
    expect(sumScenario({ forecast, intervals }, change, {}, constant, amounts).money).toBeCloseTo(60, 9);
    expect(sumScenario({ forecast, intervals }, change, {}, [promo], amounts).money).toBeNull();
    const level = sumScenario({ forecast, intervals }, change, {}, [price], { isLevel: true, floor: 0 });
    expect(level.money).toBeNull();
    expect(level.total - level.before).toBeCloseTo(10, 9);
  });

  it('is written with its plan', () => {
    const series = { uniqueId: '=shop', firstMs: Date.UTC(2026, 0, 1), step: { unit: 'day', every: 1 }, length: 31 };
    const text = writeScenarios(
      series as SeriesOutline,
      [{ name: 'Cheaper', plan, sum: { forecast, band: null } }],
      [price],
    );
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'scenario,unique_id,ds,yhat,low,high,Price',
      "Cheaper,'=shop,2026-02-01,100,,,4.5",
    ]);
  });
});

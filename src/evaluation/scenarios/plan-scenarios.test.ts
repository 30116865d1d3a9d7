import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import type { Covariate } from '../../series/covariates.ts';
import type { Series } from '../../series/series.ts';
import { planScenarios } from './plan-scenarios.ts';
import { applyChange } from './scenario.ts';

const days = 400;
const horizon = 28;
const step = { unit: 'day', every: 1 } as const;

function drawNoise(seed: number) {
  const random = createRandom(seed);
  return () => Array.from({ length: 12 }, () => random()).reduce((sum, value) => sum + value, -6);
}

function seriesOf(y: Float64Array, covariates: Covariate[]): Series {
  return {
    uniqueId: 'sales',
    firstMs: Date.UTC(2024, 0, 1),
    step,
    y,
    filled: new Uint8Array(y.length),
    covariates,
  } as Series;
}

const settings = { ...defaultSettings(step, days), horizonSteps: horizon };
const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7];
const all = days + horizon;
const promo = Float64Array.from({ length: all }, (_, at) => (at % 41 < 6 ? 1 : 0));
const price = Float64Array.from({ length: all }, (_, at) => 5 - (at % 97 < 30 ? 0.5 : 0) - (at % 53 < 9 ? 0.25 : 0));
const noise = drawNoise(3);
const sales = Float64Array.from(
  { length: days },
  (_, at) => 200 * weekdays[at % 7] * 1.4 ** promo[at] * (price[at] / 5) ** -1.5 * Math.exp(0.06 * noise()),
);
const past = (name: string, values: Float64Array): Covariate => ({
  name,
  known: 'past',
  values: values.slice(0, days),
});
const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('what if', () => {
  it('finds what a promotion and a price do, though the file says nothing ahead', async () => {
    const { controls, changeBy } = await planScenarios(
      seriesOf(sales, [past('Promo', promo), past('Avg price', price)]),
      settings,
    );
    expect(controls.map(({ name, kind, shape, noControl }) => [name, kind, shape, noControl])).toEqual([
      ['Promo', 'promotion', 'event', null],
      ['Avg price', 'price', 'number', null],
    ]);
    expect(controls[1]).toMatchObject({ plannedBy: 'last', low: 4.25, high: 5 });
    const never = new Float64Array(horizon);
    const off = changeBy({ Promo: never });
    const on = changeBy({ Promo: never.map(() => 1) });
    if (!off || !on) throw new Error('nothing can be told');
    expect(on.isRatio).toBe(true);
    expect(meanOf(on.values) / meanOf(off.values)).toBeCloseTo(1.4, 1);
    const full = changeBy({ 'Avg price': never.fill(5) });
    const cut = changeBy({ 'Avg price': never.map(() => 4.5) });
    if (!full || !cut) throw new Error('nothing can be told');
    expect(Math.log(meanOf(cut.values) / meanOf(full.values)) / Math.log(0.9)).toBeCloseTo(-1.5, 0);
    expect(applyChange(new Float64Array(horizon).fill(100), on)[4]).toBeCloseTo(100 * on.values[4], 9);
  });

  it('changes nothing where the plan is what is expected', async () => {
    const { controls, changeBy } = await planScenarios(seriesOf(sales, [past('Promo', promo)]), settings);
    expect(changeBy({ Promo: controls[0].planned })?.values.every((value) => value === 1)).toBe(true);
  });

  it('says why where the data cannot tell', async () => {
    const rare = Float64Array.from({ length: days }, (_, at) => (at === 100 || at === 200 ? 1 : 0));
    const constant = new Float64Array(days).fill(4.99);
    const columns = [
      past('Promo', promo),
      past('Price', constant),
      past('Strike', rare),
      past(
        'Flyer',
        promo.map((on) => (on ? 2 : 9)),
      ),
    ];
    const { controls } = await planScenarios(seriesOf(sales, columns), settings);
    expect(controls.map(({ noControl }) => noControl)).toEqual([null, 'never-varied', 'too-few', 'follows']);
    expect(controls[0]).toMatchObject({ event: { off: 0, on: 1 }, followers: [{ name: 'Flyer', off: 9, on: 2 }] });
    expect(controls[3].tied).toEqual(['Promo']);
  });

  it('closes a column of noise beside a promotion that made forecasts better', async () => {
    const draw = createRandom(11);
    const rumour = Float64Array.from({ length: all }, () => (draw() < 0.3 ? 1 : 0));
    const { controls } = await planScenarios(seriesOf(sales, [past('Promo', promo), past('Rumour', rumour)]), settings);
    expect(controls.map(({ noControl }) => noControl)).toEqual([null, 'by-chance']);
  });

  it('says of numbers that move together that they do', async () => {
    const twin = price.map((value) => 3 * value + 1);
    const { controls } = await planScenarios(seriesOf(sales, [past('Price', price), past('Cost', twin)]), settings);
    expect(controls.map(({ tied }) => tied)).toEqual([['Cost'], ['Price']]);
  });

  it('takes revenue, which is what was sold by another measure, for no cause', async () => {
    const revenue = sales.map((units, at) => (at % 50 === 7 ? 0 : units * price[at]));
    const some = sales.map((units, at) => (at % 50 === 7 ? 0 : units));
    const { controls } = await planScenarios(seriesOf(some, [past('Umsatz', revenue), past('Promo', promo)]), settings);
    expect(controls.map(({ noControl }) => noControl)).toEqual(['outcome', null]);
  });

  it('of an event that is told both ways, offers that it takes place', async () => {
    const without = promo.map((on) => 1 - on);
    const { controls } = await planScenarios(
      seriesOf(sales, [past('Promo: no', without), past('Promo: yes', promo)]),
      settings,
    );
    expect(controls.map(({ name, noControl }) => [name, noControl])).toEqual([
      ['Promo: yes', null],
      ['Promo: no', 'follows'],
    ]);
  });

  it('leaves a column of noise alone, and a series that is too short', async () => {
    const random = Float64Array.from({ length: days }, drawNoise(8));
    const even = Float64Array.from({ length: days }, (_, at) => 200 * weekdays[at % 7] * Math.exp(0.06 * noise()));
    const noisy = await planScenarios(seriesOf(even, [past('Rumour', random)]), settings);
    expect(noisy.controls[0].noControl).toBe('left-out');
    expect(noisy.changeBy({ Rumour: new Float64Array(horizon) })).toBeNull();
    const short = await planScenarios(
      seriesOf(Float64Array.of(1, 2, 3, 2, 4), [past('Promo', Float64Array.of(0, 1, 0, 1, 1))]),
      { ...defaultSettings(step, 5), horizonSteps: 2 },
    );
    expect(short.controls[0].noControl).not.toBeNull();
  });
});

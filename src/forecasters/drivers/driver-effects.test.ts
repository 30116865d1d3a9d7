import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { fitDriverEffects } from './driver-effects.ts';

const days = 500;
const horizon = 28;
const none = { future: [], past: [], yearSteps: null };

/** Rough normal deviates. */
function drawNoise(seed: number) {
  const random = createRandom(seed);
  return () => Array.from({ length: 12 }, () => random()).reduce((sum, value) => sum + value, -6);
}

const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7];
const promotion = Float64Array.from({ length: days + horizon }, (_, at) => (at % 41 < 6 && at > 20 ? 1 : 0));
const price = promotion.map((on, at) => (at % 97 < 30 ? 4.5 : 5) - (on ? 0.25 : 0));

/** Sales by the weekday, a promotion's effect and that of the price, off by 8 % or so. */
function makeSales(factor: number, elasticity: number, seed = 1): Float64Array {
  const noise = drawNoise(seed);
  return Float64Array.from(
    { length: days },
    (_, at) =>
      200 *
      (1 + at / days) *
      weekdays[at % 7] *
      factor ** promotion[at] *
      (price[at] / 5) ** elasticity *
      Math.exp(0.08 * noise()),
  );
}

describe('effects of drivers', () => {
  test('a planted promotion of 40 % is found within three points, whatever one wild value says', () => {
    const y = makeSales(1.4, 0);
    y[300] = 20_000;
    const effects = fitDriverEffects(y, { ...none, future: [promotion] }, 7);
    const on = effects?.effectsOn({ future: [promotion], past: [] }, days, days + horizon) ?? [];
    for (const [step, effect] of on.entries()) {
      const truth = promotion[days + step] ? 1.4 : 1;
      expect(Math.abs(effect - truth)).toBeLessThan(0.03);
    }
  });

  test('standard errors are as far as estimates of many draws lie from the truth, and grow where errors go on', () => {
    // One with a promotion and one without.
    expect([promotion[41], promotion[50]]).toEqual([1, 0]);
    const pairs = [{ now: 41, before: 50, value: 100 }];
    const known = { ...none, future: [promotion] };
    const [errors, estimates] = [[], []] as [number[], number[]];
    for (let seed = 1; seed <= 40; seed += 1) {
      const effects = fitDriverEffects(makeSales(1.4, 0, seed), known, 7);
      const source = { known: 'future', covariate: 0 } as const;
      errors.push(effects?.errorOf(known, [source], pairs) ?? Number.NaN);
      estimates.push(100 * Math.log(effects?.effectsOn(known, 41, 42)[0] ?? Number.NaN));
      expect(effects?.errorOf(known, ['year'], pairs)).toBe(0);
    }
    const spread = Math.sqrt(estimates.reduce((sum, each) => sum + (each - 100 * Math.log(1.4)) ** 2, 0) / 40);
    const mean = errors.reduce((sum, each) => sum + each, 0) / 40;
    expect(mean / spread).toBeGreaterThan(0.75);
    expect(mean / spread).toBeLessThan(1.4);
    // The same noise, each day half of the one before.
    const noise = drawNoise(3);
    let left = 0;
    const y = makeSales(1.4, 0).map((value) => {
      left = 0.5 * left + 0.08 * noise();
      return value * Math.exp(left);
    });
    const [wide, plain] = [y, makeSales(1.4, 0)].map(
      (values) => fitDriverEffects(values, known, 7)?.errorOf(known, [{ known: 'future', covariate: 0 }], pairs) ?? 0,
    );
    expect(wide).toBeGreaterThan(1.5 * plain);
  });

  test('a price and a promotion that fall together only in part are told apart', () => {
    const y = makeSales(1.3, -1.5);
    const effects = fitDriverEffects(y, { ...none, future: [promotion, price] }, 7);
    const at = (on: number, cost: number) =>
      effects?.effectsOn({ future: [Float64Array.of(on), Float64Array.of(cost)], past: [] }, 0, 1)[0] ?? Number.NaN;
    expect(at(1, 5) / at(0, 5)).toBeCloseTo(1.3, 1);
    expect(Math.log(at(0, 4.5) / at(0, 5)) / Math.log(0.9)).toBeCloseTo(-1.5, 0);
    // A price that was never seen is taken as the nearest that was.
    expect(at(0, 1)).toBe(at(0, 4.25));
  });

  test('counts that are often zero have the ratio of their means, as a quasi-likelihood has of two groups', () => {
    const random = createRandom(4);
    const event = Float64Array.from({ length: 2000 }, () => (random() < 0.3 ? 1 : 0));
    const y = event.map((on) => (random() < (on ? 0.75 : 0.5) ? 1 : 0));
    const mean = (group: number) => {
      const values = y.filter((_, at) => event[at] === group);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const effects = fitDriverEffects(y, { ...none, future: [event] }, 1);
    const [on, off] = [1, 0].map(
      (value) => effects?.effectsOn({ future: [Float64Array.of(value)], past: [] }, 0, 1)[0] ?? Number.NaN,
    );
    expect(on / off).toBeCloseTo(mean(1) / mean(0), 1);
  });

  test('a series below zero has effects that are added', () => {
    const noise = drawNoise(2);
    const y = Float64Array.from({ length: days }, (_, at) => 3 * noise() - 20 + 12 * promotion[at]);
    const effects = fitDriverEffects(y, { ...none, future: [promotion] }, 7);
    expect(effects?.isRatio).toBe(false);
    const on = effects?.effectsOn({ future: [promotion], past: [] }, 41, 42) ?? [];
    const off = effects?.effectsOn({ future: [promotion], past: [] }, 10, 11) ?? [];
    expect(on[0] - off[0]).toBeCloseTo(12, 0);
  });

  test('the time of year is told from two years, the trend beside it', () => {
    const noise = drawNoise(3);
    const shape = (at: number) => 1 + 0.3 * Math.sin((2 * Math.PI * at) / 365.2425);
    const y = Float64Array.from({ length: 800 }, (_, at) => (100 + at / 10) * shape(at) * Math.exp(0.05 * noise()));
    const effects = fitDriverEffects(y, { ...none, yearSteps: 365.2425 }, 7);
    const ahead = effects?.effectsOn(none, 800, 1160) ?? new Float64Array(0);
    const level = ahead.reduce((sum, value) => sum + Math.log(value), 0) / ahead.length;
    for (const [step, effect] of ahead.entries()) {
      expect(Math.abs(Math.log(effect) - level - Math.log(shape(800 + step)))).toBeLessThan(0.12);
    }
  });

  test('on closed days there is nothing, and what they leave is what is expected', () => {
    const closed = Float64Array.from({ length: days + horizon }, (_, at) => (at % 90 === 10 ? 1 : 0));
    const y = makeSales(1, 0).map((value, at) => (closed[at] ? 0 : value));
    const effects = fitDriverEffects(y, { ...none, future: [closed] }, 7);
    const known = { future: [closed], past: [] };
    expect(effects?.effectsOn(known, 460, 461)[0]).toBe(0);
    const left = effects?.leave(y, known) ?? y;
    expect(left[190] / (200 * (1 + 190 / days) * weekdays[190 % 7])).toBeCloseTo(1, 0);
    expect(left[191]).toBeCloseTo(y[191], -1);
  });

  test('yes and no of one text are one driver, and another event beside them is another', () => {
    const y = makeSales(1.4, 0);
    const not = promotion.map((on) => 1 - on);
    const other = promotion.map((_, at) => (at % 53 < 4 ? 1 : 0));
    // What is not known at first, as where the column begins later.
    const late = (values: Float64Array) => values.map((value, at) => (at === 0 ? Number.NaN : value));
    const [yes, no, apart] = [promotion, not, other].map(late);
    const alone = fitDriverEffects(y, { ...none, future: [yes, apart] }, 7);
    const twice = fitDriverEffects(y, { ...none, future: [yes, no, apart] }, 7);
    expect(twice?.used.future).toEqual([0, 2]);
    const ahead = (fit: typeof alone, future: Float64Array[]) => fit?.effectsOn({ future, past: [] }, 0, days);
    expect(ahead(twice, [yes, no, apart])).toEqual(ahead(alone, [yes, apart]));
    const past = [promotion, not].map((values) => values.subarray(0, days));
    expect(fitDriverEffects(y, { ...none, past }, 7)?.used.past).toEqual([0]);
  });

  test('an event that is known only afterwards has its mean effect ahead', () => {
    const past = [promotion.subarray(0, days)];
    const effects = fitDriverEffects(makeSales(1.5, 0), { ...none, past }, 7);
    const known = { future: [], past };
    const before = effects?.effectsOn(known, 0, days) ?? new Float64Array(0);
    const [ahead] = effects?.effectsOn(known, days, days + 1) ?? [];
    expect(ahead).toBeCloseTo(before.reduce((sum, value) => sum + value, 0) / days, 10);
    expect(ahead).toBeGreaterThan(1.02);
  });

  test.each([
    ['constant covariate', makeSales(1, 0), [new Float64Array(days + horizon).fill(3)]],
    ['three points', Float64Array.of(1, 2, 3), [Float64Array.of(0, 1, 0, 1)]],
    ['nothing but zeros', new Float64Array(days), [promotion]],
    ['no drivers', makeSales(1, 0), []],
  ])('%s: nothing to learn', (_, y, future) => {
    expect(fitDriverEffects(y, { ...none, future }, 7)).toBeNull();
  });

  test.each([
    ['a constant', new Float64Array(days).fill(7)],
    ['huge values', makeSales(1.4, 0).map((value) => value * 1e12)],
    ['tiny values', makeSales(1.4, 0).map((value) => value * 1e-12)],
  ])('%s: finite effects', (_, y) => {
    const unknown = promotion.map((value, at) => (at < 30 ? Number.NaN : value));
    const effects = fitDriverEffects(y, { future: [unknown], past: [promotion], yearSteps: 365.2425 }, 7);
    const known = { future: [unknown], past: [promotion.subarray(0, days)] };
    for (const value of effects?.effectsOn(known, 0, days + horizon) ?? [Number.NaN]) {
      expect(Number.isFinite(value) && value > 0).toBe(true);
    }
    expect(effects?.leave(y, known).every(Number.isFinite)).toBe(true);
  });
});

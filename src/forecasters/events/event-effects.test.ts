import { describe, expect, test } from 'vitest';
import { dayMs } from '../../base/civil.ts';
import { createRandom } from '../../base/random.ts';
import { placeEvent, type SeriesEvent } from '../../series/events.ts';
import { fitEventEffects } from './event-effects.ts';

const firstMs = Date.UTC(2022, 0, 1);
const step = { unit: 'day' as const, every: 1 };
const days = 4 * 365;
const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7];

const fair: SeriesEvent = {
  name: 'Fair',
  kind: 'recurring',
  spans: [{ fromMs: Date.UTC(2022, 5, 10), toMs: Date.UTC(2022, 5, 17) - 1 }],
  isYearly: true,
};
const placed = placeEvent(fair, { firstMs, step }, days);

/** Sales by the weekday, growing, off by 6 % or so. */
function makeSales(factor: number, seed = 1, events = [placed]): Float64Array {
  const random = createRandom(seed);
  const noise = () => Array.from({ length: 12 }, () => random()).reduce((sum, value) => sum + value, -6);
  const on = new Set(events.flatMap(({ at }) => at));
  return Float64Array.from(
    { length: days },
    (_, at) => 200 * (1 + at / days) * weekdays[at % 7] * (on.has(at) ? factor : 1) * Math.exp(0.06 * noise()),
  );
}

const percentOf = (y: Float64Array, events = [placed]) =>
  (fitEventEffects(y, events, 7)?.effects ?? []).map(({ effect }) => 100 * (effect - 1));

describe('effects of events that come again', () => {
  test.each([1, 2, 3, 4, 5])('a yearly event of +40 %% is found within three points (draw %i)', (seed) => {
    const [percent] = percentOf(makeSales(1.4, seed));
    expect(Math.abs(percent - 40)).toBeLessThan(3);
  });

  test('an event that did nothing is found to do nothing', () => {
    const [percent] = percentOf(makeSales(1, 3));
    expect(Math.abs(percent)).toBeLessThan(3);
  });

  test('its next date is lifted by as much, and no other', () => {
    const effects = fitEventEffects(makeSales(1.4), [placed], 7);
    const next = (Date.UTC(2026, 5, 10) - firstMs) / dayMs;
    const { effect, spread } = effects?.on([placed], next - 3, next + 10) ?? {};
    expect(Array.from(effect ?? [], (value) => Math.round(value * 10) / 10)).toEqual([
      ...[1, 1, 1],
      ...Array.from({ length: 7 }, () => 1.4),
      ...[1, 1, 1],
    ]);
    expect(spread?.[0]).toBe(0);
    expect(spread?.[3]).toBeGreaterThan(0);
  });

  test('what was seen once is held nearer to nothing and known less well than what was seen four times', () => {
    const once = { ...placed, at: placed.at.slice(0, 7), shares: placed.shares.slice(0, 7) };
    const y = makeSales(1.4, 2);
    const [often] = fitEventEffects(y, [placed], 7)?.effects ?? [];
    const [single] = fitEventEffects(makeSales(1.4, 2, [once]), [once], 7)?.effects ?? [];
    expect([often.seen, single.seen]).toEqual([4, 1]);
    expect(single.effect).toBeLessThan(1.39);
    expect(single.effect).toBeGreaterThan(1.25);
    expect(single.spread).toBeGreaterThan(1.3 * often.spread);
  });

  test('two events on the same dates share what neither can be told from: together they come to as much', () => {
    const effects = fitEventEffects(makeSales(1.4), [placed, { ...placed, name: 'Sale' }], 7);
    const [one, other] = effects?.effects ?? [];
    expect(one.effect).toBeCloseTo(other.effect, 6);
    const { effect } = effects?.on([placed, placed], placed.at[0], placed.at[0] + 1) ?? {};
    expect(Math.abs((effect?.[0] ?? 0) - 1.4)).toBeLessThan(0.03);
  });

  test('of two that overlap in part each keeps its own', () => {
    const later = { ...placed, name: 'Sale', at: placed.at.map((at) => at + 4) };
    const y = makeSales(1.4, 1, [placed]);
    for (const at of later.at) if (at < days) y[at] *= 1.2;
    const [fairPercent, salePercent] = percentOf(y, [placed, later]);
    expect(Math.abs(fairPercent - 40)).toBeLessThan(5);
    expect(Math.abs(salePercent - 20)).toBeLessThan(5);
  });

  test('a series without the event, of five points, or with nothing beside it, has none', () => {
    const beyond = { ...placed, at: [days + 3], shares: [1] };
    expect(fitEventEffects(makeSales(1), [beyond], 7)).toBeNull();
    const all = { ...placed, at: Array.from({ length: 5 }, (_, at) => at), shares: Array(5).fill(1) };
    expect(fitEventEffects(Float64Array.of(3, 4, 5, 6, 7), [all], 1)).toBeNull();
    const one = { ...placed, at: [2], shares: [1] };
    expect(fitEventEffects(Float64Array.of(3, 4, 5, 6, 7), [one], 1)).toBeNull();
  });

  test('days that were always closed are closed the next time too, once is not enough to know', () => {
    const y = makeSales(1);
    for (const at of placed.at) y[at] = 0;
    const next = placed.at[28];
    const often = fitEventEffects(y, [placed], 7);
    expect(often?.on([placed], next, next + 1)).toMatchObject({
      effect: Float64Array.of(0),
      spread: Float64Array.of(0),
    });
    expect(often?.leave(y, [placed])[placed.at[0]]).toBeGreaterThan(100);
    const once = fitEventEffects(y.subarray(0, 400), [placed], 7);
    expect(once?.on([placed], next, next + 1).effect[0]).toBeGreaterThan(0.01);
  });

  test('amounts below zero have effects that are added', () => {
    const y = makeSales(1, 1).map((value, at) => value - 250 + (placed.at.includes(at) ? 100 : 0));
    const effects = fitEventEffects(y, [placed], 7);
    expect(effects?.isRatio).toBe(false);
    expect(Math.abs((effects?.effects[0].effect ?? 0) - 100)).toBeLessThan(15);
  });

  test('nothing that comes after a history changes what was learnt from it', () => {
    const y = makeSales(1.4);
    const changed = y.map((value, at) => (at >= 900 ? 7 * value : value));
    for (const origin of [200, 500, 900]) {
      const effectsOf = (values: Float64Array) => fitEventEffects(values.subarray(0, origin), [placed], 7)?.effects;
      expect(effectsOf(changed)).toEqual(effectsOf(y));
    }
  });
});

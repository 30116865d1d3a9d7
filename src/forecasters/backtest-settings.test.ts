import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultBacktest, originsOf, splitFor, usualOriginsOf } from './backtest-settings.ts';

const none = { lookBackSteps: 0, models: [], seasonLength: 1, testSteps: null };
const open = { ...none, horizonSteps: 24, backtest: defaultBacktest };
const spacings = (origins: readonly number[]) => new Set(origins.slice(1).map((origin, at) => origin - origins[at]));

test('left open, the test begins at the first of six origins half a horizon apart, and a tenth before it chooses when to stop', () => {
  const weekly = { ...open, horizonSteps: 13, seasonLength: 52 };
  const split = splitFor(156, weekly);
  expect(split).toEqual({ length: 156, trainEnd: 92, validationEnd: 108 });
  expect(originsOf(split, weekly)).toEqual([108, 115, 122, 129, 136, 143]);
});

test('a fifth of a long series is gone through half a horizon at a time, a very long one from sixty origins at most', () => {
  const split = splitFor(1000, open);
  const origins = originsOf(split, open);
  expect(split.validationEnd).toBeGreaterThanOrEqual(800);
  expect(split.validationEnd).toBeLessThan(812);
  expect([...spacings(origins)]).toEqual([12]);
  expect(origins.at(-1)).toBe(976);
  const long = originsOf(splitFor(100_000, open), open);
  expect(long.length).toBeLessThanOrEqual(60);
  expect(long.length).toBeGreaterThan(50);
  const [step, ...others] = spacings(long);
  expect(others).toEqual([]);
  expect(step % 12).toBe(0);
  expect(long.at(-1)).toBe(100_000 - 24);
});

test('origins left open come after a season and two horizons, the last alone after half of a short series', () => {
  expect(usualOriginsOf(100, { horizonSteps: 25, seasonLength: 1 })).toEqual([62, 75]);
  expect(usualOriginsOf(60, { horizonSteps: 12, seasonLength: 12 })).toEqual([30, 36, 42, 48]);
  expect(usualOriginsOf(30, { horizonSteps: 13, seasonLength: 52 })).toEqual([17]);
  expect(usualOriginsOf(20, { horizonSteps: 13, seasonLength: 52 })).toEqual([]);
});

test('the test yields to networks, which need windows before it', () => {
  const asked = { ...open, horizonSteps: 12, seasonLength: 12 };
  const alone = splitFor(60, asked);
  expect(alone.validationEnd).toBe(30);
  const withNetwork = splitFor(60, { ...asked, lookBackSteps: 12, models: ['lstm'] });
  expect(withNetwork.trainEnd).toBeGreaterThanOrEqual(12 + 12 + 7);
  expect(withNetwork.validationEnd).toBe(48);
});

test('any test left open has whole forecasts, the last from a horizon before the end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 12, max: 800 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 60 }),
      (length, horizonSteps, seasonLength) => {
        fc.pre(horizonSteps * 4 <= length);
        const settings = { ...open, horizonSteps, seasonLength };
        const split = splitFor(length, settings);
        const origins = originsOf(split, settings);
        expect(origins[0]).toBe(split.validationEnd);
        expect(origins.at(-1)).toBe(length - horizonSteps);
        expect(spacings(origins).size).toBeLessThanOrEqual(1);
        expect(split.trainEnd).toBeGreaterThanOrEqual(horizonSteps);
      },
    ),
  );
});

test('holds out as many points as asked for', () => {
  const asked = { ...open, horizonSteps: 12, testSteps: 20 };
  const split = splitFor(144, asked);
  expect(split).toEqual({ length: 144, trainEnd: 110, validationEnd: 124 });
  expect(originsOf(split, asked)).toEqual([124, 136]);
});

test('holds out what the origins asked for need', () => {
  const asked = { ...open, horizonSteps: 12, backtest: { ...defaultBacktest, origins: 6 } };
  const split = splitFor(144, asked);
  expect(split).toEqual({ length: 144, trainEnd: 58, validationEnd: 72 });
  expect(originsOf(split, asked)).toEqual([72, 84, 96, 108, 120, 132]);
});

test('a step that is asked for holds whatever it costs', () => {
  const asked = { ...open, backtest: { ...defaultBacktest, stepSteps: 24 } };
  expect(originsOf(splitFor(100_000, asked), asked).length).toBeGreaterThan(800);
});

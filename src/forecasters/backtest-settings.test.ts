import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultBacktest, originsOf, splitFor } from './backtest-settings.ts';

const open = { horizonSteps: 24, testSteps: null, backtest: defaultBacktest };
const spacings = (origins: readonly number[]) => new Set(origins.slice(1).map((origin, at) => origin - origins[at]));

test('cuts 70 / 10 / 20 in the order of time', () => {
  expect(splitFor(1000, open)).toEqual({ length: 1000, trainEnd: 700, validationEnd: 800 });
});

test('holds out at least one horizon each, or as many points as asked for', () => {
  expect(splitFor(100, { ...open, horizonSteps: 25 })).toEqual({ length: 100, trainEnd: 50, validationEnd: 75 });
  const asked = { ...open, horizonSteps: 12, testSteps: 12 };
  expect(splitFor(144, asked)).toEqual({ length: 144, trainEnd: 118, validationEnd: 132 });
});

test('holds out what the origins asked for need', () => {
  const asked = { ...open, horizonSteps: 12, backtest: { ...defaultBacktest, origins: 6 } };
  const split = splitFor(144, asked);
  expect(split).toEqual({ length: 144, trainEnd: 58, validationEnd: 72 });
  expect(originsOf(split, asked)).toEqual([72, 84, 96, 108, 120, 132]);
});

test('up to sixty origins are one horizon apart, and any cover the test part but for less than a step', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 1, max: 50 }), (length, horizonSteps) => {
      const settings = { ...open, horizonSteps };
      const split = splitFor(length, settings);
      const origins = originsOf(split, settings);
      const step = length - split.validationEnd > 60 * horizonSteps ? 2 * horizonSteps : horizonSteps;
      expect(origins[0]).toBe(split.validationEnd);
      expect([...spacings(origins)]).toEqual(origins.length > 1 ? [step] : []);
      expect(length - (origins.at(-1) as number)).toBeLessThanOrEqual(step);
    }),
    { examples: [[303, 1]] },
  );
});

test('where nothing is asked for, horizons follow one another', () => {
  const split = splitFor(1000, open);
  const origins = originsOf(split, open);
  expect(origins[0]).toBe(split.validationEnd);
  expect([...spacings(origins)]).toEqual([24]);
});

test('a very long test part is gone through in whole horizons, from sixty origins at most', () => {
  const split = splitFor(100_000, open);
  const origins = originsOf(split, open);
  expect(origins.length).toBeLessThanOrEqual(60);
  expect(origins.length).toBeGreaterThan(50);
  const [step, ...others] = spacings(origins);
  expect(others).toEqual([]);
  expect(step % 24).toBe(0);
  expect(split.length - (origins.at(-1) as number)).toBeLessThanOrEqual(step + 24);
});

test('a step that is asked for holds whatever it costs', () => {
  const asked = { ...open, backtest: { ...defaultBacktest, stepSteps: 24 } };
  expect(originsOf(splitFor(100_000, asked), asked).length).toBeGreaterThan(800);
});

import { expect, test } from 'vitest';
import { defaultBacktest, originsOf, splitFor } from './backtest-settings.ts';

const open = { horizonSteps: 24, testSteps: null, backtest: defaultBacktest };
const spacings = (origins: readonly number[]) => new Set(origins.slice(1).map((origin, at) => origin - origins[at]));

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

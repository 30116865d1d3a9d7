import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Step } from '../series/step.ts';
import { checkSettings, defaultSettings, type Settings } from './settings.ts';

const steps: Step[] = [
  { unit: 'hour', every: 1 },
  { unit: 'minute', every: 15 },
  { unit: 'day', every: 1 },
  { unit: 'business-day', every: 1 },
  { unit: 'week', every: 1 },
  { unit: 'month', every: 1 },
  { unit: 'quarter', every: 1 },
  { unit: 'year', every: 1 },
  { unit: 'row', every: 1 },
];
const month = steps[5];

describe.each(steps)('default settings for every $every $unit', (step) => {
  test('fit any series that can be forecast at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 5000 }), (length) => {
        expect(checkSettings(defaultSettings(step, length), length)).toMatchObject({ ok: true });
      }),
    );
  });
});

test('by rhythm: a year of months from two, a day of hours from a week', () => {
  expect(defaultSettings(month, 144)).toMatchObject({ horizonSteps: 12, lookBackSteps: 24, seasonLength: 12 });
  expect(defaultSettings(steps[0], 4000)).toMatchObject({ horizonSteps: 24, lookBackSteps: 168, seasonLength: 24 });
});

describe('a series too short', () => {
  test('is told what fits, and that does fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(100), fc.nat(100), (length, horizon, lookBack) => {
        const settings: Settings = {
          ...defaultSettings(month, 144),
          horizonSteps: horizon + 1,
          lookBackSteps: lookBack + 2,
        };
        const checked = checkSettings(settings, length);
        if (checked.ok || checked.problem.code !== 'series-too-short') return;
        const { fits, params } = checked.problem;
        expect(params.needed).toBeGreaterThan(length);
        expect(checkSettings(settings, params.needed)).toMatchObject({ ok: true });
        if (fits) expect(checkSettings({ ...settings, ...fits }, length)).toMatchObject({ ok: true });
        else expect(length).toBeLessThan(14);
      }),
    );
  });
});

test.each<[Partial<Settings>, string]>([
  [{ horizonSteps: 0 }, 'setting-out-of-range'],
  [{ horizonSteps: 2.5 }, 'setting-out-of-range'],
  [{ seed: -1 }, 'setting-out-of-range'],
  [{ lookBackSteps: Number.NaN }, 'setting-out-of-range'],
  [{ models: [] }, 'no-model'],
  [{ horizonSteps: 500 }, 'series-too-short'],
])('%j is refused as %s', (change, code) => {
  expect(checkSettings({ ...defaultSettings(month, 144), ...change }, 144)).toMatchObject({
    ok: false,
    problem: { code },
  });
});

test('without a network the look-back needs no room', () => {
  const settings = { ...defaultSettings(month, 144), lookBackSteps: 120 };
  expect(checkSettings(settings, 144)).toMatchObject({ ok: false, problem: { code: 'series-too-short' } });
  expect(checkSettings({ ...settings, models: ['seasonal-naive', 'ets'] }, 144)).toMatchObject({ ok: true });
});

test('heads must divide the hidden size', () => {
  const settings = defaultSettings(month, 144);
  const network = { ...settings.network, hiddenSize: 10, heads: 4 };
  expect(checkSettings({ ...settings, network }, 144)).toMatchObject({
    ok: false,
    problem: { code: 'heads-do-not-divide' },
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Step } from '../series/step.ts';
import { checkSettings, defaultSettings, type Settings, settingValue } from './settings.ts';

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
  expect(defaultSettings(steps[1], 4000)).toMatchObject({ horizonSteps: 96, lookBackSteps: 192, seasonLength: 96 });
  const hour = { horizonSteps: 60, lookBackSteps: 120 };
  expect(defaultSettings({ unit: 'minute', every: 1 }, 4000)).toMatchObject(hour);
  expect(defaultSettings({ unit: 'minute', every: 5 }, 4000)).toMatchObject(hour);
});

test('at least three steps ahead where they can be tested, no more than a quarter of a short series, whatever networks need', () => {
  const horizonOf = (length: number, step: Step = month) => defaultSettings(step, length).horizonSteps;
  expect(horizonOf(14)).toBe(3);
  expect(horizonOf(9)).toBe(3);
  expect(horizonOf(8)).toBe(2);
  expect(horizonOf(36)).toBe(9);
  expect(horizonOf(48)).toBe(12);
  expect(horizonOf(52, steps[4])).toBe(13);
  // 46 points to learn from hold 8 windows of 24 and 12; 24 points hold none.
  expect(defaultSettings(month, 72).models).toContain('lstm');
  expect(defaultSettings(month, 48).models).not.toContain('lstm');
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

describe('the way of testing', () => {
  const check = (backtest: Partial<Settings['backtest']>, testSteps: number | null = null, length = 144) => {
    const settings = { ...defaultSettings(month, 144), models: ['ets'] as Settings['models'], testSteps };
    return checkSettings({ ...settings, backtest: { ...settings.backtest, ...backtest } }, length);
  };

  test('only one of test part and starting points can be asked for', () => {
    expect(check({ origins: 3 }, 24)).toMatchObject({
      problem: { code: 'test-given-twice', params: { testSteps: 24, origins: 3 } },
    });
    expect(check({ stepSteps: 6 }, 24)).toMatchObject({ ok: true });
  });

  test('says how many starting points there is room for, and no fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 300 }), fc.integer({ min: 1, max: 20 }), (length, stepSteps) => {
        const refused = check({ origins: 500, stepSteps }, null, length);
        if (refused.ok) return expect(stepSteps).toBeLessThan(2);
        if (refused.problem.code !== 'too-many-origins') throw new Error(refused.problem.code);
        const { most } = refused.problem.params;
        expect(check({ origins: most, stepSteps }, null, length)).toMatchObject({ ok: true });
        expect(check({ origins: most + 1, stepSteps }, null, length)).toMatchObject({ ok: false });
      }),
    );
  });

  test('a window must hold enough to learn from, and be shorter than all there is', () => {
    const short = check({ windowSteps: 4 });
    if (short.ok || short.problem.code !== 'window-too-short') throw new Error('it is too short');
    expect(check({ windowSteps: short.problem.params.needed })).toMatchObject({ ok: true });
    expect(check({ windowSteps: short.problem.params.needed - 1 })).toMatchObject({ ok: false });
    expect(check({ windowSteps: 130 })).toMatchObject({ problem: { code: 'window-too-long', params: { most: 102 } } });
    expect(check({ windowSteps: 102 })).toMatchObject({ ok: true });
  });

  test.each<[Partial<Settings['backtest']>]>([
    [{ origins: 0 }],
    [{ stepSteps: 0 }],
    [{ windowSteps: 2 }],
    [{ origins: 1.5 }],
  ])('%j is out of range', (backtest) => {
    expect(check(backtest)).toMatchObject({ problem: { code: 'setting-out-of-range' } });
  });
});

describe('few points', () => {
  test('are forecast without networks, by default and as what would fit', () => {
    const settings = defaultSettings(month, 10);
    expect(settings.models).toEqual(['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto']);
    expect(checkSettings(settings, 10)).toMatchObject({ ok: true });
    const asked = checkSettings({ ...settings, models: ['seasonal-naive', 'lstm'], horizonSteps: 3 }, 10);
    if (asked.ok || asked.problem.code !== 'series-too-short') throw new Error('it is too short for a network');
    expect(asked.problem.fits?.models).toEqual(['seasonal-naive']);
    expect(checkSettings({ ...settings, ...asked.problem.fits }, 10)).toMatchObject({ ok: true });
  });
});

test('a setting that is not among those kept earlier stands as it does without a word', () => {
  const { together: _, ...network } = defaultSettings({ unit: 'month', every: 1 }, 144).network;
  const kept = { ...defaultSettings({ unit: 'month', every: 1 }, 144), network } as Settings;
  expect(settingValue(kept, 'together')).toEqual([]);
  expect(settingValue(kept, 'holidays')).toBeNull();
});

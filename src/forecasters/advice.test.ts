import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import * as tf from '../compute/tf.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { describeTraits, type SeriesTraits } from '../series/traits.ts';
import { type Advice, adviseOn, followProposal, weightsOf } from './advice.ts';
import { quantileLevels } from './forecaster.ts';
import { idleNumbersOf, isNetwork, type ModelId, modelIds } from './model-cards.ts';
import { createNetwork } from './registry.ts';
import { checkSettings, defaultSettings, type Settings } from './settings.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const monthly = { unit: 'month', every: 1 } as const;
const traitsOf = (length: number, change: Partial<SeriesTraits> = {}): SeriesTraits => ({
  length,
  demands: length,
  isPositive: true,
  ...change,
});
function settingsOf(length: number, change: Partial<Settings> = {}, network: Partial<Settings['network']> = {}) {
  const settings = {
    ...defaultSettings(monthly, length),
    models: [...modelIds],
    testSteps: Math.round(length / 5),
    ...change,
  };
  return { ...settings, network: { ...settings.network, ...network } };
}
const codesOf = (advice: Advice[]) => advice.map(({ code }) => code);

const networkIds = modelIds.filter(isNetwork);

test.each(networkIds)('the weights of %s are counted as it has them', (model) => {
  const sizes = fc.record({
    lookBackSteps: fc.integer({ min: 2, max: 60 }),
    horizonSteps: fc.integer({ min: 1, max: 30 }),
    hiddenSize: fc.integer({ min: 1, max: 4 }).map((multiple) => 4 * multiple),
    layers: fc.integer({ min: 1, max: 3 }),
    patchLength: fc.integer({ min: 1, max: 40 }),
    loss: fc.constantFrom('mse', 'pinball'),
  });
  fc.assert(
    fc.property(sizes, ({ lookBackSteps, horizonSteps, ...network }) => {
      const settings = settingsOf(144, { lookBackSteps, horizonSteps }, network as Partial<Settings['network']>);
      const levels = network.loss === 'pinball' ? quantileLevels.length : 1;
      const parameters = createNetwork(model, { ...settings, ...settings.network, levels }).init(1);
      const made = Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
      tf.dispose(parameters);
      expect(weightsOf(model, settings)).toBe(made);
    }),
    { numRuns: 25 },
  );
});

test.each(networkIds)('the size of %s depends on its numbers but for the idle ones', (model) => {
  const usual = settingsOf(144);
  const idle = idleNumbersOf(model);
  for (const name of ['hiddenSize', 'layers', 'patchLength', 'heads'] as const) {
    const changed = { ...usual, network: { ...usual.network, [name]: usual.network[name] * 2 } };
    if (idle.includes(name)) expect(weightsOf(model, changed), name).toBe(weightsOf(model, usual));
    else if (name !== 'heads') expect(weightsOf(model, changed), name).not.toBe(weightsOf(model, usual));
  }
});

describe('twelve years of months with the usual settings', () => {
  test.each(['lstm', 'transformer', 'ets', 'theta', 'seasonal-naive', 'mstl'] as const)('%s has enough', (model) => {
    expect(adviseOn(model, traitsOf(144), settingsOf(144))).toEqual([]);
  });
});

describe('networks', () => {
  // 144 points: 29 for the test, 14 for the validation, 101 to learn from.
  test('too few windows: a shorter look-back leaves a batch of them', () => {
    const settings = settingsOf(144, { lookBackSteps: 70 });
    expect(adviseOn('gru', traitsOf(144), settings)[0]).toEqual({
      code: 'few-windows',
      params: { count: 20, wanted: 32 },
      proposal: { kind: 'setting', setting: 'lookBackSteps', value: 58 },
    });
  });

  test('how much there is to learn from all series is not known from one', () => {
    const settings = settingsOf(144, { lookBackSteps: 70 }, { scope: 'panel', hiddenSize: 256, epochs: 1 });
    expect(adviseOn('gru', traitsOf(144), settings)).toEqual([]);
  });

  test('too few windows for any look-back that sees the season: a statistical model', () => {
    // 60 points: 12 for the test, 12 for the validation, 36 to learn from, 13 windows of 12 and 12.
    const settings = settingsOf(60, { lookBackSteps: 12, horizonSteps: 12, testSteps: 12 });
    expect(adviseOn('lstm', traitsOf(60), settings)[0]).toEqual({
      code: 'few-windows',
      params: { count: 13, wanted: 32 },
      proposal: { kind: 'model', instead: 'ets' },
    });
  });

  test('more weights than the points can settle: fewer units, which the heads still divide', () => {
    // 4 x 256 x (6 + 256 + 1) + 256 x 12 + 12 weights; 101 points allow 20,200.
    const [advice] = adviseOn('lstm', traitsOf(144), settingsOf(144, {}, { hiddenSize: 256 }));
    expect(advice).toEqual({
      code: 'many-weights',
      params: { weights: 272_396, points: 101 },
      proposal: { kind: 'setting', setting: 'hiddenSize', value: 64 },
    });
  });

  test('a look-back read in one piece is no sequence', () => {
    const settings = settingsOf(144, { lookBackSteps: 24 }, { patchLength: 30 });
    const few = { count: 1, patch: 30, lookBack: 24 };
    const proposal = { kind: 'setting', setting: 'patchLength', value: 6 };
    for (const model of ['lstm', 'transformer', 'segrnn'] as const) {
      expect(adviseOn(model, traitsOf(144), settings)).toContainEqual({ code: 'few-pieces', params: few, proposal });
    }
    expect(codesOf(adviseOn('dlinear', traitsOf(144), settings))).not.toContain('few-pieces');
  });

  test('a look-back that sees no whole season', () => {
    expect(adviseOn('nlinear', traitsOf(144), settingsOf(144, { lookBackSteps: 6 }))).toEqual([
      {
        code: 'season-out-of-sight',
        params: { lookBack: 6, season: 12 },
        proposal: { kind: 'setting', setting: 'lookBackSteps', value: 12 },
      },
    ]);
  });

  test('too few epochs to learn anything', () => {
    // 66 windows are three batches.
    const [advice] = adviseOn('gru', traitsOf(144), settingsOf(144, {}, { epochs: 5 }));
    expect(advice).toEqual({
      code: 'few-corrections',
      params: { count: 15 },
      proposal: { kind: 'setting', setting: 'epochs', value: 14 },
    });
  });

  test('one window alone would choose when to stop', () => {
    // 118 points: 24 for the test, 12 for the validation, as long as the horizon.
    expect(adviseOn('nlinear', traitsOf(118), settingsOf(118))).toEqual([
      {
        code: 'few-validation-windows',
        params: { count: 1 },
        proposal: { kind: 'setting', setting: 'horizonSteps', value: 11 },
      },
    ]);
  });
});

describe('seasonal models', () => {
  test('fewer than two seasons before the test: a shorter test part where that is enough', () => {
    // 27 points, 6 of them for the test when it is as long as asked for, 3 when it is as long as the horizon.
    const settings = settingsOf(27, { horizonSteps: 3, testSteps: 6, models: ['ets'] });
    expect(adviseOn('ets', traitsOf(27), settings)).toEqual([
      {
        code: 'few-seasons',
        params: { seasons: 1.7, wanted: 2 },
        proposal: { kind: 'setting', setting: 'testSteps', value: 3 },
      },
    ]);
  });

  test('else what can do with one season, or with none', () => {
    const settings = (length: number) => settingsOf(length, { horizonSteps: 2, testSteps: 2, models: ['ets'] });
    expect(adviseOn('holt-winters', traitsOf(20), settings(20))[0].proposal).toEqual({
      kind: 'model',
      instead: 'seasonal-naive',
    });
    expect(adviseOn('ets', traitsOf(12), settings(12))[0].proposal).toEqual({ kind: 'model', instead: 'damped-holt' });
    expect(adviseOn('seasonal-naive', traitsOf(12), settings(12))[0]).toMatchObject({
      code: 'few-seasons',
      params: { seasons: 0.8, wanted: 1 },
    });
  });

  test('Holt-Winters without a season, or with one that it has no form for', () => {
    expect(codesOf(adviseOn('holt-winters', traitsOf(144), settingsOf(144, { seasonLength: 1 })))).toEqual([
      'no-season',
    ]);
    expect(adviseOn('holt-winters', traitsOf(2000), settingsOf(2000, { seasonLength: 168 }))[0]).toMatchObject({
      code: 'long-season',
      proposal: { kind: 'model', instead: 'mstl' },
    });
  });
});

describe('what the values are', () => {
  test('rare demand where it is not rare', () => {
    const dense = describeTraits(Float64Array.from({ length: 144 }, (_, at) => (at % 9 === 0 ? 0 : 5)));
    expect(adviseOn('croston', dense, settingsOf(144))).toEqual([
      { code: 'no-zeros', params: { zeros: 16, length: 144 }, proposal: { kind: 'model', instead: 'ses' } },
    ]);
    // Every other point: an interval of 2, beyond 1.32.
    const rare = describeTraits(Float64Array.from({ length: 144 }, (_, at) => at % 2));
    expect(adviseOn('croston', rare, settingsOf(144))).toEqual([]);
  });

  test('logarithms of what is not positive', () => {
    expect(codesOf(adviseOn('log-ets', traitsOf(144, { isPositive: false }), settingsOf(144)))).toEqual([
      'not-positive',
    ]);
  });
});

test('nothing is said where the settings cannot be run', () => {
  expect(adviseOn('lstm', traitsOf(30), settingsOf(144, { lookBackSteps: 200 }))).toEqual([]);
});

const anySettings = fc.record({
  length: fc.integer({ min: 20, max: 400 }),
  model: fc.constantFrom(...modelIds),
  lookBackSteps: fc.integer({ min: 2, max: 80 }),
  horizonSteps: fc.integer({ min: 1, max: 24 }),
  seasonLength: fc.constantFrom(1, 4, 7, 12, 24, 52),
  hiddenSize: fc.constantFrom(4, 16, 64, 256),
  epochs: fc.integer({ min: 1, max: 60 }),
  patchLength: fc.integer({ min: 1, max: 60 }),
});

test('what is proposed can be run, and the model is in its depth there', () => {
  let followed = 0;
  fc.assert(
    fc.property(anySettings, ({ length, model, hiddenSize, epochs, patchLength, ...lengths }) => {
      const settings = settingsOf(length, { ...lengths, models: [model] }, { hiddenSize, epochs, patchLength });
      const traits = traitsOf(length);
      for (const { code, proposal } of adviseOn(model, traits, settings)) {
        if (!proposal) continue;
        followed += 1;
        const changed = followProposal(settings, model, proposal);
        expect(checkSettings(changed, length)).toMatchObject({ ok: true });
        const runs: ModelId = proposal.kind === 'model' ? proposal.instead : model;
        expect(changed.models).toContain(runs);
        expect(codesOf(adviseOn(runs, traits, changed)), `${model}: ${code}`).not.toContain(code);
        // What was followed is not proposed again, though the model may have to stay.
        const again = adviseOn(model, traits, changed).filter((each) => each.code === code);
        const stays = changed.models.includes(model);
        expect(stays ? again.map((each) => each.proposal) : [], `${model}: ${code}`).not.toContainEqual(proposal);
      }
    }),
    { numRuns: 3000 },
  );
  expect(followed).toBeGreaterThan(500);
});

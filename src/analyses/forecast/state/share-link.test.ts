import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refitChoices } from '../../../forecasters/backtest-settings.ts';
import { modelIds } from '../../../forecasters/model-cards.ts';
import {
  augmentationChoices,
  checkSettings,
  defaultSettings,
  fineTunings,
  learningScopes,
  lossNames,
  normalisationNames,
  type Settings,
  settingRanges,
} from '../../../forecasters/settings.ts';
import { readLink, writeLink } from './share-link.ts';

const usual = defaultSettings({ unit: 'month', every: 1 }, 144);

/** Any number that a setting may be. */
function numberOf(name: keyof typeof settingRanges) {
  const { low, high, whole } = settingRanges[name];
  return whole ? fc.integer({ min: low, max: high }) : fc.double({ min: low, max: high, noNaN: true });
}
const orDefault = (name: keyof typeof settingRanges) => fc.option(numberOf(name));

const anySettings = fc
  .record({
    models: fc.subarray([...modelIds], { minLength: 1 }),
    horizonSteps: numberOf('horizonSteps'),
    lookBackSteps: numberOf('lookBackSteps'),
    seasonLength: numberOf('seasonLength'),
    testSteps: orDefault('testSteps'),
    seed: numberOf('seed'),
    backtest: fc.record({
      origins: orDefault('origins'),
      stepSteps: orDefault('stepSteps'),
      windowSteps: orDefault('windowSteps'),
      refit: fc.constantFrom(...refitChoices),
    }),
    network: fc.record({
      epochs: numberOf('epochs'),
      hiddenSize: fc.constantFrom(16, 32, 240),
      layers: numberOf('layers'),
      dropout: numberOf('dropout'),
      learningRate: numberOf('learningRate'),
      weightDecay: numberOf('weightDecay'),
      heads: fc.constantFrom(1, 2, 8, 16),
      patchLength: numberOf('patchLength'),
      members: numberOf('members'),
      normalisation: fc.constantFrom(...normalisationNames),
      loss: fc.constantFrom(...lossNames),
      averaging: fc.boolean(),
      augmentation: fc.constantFrom(...augmentationChoices),
      scope: fc.constantFrom(...learningScopes),
      fineTuning: fc.constantFrom(...fineTunings),
      calendar: fc.boolean(),
      holidays: fc.option(fc.constantFrom('DE', 'CN', 'ZW')),
    }),
  })
  .map((settings): Settings => ({ ...usual, ...settings, network: { ...usual.network, ...settings.network } }))
  .filter((settings) => checkSettings(settings, 1e9).ok);

test('any settings that can be run come back as they were', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(readLink(`#${writeLink(settings)}`)).toEqual({ ok: true, value: settings });
    }),
  );
});

test('a link is plain text that needs no escaping, and carries nothing but settings', () => {
  const link = writeLink(usual);
  expect(link).toMatch(/^settings=1\.[\w-]+$/);
  const carried = JSON.parse(Buffer.from(link.slice('settings=1.'.length), 'base64url').toString());
  expect(Object.keys(carried).sort()).toEqual(Object.keys(usual).sort());
});

test('an address without settings brings none', () => {
  for (const fragment of ['', '#', '#content', 'settings', '#setting=1.e30']) expect(readLink(fragment)).toBeNull();
});

const linkOf = (value: unknown) => `#settings=1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
const codeOf = (fragment: string) => {
  const read = readLink(fragment);
  return read && !read.ok ? read.problem.code : 'read';
};

describe('a link that is broken', () => {
  test('of whatever kind is told from one that is not, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (text) => {
        expect(['link-damaged', 'link-version']).toContain(codeOf(`#settings=${text}`));
      }),
    );
  });

  test('cut short anywhere is damaged, or lacks its last settings', () => {
    const link = writeLink(usual);
    fc.assert(
      fc.property(fc.integer({ min: 'settings='.length, max: link.length - 4 }), (end) => {
        expect(['link-damaged', 'link-version']).toContain(codeOf(link.slice(0, end)));
      }),
    );
  });

  test.each<[string, unknown, string]>([
    ['a list', [], 'link-damaged'],
    ['nothing', null, 'link-damaged'],
    ['an unknown model', { ...usual, models: ['oracle'] }, 'link-damaged'],
    ['a text for a number', { ...usual, horizonSteps: '12' }, 'link-damaged'],
    ['an unknown loss', { ...usual, network: { ...usual.network, loss: 'hinge' } }, 'link-damaged'],
    ['a number out of range', { ...usual, network: { ...usual.network, epochs: 1e9 } }, 'link-settings'],
    ['heads that do not divide', { ...usual, network: { ...usual.network, heads: 5 } }, 'link-settings'],
    ['no model', { ...usual, models: [] }, 'link-settings'],
  ])('%s', (_, value, code) => {
    expect(codeOf(linkOf(value))).toBe(code);
  });

  test('of another version says which', () => {
    expect(readLink('#settings=7.e30')).toEqual({
      ok: false,
      problem: { code: 'link-version', params: { version: '7' } },
    });
  });
});

test('what an older page did not know is left to the default, what a newer one adds is passed over', () => {
  const { network, ...others } = usual;
  const { averaging, ...older } = { ...network, rope: true };
  expect(averaging).toBe(false);
  const read = readLink(linkOf({ ...others, horizonSteps: 7, network: older, moon: 'full' }));
  expect(read).toEqual({ ok: true, value: { ...usual, horizonSteps: 7 } });
});

test('nothing is taken from the prototype of what is read', () => {
  const read = readLink(`#settings=1.${Buffer.from('{"__proto__":{"horizonSteps":5}}').toString('base64url')}`);
  expect(read).toMatchObject({ ok: true, value: { horizonSteps: 12 } });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelIds } from '../../../forecasters/model-cards.ts';
import { isOptional, type SettingName, settingCards, settingNames } from '../../../forecasters/setting-cards.ts';
import { defaultSettings, type Settings, withSetting } from '../../../forecasters/settings.ts';
import { readLink, writeLink } from './share-link.ts';

const usual = defaultSettings({ unit: 'month', every: 1 }, 144);

/** Anything that a setting may be. */
function anyValueOf(name: SettingName): fc.Arbitrary<unknown> {
  const card = settingCards[name];
  switch (card.kind) {
    case 'number': {
      const { low, high, whole } = card;
      const any = whole ? fc.integer({ min: low, max: high }) : fc.double({ min: low, max: high, noNaN: true });
      return card.default === null ? fc.option(any) : any;
    }
    case 'choice':
      return fc.constantFrom(...card.choices);
    case 'switch':
      return fc.boolean();
    case 'country':
      return fc.option(fc.constantFrom(...card.choices));
    case 'columns':
      return fc
        .uniqueArray(fc.nat(200), { maxLength: card.most })
        .map((places) => places.toSorted((one, other) => one - other));
  }
}

const values = Object.fromEntries(settingNames.map((name) => [name, anyValueOf(name)]));
const anySettings = fc
  .record({ models: fc.subarray([...modelIds], { minLength: 1 }), values: fc.record(values) })
  .map(({ models, values: drawn }): Settings => {
    // Heads divide the hidden size, and the test part is asked for in one way.
    const fitting = {
      ...drawn,
      hiddenSize: 240,
      heads: [1, 2, 8, 16][Number(drawn.heads) % 4],
      origins: drawn.testSteps === null ? drawn.origins : null,
    };
    const set = (settings: Settings, [name, value]: [string, unknown]) =>
      withSetting(settings, name as SettingName, value as never);
    return { ...Object.entries(fitting).reduce(set, usual), models };
  });

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

test('a link of November 2026 is read as it was meant', () => {
  const link =
    'settings=1.eyJtb2RlbHMiOlsic2Vhc29uYWwtbmFpdmUiLCJ0aGV0YSIsImxzdG0iXSwibG9va0JhY2tTdGVwcyI6MjQsImhvcml6b25TdGVwcyI6Niwi' +
    'dGVzdFN0ZXBzIjozMCwic2Vhc29uTGVuZ3RoIjoxMiwic2VlZCI6NywibmV0d29yayI6eyJlcG9jaHMiOjQwLCJoaWRkZW5TaXplIjozMiwibGF5ZXJzIjox' +
    'LCJkcm9wb3V0IjowLjIsImxlYXJuaW5nUmF0ZSI6MC4wMDQsIndlaWdodERlY2F5IjowLjAxLCJoZWFkcyI6NCwicGF0Y2hMZW5ndGgiOjYsIm1lbWJlcnMi' +
    'OjEsIm5vcm1hbGlzYXRpb24iOiJsYXN0IiwibG9zcyI6InBpbmJhbGwiLCJhdmVyYWdpbmciOnRydWUsImF1Z21lbnRhdGlvbiI6ImF1dG8iLCJzY29wZSI6' +
    'InBhbmVsIiwiZmluZVR1bmluZyI6ImhlYWQiLCJzZXJpZXNFbWJlZGRpbmciOnRydWUsImNhbGVuZGFyIjp0cnVlLCJob2xpZGF5cyI6IkRFIn0sImJhY2t0' +
    'ZXN0Ijp7Im9yaWdpbnMiOm51bGwsInN0ZXBTdGVwcyI6Mywid2luZG93U3RlcHMiOjYwLCJyZWZpdCI6Im9uY2UifX0';
  const meant: Settings = {
    ...usual,
    models: ['seasonal-naive', 'theta', 'lstm'],
    horizonSteps: 6,
    lookBackSteps: 24,
    seasonLength: 12,
    testSteps: 30,
    seed: 7,
    backtest: { ...usual.backtest, origins: null, stepSteps: 3, windowSteps: 60, refit: 'once' },
    network: {
      ...usual.network,
      epochs: 40,
      hiddenSize: 32,
      layers: 1,
      dropout: 0.2,
      learningRate: 0.004,
      weightDecay: 0.01,
      heads: 4,
      patchLength: 6,
      members: 1,
      normalisation: 'last',
      loss: 'pinball',
      averaging: true,
      augmentation: 'auto',
      scope: 'panel',
      fineTuning: 'head',
      seriesEmbedding: true,
      calendar: true,
      holidays: 'DE',
    },
  };
  expect(readLink(link)).toEqual({ ok: true, value: meant });
});

test.each(settingNames)('%s of a link is refused where it is of another kind', (name) => {
  const wrong = { ...usual, network: { ...usual.network }, backtest: { ...usual.backtest } };
  const { part } = settingCards[name];
  Object.assign(part === 'run' ? wrong : wrong[part], { [name]: ['x'] });
  expect(codeOf(linkOf(wrong))).toBe('link-damaged');
  const card = settingCards[name];
  Object.assign(part === 'run' ? wrong : wrong[part], { [name]: null });
  const isOpen = card.kind === 'country' || (card.kind === 'number' && isOptional(name as never));
  expect(codeOf(linkOf(wrong))).toBe(isOpen ? 'read' : 'link-damaged');
});

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

import { describe, expect, it } from 'vitest';
import { settingNames } from '../../../../forecasters/setting-cards.ts';
import { defaultSettings, type Settings, settingValue } from '../../../../forecasters/settings.ts';
import { englishWords, loadWords } from '../../../../i18n/load-words.ts';
import { saySetting } from '../settings/say-setting.ts';
import { sayChanges } from './say-changes.ts';
import { settingDifferences, settingsThatDiffer } from './setting-differences.ts';

const settings = defaultSettings({ unit: 'month', every: 1 }, 144);
const plain: Settings = { ...settings, models: ['seasonal-naive', 'ets'] };
const withNetwork = (change: Partial<Settings['network']>): Settings => ({
  ...settings,
  network: { ...settings.network, ...change },
});

describe('settingDifferences', () => {
  it('finds none between the same', () => {
    expect(settingDifferences(settings, structuredClone(settings))).toEqual({ models: null, settings: [] });
  });

  it('finds a changed number, wherever it lies', () => {
    expect(settingDifferences(settings, { ...settings, horizonSteps: 6 }).settings).toEqual(['horizonSteps']);
    expect(settingDifferences(settings, withNetwork({ epochs: 7 })).settings).toEqual(['epochs']);
    const backtest = { ...settings.backtest, refit: 'once' as const };
    expect(settingDifferences(settings, { ...settings, backtest }).settings).toEqual(['refit']);
  });

  it('finds models that came and went', () => {
    const other: Settings = { ...plain, models: ['seasonal-naive', 'theta'] };
    expect(settingDifferences(plain, other).models).toEqual({ onlyBefore: ['ets'], onlyAfter: ['theta'] });
  });

  it('passes over what no model of either run reads', () => {
    const other: Settings = { ...plain, lookBackSteps: 9, seed: 5, network: { ...plain.network, epochs: 7 } };
    expect(settingDifferences(plain, other).settings).toEqual([]);
    const lstm: Settings = { ...settings, models: ['lstm'] };
    expect(settingDifferences(lstm, { ...lstm, network: { ...lstm.network, heads: 2 } }).settings).toEqual([]);
    expect(settingDifferences(settings, withNetwork({ fineTuning: 'all' })).settings).toEqual([]);
  });

  it('knows every setting there is', () => {
    const { models: _, network, backtest, ...others } = settings;
    const all = Object.keys({ ...network, ...backtest, ...others }).sort();
    expect([...settingNames].sort()).toEqual(all);
    for (const name of settingNames) expect(settingValue(settings, name)).not.toBeUndefined();
  });
});

describe('settingsThatDiffer', () => {
  it('finds what differs between any of them', () => {
    const other = { ...settings, horizonSteps: 6 };
    const third: Settings = {
      ...withNetwork({ epochs: 7 }),
      models: settings.models.filter((model) => model !== 'theta'),
    };
    expect(settingsThatDiffer([settings, structuredClone(settings)])).toEqual({ models: false, settings: [] });
    expect(settingsThatDiffer([settings, structuredClone(settings), other, third])).toEqual({
      models: true,
      settings: ['horizonSteps', 'epochs'],
    });
  });
});

describe.each(['en', 'zh-CN'] as const)('the words of settings in %s', (language) => {
  it('name each and say what it stands at', async () => {
    const words = await loadWords(language);
    for (const name of settingNames) {
      expect(words.say(`setting.${name}`)).not.toBe('');
      expect(saySetting(words, name, settings)).not.toMatch(/^(|null|undefined|true|false)$/);
    }
  });
});

describe('sayChanges', () => {
  const words = englishWords;

  it('tells a few changes and counts the others', () => {
    expect(sayChanges(words, plain, plain)).toBeNull();
    const theta: Settings = { ...plain, models: ['seasonal-naive', 'theta'], horizonSteps: 6 };
    expect(sayChanges(words, plain, theta)).toBe('with Theta; without ETS; Horizon 12 → 6');
    const many = { ...withNetwork({ epochs: 7, layers: 2, dropout: 0.5 }), horizonSteps: 6, seed: 2 };
    expect(sayChanges(words, settings, many)).toBe('Horizon 12 → 6; Seed 1 → 2; Epochs 60 → 7; 2 more changes');
  });
});

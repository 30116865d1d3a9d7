import { expect, it } from 'vitest';
import { languages, languageTags, pickLanguage } from './languages.ts';

it.each([
  [['en-GB', 'zh-CN'], 'en'],
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh-Hans-SG'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['fr-FR', 'zh-TW'], 'zh-CN'],
  [['fr', 'de'], 'en'],
  [[], 'en'],
])('picks for %j', (wanted, picked) => {
  expect(pickLanguage(wanted)).toBe(picked);
});

it.each(languageTags)('%s has the plural categories that Unicode gives it', (tag) => {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  expect([...languages[tag].plurals].sort()).toEqual([...pluralCategories].sort());
});

import { expect, it } from 'vitest';
import { pickLanguage } from './language.ts';

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

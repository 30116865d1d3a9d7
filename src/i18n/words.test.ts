import { describe, expect, it } from 'vitest';
import { findFaults } from './find-faults.ts';
import { englishWords, loadWords, readyWords } from './load-words.ts';
import { meetingWords } from './meeting/meeting-words.ts';
import type { Messages, TranslationInto } from './messages.ts';
import { reportWords } from './report/report-words.ts';
import { sharedWords } from './shared-words.ts';
import { defineWords } from './word-set.ts';
import { createWords, type WordsOf } from './words.ts';
import { workbookWords } from './workbook/workbook-words.ts';

it('every language says all that the rooms share', async () => {
  expect(await findFaults(sharedWords)).toEqual([]);
  expect(await findFaults(workbookWords)).toEqual([]);
  expect(await findFaults(meetingWords)).toEqual([]);
  expect(await findFaults(reportWords)).toEqual([]);
});

describe('words', async () => {
  const words = englishWords;
  const chinese = await loadWords('zh-CN');

  it('fills placeholders in and groups numbers', () => {
    expect(words.say('training.epoch', { epoch: 7, epochs: 1500 })).toBe('Epoch 7 of 1,500');
    expect(chinese.say('training.epoch', { epoch: 7, epochs: 1500 })).toBe('第 7 轮，共 1,500 轮');
  });

  it('chooses the plural by the count', () => {
    expect(words.say('count.rows', { count: 1 })).toBe('1 row');
    expect(words.say('count.rows', { count: 2 })).toBe('2 rows');
    expect(words.say('count.rows', { count: 0 })).toBe('0 rows');
    expect(chinese.say('count.rows', { count: 1 })).toBe('1 行');
  });

  it('never takes what was filled in for a placeholder', () => {
    expect(words.say('reading.parsing', { name: '{name}{x}.csv' })).toBe('Reading {name}{x}.csv');
  });

  it('tells apart what was filled in', () => {
    expect(words.segments('failed.dismiss', { name: 'a.csv' })).toEqual([
      { text: 'Go on with ', param: null },
      { text: 'a.csv', param: 'name' },
    ]);
  });

  it('writes numbers of any size', () => {
    expect(words.number(47.8333333)).toBe('47.83');
    expect(words.number(0.0123456)).toBe('0.0123');
    expect(words.number(1234567)).toBe('1,234,567');
    expect(words.number(0.00001234)).toBe('1.23E-5');
    expect(words.number(-1.5e20)).toBe('-1.5E20');
    expect(words.number(0)).toBe('0');
    expect(words.percent(0.0432, 2)).toBe('4.32%');
    expect([0, 0.00046, 0.0049, 0.0132, 1.6].map(words.miss)).toEqual(['0%', '0.05%', '0.5%', '1%', '160%']);
    expect([1e-16, 4e-12].map(words.miss)).toEqual(['0%', '0%']);
    expect(words.compact(1_234_567)).toBe('1.23M');
    expect(chinese.compact(1_234_567)).toBe('123.46万');
    for (const said of [words.number(6e148), words.fixed(6e148, 0), words.compact(6e148), chinese.fixed(6e148, 2)]) {
      expect(said).toBe('6E148');
    }
    expect(words.fixed(123_456_789_012_345, 0)).toBe('123,456,789,012,345');
  });

  it('writes lengths of time and sizes', () => {
    expect(words.duration(42)).toBe('42 ms');
    expect(words.duration(2345)).toBe('2.3 sec');
    expect(words.duration(61_000)).toBe('61 sec');
    expect(words.duration(600_000)).toBe('10 min');
    expect(words.duration(7_200_000)).toBe('2 hr');
    expect(words.bytes(742)).toBe('742 bytes');
    expect(words.bytes(1745)).toBe('1.7 kB');
    expect(words.bytes(200e6)).toBe('200 MB');
  });

  it('has a space beside Latin letters in Chinese, and none between two Chinese characters', () => {
    const told = (ids: string) => chinese.say('roles.shape.long', { ids });
    expect(told('shop')).toContain('由 shop 区分');
    expect(told('门店')).toContain('由门店区分');
    expect(told('门 店')).toContain('由门 店区分');
  });

  it('knows which keys from outside it has', () => {
    expect(words.sayIfKnown('sample.air-passengers.title')).toBe('Airline passengers');
    expect(words.sayIfKnown('sample.other.title')).toBeNull();
    expect(words.sayIfKnown('constructor')).toBeNull();
  });
});

it('lists things, in Chinese with a space beside what is written in Latin letters', async () => {
  expect(englishWords.list(['Preis', 'Aktion', 'x'])).toBe('Preis, Aktion, and x');
  const { list } = await loadWords('zh-CN');
  expect(list(['Preis', 'Aktion'])).toBe('Preis 和 Aktion');
  expect(list(['价格', 'Aktion'])).toBe('价格和 Aktion');
  expect(list(['价格', '促销', '天气'])).toBe('价格、促销和天气');
  expect(list(['价格'])).toBe('价格');
});

describe('a language with more plural forms', () => {
  const english = {
    'count.rows': { one: '{count} row', other: '{count} rows' },
    'rhythm.day': 'every {count} days',
    'app.name': 'Dropcast',
  } as const satisfies Messages<'en'>;

  it('has the forms of Polish', () => {
    const polish = {
      'count.rows': {
        one: '{count} wiersz',
        few: '{count} wiersze',
        many: '{count} wierszy',
        other: '{count} wiersza',
      },
      'rhythm.day': { one: 'codziennie', few: 'co {count} dni', many: 'co {count} dni', other: 'co {count} dnia' },
      'app.name': 'Dropcast',
    } as const satisfies TranslationInto<'one' | 'few' | 'many' | 'other', typeof english>;
    const card = { name: 'polski', dir: 'ltr', plurals: ['one', 'few', 'many', 'other'], isSpaced: true } as const;
    const { say, dir } = createWords<typeof english>({ tag: 'pl', ...card }, polish);
    const rows = [1, 2, 5, 12, 22, 25, 1.5].map((count) => say('count.rows', { count }));
    expect([...card.plurals].sort()).toEqual([...new Intl.PluralRules('pl').resolvedOptions().pluralCategories].sort());
    expect(rows).toEqual([
      '1 wiersz',
      '2 wiersze',
      '5 wierszy',
      '12 wierszy',
      '22 wiersze',
      '25 wierszy',
      '1,5 wiersza',
    ]);
    expect(say('rhythm.day', { count: 1 })).toBe('codziennie');
    expect(dir).toBe('ltr');
  });

  it('has the six forms of Arabic, from right to left', () => {
    const arabic = {
      'count.rows': {
        zero: 'لا صفوف',
        one: 'صف واحد',
        two: 'صفان',
        few: '{count} صفوف',
        many: '{count} صفًا',
        other: '{count} صف',
      },
      'rhythm.day': 'كل {count} أيام',
      'app.name': 'Dropcast',
    } as const satisfies TranslationInto<Intl.LDMLPluralRule, typeof english>;
    const plurals = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
    const { say, dir } = createWords<typeof english>(
      { tag: 'ar', name: 'العربية', dir: 'rtl', plurals, isSpaced: true },
      arabic,
    );
    const rows = [0, 1, 2, 3, 11, 100].map((count) => say('count.rows', { count }));
    expect([...plurals].sort()).toEqual([...new Intl.PluralRules('ar').resolvedOptions().pluralCategories].sort());
    expect(rows).toEqual(['لا صفوف', 'صف واحد', 'صفان', '3 صفوف', '11 صفًا', '100 صف']);
    expect(dir).toBe('rtl');
  });

  it('does not compile where a form, a key or a text is missing, or a key is unknown', () => {
    type Polish = TranslationInto<'one' | 'few' | 'many' | 'other', typeof english>;
    const rows = { one: '{count} wiersz', few: '{count} wiersze', many: '{count} wierszy', other: '{count} wiersza' };
    const whole = { 'count.rows': rows, 'rhythm.day': 'co {count} dni', 'app.name': 'Dropcast' };
    const { many, ...others } = rows;
    const { 'app.name': name, ...unnamed } = whole;
    const translations: Polish[] = [
      whole,
      // @ts-expect-error: Polish has a form for many
      { ...whole, 'count.rows': others },
      // @ts-expect-error: one text will not do for a count
      { ...whole, 'count.rows': '{count} wierszy' },
      // @ts-expect-error: a message is missing
      unnamed,
      // @ts-expect-error: there is no such message
      { ...whole, 'app.nam': name },
    ];
    expect([translations.length, many]).toEqual([5, '{count} wierszy']);
  });
});

describe('a set of words that a part of the page brings', () => {
  const ownEnglish = {
    'own.title': 'What the file holds',
    'own.columns': { one: '{count} column', other: '{count} columns' },
  } as const satisfies Messages<'en'>;
  const own = () =>
    defineWords(ownEnglish, { 'zh-CN': async () => ({ 'own.title': '文件内容', 'own.columns': '{count} 列' }) });

  it('speaks English at once and another language once it is loaded, beside the shared words', async () => {
    const set = own();
    expect(readyWords('en', set)?.say('own.columns', { count: 1 })).toBe('1 column');
    expect(readyWords('zh-CN', set)).toBeNull();
    const chinese: WordsOf<typeof set> = await loadWords('zh-CN', set);
    expect(chinese.say('own.columns', { count: 3 })).toBe('3 列');
    expect(chinese.say('app.language')).toBe('语言');
    expect(readyWords('zh-CN', set)).toBe(chinese);
    expect(await loadWords('zh-CN', set)).toBe(chinese);
  });

  it('is loaded anew after it failed', async () => {
    let isOnline = false;
    const set = defineWords(ownEnglish, {
      'zh-CN': async () => {
        if (!isOnline) throw new Error('no connection');
        return { 'own.title': '文件内容', 'own.columns': '{count} 列' };
      },
    });
    await expect(loadWords('zh-CN', set)).rejects.toThrow('no connection');
    isOnline = true;
    expect((await loadWords('zh-CN', set)).say('own.title')).toBe('文件内容');
  });

  it('must not say what is said already', () => {
    const set = defineWords({ 'app.name': 'Other' }, { 'zh-CN': async () => ({ 'app.name': '其他' }) });
    expect(() => readyWords('en', set)).toThrow('app.name');
  });

  it('is found wanting by its test', async () => {
    const set = defineWords<Record<string, string | { one: string; other: string }>>(
      { 'own.a': 'A {x}', 'own.b': { one: '{count} b', other: '{count} bs' }, 'own.c': 'C' },
      { 'zh-CN': async () => ({ 'own.a': '甲 {y}', 'own.b': { other: ' ' }, 'own.d': '丁' }) as never },
    );
    expect(await findFaults(set)).toEqual([
      'zh-CN own.a: other has {y}, not {x}',
      'zh-CN own.b: says nothing for other',
      'zh-CN own.b: other has no value, not {count}',
      'zh-CN own.c: missing',
      'zh-CN own.d: unknown',
    ]);
  });
});

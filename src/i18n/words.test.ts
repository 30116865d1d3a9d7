import { describe, expect, it } from 'vitest';
import { languages } from '../session/language.ts';
import { createWords, type Dictionary, dictionaries, type MessageKey } from './words.ts';

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{[^}]+\}/g))].sort();
}

function textsOf(entry: Dictionary[MessageKey]): string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry);
}

const english = dictionaries.en;
const keys = Object.keys(english) as MessageKey[];

describe.each(languages)('the dictionary %s', (language) => {
  const dictionary = dictionaries[language];

  it('has the same keys as the English one', () => {
    expect(Object.keys(dictionary).sort()).toEqual([...keys].sort());
  });

  it('has the placeholders of the English one', () => {
    const namesOf = (entry: Dictionary[MessageKey]) => textsOf(entry).map(placeholders);
    for (const key of keys) {
      const [wanted] = namesOf(english[key]);
      for (const names of namesOf(dictionary[key])) expect([key, names]).toEqual([key, wanted]);
    }
  });

  it('says everything', () => {
    for (const key of keys) for (const text of textsOf(dictionary[key])) expect(text.trim()).not.toBe('');
  });
});

describe('createWords', () => {
  const words = createWords('en');
  const chinese = createWords('zh-CN');

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
    expect(words.parts('failed.dismiss', { name: 'a.csv' })).toEqual([
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
    expect(words.compact(1_234_567)).toBe('1.23M');
    expect(chinese.compact(1_234_567)).toBe('123.46万');
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

it('lists things, in Chinese with a space beside what is written in Latin letters', () => {
  expect(createWords('en').list(['Preis', 'Aktion', 'x'])).toBe('Preis, Aktion, and x');
  const { list } = createWords('zh-CN');
  expect(list(['Preis', 'Aktion'])).toBe('Preis 和 Aktion');
  expect(list(['价格', 'Aktion'])).toBe('价格和 Aktion');
  expect(list(['价格', '促销', '天气'])).toBe('价格、促销和天气');
  expect(list(['价格'])).toBe('价格');
});

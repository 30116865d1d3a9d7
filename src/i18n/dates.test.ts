import { describe, expect, it } from 'vitest';
import { sayRhythm, saySpan, sayTime } from './dates.ts';
import { englishWords, loadWords } from './load-words.ts';

const english = englishWords;
const chinese = await loadWords('zh-CN');
const ms = Date.UTC(1960, 11, 1, 5, 30);

describe('sayTime', () => {
  it.each([
    ['year', '1960', '1960年'],
    ['quarter', 'Q4 1960', '1960 年第 4 季度'],
    ['month', 'December 1960', '1960年12月'],
    ['week', 'Dec 1, 1960', '1960年12月1日'],
    ['day', 'Dec 1, 1960', '1960年12月1日'],
    ['hour', 'Dec 1, 1960, 05:30', '1960年12月1日 05:30'],
  ] as const)('is as precise as a %s', (unit, inEnglish, inChinese) => {
    expect(sayTime(english, ms, { unit, every: 1 })).toBe(inEnglish);
    expect(sayTime(chinese, ms, { unit, every: 1 })).toBe(inChinese);
  });

  it('calls what begins within a year or quarter of the calendar by its month', () => {
    expect(sayTime(english, Date.UTC(2017, 1, 1), { unit: 'quarter', every: 1 })).toBe('February 2017');
    expect(sayTime(chinese, Date.UTC(2017, 3, 1), { unit: 'year', every: 1 })).toBe('2017年4月');
    expect(sayTime(english, Date.UTC(2017, 3, 1), { unit: 'quarter', every: 1 })).toBe('Q2 2017');
    expect(sayTime(english, Date.UTC(2017, 4, 31), { unit: 'quarter', every: 1 })).toBe('Q2 2017');
  });

  it('counts rows where there are no dates', () => {
    expect(sayTime(english, 1234, { unit: 'row', every: 1 })).toBe('row 1,234');
  });
});

describe('sayRhythm and saySpan', () => {
  it('put steps into words', () => {
    expect(sayRhythm(english, { unit: 'hour', every: 1 })).toBe('hourly');
    expect(sayRhythm(english, { unit: 'minute', every: 15 })).toBe('every 15 minutes');
    expect(saySpan(english, 12, { unit: 'month', every: 1 })).toBe('12 months');
    expect(saySpan(english, 12, { unit: 'hour', every: 3 })).toBe('36 hours');
    expect(saySpan(english, 60, { unit: 'minute', every: 15 })).toBe('15 hours');
    expect(saySpan(english, 5, { unit: 'minute', every: 15 })).toBe('75 minutes');
    expect(saySpan(english, 120, { unit: 'minute', every: 1 })).toBe('120 minutes');
    expect(saySpan(chinese, 1, { unit: 'quarter', every: 1 })).toBe('1 个季度');
  });
});

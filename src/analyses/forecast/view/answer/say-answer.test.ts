import { describe, expect, it } from 'vitest';
import { englishWords } from '../../../../i18n/load-words.ts';
import type { Measure } from '../../../../series/measure.ts';
import { type Answered, changeOf, digitsFor, sayAnswer, sayTrust, sayTrustRule } from './say-answer.ts';

const words = englishWords;
const amount: Measure = { isLevel: false, isWhole: true, unit: 'units', isPercent: false };
const answered: Answered = {
  answer: { total: 1237.4, band: { low: 901.2, high: 1604.9 } },
  measure: amount,
  hasBelowZero: false,
  step: { unit: 'week', every: 1 },
  horizonSteps: 13,
  earlier: { span: { kind: 'year', steps: 52 }, value: 1167 },
  ended: null,
};
const say = (change: Partial<Answered> = {}) =>
  sayAnswer(words, { ...answered, ...change })
    .map(({ text }) => text)
    .join('');

describe('the answer', () => {
  it('is one sentence with one number, as exact as it is certain', () => {
    expect(say()).toBe('Next 13 weeks: 1,240 units (900 to 1,600), 6% more than at the same time last year.');
    expect(sayAnswer(words, answered).filter(({ param }) => param === 'value')).toEqual([
      { text: '1,240 units', param: 'value' },
    ]);
  });

  it('is an average of levels, in their unit', () => {
    const measure = { isLevel: true, isWhole: false, unit: '°C', isPercent: false };
    const answer = { total: -1.234, band: { low: -2.31, high: 0.04 } };
    const earlier = { span: { kind: 'before', steps: 13 } as const, value: -3.1 };
    expect(say({ measure, answer, earlier, hasBelowZero: true })).toBe(
      'Next 13 weeks: -1.2 °C on average (-2.3 to 0.0), 1.9 °C higher than in the 13 weeks before.',
    );
  });

  it('is no claim about what comes next where a series has ended, and compares with no year of now', () => {
    const ended = 'Mar 4, 2024';
    expect(say({ ended })).toBe('13 weeks after Mar 4, 2024, where the series ended: 1,240 units (900 to 1,600).');
    expect(say({ ended, measure: { ...amount, isLevel: true } })).toMatch(
      /^13 weeks after Mar 4, 2024, where the series ended: [^N]* on average/,
    );
  });

  it('keeps percent and currency', () => {
    const of = (measure: Partial<Measure>) => say({ measure: { ...amount, ...measure }, earlier: null });
    expect(of({ unit: null, isPercent: true })).toContain(': 1,240% (');
    expect(of({ unit: '€' })).toContain(': €1,240 (');
    expect(of({ unit: null })).toContain(': 1,240 (');
  });

  it('says what there is where there is no band, or nothing to compare with', () => {
    expect(say({ answer: { total: 57, band: null }, earlier: null })).toBe('Next 13 weeks: 57 units.');
    expect(say({ earlier: { span: { kind: 'year', steps: 52 }, value: Number.NaN } })).not.toContain('last year');
    expect(say({ earlier: { span: { kind: 'year', steps: 52 }, value: 0 } })).not.toContain('last year');
    expect(say({ earlier: { span: { kind: 'year', steps: 52 }, value: 1240 } })).toContain(
      'as much as at the same time last year',
    );
    expect(say({ earlier: { span: { kind: 'year', steps: 52 }, value: 2000 } })).toContain('38% less than');
  });
});

it('digits follow the uncertainty, and whole data stays whole', () => {
  expect(digitsFor(350, true)).toBe(-1);
  expect(digitsFor(0.4, false)).toBe(2);
  expect(digitsFor(0.4, true)).toBe(0);
  expect(digitsFor(0, true)).toBe(0);
  expect(digitsFor(3.5, false)).toBe(1);
});

it('a change is a share of what was, or an amount about zero', () => {
  expect(changeOf(110, 100, false)).toBeCloseTo(0.1, 12);
  expect(changeOf(110, 0, false)).toBeNull();
  expect(changeOf(2, -3, true)).toBe(5);
  expect(changeOf(2, Number.NaN, true)).toBeNull();
});

it('trust is said with the miss of the test, and its rule with its own numbers', () => {
  expect(sayTrust(words, { miss: 0.18, mae: 12 }, { trust: 'good', why: null }, answered)).toBe(
    'Typical miss 18%: good',
  );
  expect(
    sayTrust(
      words,
      { miss: 0.18, mae: 1.234 },
      { trust: 'fair', why: 'few-dates' },
      { ...answered, hasBelowZero: true },
    ),
  ).toBe('Typical miss 1.2 units: fair, as it was tested from two dates');
  expect(sayTrust(words, { miss: Number.NaN, mae: Number.NaN }, { trust: 'poor', why: 'doubt' }, answered)).toBe(
    'Typical miss not known: poor, as too little is known',
  );
  expect(sayTrustRule(words)).toMatch(/no more than 30%.*at least 3 dates.*more than 60%/);
});

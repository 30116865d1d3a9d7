import { describe, expect, it } from 'vitest';
import type { ExplainedForecast, ExplainedPart, PartId } from '../../../../evaluation/explain/explanation.ts';
import { loadWords } from '../../../../i18n/load-words.ts';
import { whyWords } from '../words/why-words.ts';
import { placeRows } from './place-rows.ts';
import { type Explained, roundTogether, sayWhy } from './say-why.ts';

const english = await loadWords('en', whyWords);
const chinese = await loadWords('zh-CN', whyWords);

const partOf = (part: PartId, value: number, error = 0, names: string[] = []): ExplainedPart => ({
  part,
  value,
  error,
  names,
});

function explain(parts: ExplainedPart[], change: Partial<ExplainedForecast> = {}): Explained {
  const total = parts.reduce((sum, { value }) => sum + value, 1000);
  const explained = {
    start: 1000,
    total,
    parts,
    coalitions: 8,
    span: { kind: 'year', steps: 12 },
    method: 'path',
    ...change,
  } as const;
  const measure = { isLevel: false, isWhole: true, unit: null, isPercent: false };
  return { explained, measure, step: { unit: 'month', every: 1 }, hasBelowZero: false };
}

describe('why, in a sentence', () => {
  const parts = [partOf('promotion', 80), partOf('season', 50), partOf('trend', -10)];

  it('names the parts in points, the largest first', () => {
    expect(sayWhy(english, explain(parts))).toBe(
      '12% more than at the same time last year: +8 promotion, +5 season, −1 trend.',
    );
    expect(sayWhy(chinese, explain(parts))).toBe('比去年同期多 12%：促销 +8，季节 +5，趋势 −1（百分点）。');
  });

  it('names none that its sampling error could have made, nor one that rounds to nothing', () => {
    const unsure = [
      partOf('promotion', 80, 60),
      partOf('season', 50, 5),
      partOf('trend', 3),
      partOf('other', -20, 0, ['Ads']),
    ];
    expect(sayWhy(english, explain(unsure))).toBe('11% more than at the same time last year: +5 season, −2 Ads.');
    expect(sayWhy(english, explain([partOf('trend', 2)]))).toBe(
      'As much as at the same time last year, and nothing stands out.',
    );
  });

  it('speaks of amounts where values lie about zero, and says where there is nothing to compare with', () => {
    const below = { ...explain([partOf('weather', -40)], { start: -20, total: -60 }), hasBelowZero: true };
    expect(sayWhy(english, below)).toBe('40.0 less than at the same time last year: −40.0 weather.');
    expect(sayWhy(english, explain(parts, { span: null }))).toBe(
      'There is nothing before to compare this forecast with.',
    );
    expect(sayWhy(english, explain(parts, { start: 0 }))).toBe(
      'There is nothing before to compare this forecast with.',
    );
  });

  it('rounds so that the parts still add up', () => {
    expect(roundTogether([10.45, 8.16, -1.71, -0.71])).toEqual([11, 8, -2, -1]);
    expect(roundTogether([0.4, 0.4, 0.4])).toEqual([1, 0, 0]);
  });
});

describe('the bars of a waterfall', () => {
  it('begin where the one before ends, and leave zero out where nothing could be seen', () => {
    const { explained } = explain([partOf('trend', 30), partOf('season', -10)]);
    const { rows, isCut } = placeRows(explained);
    expect(isCut).toBe(true);
    expect(rows.map(({ part }) => part)).toEqual(['start', 'trend', 'season', 'total']);
    expect(rows[1].from).toBeCloseTo(rows[0].to, 9);
    expect(rows[2].to).toBeCloseTo(rows[1].to, 9);
    expect(rows[3].to).toBeCloseTo(rows[2].from, 9);
    expect(rows.every(({ from, to }) => from >= 0 && to <= 1 && from <= to)).toBe(true);
  });

  it('begin at zero where the change is large, or values lie on both sides of it', () => {
    expect(placeRows(explain([partOf('trend', 4000)]).explained)).toMatchObject({
      isCut: false,
      rows: [{ from: 0 }, {}, { from: 0 }],
    });
    const { rows, isCut } = placeRows({ start: -10, total: 10, parts: [partOf('weather', 20)] });
    expect(isCut).toBe(false);
    expect([rows[0].from, rows[0].to, rows[2].from, rows[2].to]).toEqual([0, 0.5, 0.5, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { englishWords, loadWords } from '../../i18n/load-words.ts';
import { type Repair, usualRules } from '../../series/panel.ts';
import { outlineOf } from '../../series/series-outline.ts';
import { canUndo, explainRepair, firstRules, nameRepair, placeRepair } from './repair-words.ts';

const words = englishWords;
const chinese = await loadWords('zh-CN');
const repair = (change: Partial<Repair>): Repair => ({
  kind: 'gaps',
  count: 3,
  isApplied: true,
  rule: 'linear',
  points: [],
  rows: [],
  ...change,
});
const series = outlineOf({
  uniqueId: 'sales',
  step: { unit: 'day', every: 1 },
  firstMs: Date.UTC(2024, 0, 1),
  y: new Float64Array(30),
  filled: new Uint8Array(30),
});

describe('nameRepair', () => {
  it('counts, and says by which rule', () => {
    expect(nameRepair(words, repair({}))).toBe('3 gaps filled');
    expect(nameRepair(words, repair({ isApplied: false, rule: 'leave' }))).toBe('3 gaps left open');
    expect(nameRepair(words, repair({ kind: 'duplicates', count: 1, rule: 'sum' }))).toBe('1 duplicate added up');
    expect(nameRepair(words, repair({ kind: 'trailing-partial', isApplied: true }))).toBe(
      'unfinished last period dropped',
    );
    expect(nameRepair(chinese, repair({ kind: 'outliers', isApplied: false }))).toBe('标出 3 个异常值');
  });
});

describe('explainRepair', () => {
  it('quotes a cell that could not be read', () => {
    const target = {
      name: 'sales',
      kind: 'number',
      missing: 0,
      unreadable: 1,
      unreadableExamples: [{ row: 3, text: 'n/v' }],
    } as const;
    const text = explainRepair(words, repair({ kind: 'unreadable' }), {
      ...target,
      unreadableExamples: [{ row: 3, text: 'n/v' }],
    });
    expect(text).toContain('Row 3 says “n/v”.');
  });

  it('says what becomes of points left open', () => {
    expect(explainRepair(words, repair({ isApplied: false }))).toContain('count in no test');
    expect(explainRepair(words, repair({}))).not.toContain('count in no test');
  });
});

describe('placeRepair', () => {
  it('names points by their dates, else rows by their numbers', () => {
    expect(placeRepair(words, repair({ points: [0, 4] }), series)).toBe('At Jan 1, 2024, Jan 5, 2024');
    expect(placeRepair(words, repair({ kind: 'undated', count: 2, rows: [3, 1200] }), series)).toBe('Rows: 3, 1,200');
  });

  it('names a few of many', () => {
    const points = Array.from({ length: 20 }, (_, i) => i);
    expect(placeRepair(words, repair({ points }), series)).toMatch(/Jan 6, 2024 …$/);
    const rows = [1, 2, 3, 4, 5, 6, 7];
    expect(placeRepair(words, repair({ kind: 'undated', count: 7, rows }), series)).toBe('Rows: 1, 2, 3, 4, 5, 6 …');
  });
});

describe('canUndo', () => {
  const day = { unit: 'day', every: 1 } as const;
  const can = (repairs: Repair[], fileStep: typeof day | null = day) => canUndo({ repairs, fileStep });

  it('is so where values were made up, joined or dropped by a rule', () => {
    expect(can([repair({})])).toBe(true);
    expect(can([repair({ kind: 'leading-zeros', isApplied: true })])).toBe(true);
    expect(can([repair({ isApplied: false }), repair({ kind: 'sorted' }), repair({ kind: 'outliers' })])).toBe(false);
  });

  it('is not so for the rhythm that rows without one were brought to', () => {
    expect(can([repair({ kind: 'resampled', rule: 'sum' })])).toBe(true);
    expect(can([repair({ kind: 'resampled', rule: 'sum' })], null)).toBe(false);
  });
});

describe('firstRules', () => {
  it('are those of the remedy where rows were added up because they had no rhythm', () => {
    const resample = { step: { unit: 'day', every: 1 }, how: 'sum' } as const;
    const added = { rules: { ...usualRules, gaps: 'zero', resample }, fileStep: null } as const;
    expect(firstRules(added)).toEqual(added.rules);
    expect(firstRules({ ...added, fileStep: resample.step })).toEqual(usualRules);
  });
});

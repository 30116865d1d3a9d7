import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedRepair } from '../../../series/panel.ts';
import { countStatuses, sumRepairs } from './sum-repairs.ts';

const gaps = (count: number, rule = 'linear'): CountedRepair => ({ kind: 'gaps', count, isApplied: true, rule });

describe('sumRepairs', () => {
  it('adds up what was done by the same rule, and counts the series', () => {
    const sums = sumRepairs([{ repairs: [gaps(2)] }, { repairs: [] }, { repairs: [gaps(5), gaps(1, 'zero')] }]);
    expect(sums).toEqual([
      { ...gaps(7), series: 2 },
      { ...gaps(1, 'zero'), series: 1 },
    ]);
  });

  it('names what was only found last, however often', () => {
    const outliers: CountedRepair = { kind: 'outliers', count: 90, isApplied: false, rule: null };
    const kinds = sumRepairs([{ repairs: [outliers, gaps(1)] }]).map(({ kind }) => kind);
    expect(kinds).toEqual(['gaps', 'outliers']);
  });

  it('loses and invents none', () => {
    const repair = fc.record({
      kind: fc.constantFrom('gaps', 'duplicates', 'outliers', 'sorted'),
      count: fc.nat(1000),
      isApplied: fc.boolean(),
      rule: fc.constantFrom('linear', 'sum', null),
    }) as fc.Arbitrary<CountedRepair>;
    fc.assert(
      fc.property(fc.array(fc.record({ repairs: fc.array(repair) })), (summaries) => {
        const total = (repairs: readonly CountedRepair[]) => repairs.reduce((sum, { count }) => sum + count, 0);
        const sums = sumRepairs(summaries);
        expect(total(sums)).toBe(total(summaries.flatMap(({ repairs }) => repairs)));
        expect(new Set(sums.map(({ kind, isApplied, rule }) => `${kind} ${isApplied} ${rule}`)).size).toBe(sums.length);
      }),
    );
  });
});

describe('countStatuses', () => {
  it('counts in the order asked for and leaves out what there is none of', () => {
    const series = [{ status: 'b' }, { status: 'a' }, { status: 'b' }];
    expect(countStatuses(series, ['a', 'b', 'c'])).toEqual([
      { status: 'a', count: 1 },
      { status: 'b', count: 2 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { countMarks, cutMarks, marksOf } from './marks.ts';
import type { Repair } from './panel.ts';

const repair = (kind: Repair['kind'], change: Partial<Repair>): Repair => {
  return { kind, count: 1, isApplied: true, rule: null, points: [], rows: [], ...change };
};

describe('marksOf', () => {
  const y = Float64Array.from([0, 0, 0, 5, Number.NaN, 7, 8, 3]);
  const filled = Uint8Array.from([0, 0, 0, 0, 1, 1, 0, 0]);

  it('marks what was made up, but not what was left open', () => {
    expect(marksOf({ y, filled }, [])).toEqual({ filled: [5] });
  });

  it('marks what was merged, found, kept or dropped at the ends', () => {
    const repairs = [
      repair('duplicates', { points: [3] }),
      repair('outliers', { points: [6], isApplied: false }),
      repair('leading-zeros', { count: 3, isApplied: false }),
      repair('trailing-partial', { isApplied: true }),
      repair('sorted', {}),
    ];
    expect(marksOf({ y, filled }, repairs)).toEqual({
      filled: [5],
      duplicates: [3],
      outliers: [6],
      'leading-zeros': [0, 1, 2],
      'trailing-partial': [7],
    });
  });

  it('marks no zeros that were dropped', () => {
    expect(marksOf({ y, filled }, [repair('leading-zeros', { count: 3 })])['leading-zeros']).toBeUndefined();
  });
});

it('marks are counted, cut to a range, and set apart', () => {
  const marks = { filled: [1, 2, 3, 8, 9], outliers: [4] };
  expect(countMarks(marks)).toEqual({ filled: 5, outliers: 1 });
  expect(cutMarks(marks, 2, 9, 0)).toEqual({ filled: [2, 3, 8], outliers: [4] });
  expect(cutMarks(marks, 0, 10, 3)).toEqual({ filled: [1, 8], outliers: [4] });
  expect(cutMarks(marks, 5, 8, 0)).toEqual({});
});

import { describe, expect, it } from 'vitest';
import type { Repair } from '../../series/panel.ts';
import { markKinds, markPath, marksOf, marksToDraw } from './marks.ts';

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

describe('marksToDraw', () => {
  it('leaves out what is out of range, and what would lie on another mark of its kind', () => {
    const filled = Array.from({ length: 100 }, (_, at) => at);
    const drawn = marksToDraw({ filled, outliers: [50, 500] }, { from: 0, to: 100 }, 70);
    expect(drawn.filter(({ kind }) => kind === 'filled').map(({ at }) => at)).toEqual([
      0, 10, 20, 30, 40, 50, 60, 70, 80, 90,
    ]);
    expect(drawn.filter(({ kind }) => kind === 'outliers')).toEqual([{ kind: 'outliers', at: 50 }]);
  });
});

it('every kind of mark has a shape of its own', () => {
  expect(new Set(markKinds.map((kind) => markPath(kind, 10, 10))).size).toBe(markKinds.length);
});

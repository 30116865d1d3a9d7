import { describe, expect, it } from 'vitest';
import { markKinds } from '../../series/marks.ts';
import { markPath, marksToDraw } from './marks.ts';

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

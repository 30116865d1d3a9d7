import { describe, expect, it } from 'vitest';
import { markKinds } from '../../series/marks.ts';
import { cutPiece } from '../../series/pieces.ts';
import { choosableNear, markPath, marksToDraw, placeMarks } from './marks.ts';

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

describe('placeMarks', () => {
  it('marks what was left out by hand between its neighbours, and nothing else that has no value', () => {
    const y = Float64Array.of(1, 2, Number.NaN, Number.NaN, 6);
    const piece = cutPiece({ y, filled: new Uint8Array(5) }, {}, 0, 5);
    const marks = [
      { kind: 'outliers', at: 1 },
      { kind: 'outliers', at: 2 },
      { kind: 'by-hand', at: 3 },
      { kind: 'by-hand', at: 9 },
    ] as const;
    expect(placeMarks(marks, piece)).toEqual([
      { kind: 'outliers', at: 1, value: 2 },
      { kind: 'by-hand', at: 3, value: 4 },
    ]);
  });
});

it('of values that may be changed the nearest within reach is meant', () => {
  const marks = { outliers: [10, 20], 'by-hand': [13], filled: [12] };
  expect([11, 12, 17, 40].map((index) => choosableNear(marks, index, 3))).toEqual([10, 13, 20, null]);
  expect(choosableNear(marks, 12, 0)).toBeNull();
});

it('every kind of mark has a shape of its own', () => {
  expect(new Set(markKinds.map((kind) => markPath(kind, 10, 10))).size).toBe(markKinds.length);
});

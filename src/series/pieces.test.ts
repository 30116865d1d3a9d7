import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPiece, cutPiece, firstPieces, mostGiven, pickPoints, placeIn, pointAt, showsWell } from './pieces.ts';

const length = 200_000;
const y = Float64Array.from(
  { length },
  (_, at) => Math.sin(at / 90) + (at === 77_777 ? 40 : 0) - (at === 123_456 ? 40 : 0),
);
const filled = Uint8Array.from({ length }, (_, at) => (at % 1000 === 3 ? 1 : 0));
const long = { y, filled };

describe('pieces of a series', () => {
  it('of a short one are all of its points, and nothing else', () => {
    const short = { y: y.slice(0, mostGiven), filled: filled.slice(0, mostGiven) };
    expect(firstPieces(short, { outliers: [5] })).toEqual([
      { from: 0, end: mostGiven, kind: 'all', at: null, ...short, marks: { outliers: [5] } },
    ]);
  });

  it('of a long one hold no more points than a screen can show, among them the highest and the lowest', () => {
    const pieces = firstPieces(long, { filled: Array.from({ length: 200 }, (_, at) => at * 1000 + 3) });
    for (const piece of pieces) expect(piece.y.length).toBeLessThanOrEqual(mostGiven);
    const [whole, recent] = pieces;
    expect(whole).toMatchObject({ from: 0, end: length, kind: 'thinned' });
    expect(recent).toMatchObject({ from: length - mostGiven, end: length, kind: 'all' });
    expect(recent.y).toEqual(y.slice(-mostGiven));
    expect(pointAt([whole], 77_777)?.y).toBe(y[77_777]);
    expect(pointAt([whole], 123_456)?.y).toBe(y[123_456]);
  });

  it('hold values of the series as they are, wherever they hold one', () => {
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(length - 1), fc.nat(length - 1), (one, other, index) => {
        const [from, end] = [Math.min(one, other), Math.max(one, other) + 1];
        const piece = cutPiece(long, {}, from, end);
        expect(piece.y.length).toBeLessThanOrEqual(mostGiven);
        const place = placeIn(piece, index);
        if (piece.kind === 'all') expect(place >= 0).toBe(index >= from && index < end);
        if (place >= 0) expect(pointAt([piece], index)).toEqual({ y: y[index], isFilled: filled[index] !== 0 });
      }),
      { numRuns: 60 },
    );
  });

  it('bear marks enough to be seen, and all of them where all points are here', () => {
    const marks = { filled: Array.from({ length: 50_000 }, (_, at) => at) };
    const drawn = cutPiece(long, marks, 0, length).marks.filled ?? [];
    expect(drawn.length).toBeLessThanOrEqual(mostGiven / 4);
    expect(drawn.at(-1)).toBeGreaterThan(49_000);
    expect(cutPiece(long, marks, 100, 200).marks.filled).toHaveLength(100);
  });
});

it('a view takes the piece that shows its range best, and knows whether there could be a better one', () => {
  const pieces = firstPieces(long, {});
  const [whole, recent] = pieces;
  const end = { from: length - 500, end: length };
  expect(bestPiece(pieces, end)).toBe(recent);
  const middle = { from: 50_000, end: 90_000 };
  expect(bestPiece(pieces, middle)).toBe(whole);
  expect(showsWell(whole, middle)).toBe(false);
  const closer = cutPiece(long, {}, middle.from, middle.end);
  const picked = pickPoints(long, Uint32Array.of(60_000));
  expect(bestPiece([...pieces, picked, closer], middle)).toBe(closer);
  expect(showsWell(closer, middle)).toBe(true);
  expect(pointAt([...pieces, picked], 60_000)).toEqual({ y: y[60_000], isFilled: false });
});

/**
 * Parts of a series as they leave the data worker to be looked at. Every value in one is a value of the series: a long range is
 * thinned by M4, which leaves points out and changes none.
 */
import { m4 } from './m4.ts';
import { cutMarks, type Marks } from './marks.ts';
import { isJudged, type Series } from './series.ts';

/** No more points than this are ever given at once. */
export const mostGiven = 8192;
/** A longer range is thinned to so many columns, more than a chart has pixels; M4 keeps up to four points of each. */
const columns = mostGiven / 4;

export type Piece = {
  /** The range of points: its first, and one past its last. */
  from: number;
  end: number;
  /** Whether all points of the range are here, those that a line through it needs, or some that were asked for. */
  kind: 'all' | 'thinned' | 'picked';
  /** Which points are here, ascending; null for all of the range. */
  at: Uint32Array | null;
  /** [points that are here] as in `Series`. */
  y: Float64Array;
  filled: Uint8Array;
  /** Of the range; thinned as its points are. */
  marks: Marks;
};

/** A point of a series: its value, and whether that is not the file's own, so that no forecast is judged by it. */
export type SeriesPoint = { y: number; isFilled: boolean };
/** The point at an index; null where it is not known here. */
export type PointAt = (index: number) => SeriesPoint | null;

/** The points of [from, end), thinned where there are too many. */
export function cutPiece({ y, filled }: Pick<Series, 'y' | 'filled'>, marks: Marks, from: number, end: number): Piece {
  const start = Math.max(0, from);
  const stop = Math.min(end, y.length);
  if (stop - start <= mostGiven) {
    const own = { y: y.slice(start, stop), filled: filled.slice(start, stop) };
    return { from: start, end: stop, kind: 'all', at: null, ...own, marks: cutMarks(marks, start, stop, 0) };
  }
  const kept = Uint32Array.from(m4(y, start, stop, columns));
  const thinned = cutMarks(marks, start, stop, (stop - start) / columns);
  return { ...pickPoints({ y, filled }, kept), from: start, end: stop, kind: 'thinned', marks: thinned };
}

/** @param at points of the series, ascending */
export function pickPoints({ y, filled }: Pick<Series, 'y' | 'filled'>, at: Uint32Array): Piece {
  return {
    from: at[0] ?? 0,
    end: (at[at.length - 1] ?? -1) + 1,
    kind: 'picked',
    at,
    y: Float64Array.from(at, (index) => y[index]),
    filled: Uint8Array.from(at, (index) => filled[index]),
    marks: {},
  };
}

/** What is shown of a series before anything is asked for: all of it as a line, and its last points. */
export function firstPieces(series: Pick<Series, 'y' | 'filled'>, marks: Marks): Piece[] {
  const { length } = series.y;
  const whole = cutPiece(series, marks, 0, length);
  return whole.kind === 'all' ? [whole] : [whole, cutPiece(series, marks, length - mostGiven, length)];
}

/** What the values of pieces lie in. */
export function buffersOfPieces(pieces: readonly Piece[]): Transferable[] {
  return pieces.flatMap(({ at, y, filled }) => [...(at ? [at] : []), y, filled].map((array) => array.buffer));
}

/** The place of a point in a piece; -1 where it is not there. */
export function placeIn({ from, at, y }: Pick<Piece, 'from' | 'at' | 'y'>, index: number): number {
  if (!at) return index >= from && index < from + y.length ? index - from : -1;
  const place = firstPlaceFrom(at, index);
  return at[place] === index ? place : -1;
}

/** The place of the first of ascending numbers that is not below `index`. */
export function firstPlaceFrom(at: Uint32Array, index: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function pointAt(pieces: readonly Piece[], index: number): SeriesPoint | null {
  for (const piece of pieces) {
    const place = placeIn(piece, index);
    if (place >= 0) return { y: piece.y[place] as number, isFilled: !isJudged(piece.filled[place] as number) };
  }
  return null;
}

/** Whether nothing that could be asked for shows a range better. */
export function showsWell({ kind, from, end }: Piece, range: { from: number; end: number }): boolean {
  return kind === 'all' || (from === range.from && end === range.end);
}

/** Of the pieces that hold a range the one that shows it best; the first always holds everything. */
export function bestPiece(pieces: readonly Piece[], range: { from: number; end: number }): Piece {
  const holding = pieces.filter(({ kind, from, end }) => kind !== 'picked' && from <= range.from && end >= range.end);
  const [whole] = pieces as [Piece];
  const found = holding.find((piece) => showsWell(piece, range));
  return found ?? holding.sort((one, other) => one.end - one.from - (other.end - other.from))[0] ?? whole;
}

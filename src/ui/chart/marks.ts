/** The marks on a chart, where something was repaired or found: which of them are drawn, and in what shape. */
import { type MarkKind, type Marks, markKinds } from '../../series/marks.ts';
import { type Piece, placeIn } from '../../series/pieces.ts';
import type { ChartRange } from './chart-lines.ts';

/** Marks nearer to each other than this cannot be told apart. */
const leastApartPx = 7;

export type Mark = { kind: MarkKind; at: number };
/** A mark and the value that it stands at. */
export type PlacedMark = Mark & { value: number };

/** The marks within a range, thinned so that those of a kind stand apart. */
export function marksToDraw(marks: Marks, { from, to }: ChartRange, pixels: number): Mark[] {
  const leastApart = (leastApartPx * (to - from)) / Math.max(1, pixels);
  return markKinds.flatMap((kind) => {
    const drawn: Mark[] = [];
    let last = Number.NEGATIVE_INFINITY;
    for (const at of marks[kind] ?? []) {
      if (at < from || at > to || at - last < leastApart) continue;
      drawn.push({ kind, at });
      last = at;
    }
    return drawn;
  });
}

/** Marks of values that the user may change. */
const choosable = ['outliers', 'by-hand'] as const satisfies readonly MarkKind[];

/** The point nearest to an index, and no farther away than `reach`, whose value the user may change; null where there is none. */
export function choosableNear(marks: Marks, index: number, reach: number): number | null {
  let nearest: number | null = null;
  for (const kind of choosable) {
    for (const at of marks[kind] ?? []) {
      if (Math.abs(at - index) <= reach && Math.abs(at - index) < Math.abs((nearest ?? Infinity) - index)) nearest = at;
    }
  }
  return nearest;
}

/**
 * The values that marks stand at. Where a long series is thinned, the point that bears one may be left out, and the mark with it; what
 * was left out by hand is marked between the values beside it.
 */
export function placeMarks(marks: readonly Mark[], piece: Piece): PlacedMark[] {
  return marks.flatMap((mark) => {
    const place = placeIn(piece, mark.at);
    if (place < 0) return [];
    const value = piece.y[place];
    if (!Number.isNaN(value)) return [{ ...mark, value }];
    if (mark.kind !== 'by-hand' && mark.kind !== 'events') return [];
    let [before, after] = [place, place];
    while (before > 0 && Number.isNaN(piece.y[before])) before -= 1;
    while (after < piece.y.length - 1 && Number.isNaN(piece.y[after])) after += 1;
    const beside = [piece.y[before], piece.y[after]].filter(Number.isFinite);
    const sum = beside.reduce((total, one) => total + one, 0);
    return beside.length > 0 ? [{ ...mark, value: sum / beside.length }] : [];
  });
}

/** The outline of a mark around a point; each kind has a shape of its own, so that none is told by colour alone. */
export function markPath(kind: MarkKind, x: number, y: number): string {
  switch (kind) {
    case 'filled':
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
    case 'duplicates':
      return `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`;
    case 'outliers':
      return `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z`;
    case 'by-hand':
      return `M${x} ${y - 5}l5 8h-10z`;
    case 'events':
      return `M${x - 5} ${y + 4}v-9h9l-3 3l3 3h-7v3z`;
    case 'leading-zeros':
      return `M${x - 3} ${y - 3}h6v6h-6z`;
    case 'trailing-partial':
      return `M${x} ${y - 12}v8m-3 -3l3 3l3 -3`;
  }
}

/** The marks on a chart, where something was repaired or found: which of them are drawn, and in what shape. */
import { type MarkKind, type Marks, markKinds } from '../../series/marks.ts';
import type { ChartRange } from './chart-lines.ts';

/** Marks nearer to each other than this cannot be told apart. */
const leastApartPx = 7;

export type Mark = { kind: MarkKind; at: number };

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

/** The outline of a mark around a point; each kind has a shape of its own, so that none is told by colour alone. */
export function markPath(kind: MarkKind, x: number, y: number): string {
  switch (kind) {
    case 'filled':
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
    case 'duplicates':
      return `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`;
    case 'outliers':
      return `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z`;
    case 'leading-zeros':
      return `M${x - 3} ${y - 3}h6v6h-6z`;
    case 'trailing-partial':
      return `M${x} ${y - 12}v8m-3 -3l3 3l3 -3`;
  }
}

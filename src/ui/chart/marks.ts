/** Where on the chart something was repaired or found: which points bear a mark, and which of them are drawn. */
import type { Repair } from '../../series/panel.ts';
import type { Series } from '../../series/series.ts';
import type { ChartRange } from './chart-lines.ts';

export const markKinds = ['filled', 'duplicates', 'leading-zeros', 'trailing-partial', 'outliers'] as const;
export type MarkKind = (typeof markKinds)[number];
/** Points of a series, by what was done there. */
export type Marks = Partial<Record<MarkKind, readonly number[]>>;

/** Marks nearer to each other than this cannot be told apart. */
const leastApartPx = 7;

/** The points of a series that bear a mark. */
export function marksOf({ y, filled }: Pick<Series, 'y' | 'filled'>, repairs: readonly Repair[]): Marks {
  const marks: Marks = {};
  const made: number[] = [];
  for (let at = 0; at < y.length; at += 1) if (filled[at] && !Number.isNaN(y[at])) made.push(at);
  if (made.length > 0) marks.filled = made;
  for (const { kind, count, isApplied, points } of repairs) {
    if (kind === 'leading-zeros' && !isApplied) marks[kind] = Array.from({ length: count }, (_, at) => at);
    else if (kind === 'duplicates' || kind === 'outliers') marks[kind] = points;
    else if (kind === 'trailing-partial') marks[kind] = [y.length - 1];
  }
  return marks;
}

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

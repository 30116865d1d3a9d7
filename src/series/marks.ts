/** Where in a series something was repaired or found. */
import type { Repair } from './panel.ts';
import type { Series } from './series.ts';

export const markKinds = [
  'filled',
  'duplicates',
  'leading-zeros',
  'trailing-partial',
  'outliers',
  'by-hand',
  'events',
] as const;
export type MarkKind = (typeof markKinds)[number];
/** Points of a series, ascending, by what was done there. */
export type Marks = Partial<Record<MarkKind, readonly number[]>>;
/** How many points bear each kind of mark. */
export type MarkCounts = Partial<Record<MarkKind, number>>;

/** The points of a series that bear a mark. */
export function marksOf({ y, filled }: Pick<Series, 'y' | 'filled'>, repairs: readonly Repair[]): Marks {
  const marks: Marks = {};
  const made: number[] = [];
  const changed = new Set(
    repairs.flatMap(({ kind, points }) => (kind === 'by-hand' || kind === 'events' ? points : [])),
  );
  for (let at = 0; at < y.length; at += 1) if (filled[at] && !Number.isNaN(y[at]) && !changed.has(at)) made.push(at);
  if (made.length > 0) marks.filled = made;
  for (const { kind, count, isApplied, points } of repairs) {
    if (kind === 'leading-zeros' && !isApplied) marks[kind] = Array.from({ length: count }, (_, at) => at);
    else if (kind === 'duplicates' || kind === 'outliers' || kind === 'by-hand' || kind === 'events')
      marks[kind] = points;
    else if (kind === 'trailing-partial') marks[kind] = [y.length - 1];
  }
  return marks;
}

export function countMarks(marks: Marks): MarkCounts {
  const counts: MarkCounts = {};
  for (const kind of markKinds) {
    const count = marks[kind]?.length ?? 0;
    if (count > 0) counts[kind] = count;
  }
  return counts;
}

/** The marks of points in [from, end), no two of a kind nearer to each other than `leastApart`. */
export function cutMarks(marks: Marks, from: number, end: number, leastApart: number): Marks {
  const cut: Marks = {};
  for (const kind of markKinds) {
    const kept: number[] = [];
    for (const at of marks[kind] ?? []) {
      if (at >= from && at < end && (kept.length === 0 || at - (kept[kept.length - 1] as number) >= leastApart)) {
        kept.push(at);
      }
    }
    if (kept.length > 0) cut[kind] = kept;
  }
  return cut;
}

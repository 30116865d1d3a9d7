/** The rows of a long list: which are found by a search, in which order, and which of them have to be drawn. */
import { fold } from '../../base/fold.ts';
import type { RefusedSeries, SeriesSummary } from '../../series/panel.ts';
import type { SeriesProblem } from '../../series/series.ts';
import type { SeriesStatus } from '../../series/series-status.ts';

/** `described`: what columns that describe it say; empty where there is none. */
export type ListRow = { uniqueId: string; described: string; status: SeriesStatus } & (
  | { summary: SeriesSummary; problem: null }
  | { summary: null; problem: SeriesProblem }
);

export const seriesOrders = ['file', 'name', 'largest', 'longest', 'repairs', 'status'] as const;
export type SeriesOrder = (typeof seriesOrders)[number];

/** Points that a repair changed; what was only found and left is not counted, nor that rows were sorted. */
export function countRepairs({ repairs }: SeriesSummary): number {
  let count = 0;
  for (const { kind, isApplied, count: points } of repairs) if (isApplied && kind !== 'sorted') count += points;
  return count;
}

/** What most wants to be looked at comes first. */
export const statuses = ['empty', 'too-short', 'inactive', 'sparse', 'new', 'active'] as const satisfies SeriesStatus[];

function urgencyOf(status: SeriesStatus): number {
  return statuses.length - statuses.indexOf(status);
}

const rank: Record<SeriesOrder, ((summary: SeriesSummary) => number) | null> = {
  file: null,
  name: null,
  status: ({ status }) => urgencyOf(status),
  largest: ({ mean }) => Math.abs(mean),
  longest: ({ length }) => length,
  repairs: countRepairs,
};

/** All rows in an order; series that could not be made come last. */
export function orderSeries(
  series: readonly SeriesSummary[],
  refused: readonly RefusedSeries[],
  order: SeriesOrder,
  language: string,
): ListRow[] {
  const sorted = [...series];
  const failed = [...refused];
  const rankOf = rank[order];
  if (rankOf) sorted.sort((a, b) => rankOf(b) - rankOf(a));
  else if (order === 'name') {
    const { compare } = new Intl.Collator(language, { numeric: true });
    sorted.sort((a, b) => compare(a.uniqueId, b.uniqueId));
    failed.sort((a, b) => compare(a.uniqueId, b.uniqueId));
  }
  return [
    ...sorted.map((summary): ListRow => ({ ...namesOf(summary), status: summary.status, summary, problem: null })),
    ...failed.map(({ problem, ...one }): ListRow => ({ ...namesOf(one), status: one.status, summary: null, problem })),
  ];
}

function namesOf({ uniqueId, described = [] }: Pick<SeriesSummary, 'uniqueId' | 'described'>) {
  return { uniqueId, described: described.join(' · ') };
}

/** The rows that have every word of the search in their name or what describes them, in any case, with or without accents. */
export function searchSeries(rows: readonly ListRow[], search: string): readonly ListRow[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ uniqueId, described }) => {
    const name = fold(`${uniqueId} ${described}`);
    return words.every((word) => name.includes(word));
  });
}

/** Rows drawn beyond each edge, so that a quick scroll does not show blank ones. */
const spareRows = 8;

/**
 * The rows of a list that its window shows.
 *
 * @param spare rows beyond each edge
 * @returns the first, and the one behind the last, from 0
 */
export function rowsInWindow(
  scrollTopPx: number,
  windowPx: number,
  rowPx: number,
  rowCount: number,
  spare: number = spareRows,
): { first: number; end: number } {
  const top = Math.floor(scrollTopPx / rowPx) - spare;
  const bottom = Math.ceil((scrollTopPx + windowPx) / rowPx) + spare;
  const end = Math.min(rowCount, Math.max(0, bottom));
  return { first: Math.min(Math.max(0, top), end), end };
}

/** The same after a scroll, but after a jump past all the rows drawn those alone that are seen: each has to be made anew. */
export function rowsAfterScroll(
  drawn: { first: number; end: number },
  scrollTopPx: number,
  windowPx: number,
  rowPx: number,
  rowCount: number,
): { first: number; end: number } {
  const seen = rowsInWindow(scrollTopPx, windowPx, rowPx, rowCount, 0);
  const isJump = seen.first >= drawn.end || seen.end <= drawn.first;
  return isJump ? seen : rowsInWindow(scrollTopPx, windowPx, rowPx, rowCount);
}

/** Where to scroll so that a row is in the window; the same place where it is already. */
export function scrollToRow(row: number, scrollTopPx: number, windowPx: number, rowPx: number): number {
  const top = row * rowPx;
  if (top < scrollTopPx) return top;
  return Math.max(scrollTopPx, top + rowPx - windowPx);
}

/** The row that a key of a list box leads to, from the one that is active; null where the key does nothing there. */
export function rowAfterKey(key: string, active: number, rowCount: number, rowsPerPage: number): number | null {
  if (rowCount === 0) return null;
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rowCount - 1 }[key];
  const paged = { PageDown: active + rowsPerPage, PageUp: active - rowsPerPage }[key];
  const target = to ?? paged;
  return target === undefined ? null : Math.min(Math.max(0, target), rowCount - 1);
}

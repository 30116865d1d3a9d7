/** Which items the list shows, and in which order. */
import { fold } from '../../../base/fold.ts';
import { sortByRank } from '../../../base/sort-by-rank.ts';
import type { PricePart } from '../jobs/job.ts';
import type { PriceOffers } from './price-offers.ts';
import type { PriceFilter, PriceView, SortKey } from './price-store.ts';

export type ListData = { part: PricePart; offers: PriceOffers };

function holds(filter: PriceFilter, { part, offers }: ListData, item: number): boolean {
  const { today, own } = part.judged.items[item];
  if (filter === 'up') return offers.best[item] > today;
  if (filter === 'down') return offers.best[item] < today;
  if (filter === 'sure') return offers.isSure[item] === 1;
  return own === null;
}

export function countFilter(filter: PriceFilter, data: ListData): number {
  return data.part.names.reduce((count, _, item) => count + (holds(filter, data, item) ? 1 : 0), 0);
}

function ranksOf(key: SortKey, { part, offers }: ListData, language: string): Float64Array {
  const { names, judged } = part;
  if (key === 'elasticity') return Float64Array.from(judged.items, ({ own }) => own?.value ?? Number.NaN);
  if (key === 'today') return Float64Array.from(judged.items, ({ today }) => today);
  if (key !== 'name') return offers[key];
  const { compare } = new Intl.Collator(language, { numeric: true });
  const ranks = new Float64Array(names.length);
  const order = [...names.keys()].sort((a, b) => compare(names[a], names[b]));
  for (const [rank, item] of order.entries()) ranks[item] = rank;
  return ranks;
}

/** Items by search, filter and order. */
export function listRows(data: ListData, { search, filter, sort }: PriceView, language: string): number[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const { names, group } = data.part;
  const rows = [...names.keys()].filter((item) => {
    if (filter && !holds(filter, data, item)) return false;
    if (words.length === 0) return true;
    const text = fold(`${names[item]}\n${group?.labels[group.codes[item]] ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  return sortByRank(rows, ranksOf(sort.key, data, language), sort.isDescending);
}

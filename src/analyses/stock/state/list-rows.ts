/** Which items the list shows, and in which order. */
import { fold } from '../../../base/fold.ts';
import { sortByRank } from '../../../base/sort-by-rank.ts';
import { valueClasses } from '../../../planning/classify-value.ts';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import { isDecided, isLate, type Orders } from './orders.ts';
import type { StockSettings } from './stock-settings.ts';
import type { SortKey, StockFilter, StockView } from './stock-store.ts';

export type ListData = {
  offer: AllSeriesOffer;
  orders: Orders;
  classes: Uint8Array;
  settings: StockSettings;
};

function holds(filter: StockFilter, { orders, classes, settings, offer }: ListData, number: number): boolean {
  if (filter === 'order') return orders.order[number] > 0;
  if (filter === 'late') return isLate(orders, number);
  if (filter === 'over') return orders.overstock[number] > 0;
  if (filter === 'dead') return orders.dead[number] > 0;
  if (filter === 'byHand') return settings.items[offer.names[number]] !== undefined;
  return classes[number] === valueClasses.indexOf(filter);
}

export function countFilter(filter: StockFilter, data: ListData): number {
  let count = 0;
  for (let number = 0; number < data.offer.names.length; number += 1) {
    if (isDecided(data.orders, number) && holds(filter, data, number)) count += 1;
  }
  return count;
}

/** Money at risk; units where the file knows no money. */
export function riskOf({ riskMoney, riskUnits }: Orders, number: number): number {
  return Number.isFinite(riskMoney[number]) ? riskMoney[number] : riskUnits[number];
}

function overstockOf({ overstock, overstockMoney }: Orders, number: number): number {
  return Number.isFinite(overstockMoney[number]) ? overstockMoney[number] : overstock[number];
}

function ranksOf(key: SortKey, { orders, offer }: ListData, language: string): Float64Array {
  const { names } = offer;
  if (key === 'risk') return Float64Array.from(names, (_, number) => riskOf(orders, number));
  if (key === 'overstock') return Float64Array.from(names, (_, number) => overstockOf(orders, number));
  if (key !== 'name') return orders[key];
  const { compare } = new Intl.Collator(language, { numeric: true });
  const ranks = new Float64Array(names.length);
  const order = [...names.keys()].sort((a, b) => compare(names[a], names[b]));
  for (const [rank, number] of order.entries()) ranks[number] = rank;
  return ranks;
}

/** Names and groups of each, as they are searched. */
function searchText({ names, groups }: AllSeriesOffer, number: number): string {
  const labels = groups.flatMap(({ labels: own, codes }) => own[codes[number]] ?? []);
  return fold([names[number], ...labels].join('\n'));
}

/** Items that were decided on, by search, filter and order. */
export function listRows(data: ListData, { search, filter, sort }: StockView, language: string): number[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const rows: number[] = [];
  for (let number = 0; number < data.offer.names.length; number += 1) {
    if (!isDecided(data.orders, number) && !data.orders.problems.has(number)) continue;
    if (filter && !holds(filter, data, number)) continue;
    const text = words.length > 0 ? searchText(data.offer, number) : '';
    if (words.every((word) => text.includes(word))) rows.push(number);
  }
  return sortByRank(rows, ranksOf(sort.key, data, language), sort.isDescending);
}

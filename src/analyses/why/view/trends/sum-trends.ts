/** What the trends of all series of a file come to. Pure. */
import { type ChangeParts, splitChange } from '../../../../planning/split-change.ts';
import { falseDiscoveryRates } from '../../../../statistics/trends/false-discoveries.ts';
import type { ItemPeak, ItemTrend, TrendItem, TrendItems } from '../../trends/items.ts';

/** The expected share of false ones among those that are called true. */
const falseShare = 0.05;
/** A column with more values than this groups nothing. */
const mostGroups = 60;
/** Parts of a waterfall that are told one by one. */
const mostParts = 7;

export type Riser = TrendItem & { trend: ItemTrend };
export type NamedPart = { name: string | null; value: number };

export type TrendSummary = {
  /** Series whose trend was tested. */
  tested: number;
  /** Beyond chance, those first whose interval lies farthest from nothing. */
  risers: Riser[];
  fallers: Riser[];
  /** How many are largest in which month, 0-11, or on which weekday, 0 for Monday; null where that was asked of none. */
  months: Peaks | null;
  weekdays: Peaks | null;
};
export type Peaks = { tested: number; seasonal: number; counts: number[] };

function discovered<Item>(items: readonly Item[], chanceOf: (item: Item) => number): Item[] {
  const rates = falseDiscoveryRates(items.map(chanceOf));
  return items.filter((_, at) => rates[at] <= falseShare);
}

function countPeaks(
  peaks: readonly (ItemPeak | null)[],
  places: number,
  placeOf: (date: Date) => number,
): Peaks | null {
  const tested = peaks.filter((peak) => peak !== null);
  if (tested.length === 0) return null;
  const found = discovered(tested, ({ chance }) => chance);
  const counts = Array.from({ length: places }, () => 0);
  for (const { atMs } of found) counts[placeOf(new Date(atMs))] += 1;
  return { tested: tested.length, seasonal: found.length, counts };
}

/** @param items all that were looked at so far */
export function sumTrends(items: readonly TrendItem[]): TrendSummary {
  const tested = items.filter((item): item is Riser => item.trend !== null);
  const found = discovered(tested, ({ trend }) => trend.chance);
  return {
    tested: tested.length,
    risers: found.filter(({ trend }) => trend.change > 0).sort((a, b) => b.trend.low - a.trend.low),
    fallers: found.filter(({ trend }) => trend.change < 0).sort((a, b) => a.trend.high - b.trend.high),
    months: countPeaks(
      items.map(({ year }) => year),
      12,
      (date) => date.getUTCMonth(),
    ),
    weekdays: countPeaks(
      items.map(({ week }) => week),
      7,
      (date) => (date.getUTCDay() + 6) % 7,
    ),
  };
}

/** Columns that put the series into several groups, each by its place. */
export function groupsOf({ groups, items }: Pick<TrendItems, 'groups' | 'items'>): number[] {
  return [...groups.keys()].filter((at) => {
    const values = new Set(items.map((item) => item.groups[at]));
    return values.size > 1 && values.size <= mostGroups && values.size < items.length;
  });
}

/** The change of money split into its causes; null where some of what was sold has no price, or is below zero. */
export function causesOf(items: readonly TrendItem[]): ChangeParts | null {
  const sold = items.filter(({ units }) => units[0] !== 0 || units[1] !== 0);
  if (sold.length === 0 || sold.some(({ units }) => units[0] < 0 || units[1] < 0)) return null;
  const sales = sold.flatMap(({ units, money }) => (money ? [{ units, money }] : []));
  return sales.length < sold.length ? null : splitChange(sales);
}

export type Move = { before: number; now: number; parts: NamedPart[] };

/**
 * What moved the total: the groups, or the items, that changed most, and all others together (without a name).
 *
 * @param of the name of the group an item is in
 */
export function moveOf(
  items: readonly TrendItem[],
  amountOf: (item: TrendItem) => readonly [number, number],
  of: (item: TrendItem) => string,
): Move {
  const changes = new Map<string, number>();
  let [before, now] = [0, 0];
  for (const item of items) {
    const [then, since] = amountOf(item);
    before += then;
    now += since;
    changes.set(of(item), (changes.get(of(item)) ?? 0) + since - then);
  }
  const sorted = [...changes].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const named = sorted.length <= mostParts + 1 ? sorted : sorted.slice(0, mostParts);
  const parts: NamedPart[] = named.map(([name, value]) => ({ name, value })).sort((a, b) => b.value - a.value);
  const rest = sorted.slice(named.length).reduce((sum, [, value]) => sum + value, 0);
  return { before, now, parts: named.length < sorted.length ? [...parts, { name: null, value: rest }] : parts };
}

/** What goes with the prices of all items of a file, each drawn to its group by how little is known of it. */

import { medianOf } from '../../statistics/median.ts';
import { correlate } from '../../statistics/moments.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import {
  type Elasticity,
  type ElasticityProblem,
  type Estimate,
  estimateElasticity,
  type PricedHistory,
  shrinkToGroup,
} from './elasticity.ts';
import { type PricePanel, pointsOf } from './price-panel.ts';

export type ItemCaution = Elasticity['cautions'][number] | 'all-prices-at-once';

export type JudgedItem = {
  /** Price a unit now: the last that was no promotion's. NaN where none is known. */
  today: number;
  /** Units a step at that price without a promotion, over the last year. */
  perStep: number;
  /** What a unit is bought for, as the file said last; NaN where it does not. */
  cost: number;
  /** By the item alone; null where nothing can be said. */
  alone: Elasticity | null;
  problem: ElasticityProblem | null;
  /** Drawn to its group, or to all; null where nothing can be said. */
  own: Estimate | null;
  /** Whether it is told by others more than by itself: alone it would be refused. */
  isByOthers: boolean;
  /** Where the price moved with promotions alone: what a percent of price went with, promotion and all. */
  withPromotion: Estimate | null;
  /** Standard deviation of the logarithm of units beside all that is told; NaN where nothing is. */
  left: number;
  cautions: readonly ItemCaution[];
};

/** The mean of items, and how much they truly differ (standard deviation). */
export type GroupMean = { label: string | null; items: number; mean: Estimate; spread: number };

export type JudgedPanel = {
  items: JudgedItem[];
  /** Null where nothing can be said of any item. */
  all: GroupMean | null;
  groups: GroupMean[];
  /** Mean factor of a promotion beside its price, over items that tell it; null where none does. */
  promotion: GroupMean | null;
  /** Whether the prices of most items moved together, so that they say no more than one of them. */
  isTogether: boolean;
};

/** Of fewer items a group has no mean of its own: they are drawn to that of all. */
const leastInGroup = 4;
/** What a price has to have varied by beside promotions to tell something together with others: a raise of a percent or two. */
const faintSpread = 0.003;
/** Of fewer items whose prices hardly varied by themselves nothing is said together. */
const leastFaint = 8;
/** Nor where the interval of what they say is as wide as this. */
const widest = 3;
/** Above this correlation the prices of an item and of the others are one. */
const mostTogether = 0.9;
const yearDays = 365.25;

/** Steps of the season: a week of days, a year of weeks or months; 1 for none. */
export function seasonOf(stepDays: number): number {
  if (stepDays < 6) return Math.max(1, Math.round(7 / stepDays));
  return Math.max(1, Math.round(yearDays / stepDays));
}

/** [dates, groups] mean of log prices of a group on a date, and of how many items. */
function groupPrices(panel: PricePanel): { sums: Float64Array; counts: Float64Array } | null {
  const { group, times, price, dates, names } = panel;
  if (!group || group.labels.length * times.length > 20_000_000) return null;
  const sums = new Float64Array(group.labels.length * times.length);
  const counts = new Float64Array(sums.length);
  for (const item of names.keys()) {
    const code = group.codes[item];
    if (code < 0) continue;
    const { from, to } = pointsOf(panel, item);
    for (let at = from; at < to; at += 1) {
      if (!(price[at] > 0)) continue;
      sums[code * times.length + dates[at]] += Math.log(price[at]);
      counts[code * times.length + dates[at]] += 1;
    }
  }
  return { sums, counts };
}

/**
 * An item's points on the dates of the file from its first to its last.
 *
 * @param group prices of its group, to set its own beside; null for none
 */
function historyOf(
  panel: PricePanel,
  item: number,
  group: ReturnType<typeof groupPrices>,
): { history: PricedHistory; isWithOthers: boolean } {
  const { dates, units, price, promotion, rival, times, stepDays } = panel;
  const { from, to } = pointsOf(panel, item);
  const first = from < to ? dates[from] : 0;
  const length = from < to ? dates[to - 1] - first + 1 : 0;
  const empty = () => new Float64Array(length).fill(Number.NaN);
  const history: PricedHistory = { units: empty(), price: empty(), seasonLength: seasonOf(stepDays) };
  const promoted = empty();
  const others = empty();
  const code = panel.group?.codes[item] ?? -1;
  const own: number[] = [];
  const beside: number[] = [];
  for (let at = from; at < to; at += 1) {
    const place = dates[at] - first;
    history.units[place] = units[at];
    history.price[place] = price[at];
    if (promotion) promoted[place] = promotion[at];
    if (rival) others[place] = rival[at];
    else if (group && code >= 0 && price[at] > 0) {
      const cell = code * times.length + dates[at];
      const left = group.counts[cell] - 1;
      if (left > 0) others[place] = Math.exp((group.sums[cell] - Math.log(price[at])) / left);
    }
    if (price[at] > 0 && others[place] > 0) {
      own.push(Math.log(price[at]));
      beside.push(Math.log(others[place]));
    }
  }
  if (promotion) history.promoted = promoted;
  const correlation = correlate(own, beside);
  const isWithOthers = Math.abs(correlation) > mostTogether;
  // Dates on which no other is priced would be left out, were there any.
  const isWhole = own.length > 0 && own.length === history.price.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
  if (isWhole && !isWithOthers && correlation !== 0) history.otherPrice = others;
  return { history, isWithOthers };
}

/** The last of the points of an item that holds. */
function lastWhere(panel: PricePanel, item: number, holds: (at: number) => boolean): number | null {
  const { from, to } = pointsOf(panel, item);
  for (let at = to - 1; at >= from; at -= 1) if (holds(at)) return at;
  return null;
}

function todayOf(panel: PricePanel, item: number): number {
  const { price, promotion } = panel;
  const plain = lastWhere(panel, item, (at) => price[at] > 0 && !promotion?.[at]);
  const any = plain ?? lastWhere(panel, item, (at) => price[at] > 0);
  return any === null ? Number.NaN : price[any];
}

/** Units a step at today's price: those of the last year without promotions, each moved to that price. */
function perStepOf(panel: PricePanel, item: number, today: number, elasticity: number): number {
  const { units, price, promotion, times, dates } = panel;
  const { from, to } = pointsOf(panel, item);
  if (from === to) return Number.NaN;
  const since = times[dates[to - 1]] - yearDays * 86_400_000;
  const mean = (isTaken: (at: number) => boolean) => {
    let [sum, count] = [0, 0];
    for (let at = from; at < to; at += 1) {
      if (!(times[dates[at]] > since) || !(price[at] > 0) || !Number.isFinite(units[at]) || !isTaken(at)) continue;
      sum += units[at] * (today / price[at]) ** elasticity;
      count += 1;
    }
    return count > 0 ? sum / count : Number.NaN;
  };
  const plain = mean((at) => !promotion?.[at]);
  return Number.isFinite(plain) ? plain : mean(() => true);
}

/** Places of items by their group; the whole file where it has none. */
function placesByGroup({ group }: PricePanel, places: readonly number[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const place of places) {
    const code = group?.codes[place] ?? -1;
    const own = found.get(code);
    if (own) own.push(place);
    else found.set(code, [place]);
  }
  return found;
}

/** Normal and known spread of the truth about a mean: what an item says drawn to that by how little it says (Morris 1983). */
function drawTo(mean: Estimate, spread: number, { value, error }: Estimate): Estimate {
  const kept = spread ** 2 / (spread ** 2 + error ** 2);
  const left = Math.sqrt(kept * error ** 2 + (1 - kept) ** 2 * mean.error ** 2);
  const drawn = mean.value + kept * (value - mean.value);
  const half = normalQuantile(0.975) * left;
  return { value: drawn, low: drawn - half, high: drawn + half, error: left };
}

const isTooWide = ({ low, high }: Estimate) => high - low > widest;

/** Whether the prices of most items moved together. */
function arePricesOne(items: readonly JudgedItem[], known: readonly number[]): boolean {
  return 2 * known.filter((item) => items[item].cautions.includes('all-prices-at-once')).length > known.length;
}

/** What else came on the few dates on which all prices changed came to all items: many of them say no more than one. */
function withoutAveraging(mean: Estimate, own: readonly Estimate[]): Estimate {
  const error = Math.max(mean.error, medianOf(own.map((one) => one.error)));
  const half = normalQuantile(0.975) * error;
  return { ...mean, low: mean.value - half, high: mean.value + half, error };
}

/**
 * Draws each item to its group, and the groups to each other. Items whose price hardly varied by itself are told by the others, if there
 * are many and what they say together is narrow enough.
 */
function drawTogether(
  panel: PricePanel,
  items: readonly JudgedItem[],
  faint: readonly (Estimate | null)[],
): Pick<JudgedPanel, 'all' | 'groups'> & { known: number[] } {
  const clear = [...items.keys()].filter((item) => (items[item].alone?.own.error ?? 0) > 0);
  const faintly = [...items.keys()].filter((item) => faint[item] !== null);
  const both = [...clear, ...(faintly.length >= leastFaint ? faintly : [])];
  const estimateOf = (item: number) => (items[item].alone?.own ?? faint[item]) as Estimate;
  const together = both.length > 0 ? shrinkToGroup(both.map(estimateOf)) : null;
  const known = together && (clear.length > 0 || !isTooWide(together.mean)) ? both : [];
  if (!together || known.length === 0) return { all: null, groups: [], known };
  const { spread } = together;
  const mean =
    known.length > 1 && arePricesOne(items, known)
      ? withoutAveraging(together.mean, known.map(estimateOf))
      : together.mean;
  const found = [...placesByGroup(panel, known)]
    .filter(([code, places]) => code >= 0 && places.length >= leastInGroup)
    .map(([code, places]) => ({ code, places, of: shrinkToGroup(places.map(estimateOf)) }));
  const isOne = mean !== together.mean;
  const drawn = isOne
    ? found.map(() => mean)
    : found.length > 1
      ? shrinkToGroup(found.map(({ of }) => of.mean)).items
      : found.map(({ of }) => of.mean);
  const groupOf = new Map(found.flatMap(({ places }, at) => places.map((place) => [place, drawn[at]] as const)));
  for (const item of known) {
    // Of one item nothing is drawn anywhere.
    items[item].own =
      known.length === 1 ? estimateOf(item) : drawTo(groupOf.get(item) ?? mean, spread, estimateOf(item));
  }
  return {
    all: { label: null, items: known.length, mean, spread },
    groups: found
      .map(({ code, places, of }, at) => ({
        label: panel.group?.labels[code] ?? null,
        items: places.length,
        mean: drawn[at],
        spread: of.spread,
      }))
      .sort((a, b) => b.items - a.items),
    known,
  };
}

/** @yields after each item */
export function* judgePanel(panel: PricePanel): Generator<{ done: number; total: number }, JudgedPanel> {
  const total = panel.names.length;
  const group = groupPrices(panel);
  const items: JudgedItem[] = [];
  const faint: (Estimate | null)[] = [];
  const factors: (Estimate | null)[] = [];
  for (const item of panel.names.keys()) {
    const { history, isWithOthers } = historyOf(panel, item, group);
    const judged = estimateElasticity(history);
    const { promoted: _, ...plain } = history;
    const withPromotion =
      !judged.ok && judged.problem.code === 'price-is-promotion' && history.promoted ? estimateElasticity(plain) : null;
    const told = judged.ok ? null : estimateElasticity(history, faintSpread);
    faint.push(told?.ok ? told.value.own : null);
    factors.push(told?.ok ? told.value.promotion : null);
    const cost = panel.cost && lastWhere(panel, item, (at) => (panel.cost?.[at] ?? -1) >= 0);
    items.push({
      today: todayOf(panel, item),
      perStep: Number.NaN,
      cost: typeof cost === 'number' ? (panel.cost?.[cost] ?? Number.NaN) : Number.NaN,
      alone: judged.ok ? judged.value : null,
      problem: judged.ok ? null : judged.problem,
      own: null,
      isByOthers: !judged.ok,
      withPromotion: withPromotion?.ok ? withPromotion.value.own : null,
      left: judged.ok ? judged.value.left : withPromotion?.ok ? withPromotion.value.left : Number.NaN,
      cautions: [
        ...(judged.ok ? judged.value.cautions : []),
        ...(isWithOthers ? (['all-prices-at-once'] as const) : []),
      ],
    });
    yield { done: item + 1, total };
  }

  const { all, groups, known } = drawTogether(panel, items, faint);
  for (const [item, one] of items.entries()) {
    one.perStep = perStepOf(panel, item, one.today, (one.own ?? one.withPromotion)?.value ?? 0);
  }
  const promotions = known.flatMap((place) => {
    const factor = items[place].alone?.promotion ?? factors[place];
    return factor && factor.error > 0
      ? [{ value: Math.log(factor.value), low: Math.log(factor.low), high: Math.log(factor.high), error: factor.error }]
      : [];
  });
  const promotion = promotions.length > 0 ? shrinkToGroup(promotions) : null;
  return {
    items,
    all: all && { label: null, items: known.length, mean: all.mean, spread: all.spread },
    groups: groups.sort((a, b) => b.items - a.items),
    isTogether: known.length > 1 && arePricesOne(items, known),
    promotion: promotion && {
      label: null,
      items: promotions.length,
      mean: {
        value: Math.exp(promotion.mean.value),
        low: Math.exp(promotion.mean.low),
        high: Math.exp(promotion.mean.high),
        error: promotion.mean.error,
      },
      spread: promotion.spread,
    },
  };
}

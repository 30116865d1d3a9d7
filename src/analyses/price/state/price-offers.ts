/** The best price of each item, by what goes with its price, what it costs and how far it may go. */
import {
  type BestPrice,
  findBestPrice,
  type PriceOutcome,
  type PriceQuestion,
} from '../../../decisions/price/best-price.ts';
import type { JudgedItem, PricePart } from '../jobs/job.ts';
import type { PriceSettings, Rounding } from './price-settings.ts';
import type { PriceState } from './price-store.ts';

/** What a price ends in, once it is multiplied by `times`: `x.x9` is 9 cents of a tenth. */
const endings: Record<Rounding, { ending: number | null; times: number }> = {
  cents: { ending: null, times: 1 },
  nine: { ending: 0.9, times: 10 },
  'ninety-nine': { ending: 0.99, times: 1 },
  'ninety-five': { ending: 0.95, times: 1 },
  whole: { ending: 0, times: 1 },
};

export type Costs = Pick<PriceSettings, 'costs' | 'costShare'>;

/** What a unit is bought for: by hand, by the file, by the share; null where nothing says it. */
export function costOf({ costs, costShare }: Costs, name: string, { cost, today }: JudgedItem): number | null {
  const byHand = costs[name];
  if (byHand !== undefined) return byHand;
  if (Number.isFinite(cost)) return cost;
  return costShare === null ? null : costShare * today;
}

type Given = Pick<PriceState, 'settings' | 'ahead'> & { part: PricePart };

/** Units a step at today's price: the forecast's where there is one, else those of the last year. */
export function unitsOf({ part, ahead }: Omit<Given, 'settings'>, item: number): number {
  return ahead?.get(part.names[item]) ?? part.judged.items[item].perStep;
}

/** Null where nothing can be said of the item. */
function questionOf({ part, settings, ahead }: Given, item: number): PriceQuestion | null {
  const judged = part.judged.items[item];
  // With promotions alone nothing is said of a price without one.
  const elasticity = judged.own;
  const units = unitsOf({ part, ahead }, item);
  if (!elasticity || !(judged.today > 0) || !(units >= 0)) return null;
  return {
    price: judged.today,
    units,
    cost: costOf(settings, part.names[item], judged),
    elasticity,
    range: { low: part.lowest[item], high: part.highest[item] },
    ending: endings[settings.rounding].ending,
    leastMargin: settings.leastMargin > 0 ? settings.leastMargin : null,
    mostChange: settings.mostChange,
  };
}

const divided = (outcome: PriceOutcome, times: number): PriceOutcome => {
  const band = ({ value, low, high }: PriceOutcome['units']) => ({
    value: value / times,
    low: low / times,
    high: high / times,
  });
  return {
    price: Math.round((100 * outcome.price) / times) / 100,
    units: outcome.units,
    revenue: band(outcome.revenue),
    margin: outcome.margin && band(outcome.margin),
  };
};

/** The best price by the rounding asked for. Null where there is none. */
export function bestPriceOf(given: Given, item: number): BestPrice | null {
  const question = questionOf(given, item);
  if (!question) return null;
  const { times } = endings[given.settings.rounding];
  const { price, cost, range } = question;
  const found = findBestPrice({
    ...question,
    price: price * times,
    cost: cost === null ? null : cost * times,
    range: { low: range.low * times, high: range.high * times },
  });
  if (!found.ok || times === 1) return found.ok ? found.value : null;
  const { now, best, grid, ...rest } = found.value;
  return {
    ...rest,
    now: divided(now, times),
    best: divided(best, times),
    grid: grid.map((each) => divided(each, times)),
  };
}

export type ItemOutcomes = readonly PriceOutcome[];

/** What each price within those seen would go with, whatever the limits; empty where nothing is said. */
export function outcomesOf(given: Given, item: number): ItemOutcomes {
  const question = questionOf(given, item);
  if (!question) return [];
  const found = findBestPrice({ ...question, ending: null, leastMargin: null, mostChange: null });
  // The best price by another rounding has to lie on the line as well.
  const best = bestPriceOf(given, item)?.best;
  if (!found.ok) return [];
  const { grid } = found.value;
  const isThere = !best || grid.some(({ price }) => Math.abs(price - best.price) < 1e-9);
  return isThere ? grid : [...grid, best].sort((one, other) => one.price - other.price);
}

/** Columns of the list: [items] each, NaN where nothing is said. */
export type PriceOffers = {
  best: Float64Array;
  /** Money a year at the best price beyond that at today's, and the ends of its band. */
  gain: Float64Array;
  gainLow: Float64Array;
  gainHigh: Float64Array;
  isSure: Uint8Array;
  units: Float64Array;
  by: 'margin' | 'revenue' | 'mixed';
};

const yearDays = 365.25;

export function findOffers(given: Given): PriceOffers {
  const { part } = given;
  const column = () => new Float64Array(part.names.length).fill(Number.NaN);
  const offers: PriceOffers = {
    best: column(),
    gain: column(),
    gainLow: column(),
    gainHigh: column(),
    isSure: new Uint8Array(part.names.length),
    units: column(),
    by: 'revenue',
  };
  const perYear = yearDays / part.stepDays;
  const ways = new Set<BestPrice['by']>();
  for (const item of part.names.keys()) {
    offers.units[item] = unitsOf(given, item);
    const found = bestPriceOf(given, item);
    if (!found) continue;
    ways.add(found.by);
    const now = (found.now.margin ?? found.now.revenue).value;
    const band = found.best.margin ?? found.best.revenue;
    offers.best[item] = found.best.price;
    offers.gain[item] = (band.value - now) * perYear;
    offers.gainLow[item] = (band.low - now) * perYear;
    offers.gainHigh[item] = (band.high - now) * perYear;
    offers.isSure[item] = found.isSure ? 1 : 0;
  }
  offers.by = ways.size > 1 ? 'mixed' : ways.has('margin') ? 'margin' : 'revenue';
  return offers;
}

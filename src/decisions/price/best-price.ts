/** What another price would bring, within the prices that were seen. */
import { fail, ok, type Result } from '../../base/result.ts';
import { type DecisionProblem, findBadNumber } from '../problem.ts';
import type { Estimate } from './elasticity.ts';

export type PriceQuestion = {
  /** Price now, and units that the forecast has at it over its horizon. */
  price: number;
  units: number;
  /** Buying price of a unit; null where it is not known. */
  cost: number | null;
  elasticity: Estimate;
  /** Lowest and highest price that was seen: nothing is said of any beyond. */
  range: { low: number; high: number };
  /** What prices end in, such as 0.99; null for whole cents. */
  ending: number | null;
  /** Share of the price that has to be left, at least; null for none. */
  leastMargin: number | null;
  /** Share by which the price may change, at most; null for none. */
  mostChange: number | null;
};

export type Band = { value: number; low: number; high: number };

export type PriceOutcome = {
  price: number;
  /** Over the horizon, with the band that the elasticity's interval makes. */
  units: Band;
  revenue: Band;
  /** Null where the buying price is not known. */
  margin: Band | null;
};

export type BestPrice = {
  now: PriceOutcome;
  best: PriceOutcome;
  /** Prices asked about, rising. */
  grid: PriceOutcome[];
  /** What is best by: margin, or revenue where the buying price is not known. */
  by: 'margin' | 'revenue';
  /** What holds it: the end of the range that was seen, the change allowed, the margin; null where it lies between. */
  heldBy: 'range' | 'change' | 'margin' | null;
  /** Whether the whole band of the best lies above what there is now. */
  isSure: boolean;
};

const mostPrices = 400;

/** Units at a price: those of now times (price / now) to the elasticity. */
export function outcomeAt({ price: now, units, cost, elasticity }: PriceQuestion, price: number): PriceOutcome {
  const at = (exponent: number) => units * (price / now) ** exponent;
  const [one, two] = [at(elasticity.low), at(elasticity.high)];
  const band: Band = { value: at(elasticity.value), low: Math.min(one, two), high: Math.max(one, two) };
  const times = (each: number): Band => {
    const ends = [each * band.low, each * band.high];
    return { value: each * band.value, low: Math.min(...ends), high: Math.max(...ends) };
  };
  return { price, units: band, revenue: times(price), margin: cost === null ? null : times(price - cost) };
}

/** The price of most margin, or revenue, among those that end as they should and that the limits leave. */
export function findBestPrice(question: PriceQuestion): Result<BestPrice, DecisionProblem> {
  const { price: now, units, cost, range, ending, leastMargin, mostChange } = question;
  const bad = findBadNumber([
    ['price', 'positive', now],
    ['units', 'not negative', units],
    ['cost', 'not negative', cost ?? 0],
    ['range', 'positive', range.low],
    ['range', 'not negative', range.high - range.low],
    ['ending', 'not negative', ending ?? 0],
    ['mostChange', 'not negative', mostChange ?? 0],
    ['elasticity', 'finite', question.elasticity.value],
  ]);
  if (bad) return fail(bad);
  if (leastMargin !== null && leastMargin >= 1)
    return fail({ code: 'not-a-share', field: 'leastMargin', value: leastMargin });
  const byChange = mostChange === null ? null : { low: now * (1 - mostChange), high: now * (1 + mostChange) };
  const byMargin = leastMargin === null || cost === null ? 0 : cost / (1 - leastMargin);
  const low = Math.max(range.low, byChange?.low ?? 0, byMargin);
  const high = Math.min(range.high, byChange?.high ?? Number.POSITIVE_INFINITY);
  const prices = listPrices(low, high, ending).filter((each) => each !== now);
  const grid = [...prices, now].sort((a, b) => a - b).map((price) => outcomeAt(question, price));
  const by = cost === null ? 'revenue' : 'margin';
  const worthOf = (outcome: PriceOutcome) => (outcome.margin ?? outcome.revenue).value;
  const current = outcomeAt(question, now);
  const allowed = grid.filter(({ price }) => price === now || (price >= low - 1e-9 && price <= high + 1e-9));
  const best = allowed.reduce((found, each) => (worthOf(each) > worthOf(found) ? each : found), current);
  const band = best.margin ?? best.revenue;
  return ok({
    now: current,
    best,
    grid,
    by,
    heldBy: best.price === now ? null : heldBy(best.price, prices, { range, byChange, byMargin }),
    isSure: best.price !== now && band.low > worthOf(current),
  });
}

/** Of the prices there are, the outermost is held by whatever ends them. */
function heldBy(
  best: number,
  prices: readonly number[],
  limits: { range: { low: number; high: number }; byChange: { low: number; high: number } | null; byMargin: number },
): BestPrice['heldBy'] {
  const { range, byChange, byMargin } = limits;
  if (best === prices[prices.length - 1]) return byChange && byChange.high < range.high ? 'change' : 'range';
  if (best !== prices[0]) return null;
  if (byMargin > Math.max(range.low, byChange?.low ?? 0)) return 'margin';
  return byChange && byChange.low > range.low ? 'change' : 'range';
}

function listPrices(low: number, high: number, ending: number | null): number[] {
  if (!(high >= low)) return [];
  if (ending === null) {
    const first = Math.ceil(low * 100 - 1e-6);
    const last = Math.floor(high * 100 + 1e-6);
    const step = Math.max(1, Math.ceil((last - first) / mostPrices));
    return Array.from(
      { length: Math.max(0, Math.floor((last - first) / step) + 1) },
      (_, at) => (first + at * step) / 100,
    );
  }
  const part = ending % 1;
  const first = Math.ceil(low - part - 1e-9);
  const count = Math.max(0, Math.floor(high - part + 1e-9) - first + 1);
  const step = Math.max(1, Math.ceil(count / mostPrices));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => Math.round((first + at * step + part) * 100) / 100);
}

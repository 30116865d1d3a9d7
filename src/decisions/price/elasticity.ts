/** How much is asked for at another price: what goes with the price in the past of an item. */
import { fail, ok, type Result } from '../../base/result.ts';
import { meanOf, varianceOf } from '../../statistics/moments.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import { fitRidge } from '../../statistics/ridge.ts';
import { fitRobust, type RobustFit } from '../../statistics/robust-regression.ts';

export type PricedHistory = {
  /** [time] units sold, and the price they were sold at; NaN where either is not known. */
  units: Float64Array;
  price: Float64Array;
  /** [time] 1 where it was on promotion; absent where that is not known. */
  promoted?: Float64Array;
  /** [time] price of a neighbour or a rival; absent for none. */
  otherPrice?: Float64Array;
  /** Steps of a season; 1 for none. */
  seasonLength: number;
};

/** With its 95 % interval. */
export type Estimate = { value: number; low: number; high: number; error: number };

export type ElasticityProblem =
  | { code: 'too-few-values'; values: number; needed: number }
  /** Logarithms tell nothing of steps without sales, of which there are too many. */
  | { code: 'often-zero'; share: number }
  | { code: 'no-price' }
  /** Beside season, trend and promotion the price hardly varied: nothing can be said. */
  | { code: 'price-hardly-varied'; spread: number }
  /** It varied with the promotions alone, so that the two cannot be told apart. */
  | { code: 'price-is-promotion'; spread: number };

export type Elasticity = {
  /** Percent of units that go with a percent of price. */
  own: Estimate;
  /** The same by another way, to check it: what is left of both once the rest is taken out, each by what the other parts of time say. */
  check: Estimate | null;
  /** Factor on units beside a promotion, price apart; null where there is none to tell. */
  promotion: Estimate | null;
  /** Percent of units that go with a percent of the other price. */
  other: Estimate | null;
  /** Standard deviation of what is left of the logarithm of units. */
  left: number;
  /** Steps it is made of, prices among them, and steps without sales that were left out. */
  values: number;
  prices: number;
  zeros: number;
  range: { low: number; high: number };
  /** What makes "associated with" more than a habit of speech. */
  cautions: ('promotion-goes-with-price' | 'promotion-in-season' | 'stock-outs-likely' | 'check-disagrees')[];
};

const fewestValues = 30;
/** Beside everything else the price has to have varied by so much (standard deviation of its logarithm). */
const usualSpread = 0.01;
const mostZeros = 0.2;

/** Harmonics of the season, as many as there is room for. */
function seasonAt(at: number, seasonLength: number, rows: number): number[] {
  if (seasonLength <= 1 || rows < 1.5 * seasonLength) return [];
  const pairs = Math.min(2, Math.floor(seasonLength / 2));
  return Array.from({ length: pairs }, (_, k) => {
    const angle = (2 * Math.PI * (k + 1) * at) / seasonLength;
    return seasonLength === 2 ? [Math.cos(angle)] : [Math.sin(angle), Math.cos(angle)];
  }).flat();
}

/** Columns of regressors but the price. */
function describeRest(history: PricedHistory, places: readonly number[]): Float64Array[] {
  const length = history.units.length;
  const own = (values: Float64Array | undefined) =>
    values && varianceOf(places.map((place) => values[place])) > 1e-12 ? values : null;
  const promoted = own(history.promoted);
  const other = own(history.otherPrice);
  return places.map((place) =>
    Float64Array.of(
      1,
      (place - length / 2) / length,
      ...(promoted ? [promoted[place]] : []),
      ...(other ? [Math.log(other[place])] : []),
      ...seasonAt(place, history.seasonLength, places.length),
    ),
  );
}

function estimateOf({ coefficients, errors, critical }: RobustFit, at: number): Estimate {
  const reach = critical * errors[at];
  return { value: coefficients[at], low: coefficients[at] - reach, high: coefficients[at] + reach, error: errors[at] };
}

/**
 * log units = item + trend + season + own x log price + promotion + other x log other price, by least squares with standard errors that
 * hold where errors go on (`fitRobust`).
 *
 * @param leastSpread what the price has to have varied by beside everything else (standard deviation of its logarithm); less than the
 *   usual tells something only of many items together (`shrinkToGroup`)
 */
export function estimateElasticity(
  history: PricedHistory,
  leastSpread = usualSpread,
): Result<Elasticity, ElasticityProblem> {
  const { units, price, promoted } = history;
  const known = Array.from(units.keys()).filter(
    (at) =>
      Number.isFinite(units[at]) &&
      price[at] > 0 &&
      (!promoted || Number.isFinite(promoted[at])) &&
      (!history.otherPrice || history.otherPrice[at] > 0),
  );
  if (!Array.from(units.keys()).some((at) => price[at] > 0)) return fail({ code: 'no-price' });
  if (known.length < fewestValues) return fail({ code: 'too-few-values', values: known.length, needed: fewestValues });
  const places = known.filter((at) => units[at] > 0);
  const zeros = known.length - places.length;
  if (zeros > mostZeros * known.length) return fail({ code: 'often-zero', share: zeros / known.length });
  if (places.length < fewestValues)
    return fail({ code: 'too-few-values', values: places.length, needed: fewestValues });
  const rest = describeRest(history, places);
  const logPrice = Float64Array.from(places, (at) => Math.log(price[at]));
  const logUnits = Float64Array.from(places, (at) => Math.log(units[at]));
  const all = Math.sqrt(varianceOf(logPrice));
  const beside = fitRobust(rest, logPrice);
  const spread = beside ? Math.sqrt(meanOf(beside.residuals.map((each) => each * each))) : 0;
  if (!beside || spread < leastSpread) {
    return fail({ code: all < leastSpread ? 'price-hardly-varied' : 'price-is-promotion', spread });
  }
  const fit = fitRobust(
    rest.map((row, at) => Float64Array.of(...row, logPrice[at])),
    logUnits,
  );
  if (!fit) return fail({ code: 'price-hardly-varied', spread });
  const { coefficients, freedom, residuals } = fit;
  const estimateAt = (at: number) => estimateOf(fit, at);
  const own = estimateAt(coefficients.length - 1);
  const hasPromotion = promoted !== undefined && varianceOf(places.map((at) => promoted[at])) > 1e-12;
  const hasOther = history.otherPrice !== undefined && rest[0].length > (hasPromotion ? 3 : 2);
  const log = hasPromotion ? estimateAt(2) : null;
  const promotion = log && {
    value: Math.exp(log.value),
    low: Math.exp(log.low),
    high: Math.exp(log.high),
    error: log.error,
  };
  const check = estimateByParts(rest, logPrice, logUnits);
  const cautions: Elasticity['cautions'] = [];
  if (hasPromotion && spread < all / 2) cautions.push('promotion-goes-with-price');
  if (hasPromotion && goesWithSeason(history, places, rest)) cautions.push('promotion-in-season');
  if (zeros > 0) cautions.push('stock-outs-likely');
  if (check && (check.low > own.high || check.high < own.low)) cautions.push('check-disagrees');
  const seen = places.map((at) => price[at]);
  return ok({
    own,
    check,
    promotion,
    other:
      hasOther && varianceOf(places.map((at) => history.otherPrice?.[at] ?? 0)) > 1e-12
        ? estimateAt(hasPromotion ? 3 : 2)
        : null,
    left: Math.sqrt(residuals.reduce((sum, each) => sum + each * each, 0) / freedom),
    values: places.length,
    prices: new Set(seen).size,
    zeros,
    range: { low: Math.min(...seen), high: Math.max(...seen) },
    cautions,
  });
}

/** Whether promotions lie where the season is high: season and trend alone tell a quarter of when they were. */
function goesWithSeason(
  { promoted, seasonLength }: PricedHistory,
  places: readonly number[],
  rest: readonly Float64Array[],
): boolean {
  if (!promoted || seasonLength <= 1) return false;
  const flags = Float64Array.from(places, (at) => promoted[at]);
  const season = rest.map((_, at) => Float64Array.of(1, ...seasonAt(places[at], seasonLength, places.length)));
  const fit = season[0].length > 1 ? fitRobust(season, flags) : null;
  if (!fit) return false;
  const leftOver = meanOf(fit.residuals.map((each) => each * each));
  return leftOver < 0.75 * varianceOf(flags);
}

const parts = 5;
/** Steps that go to one part together, so that neighbours do not tell on each other. */
const blockSteps = 8;

/**
 * Double machine learning (Chernozhukov et al. 2018), partialling out with cross-fitting: what ridge regression learnt from the other
 * blocks of time says of price and units is taken out of each block, and what is left of units set against what is left of price.
 */
function estimateByParts(
  rest: readonly Float64Array[],
  logPrice: Float64Array,
  logUnits: Float64Array,
): Estimate | null {
  const count = rest.length;
  const priceLeft = new Float64Array(count);
  const unitsLeft = new Float64Array(count);
  const partOf = (at: number) => Math.floor(at / blockSteps) % parts;
  for (let part = 0; part < parts; part += 1) {
    const places = Array.from(rest.keys());
    const others = places.filter((at) => partOf(at) !== part);
    const own = places.filter((at) => partOf(at) === part);
    const rows = others.map((at) => rest[at]);
    for (const [values, left] of [
      [logPrice, priceLeft],
      [logUnits, unitsLeft],
    ]) {
      const fit = fitRidge(
        rows,
        Float64Array.from(others, (at) => values[at]),
      );
      if (!fit) return null;
      for (const at of own) {
        left[at] = values[at] - rest[at].reduce((sum, each, i) => sum + each * fit.coefficients[i], 0);
      }
    }
  }
  const fit = fitRobust(
    Array.from(priceLeft, (each) => Float64Array.of(1, each)),
    unitsLeft,
  );
  return fit && estimateOf(fit, 1);
}

/** Of a group of items: the mean of all, how much the items differ truly, and each drawn to the mean by how little is known of it. */
export type GroupElasticity = { mean: Estimate; spread: number; items: Estimate[] };

/**
 * Empirical Bayes by the method of moments (DerSimonian and Laird 1986; Morris 1983).
 *
 * @param items one or more estimates of a group, each with an error above 0
 */
export function shrinkToGroup(items: readonly Estimate[]): GroupElasticity {
  const weights = items.map(({ error }) => 1 / error ** 2);
  const total = weights.reduce((sum, each) => sum + each, 0);
  const plain = items.reduce((sum, { value }, at) => sum + weights[at] * value, 0) / total;
  const scatter = items.reduce((sum, { value }, at) => sum + weights[at] * (value - plain) ** 2, 0);
  const squares = weights.reduce((sum, each) => sum + each * each, 0);
  const room = total - squares / total;
  const variance = room > 0 ? Math.max(0, (scatter - (items.length - 1)) / room) : 0;
  const shares = items.map(({ error }) => 1 / (error ** 2 + variance));
  const all = shares.reduce((sum, each) => sum + each, 0);
  const mean = items.reduce((sum, { value }, at) => sum + shares[at] * value, 0) / all;
  const z = normalQuantile(0.975);
  const around = (value: number, error: number): Estimate => ({
    value,
    low: value - z * error,
    high: value + z * error,
    error,
  });
  return {
    mean: around(mean, Math.sqrt(1 / all)),
    spread: Math.sqrt(variance),
    items: items.map(({ value, error }) => {
      const kept = variance / (variance + error ** 2);
      // What is not known of the mean is not known of what is drawn to it either.
      const left = Math.sqrt(kept * error ** 2 + (1 - kept) ** 2 / all);
      return around(mean + kept * (value - mean), left);
    }),
  };
}

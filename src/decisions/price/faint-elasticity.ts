/** What an item says of its elasticity that is too little by itself, and tells something together with others. */
import { fitRobust } from '../../statistics/robust-regression.ts';
import type { Estimate, PricedHistory } from './elasticity.ts';

/** Below this (standard deviation of the logarithm, beside all else) a price tells nothing even together with others: it is rounding. */
const leastSpread = 0.002;
const fewestValues = 30;
const mostZeros = 0.2;
const pairs = 2;

function controlsAt(
  { units, promoted, seasonLength }: PricedHistory,
  at: number,
  hasPromotion: boolean,
  hasSeason: boolean,
) {
  const row = [1, at / units.length - 0.5];
  if (hasPromotion) row.push(promoted?.[at] ?? 0);
  if (hasSeason) {
    for (let k = 1; k <= Math.min(pairs, Math.floor((seasonLength - 1) / 2)); k += 1) {
      const angle = (2 * Math.PI * k * at) / seasonLength;
      row.push(Math.sin(angle), Math.cos(angle));
    }
  }
  return row;
}

/** Percent of units that go with a percent of price, and the factor of a promotion beside its price; null where there is none. */
export type FaintElasticity = { own: Estimate; promotion: Estimate | null };

/**
 * The same regression as `estimateElasticity`, however little the price varied beside the promotions: log units on log price, trend,
 * season and promotion. Its error is the larger of the one that holds where errors go on (Newey and West 1987) and the plain one, as few
 * changes of price make the former too small. To be drawn to a group, never to be shown by itself.
 *
 * @returns null where there is no variation or too little to count with
 */
export function estimateFaintly(history: PricedHistory): FaintElasticity | null {
  const { units, price, promoted, seasonLength } = history;
  const places = [...units.keys()].filter((at) => units[at] > 0 && price[at] > 0);
  const known = units.reduce((count, each, at) => count + (each >= 0 && price[at] > 0 ? 1 : 0), 0);
  // Logarithms leave out what sold nothing, and with it the dearest.
  if (places.length < fewestValues || known - places.length > mostZeros * known) return null;
  const flags = promoted ? places.reduce((sum, at) => sum + (promoted[at] > 0 ? 1 : 0), 0) : 0;
  const hasPromotion = flags > 0 && flags < places.length;
  const hasSeason = seasonLength > 2 && places.length >= 1.5 * seasonLength;
  const controls = places.map((at) => Float64Array.from(controlsAt(history, at, hasPromotion, hasSeason)));
  const beside = fitRobust(
    controls,
    Float64Array.from(places, (at) => Math.log(price[at])),
  );
  if (!beside) return null;
  const squares = beside.residuals.reduce((sum, each) => sum + each * each, 0);
  if (Math.sqrt(squares / places.length) < leastSpread) return null;
  const fit = fitRobust(
    controls.map((row, at) => Float64Array.of(...row, beside.residuals[at])),
    Float64Array.from(places, (at) => Math.log(units[at])),
  );
  if (!fit) return null;
  const last = fit.coefficients.length - 1;
  const plain = Math.sqrt(fit.residuals.reduce((sum, each) => sum + each * each, 0) / fit.freedom / squares);
  const value = fit.coefficients[last];
  const error = Math.max(fit.errors[last], plain);
  if (!Number.isFinite(value) || !(error > 0)) return null;
  const around = (middle: number, of: number) => ({
    value: middle,
    low: middle - 1.96 * of,
    high: middle + 1.96 * of,
    error: of,
  });
  // What is left of the price goes by the promotions no more: their coefficient has them take the price's part as well.
  const withPrice =
    hasPromotion && beside.coefficients[2] !== 0 ? fit.coefficients[2] - value * beside.coefficients[2] : null;
  const ofPromotion = withPrice === null ? null : Math.hypot(fit.errors[2], error * beside.coefficients[2]);
  const log = withPrice === null || ofPromotion === null ? null : around(withPrice, ofPromotion);
  return {
    own: around(value, error),
    promotion: log && {
      value: Math.exp(log.value),
      low: Math.exp(log.low),
      high: Math.exp(log.high),
      error: log.error,
    },
  };
}

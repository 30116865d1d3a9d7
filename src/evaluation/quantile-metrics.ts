/**
 * How good forecast quantiles and intervals are. All functions take [points] actual values and [points] of a quantile or
 * bound at the same points, and give null where nothing can be said.
 */

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Mean pinball loss of one quantile (Koenker and Bassett 1978), in the unit of the series.
 *
 * @param probability of the quantile, within (0, 1)
 */
export function measurePinball(actual: Float64Array, quantile: Float64Array, probability: number): number {
  return mean(
    actual.map((value, at) => {
      const above = value - quantile[at];
      return above >= 0 ? probability * above : (probability - 1) * above;
    }),
  );
}

/**
 * Weighted quantile loss: twice the pinball losses of all quantiles, summed over the points, over the sum of absolute
 * actuals, and averaged over the quantiles (Salinas et al. 2020).
 *
 * @returns null where every actual value is zero
 */
export function measureWeightedQuantileLoss(
  actual: Float64Array,
  quantiles: readonly { probability: number; values: Float64Array }[],
): number | null {
  const size = mean(actual.map(Math.abs));
  if (size === 0 || quantiles.length === 0) return null;
  const losses = quantiles.map(({ probability, values }) => 2 * measurePinball(actual, values, probability));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length / size;
}

/**
 * The continuous ranked probability score, by its form as twice the pinball loss over all probabilities
 * (Gneiting and Raftery 2007), from the quantiles there are.
 *
 * @param quantiles evenly spread over (0, 1), in rising order
 */
export function measureCrps(
  actual: Float64Array,
  quantiles: readonly { probability: number; values: Float64Array }[],
): number {
  const losses = quantiles.map(({ probability, values }) => 2 * measurePinball(actual, values, probability));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** Share of the actual values that lie within an interval, and its mean width in the unit of the series. */
export function measureInterval(
  actual: Float64Array,
  low: Float64Array,
  high: Float64Array,
): { coverage: number; width: number } {
  const inside = actual.map((value, at) => (value >= low[at] && value <= high[at] ? 1 : 0));
  return { coverage: mean(inside), width: mean(high.map((value, at) => value - low[at])) };
}

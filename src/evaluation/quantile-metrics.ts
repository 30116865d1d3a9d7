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
export function measureWeightedQuantileLoss(actual: Float64Array, quantiles: readonly Quantile[]): number | null {
  const size = mean(actual.map(Math.abs));
  if (size === 0 || quantiles.length === 0) return null;
  const losses = quantiles.map(({ probability, values }) => 2 * measurePinball(actual, values, probability));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length / size;
}

/** A quantile of a forecast: [points] of its values. */
export type Quantile = { probability: number; values: Float64Array };

/** Twice the pinball loss of a quantile function that is straight from (p, q) to (P, Q), summed over those probabilities. */
function integratePinball(value: number, [p, q]: [number, number], [P, Q]: [number, number]): number {
  if (P <= p) return 0;
  const lossAt = (probability: number, quantile: number) =>
    2 * (value >= quantile ? probability * (value - quantile) : (1 - probability) * (quantile - value));
  const middle = (q + Q) / 2;
  // Simpson's rule: exact, as the loss is a parabola on either side of the value.
  return ((P - p) / 6) * (lossAt(p, q) + 4 * lossAt((p + P) / 2, middle) + lossAt(P, Q));
}

function scoreOne(value: number, points: readonly [number, number][]): number {
  let sum = 0;
  for (let at = 1; at < points.length; at += 1) {
    const [before, after] = [points[at - 1], points[at]];
    const crosses = value > before[1] && value < after[1];
    const share = crosses ? (value - before[1]) / (after[1] - before[1]) : 1;
    const cut: [number, number] = crosses ? [before[0] + share * (after[0] - before[0]), value] : after;
    sum += integratePinball(value, before, cut) + integratePinball(value, cut, after);
  }
  return sum;
}

/**
 * Mean continuous ranked probability score, in the unit of the series: twice the pinball loss over all probabilities
 * (Gneiting and Raftery 2007). Between the quantiles there are the quantile function is taken to be straight, and beyond
 * the outermost ones flat; of that distribution the score is exact.
 *
 * @param quantiles in rising order of probability, never crossing
 */
export function measureCrps(actual: Float64Array, quantiles: readonly Quantile[]): number {
  return mean(
    actual.map((value, at) => {
      const inner = quantiles.map(({ probability, values }): [number, number] => [probability, values[at]]);
      return scoreOne(value, [[0, inner[0][1]], ...inner, [1, inner[inner.length - 1][1]]]);
    }),
  );
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

/** A forecast's quantiles beside what came, and what several metrics are made of. */
export type Spread = {
  actual: Float64Array;
  quantiles: readonly Quantile[];
  /** Mean pinball loss of each quantile. */
  losses: readonly number[];
  /** By their level in percent. */
  intervals: Record<80 | 95, { coverage: number; width: number }>;
};

/**
 * @param actual [points]
 * @param levels probabilities, the ends of the intervals among them
 * @param values [levels][points]
 */
export function describeSpread(
  actual: Float64Array,
  levels: readonly number[],
  values: readonly Float64Array[],
): Spread {
  const at = (wanted: number) => values[levels.findIndex((level) => Math.abs(level - wanted) < 1e-9)];
  const interval = (percent: number) =>
    measureInterval(actual, at((1 - percent / 100) / 2), at((1 + percent / 100) / 2));
  const quantiles = levels.map((probability, level) => ({ probability, values: values[level] }));
  return {
    actual,
    quantiles,
    losses: quantiles.map(({ probability, values: quantile }) => measurePinball(actual, quantile, probability)),
    intervals: { 80: interval(80), 95: interval(95) },
  };
}

/** What may be asked for until stock can come again: one number, by its distribution. */
import { normalBelow, normalDensity, normalQuantile } from '../statistics/normal.ts';

/** Distribution of a demand D, in units. */
export type Demand = {
  mean: number;
  deviation: number;
  /** Whether D is whole, so that stock is too. */
  isWhole: boolean;
  /** P(D <= x). */
  below: (x: number) => number;
  /** The least x with P(D <= x) >= probability. */
  quantile: (probability: number) => number;
  /** E[(D - x)+], what `x` is short of on average. */
  shortage: (x: number) => number;
};

export function createNormalDemand(mean: number, deviation: number): Demand {
  if (deviation === 0) return createSampleDemand(Float64Array.of(mean));
  return {
    mean,
    deviation,
    isWhole: false,
    below: (x) => normalBelow((x - mean) / deviation),
    quantile: (probability) => mean + deviation * normalQuantile(probability),
    shortage(x) {
      const z = (x - mean) / deviation;
      return deviation * (normalDensity(z) - z * normalBelow(-z));
    },
  };
}

/** Probabilities of 0, 1, 2 and so on of a Poisson distribution, as far as they are above 1e-16 of the largest. @returns [counts] */
export function listPoisson(mean: number): Float64Array {
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 30);
  const chances = new Float64Array(most + 1);
  // From the mode outwards, so that nothing underflows for a large mean.
  const mode = Math.floor(mean);
  chances[mode] = 1;
  for (let at = mode; at > 0; at -= 1) chances[at - 1] = (chances[at] * at) / mean;
  for (let at = mode + 1; at <= most; at += 1) chances[at] = (chances[at - 1] * mean) / at;
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / total);
}

/** @param chances [counts] probabilities of 0, 1, 2 and so on, summing to 1 */
export function createWholeDemand(chances: Float64Array): Demand {
  const size = chances.length;
  let mean = 0;
  let square = 0;
  for (let at = 0; at < size; at += 1) {
    mean += at * chances[at];
    square += at * at * chances[at];
  }
  const upTo = new Float64Array(size);
  const short = new Float64Array(size);
  let sum = 0;
  let left = mean;
  for (let at = 0; at < size; at += 1) {
    short[at] = Math.max(0, left);
    sum += chances[at];
    upTo[at] = Math.min(1, sum);
    left -= 1 - upTo[at];
  }
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, square - mean * mean)),
    isWhole: true,
    below: (x) => (x < 0 ? 0 : upTo[Math.min(size - 1, Math.floor(x))]),
    quantile(probability) {
      const found = upTo.findIndex((each) => each >= probability);
      return found < 0 ? size - 1 : found;
    },
    shortage(x) {
      if (x < 0) return mean - x;
      const floor = Math.floor(x);
      if (floor >= size - 1) return 0;
      return short[floor] + (x - floor) * (short[floor + 1] - short[floor]);
    },
  };
}

export function createPoissonDemand(mean: number): Demand {
  return createWholeDemand(mean === 0 ? Float64Array.of(1) : listPoisson(mean));
}

/** @param values [draws] one or more finite numbers, each as likely as another */
export function createSampleDemand(values: Float64Array): Demand {
  const sorted = values.slice().sort();
  const count = sorted.length;
  /** Sums of all values from a place to the end. */
  const sums = new Float64Array(count + 1);
  for (let at = count - 1; at >= 0; at -= 1) sums[at] = sums[at + 1] + sorted[at];
  const mean = sums[0] / count;
  const countUpTo = (x: number) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    mean,
    deviation: Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count),
    isWhole: sorted.every(Number.isInteger),
    below: (x) => countUpTo(x) / count,
    quantile: (probability) => sorted[Math.min(count - 1, Math.max(0, Math.ceil(probability * count - 1e-9) - 1))],
    shortage(x) {
      const from = countUpTo(x);
      return (sums[from] - (count - from) * x) / count;
    },
  };
}

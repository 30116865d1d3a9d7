import { autocorrelate } from './autocorrelation.ts';
import { medianOf, spreadByMedian } from './median.ts';
import { varianceOf } from './moments.ts';

export type RobustNoise = {
  /** Standard deviation. */
  sigma: number;
  /** Correlation of neighbours, 0 to 1. */
  correlation: number;
  /** Variance that the mean of many points has, times their number: that of independent points grown by the correlation. */
  longRun: number;
};

/** Noise more like its neighbours than this cannot be told from a level that wanders. */
const mostCorrelation = 0.98;

/** Standard deviation of changes over `lag` steps, by their median deviation; of many equal values by their mean square. */
function spreadOfChanges(values: Float64Array, lag: number): number {
  const changes = new Float64Array(Math.max(0, values.length - lag));
  for (let at = 0; at < changes.length; at += 1) changes[at] = values[at + lag] - values[at];
  if (changes.length === 0) return 0;
  const centre = medianOf(changes);
  const middle = spreadByMedian(changes.map((change) => change - centre));
  if (middle > 0) return middle;
  let squares = 0;
  for (const change of changes) squares += (change - centre) ** 2;
  return Math.sqrt(squares / changes.length);
}

/**
 * The noise of a series whatever its level does: its differences by their median deviation, which a few jumps do not move, and its
 * correlation from differences over one step and over more (after Chakar, Lebarbier, Levy-Leduc and Robin 2017, "A robust approach
 * for estimating change-points in the mean of an AR(1) process").
 *
 * @param values [length] finite
 */
export function measureNoise(values: Float64Array): RobustNoise {
  const [one, two] = [1, 2].map((lag) => spreadOfChanges(values, lag) ** 2);
  const first = one > 0 ? two / one - 1 : 0;
  const correlation = Math.min(mostCorrelation, Math.max(0, first));
  return noiseOf(one / (2 * (1 - correlation)), correlation);
}

function noiseOf(variance: number, correlation: number): RobustNoise {
  return { sigma: Math.sqrt(variance), correlation, longRun: (variance * (1 + correlation)) / (1 - correlation) };
}

/**
 * The noise that is left beside levels or lines, its correlation made up for what fitting them takes away (Kendall 1954).
 *
 * @param rest [length] about zero
 * @param fitted how many levels, or twice as many lines, were fitted
 */
export function measureRest(rest: Float64Array, fitted: number): RobustNoise {
  const { length } = rest;
  const variance = varianceOf(rest) * (length / Math.max(1, length - fitted));
  const seen = autocorrelate(rest, 1)[1];
  const correlation = Math.min(mostCorrelation, Math.max(0, seen + (fitted * (1 + 3 * Math.max(0, seen))) / length));
  return noiseOf(variance / (1 - (fitted * correlation) / length), correlation);
}

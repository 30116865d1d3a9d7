/**
 * How far the sum of a horizon may lie from its forecast. Quantiles of the steps do not add up to quantiles of their sum, unless
 * all errors are one: the band is that of sums of whole paths. A path takes at each step a value of that step's forecast
 * distribution, and the steps of a path go together as the errors of the backtest did, by a Gaussian copula of one correlation
 * (Clemen and Reilly 1999; for margins of forecasts: Möller, Lenkoski and Thorarinsdottir 2013). One correlation is enough for a
 * sum: its variance knows nothing of the others but their mean, weighted by the spreads of the two steps.
 */
import { createRandom, drawNormal } from '../../base/random.ts';
import { quantileLevels } from '../../forecasters/forecaster.ts';
import { normalQuantile } from '../../statistics/normal.ts';

/** What is usual before any error has been seen, and for how many horizons of errors that counts. */
const usual = { correlation: 0.25, horizons: 2 };
/** Beyond, the paths would be one. */
const mostCorrelation = 0.98;

/**
 * How much the errors of one path go together: the mean correlation of its steps, weighted by their spreads, about zero, not
 * about their mean, as what a model is off by throughout is part of what is not known. With few errors it is drawn towards the
 * usual one.
 *
 * @param paths [origins][horizon] actual - forecast; one with a step that is not known does not count
 * @param horizons how many horizons the origins span, each point counted once: overlapping paths tell less
 */
export function measurePathCorrelation(paths: readonly Float64Array[], horizons: number): number {
  const whole = paths.filter((path) => path.every(Number.isFinite));
  if (whole.length === 0) return usual.correlation;
  const steps = whole[0].length;
  const squares = new Float64Array(steps);
  let crossed = 0;
  for (const path of whole) {
    let sum = 0;
    let square = 0;
    for (let step = 0; step < steps; step += 1) {
      sum += path[step];
      square += path[step] ** 2;
      squares[step] += path[step] ** 2;
    }
    crossed += sum * sum - square;
  }
  const spreads = squares.map(Math.sqrt);
  const total = spreads.reduce((sum, each) => sum + each, 0);
  const possible = total * total - squares.reduce((sum, each) => sum + each, 0);
  // Below zero it is noise, most often; cut off before it is drawn to the usual one it would be taken for more than it is.
  const found = possible > 0 ? Math.min(1, Math.max(-1, crossed / possible)) : usual.correlation;
  const weight = (horizons * whole.length) / paths.length;
  const shrunk = (weight * found + usual.horizons * usual.correlation) / (weight + usual.horizons);
  return Math.min(mostCorrelation, Math.max(0, shrunk));
}

const scores = Float64Array.from(quantileLevels, normalQuantile);
const lastPiece = scores.length - 2;
/** Beyond these scores a straight line says too much of the tails. */
const furthestScore = 3;

/**
 * The value of a step at a normal score: the quantiles joined by straight lines over their scores, their last pieces continued.
 *
 * @param ends [quantileLevels] of the step
 */
function valueAt(ends: Float64Array, score: number): number {
  let piece = 0;
  while (piece < lastPiece && score > scores[piece + 1]) piece += 1;
  const low = ends[piece];
  return low + ((score - scores[piece]) / (scores[piece + 1] - scores[piece])) * (ends[piece + 1] - low);
}

/** Even: each has its mirror image, so that what chance does on one side it does on the other. */
const paths = 600;

/** The same draws for every series: [paths] common scores, evenly spread, and [paths x horizon] of each step's own. */
let drawn: { steps: number; common: Float64Array; own: Float64Array } | null = null;

function drawScores(steps: number): { common: Float64Array; own: Float64Array } {
  if (drawn && drawn.steps >= steps) return drawn;
  const random = createRandom(1);
  const common = Float64Array.from({ length: paths }, (_, path) => normalQuantile((path + 0.5) / paths));
  const own = new Float64Array(paths * steps);
  for (let at = 0; at < own.length / 2; at += 1) {
    own[at] = drawNormal(random);
    own[own.length - 1 - at] = -own[at];
  }
  drawn = { steps, common, own };
  return drawn;
}

/**
 * Quantiles of the sum of a horizon.
 *
 * @param quantiles [quantileLevels][horizon] rising
 * @param correlation between the steps of a path, 0-1
 * @param floor what no value falls below
 * @param levels probabilities that are asked for
 * @returns [levels] in the unit of the series
 */
export function sumQuantiles(
  quantiles: readonly Float64Array[],
  correlation: number,
  floor: number,
  levels: readonly number[],
): number[] {
  const steps = quantiles[0].length;
  const { common, own } = drawScores(steps);
  const shared = Math.sqrt(correlation);
  const alone = Math.sqrt(1 - correlation);
  const sums = new Float64Array(paths);
  const ends = new Float64Array(quantiles.length);
  for (let step = 0; step < steps; step += 1) {
    for (let level = 0; level < ends.length; level += 1) ends[level] = quantiles[level][step];
    for (let path = 0; path < paths; path += 1) {
      const score = shared * common[path] + alone * own[path * steps + step];
      const value = valueAt(ends, Math.min(furthestScore, Math.max(-furthestScore, score)));
      sums[path] += Math.max(floor, value);
    }
  }
  sums.sort();
  return levels.map((level) => {
    const place = level * (paths - 1);
    const below = Math.floor(place);
    const above = Math.min(paths - 1, below + 1);
    return sums[below] + (place - below) * (sums[above] - sums[below]);
  });
}

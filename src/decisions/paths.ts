/** Ways in which demand may come, drawn from what a forecast has been off by. */
import { createRandom, drawNormal, type Random } from '../base/random.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { normalBelow } from '../statistics/normal.ts';
import type { DecisionProblem } from './problem.ts';

/** Whole paths: the steps of one belong together. */
export type DemandPaths = {
  count: number;
  steps: number;
  /** [count, steps] units, from the first step that is forecast. */
  values: Float64Array;
};

type DrawOptions = { count?: number; seed?: number };

const usualCount = 1000;

/**
 * The forecast and, whole, what one at an earlier origin was off by, each origin as likely as another, and as it was or turned round,
 * so that a test in which all went up does not say that it always will.
 *
 * @param forecast [steps]
 * @param errors [origins][horizon] actual - forecast, NaN where it is not known; an origin that is not known at a step lends that of
 *   the nearest step that is
 * @param floor what no value falls below; demand is none below 0
 */
export function drawErrorPaths(
  forecast: Float64Array,
  errors: readonly Float64Array[],
  { count = usualCount, seed = 1, floor = 0 }: DrawOptions & { floor?: number } = {},
): Result<DemandPaths, DecisionProblem> {
  const known = errors.filter((own) => own.some(Number.isFinite));
  if (known.length === 0) return fail({ code: 'no-history' });
  const filled = known.map((own) => fillUnknown(own));
  const steps = forecast.length;
  const random = createRandom(seed, 51);
  const values = new Float64Array(count * steps);
  for (let path = 0; path < count; path += 1) {
    // In turn, so that each is drawn as often; by pairs, one turned round.
    const own = filled[(path >> 1) % filled.length];
    const sign = path % 2 === 0 ? 1 : -1;
    // A forecast further ahead than any that was tested goes on with the errors of another origin.
    let source = own;
    for (let step = 0; step < steps; step += 1) {
      const at = step % own.length;
      if (at === 0 && step > 0) source = filled[Math.floor(random() * filled.length)];
      values[path * steps + step] = Math.max(floor, forecast[step] + sign * source[Math.min(at, source.length - 1)]);
    }
  }
  return ok({ count, steps, values });
}

function fillUnknown(errors: Float64Array): Float64Array {
  return errors.map((error, at) => {
    for (let away = 0; away < errors.length; away += 1) {
      if (Number.isFinite(errors[at - away])) return errors[at - away];
      if (Number.isFinite(errors[at + away])) return errors[at + away];
    }
    return error;
  });
}

/** Quantiles of each step, as forecasts give them. */
export type StepQuantiles = {
  /** [levels] probabilities, rising, within (0, 1). */
  levels: readonly number[];
  /** [levels][steps] not falling with the level. */
  values: readonly ArrayLike<number>[];
};

/**
 * Draws from each step's own distribution, joined so that the steps of a path stand to each other in rank as those of past errors did
 * (Schaake shuffle, Clark et al. 2004; an empirical copula), or by a Gaussian copula of one correlation where there are no errors.
 *
 * @param joint [origins][steps] errors of past origins, of which only ranks count; or a correlation between any two steps, 0-1
 */
export function drawQuantilePaths(
  { levels, values: quantiles }: StepQuantiles,
  joint: readonly Float64Array[] | number,
  { count = usualCount, seed = 1, floor = 0 }: DrawOptions & { floor?: number } = {},
): Result<DemandPaths, DecisionProblem> {
  if (levels.length === 0 || levels.length !== quantiles.length)
    return fail({ code: 'unequal-lengths', field: 'levels' });
  const steps = quantiles[0].length;
  if (steps === 0) return fail({ code: 'no-paths' });
  const random = createRandom(seed, 52);
  const ranks = drawRanks(joint, count, steps, random);
  const values = new Float64Array(count * steps);
  for (let at = 0; at < values.length; at += 1) {
    values[at] = Math.max(floor, readQuantile(levels, quantiles, at % steps, ranks[at]));
  }
  return ok({ count, steps, values });
}

/** Probabilities at which each step of each path is read. @returns [count, steps] within (0, 1) */
function drawRanks(
  joint: readonly Float64Array[] | number,
  count: number,
  steps: number,
  random: Random,
): Float64Array {
  const scores = new Float64Array(count * steps);
  const whole =
    typeof joint === 'number' ? [] : joint.filter((own) => own.length >= steps && own.every(Number.isFinite));
  if (whole.length < fewestTemplates) {
    const correlation = typeof joint === 'number' ? Math.min(1, Math.max(0, joint)) : usualCorrelation;
    for (let path = 0; path < count; path += 1) {
      const common = drawNormal(random);
      for (let step = 0; step < steps; step += 1) {
        scores[path * steps + step] = Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * drawNormal(random);
      }
    }
    return scores.map(normalBelow);
  }
  // The ranks of an origin among all origins, spread evenly within the rank, step by step.
  for (let step = 0; step < steps; step += 1) {
    const order = whole.map((_, origin) => origin).sort((a, b) => whole[a][step] - whole[b][step]);
    const rankOf = new Int32Array(whole.length);
    for (const [rank, origin] of order.entries()) rankOf[origin] = rank;
    for (let path = 0; path < count; path += 1) {
      scores[path * steps + step] = (rankOf[path % whole.length] + random()) / whole.length;
    }
  }
  return scores;
}

/** Fewer origins say too little of how steps go together. */
const fewestTemplates = 8;
/** Of the steps of a path, where nothing is known (`evaluation/panel/sum-band.ts`). */
const usualCorrelation = 0.25;

function readQuantile(
  levels: readonly number[],
  quantiles: readonly ArrayLike<number>[],
  step: number,
  probability: number,
): number {
  const last = levels.length - 1;
  if (last === 0) return quantiles[0][step];
  let piece = 0;
  while (piece < last - 1 && probability > levels[piece + 1]) piece += 1;
  const share = (probability - levels[piece]) / (levels[piece + 1] - levels[piece]);
  // Beyond the outermost quantile the last piece goes on, as far as it is wide.
  const reach = Math.min(2, Math.max(-1, share));
  return quantiles[piece][step] + reach * (quantiles[piece + 1][step] - quantiles[piece][step]);
}

/**
 * Demand that is often zero, drawn from the item's own past (Willemain, Smart and Schwarz 2004): whether something is asked for follows
 * the last step by a two-state Markov chain, a size is one seen before, jittered by a normal draw of its own root, as far as that is possible to both sides.
 *
 * @param history [time] units, finite; what comes back (below zero) counts as nothing asked for
 * @param expected what a forecast says is asked for in a step on average, to which the chances are drawn; absent for that of the history
 */
export function drawIntermittentPaths(
  history: Float64Array,
  steps: number,
  { count = usualCount, seed = 1, expected }: DrawOptions & { expected?: number } = {},
): Result<DemandPaths, DecisionProblem> {
  if (history.length === 0) return fail({ code: 'no-history' });
  const random = createRandom(seed, 53);
  const sizes = history.filter((value) => value > 0);
  const isWhole = sizes.every(Number.isInteger);
  const chances = measureTransitions(history);
  const seenMean = sizes.reduce((sum, size) => sum + size, 0) / history.length;
  const factor = expected === undefined || seenMean === 0 ? 1 : Math.max(0, expected) / seenMean;
  const values = new Float64Array(count * steps);
  if (sizes.length === 0) return ok({ count, steps, values });
  const drawSize = () => {
    const seen = sizes[Math.floor(random() * sizes.length)];
    const off = drawNormal(random) * Math.sqrt(seen);
    const jitter = isWhole ? Math.round(off) : off;
    // The paper's own cut is on one side alone, so that small sizes grow.
    return Math.abs(jitter) >= seen ? seen : seen + jitter;
  };
  for (let path = 0; path < count; path += 1) {
    let was: 0 | 1 = history[history.length - 1] > 0 ? 1 : 0;
    for (let step = 0; step < steps; step += 1) {
      was = random() < factor * chances[was] ? 1 : 0;
      if (was === 1) values[path * steps + step] = drawSize();
    }
  }
  return ok({ count, steps, values });
}

/** Chance of a demand after none and after one; each drawn to that of all steps where it was seen seldom. */
function measureTransitions(history: Float64Array): [afterNone: number, afterOne: number] {
  const share = history.filter((value) => value > 0).length / history.length;
  const counts = [0, 0];
  const hits = [0, 0];
  for (let at = 1; at < history.length; at += 1) {
    const was = history[at - 1] > 0 ? 1 : 0;
    counts[was] += 1;
    if (history[at] > 0) hits[was] += 1;
  }
  const chanceAfter = (was: 0 | 1) => (hits[was] + 2 * share) / (counts[was] + 2);
  return [chanceAfter(0), chanceAfter(1)];
}

/**
 * Paths as long as is needed: what lies beyond the forecast repeats its last `season` steps, each time of another path.
 *
 * @param season steps after which things repeat; 1 for the last step alone
 */
export function extendPaths(paths: DemandPaths, steps: number, season = 1): DemandPaths {
  const { count, steps: known, values } = paths;
  if (steps <= known || known === 0) return paths;
  const period = Math.min(known, Math.max(1, Math.round(season)));
  const longer = new Float64Array(count * steps);
  for (let path = 0; path < count; path += 1) {
    for (let step = 0; step < steps; step += 1) {
      const turn = step < known ? 0 : Math.floor((step - known) / period) + 1;
      const from = step < known ? step : known - period + ((step - known) % period);
      const source = (path + turn * otherPath) % count;
      longer[path * steps + step] = values[source * known + from];
    }
  }
  return { count, steps, values: longer };
}

/** How far away the path lies that goes on for one; prime, so that all are visited. */
const otherPath = 389;

/** The paths from a later step on. */
export function dropSteps(paths: DemandPaths, dropped: number): DemandPaths {
  const steps = Math.max(0, paths.steps - dropped);
  const values = new Float64Array(paths.count * steps);
  for (let path = 0; path < paths.count; path += 1) {
    values.set(paths.values.subarray(path * paths.steps + dropped, (path + 1) * paths.steps), path * steps);
  }
  return { count: paths.count, steps, values };
}

/** A policy for what formulas do not reach: sales lost while orders are on their way, goods that expire. */
import { createRandom, drawNormal, type Random } from '../../base/random.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { meanOf, varianceOf } from '../../statistics/moments.ts';
import { type DecisionProblem, findBadNumber } from '../problem.ts';
import { findExactOptimum } from './exact-optimum.ts';
import { countPlaces, type StockPolicy, type StockSystem, simulateStock } from './stock-system.ts';

/**
 * Orders up to `upTo` where the weighted stock is at `reorder` or below, and never more than `most`. With weights of 1 and no limit it
 * is (s, S); what is older, or further away, may count for less.
 */
export type WeightedLevels = {
  upTo: number;
  reorder: number;
  most: number;
  /** [places] of `StockState`. */
  weights: Float64Array;
};

export function createWeightedPolicy({ upTo, reorder, most, weights }: WeightedLevels): StockPolicy {
  return (state) => {
    let position = 0;
    for (let at = 0; at < state.length; at += 1) position += weights[at] * state[at];
    return position <= reorder ? Math.max(0, Math.min(Math.round(most), Math.round(upTo - position))) : 0;
  };
}

export type LearntPolicy = {
  levels: WeightedLevels;
  learned: StockPolicy;
  /** The best (s, S) for the same draws, and its policy. */
  start: WeightedLevels;
  formula: StockPolicy;
  /** Mean cost a step on demand that neither has seen. */
  costs: { learned: number; formula: number; exact: number | null };
  /** What it saves a step, and how sure that is: twice the standard error of the differences of the stretches of that demand. */
  saved: number;
  doubt: number;
  /** Whether it is to be used: it saves more than the doubt. */
  isKept: boolean;
};

export type LearnOptions = {
  seed?: number;
  /** Chances of 0, 1, 2 and so on, where they are known, for the exact optimum. */
  chances?: Float64Array | null;
  rounds?: number;
};

const candidates = 32;
const elite = 8;
const trainSteps = 3000;
const usualRounds = 60;
const testStretches = 20;
const testSteps = 2000;

/**
 * Policy search by the cross-entropy method (Rubinstein 1999; Mannor, Rubinstein and Gat 2003): candidates are drawn about what is best so
 * far, all are tried on the same new stretch of demand, and the best eighths make the next centre. It begins with the best (s, S), and
 * is kept only where it beats that on demand it has not seen.
 *
 * @param draw whole units asked for in a step
 */
export function learnPolicy(
  system: StockSystem,
  draw: (random: Random) => number,
  { seed = 1, chances = null, rounds = usualRounds }: LearnOptions = {},
): Result<LearntPolicy, DecisionProblem> {
  const random = createRandom(seed, 56);
  const drawSteps = (steps: number) => Float64Array.from({ length: steps }, () => draw(random));
  const seen = drawSteps(4000);
  const mean = meanOf(seen);
  const bad = findBadSystem(system) ?? findBadNumber([['demand', 'positive', mean]]);
  if (bad) return fail(bad);
  const deviation = Math.sqrt(varianceOf(seen));
  const start = findBestLevels(system, seen, mean, deviation);
  const gap = start.upTo - start.reorder - 1;
  // From an order as large as seldom is wanted, and from one hardly larger than the mean: there is a best on either side.
  const searched = [mean + 2 * deviation + gap, mean + 0.2 * deviation + gap].map((most) =>
    search(system, encode(start, most), deviation, drawSteps, rounds, random),
  );
  const trial = drawSteps(4 * trainSteps);
  const [levels] = searched
    .map((found) => ({ found, cost: simulateStock(system, createWeightedPolicy(found), trial) }))
    .sort((one, other) => one.cost - other.cost)
    .map(({ found }) => found);
  const learned = createWeightedPolicy(levels);
  const formula = createWeightedPolicy(start);
  const optimum = findOptimum(system, chances, mean, start);
  return ok({ levels, learned, start, formula, ...judge(system, { learned, formula, optimum }, drawSteps) });
}

/** The centre that the rounds lead to from where one begins. */
function search(
  system: StockSystem,
  start: Float64Array,
  deviation: number,
  drawSteps: (steps: number) => Float64Array,
  rounds: number,
  random: Random,
): WeightedLevels {
  let centre = start;
  const widths = centre.map((_, at) => (at < 3 ? Math.max(1, 0.5 * deviation) : 0.15));
  for (let round = 0; round < rounds; round += 1) {
    const demand = drawSteps(trainSteps);
    const tried = Array.from({ length: candidates }, (_, at) => {
      const x = at === 0 ? centre : centre.map((each, place) => each + widths[place] * drawNormal(random));
      return { x, cost: simulateStock(system, createWeightedPolicy(decode(x)), demand) };
    }).sort((a, b) => a.cost - b.cost);
    const best = tried.slice(0, elite).map(({ x }) => x);
    for (let place = 0; place < widths.length; place += 1) {
      const spread = Math.sqrt(varianceOf(best.map((x) => x[place])));
      widths[place] = 0.5 * widths[place] + 0.5 * spread;
    }
    centre = start.map((_, place) => meanOf(best.map((x) => x[place])));
  }
  return decode(centre);
}

function findBadSystem({ leadTime, lifetime, holding, shortage, expired, fixed }: StockSystem): DecisionProblem | null {
  return findBadNumber([
    ['leadTime', 'not negative', leadTime],
    ['lifetime', 'positive', lifetime ?? 1],
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['expired', 'not negative', expired],
    ['fixed', 'not negative', fixed],
  ]);
}

/** upTo, what it lies above the reorder level, the most of an order, and the weights. */
function encode({ upTo, reorder, weights }: WeightedLevels, most: number): Float64Array {
  return Float64Array.of(upTo, upTo - reorder, most, ...weights);
}

function decode(x: Float64Array): WeightedLevels {
  const weights = x.slice(3).map((weight) => Math.min(1.5, Math.max(0, weight)));
  return { upTo: x[0], reorder: x[0] - Math.max(0.5, x[1]), most: Math.max(1, x[2]), weights };
}

/** The best (s, S) by simulation, in ever smaller steps around what lead time and root of costs suggest. */
function findBestLevels(system: StockSystem, demand: Float64Array, mean: number, deviation: number): WeightedLevels {
  const { leadTime, fixed, holding } = system;
  const weights = new Float64Array(countPlaces(system)).fill(1);
  const levelsOf = (upTo: number, gap: number): WeightedLevels => ({
    upTo,
    reorder: upTo - gap,
    most: Number.POSITIVE_INFINITY,
    weights,
  });
  const costOf = (upTo: number, gap: number) =>
    simulateStock(system, createWeightedPolicy(levelsOf(upTo, gap)), demand);
  let gap = fixed > 0 ? Math.max(1, Math.round(Math.sqrt((2 * fixed * mean) / holding))) : 1;
  let upTo = Math.max(1, Math.round((leadTime + 1) * mean + deviation * Math.sqrt(leadTime + 1) + gap - 1));
  let best = costOf(upTo, gap);
  for (let size = Math.max(1, Math.round(upTo / 4)); size >= 1; ) {
    let isBetter = false;
    const moves =
      fixed > 0
        ? [
            [size, 0],
            [-size, 0],
            [0, size],
            [0, -size],
            [size, size],
            [-size, -size],
          ]
        : [
            [size, 0],
            [-size, 0],
          ];
    for (const [byUpTo, byGap] of moves) {
      if (upTo + byUpTo < 1 || gap + byGap < 1) continue;
      const cost = costOf(upTo + byUpTo, gap + byGap);
      if (cost >= best) continue;
      best = cost;
      upTo += byUpTo;
      gap += byGap;
      isBetter = true;
    }
    if (!isBetter) size = size === 1 ? 0 : Math.floor(size / 2);
  }
  return levelsOf(upTo, gap);
}

function findOptimum(
  system: StockSystem,
  chances: Float64Array | null,
  mean: number,
  { upTo }: WeightedLevels,
): StockPolicy | null {
  if (!chances || system.unmet !== 'lost' || system.lifetime !== null || system.leadTime < 1) return null;
  const order = Math.ceil(2.2 * mean) + (system.fixed > 0 ? Math.ceil(upTo) : 1);
  const found = findExactOptimum(system, chances, { stock: Math.ceil(upTo + mean), order });
  return found.ok ? found.value.policy : null;
}

/** All on the same stretches of new demand. */
function judge(
  system: StockSystem,
  { learned, formula, optimum }: { learned: StockPolicy; formula: StockPolicy; optimum: StockPolicy | null },
  drawSteps: (steps: number) => Float64Array,
): Pick<LearntPolicy, 'costs' | 'saved' | 'doubt' | 'isKept'> {
  const stretches = Array.from({ length: testStretches }, () => drawSteps(testSteps));
  const costsOf = (policy: StockPolicy) => stretches.map((demand) => simulateStock(system, policy, demand));
  const [ofLearned, ofFormula] = [costsOf(learned), costsOf(formula)];
  const differences = ofFormula.map((cost, at) => cost - ofLearned[at]);
  const saved = meanOf(differences);
  const doubt = 2 * Math.sqrt(varianceOf(differences) / (testStretches - 1));
  const exact = optimum && meanOf(costsOf(optimum));
  return {
    costs: { learned: meanOf(ofLearned), formula: meanOf(ofFormula), exact },
    saved,
    doubt,
    isKept: saved > doubt,
  };
}

/** A policy replayed on demand that came: what it would have met, held, ordered and cost. */
import { createRandom } from '../base/random.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { meanOf, varianceOf } from '../statistics/moments.ts';
import { findBadItem, roundOrder, type StockItem } from './decide-order.ts';
import { createNormalDemand } from './demand.ts';
import { type CoverDemand, describeLeadTime, type LeadTime, sumOverLeadTime } from './lead-demand.ts';
import { type DemandPaths, dropSteps } from './paths.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';
import { findLevel } from './target.ts';

/** What is known when an order may be placed: nothing of what is asked for from this step on. */
export type ReplayMoment = {
  /** Steps since the replay began. */
  step: number;
  /** [time] all that was asked for before. */
  history: Float64Array;
  /** Forecast of the last origin, from this step on. */
  paths: DemandPaths;
  /** On hand and on order, less what waits. */
  position: number;
  /** Units sold since the last review. */
  sold: number;
};

/** Units to order. */
export type ReplayPolicy = (moment: ReplayMoment) => number;

export type Replay = {
  /** [time] what was asked for before the replay begins, and while it goes on; finite, below zero for what came back. */
  before: Float64Array;
  actual: Float64Array;
  /** Forecasts made from what came before their step, the first at step 0, rising. */
  origins: readonly { step: number; paths: DemandPaths }[];
  item: Pick<StockItem, 'leadTime' | 'review' | 'packSize' | 'minimumOrder' | 'shelfLife'>;
  /** Whether what cannot be met waits for the next delivery or goes elsewhere. */
  unmet: 'waits' | 'lost';
  /** Units in stock as it begins. */
  start: number;
  /** Money: a unit in stock for a step, an order, a unit not met at once, a unit expired. */
  costs: { holding: number; order: number; missing: number; expired: number };
  /** Steps at the beginning that are not counted; absent for lead time and review, until which the start decides. */
  warmUp?: number;
  seed?: number;
};

export type ReplayOutcome = {
  /** Steps that count. */
  steps: number;
  /** Units asked for, and met at once. */
  asked: number;
  met: number;
  /** Share met at once; null where nothing was asked for. */
  fill: number | null;
  /** Mean units in stock, between the beginning and the end of a step. */
  stock: number;
  orders: number;
  ordered: number;
  /** Units that expired. */
  expired: number;
  /** Money in all. */
  cost: number;
};

type Batch = { units: number; until: number };

/**
 * In each step what is due comes, then an order may be placed, then demand takes from the oldest stock. An order placed in step t serves
 * demand from step t + lead time on.
 */
export function replayPolicy(replay: Replay, policy: ReplayPolicy): Result<ReplayOutcome, DecisionProblem> {
  const { before, actual, origins, item, unmet, start, costs, seed = 1 } = replay;
  const bad = findBadReplay(replay);
  if (bad) return fail(bad);
  const random = createRandom(seed, 55);
  const { longest } = describeLeadTime(item.leadTime);
  const period = Math.max(1, Math.round(item.review));
  const warmUp = Math.min(replay.warmUp ?? Math.ceil(longest + period), Math.max(0, actual.length - 1));
  const all = new Float64Array(before.length + actual.length);
  all.set(before);
  all.set(actual, before.length);
  const life = item.shelfLife ?? Number.POSITIVE_INFINITY;
  let batches: Batch[] = start > 0 ? [{ units: start, until: life }] : [];
  const coming: { step: number; units: number }[] = [];
  let waiting = Math.max(0, -start);
  let sold = 0;
  let origin = 0;
  const outcome = { steps: 0, asked: 0, met: 0, stock: 0, orders: 0, ordered: 0, expired: 0, cost: 0 };
  for (let step = 0; step < actual.length; step += 1) {
    while (origin + 1 < origins.length && origins[origin + 1].step <= step) origin += 1;
    const counts = step >= warmUp;
    const receive = () => {
      for (let at = coming.length - 1; at >= 0; at -= 1) {
        if (coming[at].step > step) continue;
        batches.push({ units: coming[at].units, until: step + life });
        coming.splice(at, 1);
      }
      const served = Math.min(waiting, sumOf(batches));
      takeFrom(batches, served);
      waiting -= served;
    };
    receive();
    const expired = batches.filter(({ until }) => until <= step).reduce((sum, { units }) => sum + units, 0);
    batches = batches.filter(({ until, units }) => until > step && units > 0);
    if (step % period === 0) {
      const onOrder = coming.reduce((sum, { units }) => sum + units, 0);
      const moment: ReplayMoment = {
        step,
        history: all.subarray(0, before.length + step),
        paths: dropSteps(origins[origin].paths, step - origins[origin].step),
        position: sumOf(batches) + onOrder - waiting,
        sold,
      };
      const units = roundOrder(policy(moment), item.packSize, item.minimumOrder);
      sold = 0;
      if (units > 0) {
        coming.push({ step: step + drawLeadTime(item.leadTime, random), units });
        if (counts) {
          outcome.orders += 1;
          outcome.ordered += units;
          outcome.cost += costs.order;
        }
        receive();
      }
    }
    const first = sumOf(batches);
    const asked = Math.max(0, actual[step]);
    const met = Math.min(asked, first);
    takeFrom(batches, met);
    sold += met;
    if (actual[step] < 0) batches.push({ units: -actual[step], until: step + life });
    if (unmet === 'waits') {
      waiting += asked - met;
      sold += asked - met;
    }
    if (!counts) continue;
    const held = (first + sumOf(batches)) / 2;
    outcome.steps += 1;
    outcome.asked += asked;
    outcome.met += met;
    outcome.stock += held;
    outcome.expired += expired;
    outcome.cost += costs.holding * held + costs.missing * (asked - met) + costs.expired * expired;
  }
  const { steps, asked, met, stock } = outcome;
  return ok({ ...outcome, stock: stock / steps, fill: asked > 0 ? met / asked : null });
}

function findBadReplay({ actual, origins, item, start, costs }: Replay): DecisionProblem | null {
  if (actual.length === 0) return { code: 'no-history' };
  if (origins.length === 0 || origins[0].step !== 0) return { code: 'no-paths' };
  return (
    findBadItem({ ...plain, ...item }) ??
    findBadNumber([
      ['start', 'finite', start],
      ['review', 'not negative', item.review],
      ['holding', 'not negative', costs.holding],
      ['order', 'not negative', costs.order],
      ['missing', 'not negative', costs.missing],
      ['expired', 'not negative', costs.expired],
    ])
  );
}

const plain = { onHand: 0, onOrder: 0, backorders: 0, batch: 0, price: null, cost: null };

function sumOf(batches: readonly Batch[]): number {
  let sum = 0;
  for (const { units } of batches) sum += units;
  return sum;
}

/** From the oldest on. */
function takeFrom(batches: readonly Batch[], units: number): void {
  let left = units;
  for (const batch of batches) {
    const taken = Math.min(left, batch.units);
    batch.units -= taken;
    left -= taken;
  }
}

function drawLeadTime(leadTime: LeadTime, random: () => number): number {
  if (typeof leadTime === 'number') return Math.ceil(leadTime - 1e-9);
  let left = random() * leadTime.reduce((sum, { chance }) => sum + chance, 0);
  for (const { steps, chance } of leadTime) {
    left -= chance;
    if (left <= 0) return Math.ceil(steps - 1e-9);
  }
  return Math.ceil(leadTime[leadTime.length - 1].steps - 1e-9);
}

type Rule = Pick<StockItem, 'leadTime' | 'review' | 'target' | 'batch'>;

function orderTo(demand: Result<CoverDemand, DecisionProblem>, { target, batch }: Rule, position: number): number {
  const level = demand.ok ? findLevel(demand.value, target, batch) : demand;
  if (!level.ok || position >= level.value || !demand.ok) return 0;
  const { ofLead, ofCover } = demand.value;
  return level.value + Math.max(0, batch - (ofCover.mean - ofLead.mean)) - position;
}

/** Orders by the paths of the forecast, as `decideOrder` does. */
export function orderByPaths(rule: Rule): ReplayPolicy {
  return ({ paths, position }) => orderTo(sumOverLeadTime(paths, rule.leadTime, rule.review), rule, position);
}

/**
 * Orders by the formula of the textbooks: mean and standard deviation of the last steps, demand over lead time and review normal, its
 * deviation that of a step times the root of the time, and that of a lead time that varies (Silver, Pyke and Thomas 2017, 6.10).
 *
 * @param memory steps that are looked back on
 */
export function orderByNormal(rule: Rule, memory = 52): ReplayPolicy {
  return ({ history, position }) => orderTo(ok(describeNormal(history, rule, memory)), rule, position);
}

function describeNormal(history: Float64Array, { leadTime, review }: Rule, memory: number): CoverDemand {
  const seen = history.subarray(Math.max(0, history.length - memory));
  const mean = meanOf(seen);
  const variance = varianceOf(seen);
  const { mean: lead } = describeLeadTime(leadTime);
  const total = typeof leadTime === 'number' ? 1 : leadTime.reduce((sum, { chance }) => sum + chance, 0);
  const spread =
    typeof leadTime === 'number'
      ? 0
      : leadTime.reduce((sum, { steps, chance }) => sum + (chance / total) * (steps - lead) ** 2, 0);
  const over = (time: number) => createNormalDemand(mean * time, Math.sqrt(variance * time + mean * mean * spread));
  return { lead: none, cover: none, ofLead: over(lead), ofCover: over(lead + review) };
}

const none = new Float64Array(0);

/** The position that the formula fills up to, to begin a replay with. */
export function findNormalLevel(history: Float64Array, rule: Rule, memory = 52): Result<number, DecisionProblem> {
  return findLevel(describeNormal(history, rule, memory), rule.target, rule.batch);
}

/** Orders what was sold since the last review. */
export const orderWhatSold: ReplayPolicy = ({ sold }) => sold;

/** Fills up to a level whenever less is on hand and on order. */
export function orderUpTo(level: number): ReplayPolicy {
  return ({ position }) => Math.max(0, level - position);
}

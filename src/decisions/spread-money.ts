/** The same money, better spread: which stock of a whole file meets most of its demand. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Demand } from './demand.ts';
import type { CoverDemand } from './lead-demand.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';
import { measureFill } from './target.ts';

export type SpreadItem = {
  demand: CoverDemand;
  /** Money that a unit in stock binds. */
  cost: number;
  /** What a unit of demand counts for: 1 for units, the price for sales, the margin for profit. */
  worth: number;
  /** Units a level goes up by; 0 for any. */
  packSize: number;
  /** Level that is held today, on hand and on order. */
  today: number;
};

export type SpreadPoint = {
  /** Money in stock on average. */
  stock: number;
  /** Share of demand that is met, by its worth. */
  fill: number;
};

export type Spread = {
  /** From no stock to the most: each the best that its money can do. */
  curve: SpreadPoint[];
  today: SpreadPoint;
  /** As much stock as today, and as much met as today. */
  sameMoney: SpreadPoint;
  sameFill: SpreadPoint;
  /** [items] levels of the two. */
  levelsOfSameMoney: Float64Array;
  levelsOfSameFill: Float64Array;
};

/** A step of an item: so much more met for so much more stock, at a level. */
type Gain = { item: number; level: number; stock: number; met: number };

/** Levels tried of an item. */
const mostLevels = 48;

/**
 * Marginal analysis (Fox 1966; for spare parts Sherbrooke 1968): of each item's own curve of stock against what is met the upper hull,
 * all their steps in order of what they gain for their money. What is met of each item is what its cycle meets (`measureFill`).
 */
export function spreadMoney(items: readonly SpreadItem[]): Result<Spread, DecisionProblem> {
  for (const { cost, worth, packSize, today } of items) {
    const bad = findBadNumber([
      ['cost', 'positive', cost],
      ['worth', 'not negative', worth],
      ['packSize', 'not negative', packSize],
      ['today', 'finite', today],
    ]);
    if (bad) return fail(bad);
  }
  const gains: Gain[] = [];
  const base: SpreadPoint[] = [];
  let all = 0;
  let heldToday = 0;
  let metToday = 0;
  for (const [at, item] of items.entries()) {
    const asked = askedOf(item) * item.worth;
    all += asked;
    const hull = hullOf(item);
    base.push({ stock: hull[0].stock, fill: hull[0].met });
    for (let step = 1; step < hull.length; step += 1) {
      const [before, after] = [hull[step - 1], hull[step]];
      gains.push({ item: at, level: after.level, stock: after.stock - before.stock, met: after.met - before.met });
    }
    const now = pointAt(item, item.today);
    heldToday += now.stock;
    metToday += now.met;
  }
  if (!(all > 0)) return fail({ code: 'no-paths' });
  gains.sort((a, b) => b.met * a.stock - a.met * b.stock || a.item - b.item || a.level - b.level);
  const today = { stock: heldToday, fill: metToday / all };
  const start = base.reduce((sum, { stock, fill }) => ({ stock: sum.stock + stock, fill: sum.fill + fill }), {
    stock: 0,
    fill: 0,
  });
  const walked = walk(gains, start, all);
  const takeUntil = (isEnough: (point: SpreadPoint) => boolean) => {
    const end = walked.findIndex(isEnough);
    const taken = end < 0 ? gains.length : end;
    const levels = new Float64Array(items.length);
    for (let at = 0; at < taken; at += 1) levels[gains[at].item] = gains[at].level;
    return { levels, point: walked[taken] };
  };
  const bySameFill = takeUntil(({ fill }) => fill >= today.fill - 1e-12);
  // The last step that still fits the money.
  const beyond = walked.findIndex(({ stock }) => stock > today.stock + 1e-9);
  const fits = beyond < 0 ? walked.length - 1 : Math.max(0, beyond - 1);
  const bySameMoney = takeUntil((point) => point === walked[fits]);
  return ok({
    curve: thin(walked),
    today,
    sameMoney: bySameMoney.point,
    sameFill: bySameFill.point,
    levelsOfSameMoney: bySameMoney.levels,
    levelsOfSameFill: bySameFill.levels,
  });
}

/** @returns [gains + 1] where one stands after each step */
function walk(gains: readonly Gain[], start: SpreadPoint, all: number): SpreadPoint[] {
  let { stock, fill: met } = start;
  const points = [{ stock, fill: met / all }];
  for (const gain of gains) {
    stock += gain.stock;
    met += gain.met;
    points.push({ stock, fill: met / all });
  }
  return points;
}

const askedOf = ({ demand }: SpreadItem) =>
  Math.max(0, demand.ofCover.mean - demand.ofLead.mean) || demand.ofCover.mean;

/** Mean stock in money between two deliveries, and what of demand is met by its worth. */
function pointAt(item: SpreadItem, level: number): { level: number; stock: number; met: number } {
  const { ofLead, ofCover } = item.demand;
  const left = (of: Demand) => Math.max(0, level - of.mean + of.shortage(level));
  const stock = ((left(ofLead) + left(ofCover)) / 2) * item.cost;
  return { level, stock, met: measureFill(item.demand, level) * askedOf(item) * item.worth };
}

/** Points of an item's curve from no stock on, each gaining less for its money than the one before. */
function hullOf(item: SpreadItem): { level: number; stock: number; met: number }[] {
  const hull: { level: number; stock: number; met: number }[] = [];
  for (const level of listLevels(item)) {
    const point = pointAt(item, level);
    const last = hull[hull.length - 1];
    if (last && (point.met <= last.met || point.stock <= last.stock)) {
      if (last && point.met >= last.met && point.stock <= last.stock) hull[hull.length - 1] = point;
      else continue;
    } else hull.push(point);
    while (hull.length >= 3) {
      const [a, b, c] = hull.slice(-3);
      if ((b.met - a.met) * (c.stock - b.stock) > (c.met - b.met) * (b.stock - a.stock)) break;
      hull.splice(-2, 1);
    }
  }
  return hull;
}

function listLevels({ demand: { ofCover }, packSize }: SpreadItem): number[] {
  const step = packSize > 0 ? packSize : ofCover.isWhole ? 1 : 0;
  const levels = new Set([0]);
  for (let at = 1; at <= mostLevels; at += 1) {
    // Closer together towards the end, where few units make the difference.
    const share = 1 - (1 - at / mostLevels) ** 2;
    const level = Math.max(0, ofCover.quantile(share));
    levels.add(step > 0 ? Math.ceil(level / step - 1e-9) * step : level);
  }
  return [...levels].sort((a, b) => a - b);
}

/** As many points as can be drawn, evenly by what is met. */
function thin(points: readonly SpreadPoint[]): SpreadPoint[] {
  const most = 200;
  if (points.length <= most) return [...points];
  const kept: SpreadPoint[] = [];
  const [first, last] = [points[0], points[points.length - 1]];
  let next = 0;
  for (const point of points) {
    const share = (point.fill - first.fill) / (last.fill - first.fill || 1);
    if (share * (most - 1) < next && point !== last) continue;
    kept.push(point);
    next = Math.floor(share * (most - 1)) + 1;
  }
  return kept;
}

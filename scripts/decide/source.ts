/** What the command line needs of the app: the one entry that scripts/decide.mjs bundles. */

import { readFile } from 'node:fs/promises';
import process from 'node:process';
import Papa from 'papaparse';
import { createRandom } from '../../src/base/random.ts';
import { ok } from '../../src/base/result.ts';
import { decideOrder, type StockItem, usualItem } from '../../src/decisions/decide-order.ts';
import {
  createNormalDemand,
  createPoissonDemand,
  createSampleDemand,
  listPoisson,
} from '../../src/decisions/demand.ts';
import { sumOverLeadTime } from '../../src/decisions/lead-demand.ts';
import { costOfLevels, learnLevels } from '../../src/decisions/learned/learn-levels.ts';
import { learnPolicy } from '../../src/decisions/learned/learn-policy.ts';
import type { StockSystem } from '../../src/decisions/learned/stock-system.ts';
import { approximateOrderUpTo, costOfOrderUpTo, findOrderUpTo } from '../../src/decisions/order-up-to.ts';
import { drawIntermittentPaths } from '../../src/decisions/paths.ts';
import { type SpreadItem, spreadMoney } from '../../src/decisions/spread-money.ts';
import { findLevel } from '../../src/decisions/target.ts';

export {
  findDiscountedOrder,
  findEconomicOrder,
  findOrderWithBackorders,
} from '../../src/decisions/economic-order.ts';
export { findNewsvendor } from '../../src/decisions/newsvendor.ts';
export {
  findReorderByLevel,
  findReorderByLoss,
  findReorderForPoisson,
} from '../../src/decisions/reorder-point.ts';
export { sayDecisionProblem } from './say-problem.ts';
export {
  approximateOrderUpTo,
  createNormalDemand,
  createPoissonDemand,
  createSampleDemand,
  findOrderUpTo,
  listPoisson,
};

/** A policy learnt for Poisson demand, in what can be written down. */
export function learnForPoisson(system: Omit<StockSystem, 'unmet'>, mean: number, seed: number) {
  const { quantile } = createPoissonDemand(Math.max(0, mean));
  const started = process.cpuUsage();
  const learnt = learnPolicy({ ...system, unmet: 'lost' }, (random) => quantile(random()), {
    seed,
    chances: mean > 0 ? listPoisson(mean) : null,
  });
  if (!learnt.ok) return learnt;
  const { levels, start, costs, saved, doubt, isKept } = learnt.value;
  const plain = ({ upTo, reorder, most, weights }: typeof levels) => ({ upTo, reorder, most, weights: [...weights] });
  const cpuSeconds = secondsSince(started);
  return ok({ ...costs, saved, doubt, isKept, levels: plain(levels), start: plain(start), cpuSeconds });
}

/** Levels learnt from draws of Poisson demand, and what they cost beside the best. */
export function learnLevelsForPoisson(
  costs: { holding: number; shortage: number; fixed: number },
  mean: number,
  seed: number,
) {
  const { quantile } = createPoissonDemand(Math.max(0, mean));
  const started = process.cpuUsage();
  const learnt = learnLevels((random) => quantile(random()), costs, createRandom(seed));
  const cpuSeconds = secondsSince(started);
  if (!learnt.ok) return learnt;
  const chances = listPoisson(mean);
  const exact = findOrderUpTo({ ...costs, chances });
  if (!exact.ok) return exact;
  const { start } = learnt.value;
  const formula = costOfOrderUpTo({ ...costs, chances }, start);
  return ok({
    learned: costOfLevels(learnt.value, chances, costs),
    exact: exact.value.cost,
    formula: formula.ok ? formula.value : null,
    start,
    best: { reorder: exact.value.reorder, upTo: exact.value.upTo },
    cpuSeconds,
  });
}

/** The curve of a whole file of made-up items: much or little asked for, dear or cheap, each kept at the same target today. */
export function spreadSimulated(count: number, share: number) {
  const random = createRandom(1);
  const drawn = Array.from({ length: count }, () => {
    const rate = 0.2 + 8 * random() ** 3;
    const { quantile } = createPoissonDemand(rate);
    const values = Float64Array.from({ length: 300 * 4 }, () => quantile(random()));
    return { paths: { count: 300, steps: 4, values }, cost: 1 + 60 * random() ** 2 };
  });
  const started = process.cpuUsage();
  const items: SpreadItem[] = [];
  for (const { paths, cost } of drawn) {
    const demand = sumOverLeadTime(paths, 3, 1);
    if (!demand.ok) return demand;
    const level = findLevel(demand.value, { kind: 'fill', share });
    if (!level.ok) return level;
    items.push({ demand: demand.value, cost, worth: 1, packSize: 0, today: level.value });
  }
  const found = spreadMoney(items);
  if (!found.ok) return found;
  const { today, sameMoney, sameFill, curve } = found.value;
  return ok({ items: count, today, sameMoney, sameFill, points: curve.length, cpuSeconds: secondsSince(started) });
}

function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** One line of a list of items: its own columns, the rest as for any item. */
export type ItemLine = { item: string; history: Float64Array; stock: StockItem };

const numberColumns = {
  on_hand: 'onHand',
  on_order: 'onOrder',
  backorders: 'backorders',
  lead_time: 'leadTime',
  review: 'review',
  pack: 'packSize',
  minimum: 'minimumOrder',
  batch: 'batch',
  shelf_life: 'shelfLife',
  price: 'price',
  cost: 'cost',
} as const;

/**
 * Reads a CSV of items, one a line: `item` or none, `demand` (what was asked for in past steps, separated by spaces), and any of the
 * columns above.
 *
 * @returns a sentence where the file is not such a list
 */
export async function readItems(path: string, target: StockItem['target']): Promise<ItemLine[] | string> {
  const { data, meta } = Papa.parse<Record<string, string>>(await readFile(path, 'utf8'), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
    transform: (cell) => cell.trim(),
  });
  if (!meta.fields?.includes('demand')) {
    return `${path} has no column "demand": past demand of each item, separated by spaces.`;
  }
  const lines: ItemLine[] = [];
  for (const [row, cells] of data.entries()) {
    const item = cells.item || `line ${row + 2}`;
    const numbers = (cells.demand ?? '')
      .split(/[\s|;]+/)
      .filter(Boolean)
      .map(Number);
    if (numbers.some(Number.isNaN)) return `${item}: "${cells.demand}" is not a list of numbers.`;
    const stock: StockItem = { ...usualItem, target };
    for (const [name, field] of Object.entries(numberColumns)) {
      const cell = cells[name];
      if (!cell) continue;
      if (Number.isNaN(Number(cell))) return `${item}: ${name} is "${cell}", which is no number.`;
      Object.assign(stock, { [field]: Number(cell) });
    }
    lines.push({ item, history: Float64Array.from(numbers), stock });
  }
  return lines;
}

/** The order of an item from its own past demand, drawn again. */
export function orderFromHistory({ history, stock }: ItemLine): ReturnType<typeof decideOrder> {
  const steps = Math.max(12, Math.ceil((typeof stock.leadTime === 'number' ? stock.leadTime : 1) + stock.review));
  const paths = drawIntermittentPaths(history, Number.isFinite(steps) ? Math.min(steps, 1000) : 12, { count: 2000 });
  return paths.ok ? decideOrder(paths.value, stock) : paths;
}

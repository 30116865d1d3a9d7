/** What the command line needs of the app: the one entry that scripts/decide.mjs bundles. */

import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { decideOrder, type StockItem, usualItem } from '../../src/decisions/decide-order.ts';
import {
  createNormalDemand,
  createPoissonDemand,
  createSampleDemand,
  listPoisson,
} from '../../src/decisions/demand.ts';
import { drawIntermittentPaths } from '../../src/decisions/paths.ts';

export {
  findDiscountedOrder,
  findEconomicOrder,
  findOrderWithBackorders,
} from '../../src/decisions/economic-order.ts';
export { findNewsvendor } from '../../src/decisions/newsvendor.ts';
export { approximateOrderUpTo, costOfOrderUpTo, findOrderUpTo } from '../../src/decisions/order-up-to.ts';
export {
  costOfReorder,
  findReorderByLevel,
  findReorderByLoss,
  findReorderForPoisson,
} from '../../src/decisions/reorder-point.ts';
export { sayDecisionProblem } from './say-problem.ts';
export { createNormalDemand, createPoissonDemand, createSampleDemand, listPoisson };

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
    const numbers = (cells.demand ?? '').split(/[\s|;]+/).filter(Boolean).map(Number);
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

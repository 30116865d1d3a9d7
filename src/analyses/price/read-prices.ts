/** The points of all items of a file: what was sold at what price. */
import { dayMs } from '../../base/civil.ts';
import type { PricePanel } from '../../decisions/price/price-panel.ts';
import { readGroupColumns } from '../../planning/level-guess.ts';
import type { PanelChoice } from '../../series/panel.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import { medianOf } from '../../statistics/median.ts';
import type { Column, Table } from '../../table/table.ts';
import { readFlags } from './guess-columns.ts';
import type { PriceColumns } from './inputs.ts';

/** Items of fewer than these on average are no group. */
const leastInGroup = 3;

const columnOf = ({ columns }: Table, name: string | null): Column | undefined =>
  columns.find((column) => column.name === name);

function numbersOf(table: Table, name: string | null): Float64Array | null {
  const column = columnOf(table, name);
  return column?.kind === 'number' ? column.values : null;
}

/** The dates of a file, whole days at the finest, and days between two of them. */
export function readDates({ times }: Pick<PanelIndex, 'times'>): { times: Float64Array; stepDays: number } {
  const days = new Set<number>();
  for (const time of times ?? []) if (Number.isFinite(time)) days.add(Math.floor(time / dayMs) * dayMs);
  const sorted = Float64Array.from(days).sort();
  const gaps = Array.from(sorted.subarray(1), (time, at) => (time - sorted[at]) / dayMs);
  return { times: sorted, stepDays: gaps.length > 0 ? medianOf(gaps) : 1 };
}

/** What groups the items: the column with the largest groups that are still several. */
function findGroup(table: Table, index: PanelIndex, choice: PanelChoice): PricePanel['group'] {
  const items = index.groups.names.length;
  const found = readGroupColumns(table, index, choice)
    .columns.filter(({ column, groups }) => column !== null && groups >= 2 && items / groups >= leastInGroup)
    // A column that says what an item is before one that says where it is sold.
    .sort((a, b) => Number(a.isId) - Number(b.isId) || a.groups - b.groups)[0];
  return found ? { column: found.name, labels: found.labels, codes: found.codes.slice(0, items) } : null;
}

/**
 * Rows of an item on one date are one point: quantities add up, prices are their mean by quantity.
 *
 * @param columns enough of them that prices and quantities follow
 */
export function readPrices(table: Table, index: PanelIndex, choice: PanelChoice, columns: PriceColumns): PricePanel {
  const { groups } = index;
  const { times, stepDays } = readDates(index);
  const places = new Map([...times].map((time, place) => [time, place]));
  const [units, price, revenue, cost, rival] = (['units', 'price', 'revenue', 'cost', 'rival'] as const).map((role) =>
    numbersOf(table, columns[role]),
  );
  const promotionColumn = columnOf(table, columns.promotion);
  const flags = promotionColumn ? readFlags(promotionColumn) : null;
  const unitsAt = (row: number) => (units ? units[row] : (revenue as Float64Array)[row] / (price as Float64Array)[row]);
  const priceAt = (row: number) => (price ? price[row] : (revenue as Float64Array)[row] / (units as Float64Array)[row]);

  const items = groups.names.length;
  const starts = new Uint32Array(items + 1);
  const of = {
    dates: [] as number[],
    units: [] as number[],
    price: [] as number[],
    promotion: [] as number[],
    cost: [] as number[],
    rival: [] as number[],
  };
  const leftOut = { withoutPrice: 0, returns: 0 };

  function addPoint(date: number, rows: readonly number[]): void {
    let sold = Number.NaN;
    let weight = 0;
    let paid = 0;
    let plain = 0;
    let priced = 0;
    let isPromoted = 0;
    let last = rows[0];
    for (const row of rows) {
      last = row;
      const quantity = unitsAt(row);
      if (Number.isFinite(quantity)) sold = (Number.isNaN(sold) ? 0 : sold) + quantity;
      const each = priceAt(row);
      if (Number.isFinite(each) && each > 0) {
        const share = Number.isFinite(quantity) ? Math.max(0, quantity) : 0;
        weight += share;
        paid += share * each;
        plain += each;
        priced += 1;
      }
      if (flags?.[row]) isPromoted = 1;
    }
    const mean = weight > 0 ? paid / weight : plain / priced;
    if (!(mean > 0)) leftOut.withoutPrice += 1;
    if (sold < 0) leftOut.returns += 1;
    of.dates.push(date);
    of.units.push(sold < 0 ? Number.NaN : sold);
    of.price.push(mean > 0 ? mean : Number.NaN);
    of.promotion.push(isPromoted);
    of.cost.push(cost ? cost[last] : Number.NaN);
    of.rival.push(rival && rival[last] > 0 ? rival[last] : Number.NaN);
  }

  for (let item = 0; item < items; item += 1) {
    const byDate = new Map<number, number[]>();
    for (let at = groups.starts[item]; at < groups.starts[item + 1]; at += 1) {
      const row = groups.rows[at];
      const date = places.get(Math.floor((index.times?.[row] ?? Number.NaN) / dayMs) * dayMs);
      if (date === undefined) continue;
      const own = byDate.get(date);
      if (own) own.push(row);
      else byDate.set(date, [row]);
    }
    for (const date of [...byDate.keys()].sort((a, b) => a - b)) addPoint(date, byDate.get(date) as number[]);
    starts[item + 1] = of.dates.length;
  }
  return {
    names: groups.names,
    times,
    stepDays,
    starts,
    dates: Int32Array.from(of.dates),
    units: Float64Array.from(of.units),
    price: Float64Array.from(of.price),
    promotion: flags ? Uint8Array.from(of.promotion) : null,
    cost: cost ? Float64Array.from(of.cost) : null,
    rival: rival ? Float64Array.from(of.rival) : null,
    group: findGroup(table, index, choice),
    leftOut,
  };
}

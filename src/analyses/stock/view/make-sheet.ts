/** The order list as a sheet: a row an item, in the order of the list. */
import type { Sheet, SheetCell, SheetColumn } from '../../../export/xlsx/sheet.ts';
import { valueClasses } from '../../../planning/classify-value.ts';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import type { NameColumn } from '../inputs.ts';
import type { Orders } from '../state/orders.ts';
import type { ResolvedItems } from '../state/resolve-items.ts';
import { sayReason } from './say-stock.ts';
import type { StockWords } from './words/stock-words.ts';

export type OrderSheetContent = {
  offer: AllSeriesOffer;
  orders: Orders;
  resolved: ResolvedItems;
  classes: Uint8Array;
  /** Columns that name the items, as the file has them. */
  ids: readonly NameColumn[];
  rows: readonly number[];
};

type Column = SheetColumn & { cell: (number: number) => SheetCell };

export function makeOrderSheet(words: StockWords, content: OrderSheetContent): Sheet {
  const { say } = words;
  const { offer, orders, resolved, classes, ids, rows } = content;
  const { stepDays } = resolved;
  const orNothing = (value: number): SheetCell => (Number.isFinite(value) ? Math.round(value * 100) / 100 : null);
  const column = (heading: string, format: Column['format'], cell: Column['cell'], width = 12): Column => ({
    heading,
    format,
    width,
    cell,
  });
  const named = ids.filter(({ column: name }) => name !== '');
  const units = (heading: string, values: Float64Array) =>
    column(heading, offer.isWhole.every(Boolean) ? 'whole' : 'decimal', (number) => orNothing(values[number]));
  const money = (heading: string, cell: (number: number) => number) =>
    column(heading, 'decimal', (number) => orNothing(cell(number)));
  const days = (heading: string, values: Float64Array) =>
    column(heading, 'whole', (number) => orNothing(Math.round(values[number] * stepDays)));
  const columns: Column[] = [
    ...(named.length > 0
      ? named.map(({ column: name, labels, codes }) =>
          column(name, 'text', (number) => labels[codes[number]] ?? null, 18),
        )
      : [column(say('stock.column.name'), 'text', (number) => offer.names[number], 24)]),
    units(say('stock.column.order'), orders.order),
    money(say('stock.sheet.orderMoney'), (number) => orders.order[number] * resolved.cost.values[number]),
    column(say('stock.sheet.reason'), 'text', (number) => sayReason(words, orders, offer, number), 60),
    money(say('stock.sheet.riskMoney'), (number) => orders.riskMoney[number]),
    column(say('stock.sheet.riskUnits'), 'decimal', (number) => orNothing(orders.riskUnits[number])),
    units(say('stock.field.onHand'), resolved.onHand.values),
    units(say('stock.field.onOrder'), resolved.onOrder.values),
    // Stock that lasts beyond what is forecast has no day yet: it lasts so long at least.
    column(say('stock.column.cover'), 'whole', (number) =>
      orders.isBeyond[number] === 1 ? null : orNothing(Math.round(orders.cover[number] * stepDays)),
    ),
    days(say('stock.sheet.early'), orders.early),
    days(say('stock.sheet.late'), orders.late),
    units(say('stock.column.safety'), orders.safety),
    units(say('stock.column.reorder'), orders.reorder),
    units(say('stock.sheet.upTo'), orders.upTo),
    units(say('stock.sheet.overstock'), orders.overstock),
    money(say('stock.sheet.overstockMoney'), (number) => orders.overstockMoney[number]),
    units(say('stock.sheet.dead'), orders.dead),
    money(say('stock.sheet.deadMoney'), (number) => orders.deadMoney[number]),
    ...(rows.some((number) => orders.expiring[number] > 0)
      ? [units(say('stock.sheet.expiring'), orders.expiring)]
      : []),
    column(say('stock.field.leadTime'), 'whole', (number) => orNothing(resolved.leadTime.values[number])),
    column(say('stock.sheet.class'), 'text', (number) => valueClasses[classes[number]]?.toUpperCase() ?? null, 8),
  ];
  return {
    name: say('stock.sheet'),
    columns: columns.map(({ cell: _, ...own }) => own),
    frozenColumns: Math.max(1, named.length),
    rows: rows.map((number) => columns.map(({ cell }) => cell(number))),
    isFiltered: true,
  };
}

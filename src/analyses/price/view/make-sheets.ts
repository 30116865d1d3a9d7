/** What was found as sheets: a row an item, in the order of the list, and one a promotion. */
import type { Sheet, SheetCell, SheetColumn } from '../../../export/xlsx/sheet.ts';
import type { PricePart } from '../jobs/job.ts';
import { costOf, type PriceOffers } from '../state/price-offers.ts';
import type { PriceSettings } from '../state/price-settings.ts';
import type { NextPromotion } from '../state/sum-promotions.ts';
import { sayNote, sayPer } from './say-price.ts';
import type { PriceWords } from './words/price-words.ts';

export type SheetContent = {
  part: PricePart;
  offers: PriceOffers;
  settings: PriceSettings;
  next: readonly NextPromotion[];
  rows: readonly number[];
};

type Column<Row> = SheetColumn & { cell: (row: Row) => SheetCell };

const orNothing = (value: number | null | undefined): SheetCell =>
  value !== null && value !== undefined && Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null;

function column<Row>(
  heading: string,
  format: SheetColumn['format'],
  cell: (row: Row) => SheetCell,
  width = 12,
): Column<Row> {
  return { heading, format, width, cell };
}

function sheetOf<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): Sheet {
  return {
    name,
    columns: columns.map(({ cell: _, ...own }) => own),
    frozenColumns: 1,
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    isFiltered: true,
  };
}

export function makePriceSheet(words: PriceWords, { part, offers, settings, rows }: SheetContent): Sheet {
  const { say } = words;
  const { names, judged, group } = part;
  const ownOf = (item: number) => judged.items[item].own;
  const columns: Column<number>[] = [
    column(say('price.column.name'), 'text', (item) => names[item], 28),
    ...(group
      ? [column<number>(say('price.sheet.group'), 'text', (item) => group.labels[group.codes[item]] ?? null, 18)]
      : []),
    column(say('price.column.elasticity'), 'decimal', (item) => orNothing(ownOf(item)?.value)),
    column(say('price.sheet.low'), 'decimal', (item) => orNothing(ownOf(item)?.low)),
    column(say('price.sheet.high'), 'decimal', (item) => orNothing(ownOf(item)?.high)),
    column(say('price.sheet.raw'), 'decimal', (item) => orNothing(judged.items[item].alone?.own.value)),
    column(say('price.column.today'), 'decimal', (item) => orNothing(judged.items[item].today)),
    column(say('price.column.best'), 'decimal', (item) => orNothing(offers.best[item])),
    column(say('price.sheet.cost'), 'decimal', (item) => orNothing(costOf(settings, names[item], judged.items[item]))),
    column(say('price.column.units', { per: sayPer(words, part.stepDays) }), 'decimal', (item) =>
      orNothing(offers.units[item]),
    ),
    column(say('price.column.gain'), 'decimal', (item) => orNothing(offers.gain[item])),
    column(say('price.sheet.gainLow'), 'decimal', (item) => orNothing(offers.gainLow[item])),
    column(say('price.sheet.gainHigh'), 'decimal', (item) => orNothing(offers.gainHigh[item])),
    column(say('price.sheet.note'), 'text', (item) => sayNote(words, judged.items[item]), 50),
  ];
  return sheetOf(say('price.sheet'), columns, rows);
}

/** Sheets of promotions; none where the file has none. */
export function makePromotionSheets(words: PriceWords, { part, next }: SheetContent): Sheet[] {
  const { say } = words;
  const { names, promotions, times } = part;
  if (!promotions || promotions.runs.item.length === 0) return [];
  const { runs } = promotions;
  const past: Column<number>[] = [
    column(say('price.column.name'), 'text', (run) => names[runs.item[run]], 28),
    column(say('price.calendar.date'), 'day', (run) => ({ ms: times[runs.date[run]] })),
    column(say('price.sheet.steps'), 'whole', (run) => runs.steps[run]),
    column(say('price.calendar.price'), 'decimal', (run) => orNothing(runs.price[run])),
    column(say('price.sheet.usual'), 'decimal', (run) => orNothing(runs.usual[run])),
    column(say('price.sheet.sold'), 'decimal', (run) => orNothing(runs.units[run])),
    column(say('price.sheet.baseline'), 'decimal', (run) => orNothing(runs.baseline[run])),
    column(say('price.sheet.dip'), 'decimal', (run) => orNothing(runs.dip[run])),
  ];
  const ahead: Column<NextPromotion>[] = [
    column(say('price.column.name'), 'text', ({ item }) => names[item], 28),
    column(say('price.calendar.date'), 'day', ({ ms }) => ({ ms })),
    column(say('price.sheet.steps'), 'whole', ({ steps }) => steps),
    column(say('price.calendar.price'), 'decimal', ({ price }) => orNothing(price)),
    column(say('price.calendar.units'), 'decimal', ({ units }) => orNothing(units)),
    column(say('price.calendar.usual'), 'decimal', ({ usual }) => orNothing(usual)),
  ];
  return [
    sheetOf(say('price.sheet.promotions'), past, [...runs.item.keys()]),
    ...(next.length > 0 ? [sheetOf(say('price.sheet.next'), ahead, next)] : []),
  ];
}

/** What the analysis of prices does where the tables are: finds what was sold at what price. */
import { fail, ok } from '../../base/result.ts';
import type { PricePanel } from '../../decisions/price/price-panel.ts';
import type { PanelChoice } from '../../series/panel.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import type { Table } from '../../table/table.ts';
import type { AnalysisProblem, TableSide } from '../analysis.ts';
import { amountColumns, areEnough, flagColumns, guessPriceColumns } from './guess-columns.ts';
import type { PriceBrief, PriceNeed, PriceRequest } from './inputs.ts';
import { readDates, readPrices } from './read-prices.ts';

type PriceInput = { table: Table; index: PanelIndex; choice: PanelChoice };

/** Whether a column of prices holds two at least; what follows from revenue and units is looked at later. */
function varies({ columns }: Table, name: string): boolean {
  const column = columns.find((one) => one.name === name);
  if (column?.kind !== 'number') return false;
  const first = column.values.find((value) => value > 0);
  return column.values.some((value) => value > 0 && value !== first);
}

function refuse(table: Table): AnalysisProblem | null {
  const targets = amountColumns(table);
  const columns = guessPriceColumns(table, targets);
  if (!table.columns.some(({ kind }) => kind === 'date') || !areEnough(columns))
    return { code: 'no-price', params: {} };
  if (columns.price !== null && !varies(table, columns.price)) {
    return { code: 'price-constant', params: { column: columns.price } };
  }
  return null;
}

export const tableSide: TableSide<PriceRequest, PriceInput, PriceBrief, PriceNeed, PricePanel> = {
  suits: refuse,

  async prepare({ table, panelOf }, { choice }) {
    const index = panelOf(choice);
    if (!index.ok) return index;
    if (!index.value.times || index.value.isNumbered) return fail({ code: 'no-dates', params: {} });
    const targets = choice.targetColumns.map((place) => table.columns[place]?.name ?? '');
    const brief: PriceBrief = {
      names: index.value.groups.names,
      numbers: amountColumns(table),
      flags: flagColumns(table),
      guess: guessPriceColumns(table, targets),
      stepDays: readDates(index.value).stepDays,
    };
    return ok({ input: { table, index: index.value, choice }, brief: { value: brief } });
  },

  async give({ table, index, choice }, columns) {
    const value = readPrices(table, index, choice, columns);
    const transfer = [value.units, value.price, value.dates, value.starts, value.times].map(
      ({ buffer }) => buffer as ArrayBuffer,
    );
    return { value, transfer };
  },
};

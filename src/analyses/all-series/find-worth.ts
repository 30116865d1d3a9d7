/** What a unit of each series is worth, by a column of prices or of amounts of money beside the target. */
import { isPrice } from '../../table/columns/level-words.ts';
import { nameWords } from '../../table/columns/name-words.ts';
import type { NumberColumn, Table } from '../../table/table.ts';
import type { Worth } from './inputs.ts';

/** What a unit costs values it too, though a series of costs does not move as prices do. */
const costWords = new Set('cost costs kosten'.split(' '));
const valueWords = new Set(
  'revenue turnover umsatz sales amount value wert betrag erlös erlöse omsatz ventas importe fatturato chiffre'.split(
    ' ',
  ),
);

const isOfUnit = (name: string) => isPrice(name) || nameWords(name).some((word) => costWords.has(word));
const isValue = (name: string) =>
  /金额|金額|销售额|收入|[€$£¥]/.test(name) || nameWords(name).some((word) => valueWords.has(word));

/** The most recent rows of a series tell what it is worth now. */
const mostRows = 26;

type Rows = { rows: Uint32Array; target: NumberColumn };

/** Of prices the mean; of amounts of money their sum over that of the target. */
function worthOf(column: NumberColumn, kind: 'price' | 'value', { rows, target }: Rows): number {
  let money = 0;
  let units = 0;
  let seen = 0;
  for (let at = rows.length - 1; at >= 0 && seen < mostRows; at -= 1) {
    const worth = column.values[rows[at]];
    const amount = target.values[rows[at]];
    if (!Number.isFinite(worth) || (kind === 'value' && !Number.isFinite(amount))) continue;
    money += worth;
    units += kind === 'price' ? 1 : amount;
    seen += 1;
  }
  const each = money / units;
  return Number.isFinite(each) && each >= 0 ? each : Number.NaN;
}

/**
 * A column of prices before one of amounts; null where there is neither.
 *
 * @param taken places of columns that are forecast, or name the series
 * @param series [series] the rows of each, in the order of the file, and what is forecast of it
 */
export function findWorth({ columns }: Table, taken: readonly number[], series: readonly Rows[]): Worth | null {
  const free = [...columns.entries()].flatMap(([place, column]) =>
    column.kind === 'number' && !taken.includes(place) ? [column] : [],
  );
  const price = free.find(({ name }) => isOfUnit(name));
  const column = price ?? free.find(({ name }) => isValue(name));
  if (!column) return null;
  const perUnit = Float64Array.from(series, (one) => worthOf(column, price ? 'price' : 'value', one));
  return perUnit.some(Number.isFinite) ? { column: column.name, perUnit } : null;
}

/** What deciding on stock does where the tables are: finds what stands beside the series, or in a second file. */
import { fail, ok, type Result } from '../../base/result.ts';
import { readGroupColumns } from '../../planning/level-guess.ts';
import type { PanelChoice } from '../../series/panel.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import { soundsLikeId } from '../../table/columns/id-words.ts';
import { isLevel } from '../../table/columns/level-words.ts';
import { nameWords } from '../../table/columns/name-words.ts';
import type { Column, NumberColumn, Table } from '../../table/table.ts';
import type { AnalysisProblem, TableSide } from '../analysis.ts';
import type { NameColumn, StockBrief, StockRequest, ValueColumn } from './inputs.ts';

/** More rows than this of a second file are no list of items. */
const mostRows = 200_000;

/** A cell as a text: a number as it is written without a mark for thousands. */
function textsOf(column: Column, rows: ArrayLike<number>): NameColumn {
  const codes = new Int32Array(rows.length).fill(-1);
  if (column.kind === 'text') {
    for (let at = 0; at < rows.length; at += 1) codes[at] = column.codes[rows[at]];
    return { column: column.name, labels: column.labels, codes };
  }
  const places = new Map<number, number>();
  for (let at = 0; at < rows.length; at += 1) {
    const value = column.values[rows[at]];
    if (!Number.isFinite(value)) continue;
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    codes[at] = place;
  }
  return { column: column.name, labels: [...places.keys()].map(String), codes };
}

/** The last finite number in the rows of each series. */
function lastOf({ name, values }: NumberColumn, { groups, count }: PanelIndex): ValueColumn {
  const { rows, starts, names } = groups;
  const found = Float64Array.from({ length: count }, (_, number) => {
    const group = number % names.length;
    for (let at = starts[group + 1] - 1; at >= starts[group]; at -= 1) {
      if (Number.isFinite(values[rows[at]])) return values[rows[at]];
    }
    return Number.NaN;
  });
  return { column: name, values: found };
}

function readFile(table: Table, choice: PanelChoice, index: PanelIndex): StockBrief {
  const { columns, rowCount: _ } = table;
  const { groups, count, targets } = index;
  const first = Uint32Array.from({ length: count }, (_row, number) => {
    const group = number % groups.names.length;
    return groups.rows[groups.starts[group]];
  });
  const ids = choice.idColumns.map((place) => textsOf(columns[place], first));
  if (targets.length > 1) {
    const labels = targets.map(({ name }) => name);
    const codes = Int32Array.from({ length: count }, (_row, number) => Math.floor(number / groups.names.length));
    ids.push({ column: '', labels, codes });
  }
  const others = readGroupColumns(table, index, choice).columns.filter(({ isId, column }) => !isId && column !== null);
  const taken = [...choice.targetColumns, ...choice.idColumns, choice.timeColumn];
  return {
    kind: 'file',
    rowCount: count,
    names: [...ids, ...others.map(({ name, labels, codes }) => ({ column: name, labels, codes }))],
    idCount: ids.length,
    values: columns.flatMap((column, place) =>
      column.kind === 'number' && !taken.includes(place) ? [lastOf(column, index)] : [],
    ),
  };
}

function readBeside({ columns, rowCount }: Table): Result<StockBrief, AnalysisProblem> {
  if (rowCount > mostRows) return fail({ code: 'beside-too-long', params: { rows: rowCount, most: mostRows } });
  const all = Uint32Array.from({ length: rowCount }, (_, row) => row);
  return ok({
    kind: 'beside',
    rowCount,
    names: columns.flatMap((column) => (column.kind === 'date' ? [] : [textsOf(column, all)])),
    idCount: 0,
    values: columns.flatMap((column) =>
      column.kind === 'number' ? [{ column: column.name, values: column.values.slice(0, rowCount) }] : [],
    ),
  });
}

/** What flows or comes by itself: nobody has it on a shelf. */
const unkept = new Set(
  'kw mw gw kwh mwh gwh load power electricity strom energy passengers visitors visits calls clicks sessions'.split(
    ' ',
  ),
);
const unkeptSigns = /[用发]电|电[量力]|负荷|功率|客流|访客|来电/;

function isKept(name: string): boolean {
  return !unkeptSigns.test(name) && !nameWords(name).some((word) => unkept.has(word));
}

/** Whether there may be amounts over time; prices, temperatures and electricity cannot be put into stock. */
function hasQuantities({ columns }: Table): boolean {
  const isAmount = ({ kind, name }: Column) =>
    kind === 'number' && !isLevel(name) && !soundsLikeId(name) && isKept(name);
  return columns.some(({ kind }) => kind === 'date') && columns.some(isAmount);
}

export const tableSide: TableSide<StockRequest, null, StockBrief, null, null> = {
  suits: (table) => (hasQuantities(table) ? null : { code: 'no-quantities', params: {} }),

  async prepare({ table, panelOf }, request) {
    if (request.kind === 'beside') {
      const read = readBeside(table);
      return read.ok ? ok({ input: null, brief: { value: read.value } }) : read;
    }
    const index = panelOf(request.choice);
    if (!index.ok) return index;
    return ok({ input: null, brief: { value: readFile(table, request.choice, index.value) } });
  },

  give: async () => ({ value: null }),
};

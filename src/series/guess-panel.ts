/** Guesses the shape of a table: whose row each is, which columns are to be forecast, which only go with them. */
import { nameWords } from '../table/columns/name-words.ts';
import type { Column, NumberColumn, Table } from '../table/table.ts';
import { codeRows } from './code-rows.ts';
import { guessChoice, isKeyName, isTargetName } from './guess-choice.ts';
import type { CovariateRole, PanelGuess, Shape } from './panel.ts';

const sampledRows = 300_000;
/** A column of more different texts than this names something else than a kind. */
const mostKinds = 12;
/** Ids that leave more rows than this sharing a date with another are none; more may where names say id: returns, rows sent twice. */
const mostShared = 0.05;
const mostNamedShared = 0.2;

/** A series must have a row for this share of the dates, or it is a customer who came twice; less where a name says id. */
const leastDensity = 0.25;
const leastNamedDensity = 0.03;
/** What is asked of ids that leave more rows sharing a date than others may. */
const leastSharedDensity = 0.5;

const idWords = new Set(
  (
    'id uid uuid unique key code store shop item product sku article series group category region country city state' +
    ' station sensor device meter branch warehouse location site channel brand department dept name symbol ticker' +
    ' line plant machine family segment artikel filiale markt produkt standort land tienda producto magasin produit' +
    ' part material outlet teil werk'
  ).split(' '),
);
/** `part_no` is a name, `no_of_orders` is an amount. */
const numberingWords = new Set(['no', 'nr', 'num', 'nummer']);
const flagWords = new Set(['flag', 'is', 'has']);
const chineseId = /编号|门店|店铺|商品|产品|地区|城市|省份|站点|设备|品类|类别|名称/;
const covariateWords = new Set(
  (
    'price temp temperature humidity wind rain rainfall pressure weather promo promotion promotions onpromotion discount holiday' +
    ' event flag is has cpi unemployment fuel oil rate index ads spend advertising budget marketing weekday weekend month year' +
    ' day hour week quarter dow lat lon latitude longitude feiertag temperatur preis precio festivo température prix'
  ).split(' '),
);

/** @param table one with a column of numbers at least */
export function guessPanel(table: Table): PanelGuess {
  const guess = guessChoice(table);
  const named = findLongNames(table);
  const timeColumn = named?.time ?? guess.timeColumn;
  const targetColumn = named?.target ?? guess.targetColumn;
  const parts = timeColumn === null ? [] : partsOf(table.columns[timeColumn]);
  const idColumns = named ? [named.id] : findIds(table, timeColumn, targetColumn, parts);
  const taken = [targetColumn, timeColumn, ...idColumns, ...parts];
  const isFree = (index: number) => !taken.includes(index);
  const rest = table.columns.flatMap((column, index) =>
    isFree(index) && column.kind === 'number' && isVaried(column) ? [index] : [],
  );
  const target = table.columns[targetColumn];
  const ahead = rowsAhead(table, timeColumn, targetColumn);
  const continues = (index: number) => ahead.some((row) => hasValue(table.columns[index], row));
  const covariates = rest.filter(
    (index) => continues(index) || isCovariate(table.columns[index] as NumberColumn, target.name),
  );
  const targets = idColumns.length > 0 ? [] : rest.filter((index) => !covariates.includes(index));
  // Of rows that become one value, each may have a text of its own.
  const keys = timeColumn === null ? [] : [timeColumn, ...idColumns];
  const areMerged =
    keys.length > 0 && sharedShare(table.columns, keys, Math.min(table.rowCount, sampledRows)) > mostShared;
  const texts = table.columns.flatMap((column, index) =>
    isFree(index) && !areMerged && isKindName(column) ? [index] : [],
  );
  const groups = idColumns.length > 0 ? codeRows(table.columns, idColumns, table.rowCount) : null;
  const numbers = idColumns.length > 0 ? rest : covariates;
  const isFixed = (index: number) => groups !== null && isSameInGroups(table.columns[index], groups);
  const covariateColumns = [...numbers, ...texts].sort((a, b) => a - b);
  const covariateRoles = Object.fromEntries(
    covariateColumns.map((index): [number, CovariateRole] => [
      index,
      isFixed(index) ? 'static' : continues(index) ? 'future' : 'past',
    ]),
  );
  const shape = shapeOf(table, idColumns, covariateColumns);
  const targetColumns = [targetColumn, ...targets].sort((a, b) => a - b);
  return { timeColumn, idColumns, targetColumns, covariateColumns, covariateRoles, shape, mainTarget: targetColumn };
}

/** The columns of Nixtla's libraries, by their names; `ds` may be numbers that count the points of each series. */
function findLongNames({ columns }: Table): { id: number; time: number | null; target: number } | null {
  const [id, time, target] = ['unique_id', 'ds', 'y'].map((wanted) =>
    columns.findIndex(({ name }) => name.trim().toLowerCase() === wanted),
  );
  if (id < 0 || time < 0 || columns[target]?.kind !== 'number') return null;
  return { id, time: columns[time].kind === 'text' ? null : time, target };
}

/** Most rows beyond the end of a target that are looked at. */
const mostRowsAhead = 1000;

/** Rows after the last that has a value of the target, by their times or by their order: for what is known ahead. */
function rowsAhead({ columns, rowCount }: Table, time: number | null, target: number): number[] {
  const column = time === null ? null : columns[time];
  const timeOf = (row: number) => (column && column.kind !== 'text' ? column.values[row] : row);
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rowCount; row++) if (hasValue(columns[target], row)) last = Math.max(last, timeOf(row));
  const rows: number[] = [];
  for (let row = rowCount - 1; row >= 0 && rows.length < mostRowsAhead; row--) if (timeOf(row) > last) rows.push(row);
  return rows;
}

function hasValue(column: Column, row: number): boolean {
  return column.kind === 'text' ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
}

/** A column of a few texts, such as categories or weather, that repeat; codes of digits say no more than a name beside them. */
function isKindName(column: Column): boolean {
  if (column.kind !== 'text' || column.labels.length < 2 || column.labels.length > mostKinds) return false;
  return !(isKeyName(column.name) && column.labels.every(isCode));
}

function isCode(label: string): boolean {
  return /^\d+$/.test(label);
}

/** Whether a column says the same in all rows of each group that say something, but not in all groups. */
function isSameInGroups(column: Column, groups: Int32Array): boolean {
  const said = new Map<number, number>();
  for (let row = 0; row < groups.length; row++) {
    if (!hasValue(column, row)) continue;
    const value = column.kind === 'text' ? column.codes[row] : column.values[row];
    const before = said.get(groups[row]);
    if (before !== undefined && before !== value) return false;
    said.set(groups[row], value);
  }
  return said.size > 1;
}

function shapeOf({ notes }: Table, ids: number[], covariates: number[]): Shape {
  if (notes.periodColumns > 0) return 'across';
  if (ids.length > 0) return 'long';
  return covariates.length > 0 ? 'mixed' : 'wide';
}

/** What names the series where the columns were steps without dates: the first column that has more than one text. */
function namesAcross({ columns, notes }: Table): number[] {
  const first = columns.findIndex((column) => column.kind === 'text' && column.labels.length > 1);
  return notes.periodColumns > 0 && first >= 0 ? [first] : [];
}

function partsOf(column: Column): number[] {
  return column.kind === 'date' && column.madeFrom ? column.madeFrom : [];
}

/** Whether a column tells anything; one value that is there or not does, too. */
function isVaried({ name, values }: NumberColumn): boolean {
  if (isKeyName(name) && !nameWords(name).some((word) => flagWords.has(word))) return false;
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined) return false;
  if (values.some((value) => value !== first && !Number.isNaN(value))) return true;
  return first === 1 && values.some(Number.isNaN);
}

/** Columns of yes and no, prices and weather, and what stands beside a column whose name says that it is the one. */
function isCovariate({ name, values }: NumberColumn, targetName: string): boolean {
  const isFlag = new Set(values.subarray(0, 5000).filter((value) => !Number.isNaN(value))).size <= 2;
  if (isFlag || nameWords(name).some((word) => covariateWords.has(word))) return true;
  return isTargetName(targetName) && !isTargetName(name);
}

/** The columns that together with the time tell every row from the others, the fewest that do. */
function findIds(table: Table, time: number | null, target: number, parts: number[]): number[] {
  if (time === null) return namesAcross(table);
  const { columns, rowCount } = table;
  const rows = Math.min(rowCount, sampledRows);
  const shared = sharedShare(columns, [time], rows);
  const candidates = columns
    .flatMap((column, index) => {
      if (index === time || index === target || parts.includes(index)) return [];
      const score = scoreId(column, rows);
      return score > 0 ? [{ index, score }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const exact = candidates.find(({ index }) => /^unique_id$/i.test(columns[index].name.trim()));
  if (exact) return [exact.index];
  if (shared <= mostShared) return [];
  let ids: number[] = [];
  let left = shared;
  for (const { index } of candidates) {
    const tried = [...ids, index];
    const share = sharedShare(columns, [time, ...tried], rows);
    if (share < left * 0.9) {
      ids = tried;
      left = share;
    }
    if (left <= 0.001) break;
  }
  ids = ids.filter((index) => {
    const others = ids.filter((other) => other !== index);
    return sharedShare(columns, [time, ...others], rows) > Math.max(left * 1.1, 0.001);
  });
  const isNamed = ids.length > 0 && ids.every((index) => isIdName(columns[index].name));
  const least = left > mostShared ? leastSharedDensity : isNamed ? leastNamedDensity : leastDensity;
  const isDense = densityOf(columns, time, ids, rows) * (1 - left) >= least;
  return left <= (isNamed ? mostNamedShared : mostShared) && isDense ? ids.sort((a, b) => a - b) : [];
}

/** The share of dates that the usual series has a row for, 0-1. */
function densityOf(columns: Column[], time: number, ids: number[], rowCount: number): number {
  const series = 1 + codeRows(columns, ids, rowCount).reduce((a, b) => Math.max(a, b), 0);
  const dates = 1 + codeRows(columns, [time], rowCount).reduce((a, b) => Math.max(a, b), 0);
  return rowCount / (series * dates);
}

function isIdName(name: string): boolean {
  const words = nameWords(name);
  const isNumbering = numberingWords.has(words[words.length - 1] ?? '');
  return isNumbering || words.some((word) => idWords.has(word)) || chineseId.test(name);
}

/** The share of rows that have the same values in these columns as an earlier one, 0-1. */
function sharedShare(columns: Column[], indices: number[], rowCount: number): number {
  if (rowCount === 0) return 0;
  const codes = codeRows(columns, indices, rowCount);
  let distinct = 0;
  for (const code of codes) if (code >= distinct) distinct = code + 1;
  return 1 - distinct / rowCount;
}

/** Above 0 for a column that could name series: few enough different values, and a name or texts that fit. */
function scoreId(column: Column, rowCount: number): number {
  const named = isIdName(column.name);
  if (column.kind === 'date') return 0;
  if (column.kind === 'text') {
    const { length } = column.labels;
    if (length === 0 || length > rowCount / 2) return 0;
    // Names say more than codes where both tell the series apart.
    return (named ? 2 : 1) + 1 / length - (column.labels.every(isCode) ? 0.4 : 0);
  }
  if (!named) return 0;
  const seen = new Set<number>();
  for (let row = 0; row < rowCount; row++) {
    const value = column.values[row];
    if (!Number.isNaN(value) && !Number.isInteger(value)) return 0;
    seen.add(value);
    if (seen.size > rowCount / 2) return 0;
  }
  return 1.5;
}

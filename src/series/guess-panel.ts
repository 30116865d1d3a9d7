/** Guesses the shape of a table: whose row each is, which columns are to be forecast, which only go with them. */
import { keepRows } from '../table/columns/keep-rows.ts';
import { soundsLikeTarget } from '../table/columns/measure-words.ts';
import { nameWords } from '../table/columns/name-words.ts';
import type { Column, NumberColumn, Table } from '../table/table.ts';
import { codeRows } from './code-rows.ts';
import { findIds, type IdSearch, mostShared } from './find-ids.ts';
import { findSumColumns } from './find-sum-columns.ts';
import { findUndatedIds, type UndatedIds } from './find-undated-ids.ts';
import { guessTarget, guessTime, isKeyName } from './guess-choice.ts';
import type { CovariateRole, PanelGuess, PanelQuestion, Shape } from './panel.ts';

/** A column of more different texts than this names something else than a kind. */
const mostKinds = 12;
const flagWords = new Set(['flag', 'is', 'has']);
const covariateWords = new Set(
  (
    'price temp temperature humidity wind rain rainfall pressure weather promo promotion promotions onpromotion discount holiday' +
    ' event flag is has cpi unemployment fuel oil rate index ads spend advertising budget marketing weekday weekend month year' +
    ' day hour week quarter dow lat lon latitude longitude feiertag temperatur preis precio festivo température prix'
  ).split(' '),
);

/** @param table one with a column of numbers at least */
export function guessPanel(table: Table): PanelGuess {
  const named = findLongNames(table);
  const datedBy = named ? named.time : guessTime(table);
  const undated = named || datedBy !== null ? null : searchUndated(table);
  const timeColumn = undated?.time ?? datedBy;
  const parts = timeColumn === null ? [] : partsOf(table.columns[timeColumn]);
  const found = named
    ? { ids: [named.id], shared: 0, candidates: [] }
    : (undated ?? searchIds(table, timeColumn, parts));
  const idColumns = found.ids;
  const counters = undated?.counter == null ? [] : [undated.counter];
  // Dates whose year is asked are no amounts.
  const yearless = table.columns.findIndex(({ name }) => name === table.notes.firstYear?.column);
  if (yearless >= 0 && !counters.includes(yearless)) counters.push(yearless);
  const sumColumns = idColumns.length > 0 ? [] : findSums(table, [...parts, ...counters]);
  const targetColumn = named?.target ?? guessTarget(table, timeColumn, [...idColumns, ...counters, ...sumColumns]);
  const taken = [targetColumn, timeColumn, ...idColumns, ...counters, ...parts, ...sumColumns];
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
  const areMerged = found.shared > mostShared;
  const sideName = table.notes.sideColumn?.column;
  const groups = idColumns.length > 0 ? codeRows(table.columns, idColumns, table.rowCount) : null;
  const texts = table.columns.flatMap((column, index) => {
    const tells = isKindName(column) || (groups !== null && describesSeries(column, groups));
    return isFree(index) && !areMerged && tells && column.name !== sideName ? [index] : [];
  });
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
  const questions = askWhoseRows(table, found, undated !== null);
  return {
    timeColumn,
    idColumns,
    targetColumns,
    covariateColumns,
    covariateRoles,
    shape,
    mainTarget: targetColumn,
    ...(questions.length > 0 && { questions }),
    ...(sumColumns.length > 0 && { sumColumns }),
  };
}

/** Columns that add up others, which the series of these say already. */
function findSums({ columns }: Table, taken: number[]): number[] {
  const free = columns.flatMap((column, index) =>
    column.kind === 'number' && !taken.includes(index) && isVaried(column) ? [{ index, column }] : [],
  );
  return findSumColumns(free);
}

/** The columns that say whose row it is; never all columns of numbers, one of which is to be forecast. */
function searchIds(table: Table, time: number | null, parts: number[]): IdSearch {
  if (time === null) return { ids: namesAcross(table), shared: 0, candidates: [] };
  const { columns, rowCount } = withDates(table, time);
  // What gave amounts their signs tells no series apart.
  const side = columns.findIndex(({ name }) => name === table.notes.sideColumn?.column);
  const others = side < 0 ? parts : [...parts, side];
  const found = findIds(columns, rowCount, time, others);
  const isLeft = ({ ids }: IdSearch) =>
    columns.some(({ kind }, index) => kind === 'number' && !ids.includes(index) && !parts.includes(index));
  if (isLeft(found)) return found;
  const again = findIds(columns, rowCount, time, [...others, guessTarget(table, time)]);
  return isLeft(again) ? again : { ids: [], shared: again.shared, candidates: [] };
}

/** The rows that have a date: those without one share none. */
function withDates({ columns, rowCount }: Table, time: number): Pick<Table, 'columns' | 'rowCount'> {
  const column = columns[time];
  if (column.kind === 'text' || !column.values.some(Number.isNaN)) return { columns, rowCount };
  const kept = Uint32Array.from(column.values.keys()).filter((row) => !Number.isNaN(column.values[row]));
  return { columns: columns.map((one) => keepRows(one, kept)), rowCount: kept.length };
}

/** Whose row each is where there are no dates; null where nothing but their order tells rows apart. */
function searchUndated(table: Table): (UndatedIds & { shared: number }) | null {
  if (namesAcross(table).length > 0) return null;
  const { unreadPeriods, firstYear } = table.notes;
  const found = findUndatedIds(table, unreadPeriods ?? firstYear?.column ?? null);
  return found && { ...found, shared: 0 };
}

/** What each row stands for, where many share their dates and nothing tells them apart. */
function askWhoseRows({ columns }: Table, { shared, candidates }: IdSearch, isUndated: boolean): PanelQuestion[] {
  if ((!isUndated && shared <= mostShared) || candidates.length === 0) return [];
  const options = candidates.map(({ ids, ...more }) => ({ ids: ids.map((index) => columns[index].name), ...more }));
  return [{ code: 'whose-rows', column: null, ...(isUndated && { isUndated }), options, chosen: 0 }];
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
  if (isMark(column)) return true;
  if (column.kind !== 'text' || column.labels.length < 2 || column.labels.length > mostKinds) return false;
  return !(isKeyName(column.name) && column.labels.every(isCode));
}

const fewestMarks = 2;
const saysYes = /^(?:y|yes|true|x|✓|✔|√|是|有|ja|oui|si|sí|sim)$/iu;

/** A column that says yes, or nothing. */
function isMark(column: Column): boolean {
  if (column.kind !== 'text' || column.labels.length !== 1 || !saysYes.test(column.labels[0].trim())) return false;
  return column.codes.some((code) => code < 0) && column.codes.filter((code) => code >= 0).length >= fewestMarks;
}

/** A column that says the same of a series in all its rows: the name of an article beside its number, its group. */
function describesSeries(column: Column, groups: Int32Array): boolean {
  if (column.kind !== 'text' || column.labels.length < 2 || column.labels.length > groups.length / 2) return false;
  return !column.labels.every(isCode) && isSameInGroups(column, groups);
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
  if (isUnnamed(name) && isSteady(values)) return false;
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined) return false;
  if (values.some((value) => value !== first && !Number.isNaN(value))) return true;
  return first === 1 && values.some(Number.isNaN);
}

/** Columns without a name, as they are called then. */
function isUnnamed(name: string): boolean {
  return /^(?:column|unnamed:?)\s*\d+$/i.test(name);
}

/** Whether values rise by the same amount from row to row: they number rows, or count time. */
function isSteady(values: Float64Array): boolean {
  const step = values[1] - values[0];
  return values.length > 4 && step > 0 && values.every((value, row) => row === 0 || value - values[row - 1] === step);
}

/** Columns of yes and no, prices and weather, and what stands beside a column whose name says that it is the one. */
function isCovariate({ name, values }: NumberColumn, targetName: string): boolean {
  const isFlag = new Set(values.subarray(0, 5000).filter((value) => !Number.isNaN(value))).size <= 2;
  if (isFlag || nameWords(name).some((word) => covariateWords.has(word))) return true;
  return soundsLikeTarget(targetName) && !soundsLikeTarget(name);
}

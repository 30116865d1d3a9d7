/** Labels that stand once, above rows that share them, as pivot tables leave them out: `01.2021`, and blank cells below it. */
import { maySayTotal } from '../layout/total-words.ts';
import type { Column } from '../table.ts';
import { soundsLikeMeasure } from './measure-words.ts';

/** So many of the rows at least have to be without a label of their own. */
const leastBlank = 0.3;
/** Labels that stand above a single row are none of groups. */
const fewestLabels = 2;

/** Of the rows below labels so many at most have a value in the next column that no other row has. */
const mostDifferent = 0.75;

/** `cells`: blank ones that took the label above. */
export type FilledDown = { column: string; cells: number };

/**
 * The columns with the blank cells of the first ones filled by the labels above them. These columns name groups where each label
 * differs from the one before it, and the next column tells the rows of each group apart.
 */
export function fillDown(columns: Column[], rowCount: number): { columns: Column[]; filled: FilledDown[] } {
  const groups = columns.findIndex((column) => !isBlankBelow(column));
  const inner = columns[groups];
  if (groups < 1 || !inner || inner.kind === 'number' || !comesRound(inner, rowCount)) return { columns, filled: [] };
  for (let at = groups - 1; at >= 0; at--)
    if (!groupsRows(columns[at], columns[at + 1], rowCount)) return { columns, filled: [] };
  const filled: FilledDown[] = [];
  const read = columns.map((column, at) => {
    if (at >= groups) return column;
    filled.push({ column: column.name, cells: column.missing });
    return filledColumn(column, columns.slice(0, at), rowCount);
  });
  return { columns: read, filled };
}

/** Whether a column begins with a label and then has many blank cells, and nothing that says what it does not hold. */
function isBlankBelow(column: Column): boolean {
  const { missing, unreadable, name } = column;
  const { length } = column.kind === 'text' ? column.codes : column.values;
  if (column.kind === 'text' ? column.unlisted > 0 : unreadable > 0) return false;
  if (column.kind === 'number' && soundsLikeMeasure(name)) return false;
  if (column.kind === 'date' && (column.periodKinds || column.totalRows || column.clockChanges)) return false;
  return missing >= length * leastBlank && length - missing >= fewestLabels && !isBlank(column, 0);
}

function isBlank(column: Column, row: number): boolean {
  return column.kind === 'text' ? column.codes[row] < 0 : Number.isNaN(column.values[row]);
}

/** Whether a column has a value in each row, most of which stand below several labels: holidays beside days group nothing. */
function comesRound(column: Column, rowCount: number): boolean {
  const { missing, unreadable } = column;
  if (missing + unreadable + (column.kind === 'text' ? column.unlisted : 0) > 0) return false;
  return new Set(column.kind === 'text' ? column.codes : column.values).size <= rowCount * mostDifferent;
}

/** A row of the total of an outer group, beside which inner ones have none. */
function isTotalRow(column: Column, row: number): boolean {
  return column.kind === 'text' && column.codes[row] >= 0 && maySayTotal(column.labels[column.codes[row]]);
}

/** Whether each label of a column differs from the one before it, and the next column has other labels in each row below. */
function groupsRows(column: Column, next: Column, rowCount: number): boolean {
  const [labels, inner] = [column, next].map((one) => (one.kind === 'text' ? one.codes : one.values));
  const seen = new Set<number>();
  let before = Number.NaN;
  for (let row = 0; row < rowCount; row++) {
    if (!isBlank(column, row)) {
      if (labels[row] === before) return false;
      if (isBlank(next, row) && !isTotalRow(column, row)) return false;
      before = labels[row];
      seen.clear();
    }
    if (isBlank(next, row)) continue;
    if (seen.has(inner[row])) return false;
    seen.add(inner[row]);
  }
  return true;
}

/** @param outer columns left of it; a total of theirs has no label here */
function filledColumn(column: Column, outer: Column[], rowCount: number): Column {
  const fill = <Cells extends Int32Array | Float64Array>(cells: Cells): Cells => {
    const all = cells.slice() as Cells;
    for (let row = 1; row < rowCount; row++) {
      if (isBlank(column, row) && !outer.some((one) => isTotalRow(one, row))) all[row] = all[row - 1];
    }
    return all;
  };
  if (column.kind === 'text') {
    const codes = fill(column.codes);
    return { ...column, codes, missing: codes.filter((code) => code < 0).length };
  }
  const values = fill(column.values);
  return { ...column, values, missing: values.filter(Number.isNaN).length };
}

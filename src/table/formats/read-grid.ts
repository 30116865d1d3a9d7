/** Rows that are in memory already, such as those of a workbook or of JSON, to a table. */

import { fail, type Result } from '../../base/result.ts';
import { isBlank, isRule } from '../columns/cell-kinds.ts';
import { fillColumns, type RowPiece } from '../columns/fill-columns.ts';
import { finishTable, type TableInput } from '../finish-table.ts';
import { type LayoutChoices, layOutRows, type RowLayout } from '../layout/layout.ts';
import type { Dialect, Table, TableProblem } from '../table.ts';
import { commonWidth } from '../text/dialect.ts';

export type GridCell = string | number | bigint | boolean | Date | null | undefined;

/** A cell as a plain text file would have it: a number with a point, a date in ISO order. */
export function writeCell(cell: GridCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return writeDate(cell);
  return String(cell);
}

function writeDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Excel keeps times as fractions of a day, which do not hit the second.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const clock = iso.slice(11, 19);
  if (iso.startsWith('1899-12-3') || iso.startsWith('1900-01-00')) return clock;
  return clock === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}

/** Where the table lies in a sheet; empty columns at the left are no part of rows, so all rows are made of one length. */
export function layOutGrid(rows: string[][], choices: LayoutChoices): RowLayout {
  for (const row of rows) while (row.length > 1 && row[row.length - 1] === '') row.pop();
  const sample = rows.slice(0, 1000);
  const filled = sample.filter((row) => !isBlank(row) && !isRule(row));
  const width = widthOf(filled);
  fillRows(rows, width);
  const layout = layOutRows(sample, width, 0, choices);
  // The header may name columns that hardly a row fills.
  fillRows(rows, layout.width);
  return layout;
}

/** Empty cells at the end of rows, which a sheet does not keep, for all but titles. */
function fillRows(rows: string[][], width: number): void {
  for (const row of rows) while (row.length > 0 && row.length < width && row.length >= Math.min(2, width)) row.push('');
}

/** Cells of a row: the usual number, or more where a tenth of the rows have more, for empty cells at the end are not there. */
function widthOf(rows: string[][]): number {
  const usual = commonWidth(rows);
  const lengths = rows.map((row) => row.length).sort((a, b) => b - a);
  const wide = lengths[Math.floor(lengths.length / 10)] ?? usual;
  return Math.max(usual, wide);
}

export async function readGrid(
  input: TableInput,
  layout: RowLayout,
  rows: string[][],
  dialect: Partial<Dialect>,
): Promise<Result<Table, TableProblem>> {
  const { name, blob, onProgress, choices } = input;
  if (layout.sample.length === 0) {
    return fail({ code: layout.headerRows > 0 ? 'header-only' : 'empty-file', params: { name } });
  }
  async function* pieces(): AsyncGenerator<RowPiece> {
    yield { rows: [rows.map((row) => (row.length === 0 ? [''] : row))], bytesRead: blob.size };
  }
  const source = { layout, delimiter: ',', expectedRows: rows.length, pieces };
  const filled = await fillColumns(source, choices, (bytesRead, found) => {
    onProgress?.({ bytesRead, bytesTotal: blob.size, rows: found });
  });
  return finishTable(input, layout, filled, dialect);
}

/** Records with named fields to a table whose first row are the names. */
export function readRecords(
  input: TableInput,
  names: string[],
  rows: string[][],
  dialect: Partial<Dialect>,
): Promise<Result<Table, TableProblem>> {
  const layout: RowLayout = {
    skippedRows: 0,
    headerRows: 1,
    width: names.length,
    names,
    commentMark: null,
    titles: [],
    sample: rows.slice(0, 1000),
  };
  return readGrid(input, layout, rows, { quote: null, ...dialect });
}

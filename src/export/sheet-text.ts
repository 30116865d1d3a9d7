/** A sheet as text: for a file, and for the clipboard. */
import { type CsvForm, defuse, writeCsvFile, writeNumber } from '../base/write-csv.ts';
import type { CellFormat, Sheet, SheetCell } from './xlsx/sheet.ts';

/** A date as ISO 8601 writes it, as precisely as its format. */
function writeDate(ms: number, format: CellFormat): string {
  const text = new Date(ms).toISOString();
  if (format === 'year') return text.slice(0, 4);
  if (format === 'month') return text.slice(0, 7);
  return format === 'time' ? text.slice(0, 16).replace('T', ' ') : text.slice(0, 10);
}

function plainCell(cell: SheetCell, format: CellFormat): string | number {
  if (cell === null) return '';
  if (typeof cell === 'object') return writeDate(cell.ms, format);
  return typeof cell === 'number' && !Number.isFinite(cell) ? '' : cell;
}

function headingsOf({ columns }: Sheet): string[] {
  return columns.map(({ heading, headingFormat }) => String(plainCell(heading, headingFormat ?? 'day')));
}

/** Rows, dates as texts. */
function* plainRows({ columns, rows }: Sheet): Generator<(string | number)[]> {
  for (const row of rows) yield row.map((cell, at) => plainCell(cell, columns[at].format));
}

export function writeSheetCsv(sheet: Sheet, form: CsvForm): Promise<Blob> {
  return writeCsvFile(headingsOf(sheet), plainRows(sheet), form);
}

/** A sheet as spreadsheets take it from the clipboard: cells apart by tabs, and a table. */
export type CopiedSheet = { text: string; html: string };

/** @param form the decimal mark that the spreadsheet expects */
export function copySheet(sheet: Sheet, form: CsvForm): CopiedSheet {
  const [headings, cells] = [headingsOf(sheet), [...plainRows(sheet)]];
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell) => (typeof cell === 'number' ? writeNumber(cell, form) : defuse(cell.replace(/[\t\r\n]+/g, ' '))))
      .join('\t');
  const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  // No styles: browsers parse what is put on the clipboard under the rules of the page, which allow none in the text.
  const cellOf = (cell: string | number) =>
    `<td>${typeof cell === 'number' ? writeNumber(cell, form) : escaped(defuse(cell))}</td>`;
  const bodyRows = cells.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`);
  const head = headings.map((heading) => `<th>${escaped(defuse(heading))}</th>`).join('');
  return {
    text: [line(headings), ...cells.map(line)].join('\r\n'),
    html: `<table><thead><tr>${head}</tr></thead><tbody>${bodyRows.join('')}</tbody></table>`,
  };
}

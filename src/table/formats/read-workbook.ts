/** Workbooks of Excel and of LibreOffice, by hucre: the cells as they would be written in a plain text file. */
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import { fail, type Result } from '../../base/result.ts';
import type { TableInput } from '../finish-table.ts';
import type { RefusalDetail, SheetInfo, Table, TableProblem } from '../table.ts';
import { type GridCell, layOutGrid, readGrid, writeCell } from './read-grid.ts';
import { siftWorkbook } from './sift-workbook.ts';

type Sheet = {
  name: string;
  rows: GridCell[][];
  hidden?: boolean;
  veryHidden?: boolean;
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
};

/** @param kind which of the two formats */
export async function readWorkbook(input: TableInput, kind: 'xlsx' | 'ods'): Promise<Result<Table, TableProblem>> {
  const { blob, name, choices, signal, onProgress } = input;
  const sifted = await siftWorkbook(blob, signal);
  if (!sifted.ok) return fail({ code: 'binary-file', params: { name, looksLike: 'excel' }, detail: sifted.problem });
  const bytes = new Uint8Array(await sifted.value.arrayBuffer());
  onProgress?.({ bytesRead: blob.size / 2, bytesTotal: blob.size, rows: 0 });
  let sheets: Sheet[];
  try {
    sheets = kind === 'xlsx' ? await readXlsxSheets(bytes) : (await readOds(bytes)).sheets;
  } catch (error) {
    const isLocked = error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`);
    const detail: RefusalDetail = isLocked ? { code: 'encrypted' } : { code: 'damaged', reason: 'bad-workbook' };
    return fail({ code: 'binary-file', params: { name, looksLike: 'excel' }, detail });
  }
  signal?.throwIfAborted();
  const infos: SheetInfo[] = sheets.map((sheet) => ({
    name: sheet.name,
    isHidden: Boolean(sheet.hidden ?? sheet.veryHidden ?? false),
  }));
  const chosen = sheets.find((candidate) => candidate.name === choices.sheet);
  const likely = chosen ? [chosen] : [...sheets].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, mostTried);
  let first: TableProblem | null = null;
  // A sheet of texts is one of notes more often than one of data.
  let withoutNumbers: Result<Table, TableProblem> | null = null;
  for (const sheet of likely) {
    const read = await readSheet(input, sheet, kind, infos);
    if (read.ok && (chosen || read.value.columns.some((column) => column.kind === 'number'))) return read;
    if (read.ok) withoutNumbers ??= read;
    else first ??= { ...read.problem, workbook: { sheets: infos, sheet: sheet.name } };
  }
  return withoutNumbers ?? fail(first ?? { code: 'empty-file', params: { name } });
}

/** All sheets, or those that can be read where one of them is damaged. */
async function readXlsxSheets(bytes: Uint8Array): Promise<Sheet[]> {
  try {
    return (await readXlsx(bytes)).sheets;
  } catch (error) {
    const names: string[] = [];
    const listName = ({ name }: { name: string }) => names.push(name) < 0;
    await readXlsx(bytes, { sheets: listName }).catch(() => undefined);
    const readOne = (name: string) => readXlsx(bytes, { sheets: [name] }).then(({ sheets }) => sheets);
    const read = await Promise.allSettled(names.slice(0, mostSeparate).map(readOne));
    const sheets = read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    if (sheets.length === 0) throw error;
    return sheets;
  }
}

const mostSeparate = 50;

/** Sheets that are tried, the one with the most data first. */
const mostTried = 5;

function readSheet(
  input: TableInput,
  sheet: Sheet,
  format: 'xlsx' | 'ods',
  sheets: SheetInfo[],
): Promise<Result<Table, TableProblem>> {
  const rows = spreadMerges(sheet).map((row) => row.map(writeCell));
  const layout = layOutGrid(rows, input.choices);
  return readGrid(input, layout, rows, { format, quote: null, sheets, sheet: sheet.name, delimiter: ',' });
}

/** Cells that hold a number or a date; hidden sheets come behind all others. */
function weightOf({ rows, hidden, veryHidden }: Sheet): number {
  let typed = 0;
  for (const row of rows) for (const cell of row) if (typeof cell === 'number' || cell instanceof Date) typed++;
  return hidden || veryHidden ? typed / 1e6 : typed;
}

/** A merged cell's content in each row it spans; across columns it stays where it is, as the name of a group does. */
function spreadMerges({ rows, merges }: Sheet): GridCell[][] {
  for (const { startRow, startCol, endRow } of merges ?? []) {
    const content = rows[startRow]?.[startCol] ?? null;
    for (let row = startRow + 1; row <= Math.min(endRow, rows.length - 1); row++) {
      const cells = rows[row] as GridCell[];
      while (cells.length <= startCol) cells.push(null);
      if (cells[startCol] === null || cells[startCol] === '') cells[startCol] = content;
    }
  }
  return rows;
}

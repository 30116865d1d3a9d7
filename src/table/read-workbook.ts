/** Workbooks of Excel and of LibreOffice, by hucre: the cells as they would be written in a plain text file. */
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import type { TableInput } from './finish-table.ts';
import { type GridCell, layOutGrid, readGrid, writeCell } from './read-grid.ts';
import { fail, type Result } from './result.ts';
import type { RefusalDetail, SheetInfo, Table, TableProblem } from './table.ts';

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
  const bytes = new Uint8Array(await blob.arrayBuffer());
  onProgress?.({ bytesRead: blob.size / 2, bytesTotal: blob.size, rows: 0 });
  let sheets: Sheet[];
  try {
    sheets = (await (kind === 'xlsx' ? readXlsx(bytes) : readOds(bytes))).sheets;
  } catch (error) {
    const isLocked = error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`);
    const message = error instanceof Error ? error.message : String(error);
    const detail: RefusalDetail = isLocked ? { code: 'encrypted' } : { code: 'damaged', message };
    return fail({ code: 'binary-file', params: { name, looksLike: 'excel' }, detail });
  }
  signal?.throwIfAborted();
  const infos: SheetInfo[] = sheets.map((sheet) => ({
    name: sheet.name,
    isHidden: Boolean(sheet.hidden ?? sheet.veryHidden ?? false),
  }));
  const sheet = sheets.find((candidate) => candidate.name === choices.sheet) ?? mainSheet(sheets);
  if (!sheet) return fail({ code: 'empty-file', params: { name } });
  const rows = spreadMerges(sheet).map((row) => row.map(writeCell));
  const layout = layOutGrid(rows, choices);
  return readGrid(input, layout, rows, { format: kind, quote: null, sheets: infos, sheet: sheet.name, delimiter: ',' });
}

/** The visible sheet with the most cells that hold a number or a date. */
function mainSheet(sheets: Sheet[]): Sheet | undefined {
  const weightOf = ({ rows, hidden, veryHidden }: Sheet) => {
    let typed = 0;
    for (const row of rows) for (const cell of row) if (typeof cell === 'number' || cell instanceof Date) typed++;
    return hidden || veryHidden ? typed / 1e6 : typed;
  };
  return sheets.reduce<Sheet | undefined>((best, sheet) => {
    return !best || weightOf(sheet) > weightOf(best) ? sheet : best;
  }, undefined);
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

/** Parquet, by hyparquet: the columns of its rows, nested ones as JSON. */
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fail, ok, type Result } from '../../base/result.ts';
import type { TableInput } from '../finish-table.ts';
import type { Table, TableProblem } from '../table.ts';
import { type GridCell, readRecords, writeCell } from './read-grid.ts';

/** Cells are kept as texts on their way into columns: about a hundred bytes each. */
const mostCells = 15_000_000;

type ColumnPart = { columns: string[]; rowEnd: number };
type Records = { records: Record<string, unknown>[]; isCut: boolean };

export async function readParquet(input: TableInput): Promise<Result<Table, TableProblem>> {
  const { blob, name, signal } = input;
  const file = {
    byteLength: blob.size,
    slice: (start: number, end?: number) => blob.slice(start, end).arrayBuffer(),
  };
  const read = await readRows(input, file);
  signal?.throwIfAborted();
  if (!read.ok) return read;
  const { records, isCut } = read.value;
  const [first] = records;
  if (!first) return fail({ code: 'header-only', params: { name } });
  const names = Object.keys(first);
  const rows = records.map((record) => names.map((column) => writeValue(record[column])));
  const table = await readRecords(input, names, rows, { format: 'parquet' });
  if (table.ok) table.value.notes.isCut = isCut;
  return table;
}

async function readRows(input: TableInput, file: AsyncBuffer): Promise<Result<Records, TableProblem>> {
  try {
    const metadata = await parquetMetadataAsync(file);
    const part = choosePart(input, metadata);
    if (!part.ok) return part;
    const records = await parquetReadObjects({ file, metadata, compressors, ...part.value });
    return ok({ records, isCut: part.value.rowEnd < metadata.num_rows });
  } catch (error) {
    if (error instanceof DOMException) throw error;
    const params = { name: input.name, looksLike: 'binary' } as const;
    return fail({ code: 'binary-file', params, detail: { code: 'damaged', reason: 'bad-parquet' } });
  }
}

/** Which rows and columns to read: all of them, or what the user chose where all would be too many. */
function choosePart({ blob, name, choices }: TableInput, metadata: FileMetaData): Result<ColumnPart, TableProblem> {
  const all = parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = choices.onlyColumns ? all.filter((column) => choices.onlyColumns?.includes(column)) : all;
  const rows = Number(metadata.num_rows);
  const rowEnd = Math.min(rows, choices.maxRows ?? rows);
  if (rowEnd * columns.length <= mostCells) return ok({ columns, rowEnd });
  const rowsThatFit = Math.floor(mostCells / all.length);
  const limit = Math.floor((blob.size * mostCells) / (rows * all.length));
  const detail = { code: 'too-large', bytes: blob.size, limit, rows, rowsThatFit, columns: all } as const;
  return fail({ code: 'file-unreadable', params: { name, reason: 'too-large' }, detail });
}

function writeValue(value: unknown): string {
  if (value instanceof Date || value === null || typeof value !== 'object') return writeCell(value as GridCell);
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}

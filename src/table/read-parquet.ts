/** Parquet, by hyparquet: the columns of its rows, nested ones as JSON. */
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { TableInput } from './finish-table.ts';
import { type GridCell, readRecords, writeCell } from './read-grid.ts';
import { fail, type Result } from './result.ts';
import type { Table, TableProblem } from './table.ts';

const mostRows = 5_000_000;

export async function readParquet(input: TableInput): Promise<Result<Table, TableProblem>> {
  const { blob, name, choices, signal } = input;
  const file = {
    byteLength: blob.size,
    slice: (start: number, end?: number) => blob.slice(start, end).arrayBuffer(),
  };
  let records: Record<string, unknown>[];
  try {
    records = await parquetReadObjects({ file, compressors, rowEnd: Math.min(choices.maxRows ?? mostRows, mostRows) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail({ code: 'binary-file', params: { name, looksLike: 'binary' }, detail: { code: 'damaged', message } });
  }
  signal?.throwIfAborted();
  const [first] = records;
  if (!first) return fail({ code: 'header-only', params: { name } });
  const names = Object.keys(first);
  const rows = records.map((record) => names.map((column) => writeValue(record[column])));
  return readRecords(input, names, rows, { format: 'parquet' });
}

function writeValue(value: unknown): string {
  if (value instanceof Date || value === null || typeof value !== 'object') return writeCell(value as GridCell);
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}

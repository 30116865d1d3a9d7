/** What reads each format. What few users need is loaded when it is needed. */
import type { Result } from '../../base/result.ts';
import type { TableInput } from '../finish-table.ts';
import type { Table, TableProblem } from '../table.ts';
import type { TableFormat } from './format-cards.ts';
import { readText } from './read-text.ts';

const headBytes = 256 * 1024;

export const readers: Record<TableFormat, (input: TableInput) => Promise<Result<Table, TableProblem>>> = {
  async csv(input) {
    const head = new Uint8Array(await input.blob.slice(0, headBytes).arrayBuffer());
    input.signal?.throwIfAborted();
    return readText(input, head);
  },
  xlsx: async (input) => (await import('./read-workbook.ts')).readWorkbook(input, 'xlsx'),
  ods: async (input) => (await import('./read-workbook.ts')).readWorkbook(input, 'ods'),
  parquet: async (input) => (await import('./read-parquet.ts')).readParquet(input),
  json: async (input) => (await import('./read-json.ts')).readJson(input),
};

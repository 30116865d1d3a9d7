/** A file of any kind to a table: what it is by its first bytes, then the reader for that. */

import { fail, type Result } from '../base/result.ts';
import type { TableInput } from './finish-table.ts';
import { type OpenedFile, openFile } from './formats/open-file.ts';
import { readText } from './formats/read-text.ts';
import type { ReadChoices, Table, TableProblem, UnreadableReason } from './table.ts';

export type ReadOptions = {
  /** Stops the reading: `readTable` then throws the signal's reason. */
  signal?: AbortSignal;
  /** Called some twenty times a second of reading. Bytes do not go backwards, even where a part is read twice. */
  onProgress?: (progress: { bytesRead: number; bytesTotal: number; rows: number }) => void;
  /** What the user says about the file instead of what is guessed. */
  choices?: ReadChoices;
};

const headBytes = 256 * 1024;

/**
 * Reads a file: delimited text, JSON records, a workbook or parquet, also packed as gzip or as the one file of a zip.
 *
 * @param blob the file, of any size; 200 MB of text take some seconds and about the memory of their numbers
 * @param name of the file, for messages
 * @returns the table, or what is wrong with the file
 * @throws the reason of `signal` when it is aborted
 */
export async function readTable(
  blob: Blob,
  name: string,
  { signal, onProgress, choices = {} }: ReadOptions = {},
): Promise<Result<Table, TableProblem>> {
  if (blob.size === 0) return fail({ code: 'empty-file', params: { name } });
  try {
    const opened = await openFile(blob, name, signal);
    if (!opened.ok) return opened;
    const parts = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
    const result = await readOpened(opened.value, { blob: opened.value.blob, name, choices, ...parts });
    const { packing } = opened.value;
    if (result.ok && packing) result.value.dialect.packing = packing;
    return result;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DOMException) {
      return fail({ code: 'file-unreadable', params: { name, reason: reasonOf(error) } });
    }
    throw error;
  }
}

/** By the names that browsers give: https://w3c.github.io/FileAPI/#dfn-error-codes */
function reasonOf({ name }: DOMException): UnreadableReason {
  if (name === 'NotFoundError') return 'gone';
  return name === 'SecurityError' || name === 'NotAllowedError' ? 'not-allowed' : 'changed';
}

async function readOpened({ kind, blob }: OpenedFile, input: TableInput): Promise<Result<Table, TableProblem>> {
  // What few users need is loaded when it is needed.
  if (kind === 'xlsx' || kind === 'ods') return (await import('./formats/read-workbook.ts')).readWorkbook(input, kind);
  if (kind === 'parquet') return (await import('./formats/read-parquet.ts')).readParquet(input);
  if (kind === 'json') return (await import('./formats/read-json.ts')).readJson(input);
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  input.signal?.throwIfAborted();
  return readText(input, head);
}

/** A file of any kind to a table: what it is by its first bytes, then the reader for that. */

import { fail, type Result } from '../base/result.ts';
import { openFile } from './formats/open-file.ts';
import { readers } from './formats/readers.ts';
import type { ReadChoices, Table, TableProblem, UnreadableReason } from './table.ts';

export type ReadOptions = {
  /** Stops the reading: `readTable` then throws the signal's reason. */
  signal?: AbortSignal;
  /** Called some twenty times a second of reading. Bytes do not go backwards, even where a part is read twice. */
  onProgress?: (progress: { bytesRead: number; bytesTotal: number; rows: number }) => void;
  /** What the user says about the file instead of what is guessed. */
  choices?: ReadChoices;
};

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
    const { format, blob: unpacked, packing } = opened.value;
    const result = await readers[format]({ blob: unpacked, name, choices, ...parts });
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

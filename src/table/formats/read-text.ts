/** Delimited text to a table: encoding, dialect, then rows to columns. */

import { fail, type Result } from '../../base/result.ts';
import { type FilledColumns, fillColumns, type RowPiece } from '../columns/fill-columns.ts';
import { finishTable, type TableInput } from '../finish-table.ts';
import type { Table, TableProblem } from '../table.ts';
import { guessLayout, type Layout } from '../text/dialect.ts';
import { sniffEncoding } from '../text/encoding.ts';
import { NotInEncoding, PieceDecoder, readPieces } from '../text/read-blocks.ts';
import { ByteSplitter, splitsAsBytes } from '../text/split-bytes.ts';
import { RowSplitter } from '../text/split-rows.ts';
import { createDecode } from '../text/text-decoder.ts';
import { isMarkup, isProse } from './no-table.ts';
import { hasBinaryText } from './signature.ts';

/** As many bytes of text as are read with no question asked. */
const mostBytes = 900 * 1024 * 1024;

/** Of fewer lines nothing is guessed where there are more: then a longer beginning of the file is looked at. */
const fewestLines = 12;
const longestHead = 32 * 1024 * 1024;

/** @param head the first bytes of the file, all where it is short */
export async function readText(
  input: TableInput,
  head: Uint8Array,
  encoding: string = input.choices.encoding ?? sniffEncoding(head),
): Promise<Result<Table, TableProblem>> {
  const { blob, name, choices, signal, onProgress } = input;
  const isWhole = head.length >= blob.size;
  const text = createDecode(encoding)(head, { stream: !isWhole });
  if (text.trim() === '') return fail({ code: 'empty-file', params: { name } });
  if (hasBinaryText(text)) return fail({ code: 'binary-file', params: { name, looksLike: 'binary' } });
  if (isMarkup(text)) return fail({ code: 'not-a-table', params: { name } });
  if (!isWhole && head.length < longestHead && countLines(text) < fewestLines) {
    return readText(input, new Uint8Array(await blob.slice(0, head.length * 8).arrayBuffer()), encoding);
  }
  const layout = guessLayout(text, isWhole, choices);
  if (!layout) return fail({ code: 'empty-file', params: { name } });
  const rows = expectRows(text, layout, blob.size, head.length);
  const early = refuse(layout, input, rows);
  if (early) return fail(early);

  const source = {
    layout,
    delimiter: layout.syntax.delimiter,
    expectedRows: rows,
    pieces: () => splitPieces(input, head, encoding, layout),
  };
  try {
    const filled = await fillColumns(source, choices, (bytesRead, found) => {
      onProgress?.({ bytesRead, bytesTotal: blob.size, rows: found });
    });
    return finishText(input, encoding, layout, filled);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof NotInEncoding)) throw error;
    return readText(input, head, error.likely);
  }
}

async function* splitPieces(
  { blob, signal }: TableInput,
  head: Uint8Array,
  encoding: string,
  { syntax, width }: Layout,
): AsyncGenerator<RowPiece> {
  const decoder = new PieceDecoder(head, encoding);
  const ofBytes = splitsAsBytes(syntax, width, encoding) ? new ByteSplitter(syntax, width, encoding) : null;
  const ofText = new RowSplitter(syntax);
  for await (const piece of readPieces(blob, signal)) {
    const { bytes, bytesRead, isLast } = piece;
    if (ofBytes) {
      decoder.check(piece);
      yield { rows: ofBytes.push(bytes, isLast), bytesRead, suspects: ofBytes.suspects };
    } else yield { rows: [ofText.push(decoder.decode(piece), isLast)], bytesRead, suspects: ofText.suspects };
  }
}

function finishText(input: TableInput, encoding: string, layout: Layout, filled: FilledColumns) {
  const { delimiter, quote } = layout.syntax;
  return finishTable(input, layout, filled, {
    encoding,
    delimiter: layout.width === 1 ? ',' : delimiter,
    quote: layout.isQuoted ? quote : null,
    format: 'csv',
  });
}

function refuse(layout: Layout, { name, blob, choices }: TableInput, rows: number): TableProblem | null {
  const { width, sample, headerRows, names } = layout;
  const texts = headerRows > 0 ? [names, ...sample] : sample;
  if (isProse(texts, width)) return { code: 'not-a-table', params: { name } };
  if (sample.length === 0) return { code: 'header-only', params: { name } };
  const isChosen = choices.maxRows !== undefined || choices.onlyColumns !== undefined;
  if (blob.size <= mostBytes || isChosen) return null;
  const rowsThatFit = Math.floor((rows * mostBytes) / blob.size);
  const columns = names.map((column, i) => column || `column ${i + 1}`);
  const detail = { code: 'too-large', bytes: blob.size, limit: mostBytes, rows, rowsThatFit, columns } as const;
  return { code: 'file-unreadable', params: { name, reason: 'too-large' }, detail };
}

function expectRows(text: string, layout: Layout, bytesTotal: number, bytesInHead: number): number {
  if (bytesInHead >= bytesTotal) return layout.sample.length;
  return Math.ceil((countLines(text) + 1) * (bytesTotal / bytesInHead) * 1.02);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

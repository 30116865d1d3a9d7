/**
 * Bytes to a table. The head of the file decides how it is written and what each column holds; then cells go from the
 * text straight into typed arrays, a piece of the file at a time, so that a file much larger than its numbers fits.
 */
import { type ColumnPlan, type FileHints, hintsOf, planColumn, shareReadBy } from './column-plan.ts';
import { type ColumnReader, createColumnReader } from './column-reader.ts';
import { guessLayout, isBlank, type Layout } from './dialect.ts';
import { type Encoding, sniffEncoding } from './encoding.ts';
import { fail, ok, type Result } from './result.ts';
import { hasBinaryText, sniffBinary } from './signature.ts';
import { RowSplitter } from './split-rows.ts';
import type { Column, Table, TableProblem } from './table.ts';

export type ReadOptions = {
  /** Stops the reading: `readTable` then throws the signal's reason. */
  signal?: AbortSignal;
  /** Called some twenty times a second of reading. Bytes do not go backwards, even where a part is read twice. */
  onProgress?: (progress: { bytesRead: number; bytesTotal: number; rows: number }) => void;
};

const headBytes = 256 * 1024;
/** Bytes asked of the file at a time, and bytes split into rows at a time: small, so that rows die young. */
const blockBytes = 4 * 1024 * 1024;
const pieceBytes = 512 * 1024;

/**
 * Reads a delimited text file.
 *
 * @param blob the file, of any size; 200 MB take some seconds and about the memory of their numbers
 * @param name of the file, for messages
 * @returns the table, or what is wrong with the file
 * @throws the reason of `signal` when it is aborted
 */
export async function readTable(
  blob: Blob,
  name: string,
  options: ReadOptions = {},
): Promise<Result<Table, TableProblem>> {
  if (blob.size === 0) return fail({ code: 'empty-file', params: { name } });
  try {
    const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
    options.signal?.throwIfAborted();
    const looksLike = sniffBinary(head, name);
    if (looksLike) return fail({ code: 'binary-file', params: { name, looksLike } });
    return await readText({ blob, name, head, options }, sniffEncoding(head));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof DOMException) {
      return fail({ code: 'file-unreadable', params: { name, reason: error.message } });
    }
    throw error;
  }
}

type Source = { blob: Blob; name: string; head: Uint8Array; options: ReadOptions };

async function readText(source: Source, encoding: Encoding): Promise<Result<Table, TableProblem>> {
  const { blob, name, head } = source;
  const isWhole = head.length >= blob.size;
  const text = new TextDecoder(encoding).decode(head, { stream: !isWhole });
  if (text.trim() === '') return fail({ code: 'empty-file', params: { name } });
  if (hasBinaryText(text)) return fail({ code: 'binary-file', params: { name, looksLike: 'binary' } });
  if (isMarkup(text)) return fail({ code: 'not-a-table', params: { name } });
  const layout = guessLayout(text, isWhole);
  if (!layout) return fail({ code: 'empty-file', params: { name } });
  const early = refuse(layout, name);
  if (early) return fail(early);

  const hints = hintsOf(columnsOf(layout), layout.delimiter);
  const plans = planColumns(layout, hints);
  const expectedRows = expectRows(text, layout, blob.size, head.length);
  try {
    const reading = await readColumns(source, encoding, layout, plans, expectedRows);
    const better = reconsider(layout, hints, plans, reading.readers);
    if (better.size > 0) {
      const again = await readColumns(source, encoding, layout, better, reading.rowCount);
      for (const [index, reader] of again.readers) reading.readers.set(index, reader);
    }
    return finishTable(source, encoding, layout, hints, reading);
  } catch (error) {
    if (!(error instanceof NotInEncoding)) throw error;
    return readText(source, error.likely);
  }
}

/** Web pages, XML and JSON. */
function isMarkup(text: string): boolean {
  const start = text.slice(0, 2000).trimStart();
  if (/^<(!doctype|!--|\?xml|[a-z][\w:-]*[\s>/])/i.test(start)) return true;
  return /^(\{\s*("|\}|\n)|\[\s*([[{"]|\]|-?\d[^\]]*\]?\s*,?\s*$)|\{\\rtf)/.test(start);
}

function refuse(layout: Layout, name: string): TableProblem | null {
  const { width, sample, hasHeader, names } = layout;
  const texts = hasHeader ? [names, ...sample] : sample;
  if (isProse(texts, width)) return { code: 'not-a-table', params: { name } };
  return sample.length === 0 ? { code: 'header-only', params: { name } } : null;
}

/** Whether most rows are sentences rather than cells: several words in the longest of them, and no number or date column. */
function isProse(rows: string[][], width: number): boolean {
  const most = width === 1 ? 4 : 7;
  const wordy = rows.filter((row) => {
    const longest = row.reduce((a, b) => (b.length > a.length ? b : a), '');
    const words = longest.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    const han = longest.match(/\p{Script=Han}/gu)?.length ?? 0;
    return words > most || (width === 1 && (han > 15 || /[;{}]\s*$/.test(longest)));
  }).length;
  if (width === 1) return wordy > rows.length * 0.4;
  return wordy === rows.length && !rows.some((row) => row.some((cell) => /^\s*\S*\d\S*\s*$/.test(cell)));
}

function columnsOf({ width, sample }: Layout): string[][] {
  return Array.from({ length: width }, (_, column) => sample.map((row) => row[column] ?? ''));
}

function planColumns(layout: Layout, hints: FileHints): Map<number, ColumnPlan> {
  const plans = new Map<number, ColumnPlan>();
  for (const [index, cells] of columnsOf(layout).entries()) {
    plans.set(index, planColumn(layout.names[index] ?? '', cells, index === 0 && layout.width > 1, hints));
  }
  return plans;
}

function expectRows(text: string, layout: Layout, bytesTotal: number, bytesInHead: number): number {
  if (bytesInHead >= bytesTotal) return layout.sample.length;
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return Math.ceil((lines + 1) * (bytesTotal / bytesInHead) * 1.02);
}

type Reading = { readers: Map<number, ColumnReader>; rowCount: number; raggedRows: number };

async function readColumns(
  source: Source,
  encoding: Encoding,
  layout: Layout,
  plans: Map<number, ColumnPlan>,
  expectedRows: number,
): Promise<Reading> {
  const readers = new Map<number, ColumnReader>();
  for (const [index, plan] of plans) readers.set(index, createColumnReader(plan, expectedRows));
  const splitter = new RowSplitter(layout.delimiter);
  const selector = new RowSelector(layout);
  for await (const piece of decodePieces(source, encoding)) {
    const rows = selector.select(splitter.push(piece.text, piece.isLast));
    const firstRow = selector.rowCount - rows.length + 1;
    for (const [index, reader] of readers) reader.read(rows, index, firstRow);
    source.options.onProgress?.({
      bytesRead: piece.bytesRead,
      bytesTotal: source.blob.size,
      rows: selector.rowCount,
    });
  }
  return { readers, rowCount: selector.rowCount, raggedRows: selector.raggedRows };
}

/** Leaves out what stands above the table and blank rows, and counts the others. */
class RowSelector {
  readonly #width: number;
  #toSkip: number;
  /** Empty lines of a table of one column: empty cells if something follows them. */
  #heldBack: string[][] = [];
  rowCount = 0;
  raggedRows = 0;

  constructor({ width, skippedRows }: Layout) {
    this.#width = width;
    this.#toSkip = skippedRows;
  }

  select(rows: string[][]): string[][] {
    const selected: string[][] = [];
    const width = this.#width;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (this.#toSkip > 0) this.#toSkip--;
      else if (width === 1) this.#selectSingle(row, selected);
      else if (row[0].length === 0 && isBlank(row)) continue;
      else {
        if (row.length !== width) {
          if (row.length === 1 && isBlank(row)) continue;
          this.raggedRows++;
        }
        selected.push(row);
      }
    }
    this.rowCount += selected.length;
    return selected;
  }

  #selectSingle(row: string[], selected: string[][]): void {
    if (isBlank(row)) {
      if (this.rowCount + selected.length > 0) this.#heldBack.push(row);
      return;
    }
    selected.push(...this.#heldBack, row);
    this.#heldBack = [];
  }
}

type Piece = { text: string; bytesRead: number; isLast: boolean };

/** The bytes after the head turned out not to be in the encoding that the head suggested. */
class NotInEncoding extends Error {
  readonly likely: Encoding;

  constructor(likely: Encoding) {
    super(`rather ${likely}`);
    this.likely = likely;
  }
}

/** The text of the file in pieces; the next bytes are on their way while the last ones are worked on. */
async function* decodePieces({ blob, head, options }: Source, encoding: Encoding): AsyncGenerator<Piece> {
  // Where the head has no more than ASCII, only the rest of the file can tell UTF-8 from an older encoding.
  const isOpen = encoding === 'utf-8' && head.every((byte) => byte < 0x80);
  const decoder = new TextDecoder(encoding, { fatal: isOpen });
  const load = (start: number) => blob.slice(start, start + blockBytes).arrayBuffer();
  let next: Promise<ArrayBuffer> | null = load(0);
  for (let start = 0; start < blob.size; start += blockBytes) {
    const bytes: Uint8Array = new Uint8Array(await (next as Promise<ArrayBuffer>));
    options.signal?.throwIfAborted();
    next = start + blockBytes < blob.size ? load(start + blockBytes) : null;
    // A failure is met where the block is awaited.
    next?.catch(() => undefined);
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const part = bytes.subarray(offset, offset + pieceBytes);
      const bytesRead = start + offset + part.length;
      const isLast = bytesRead >= blob.size;
      yield { text: decode(decoder, part, isLast), bytesRead, isLast };
    }
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): string {
  try {
    return decoder.decode(bytes, { stream: !isLast });
  } catch {
    const start = bytes.findIndex((byte) => byte < 0x80);
    const likely = sniffEncoding(bytes.subarray(Math.max(start, 0)));
    // UTF-8 after all, but for a last character that is cut off.
    if (likely === 'utf-8') return new TextDecoder().decode(bytes);
    throw new NotInEncoding(likely);
  }
}

/** Better plans for the columns whose cells turned out, further down, not to be what the head suggested. */
function reconsider(
  layout: Layout,
  hints: FileHints,
  plans: Map<number, ColumnPlan>,
  readers: Map<number, ColumnReader>,
): Map<number, ColumnPlan> {
  const better = new Map<number, ColumnPlan>();
  for (const [index, reader] of readers) {
    const { readable, unreadable, evidence } = reader;
    if (unreadable === 0) continue;
    const plan = plans.get(index) as ColumnPlan;
    const head = layout.sample.map((row) => row[index] ?? '');
    const cells = readable < unreadable ? evidence : head.concat(evidence);
    const next = planColumn(layout.names[index] ?? '', cells, index === 0 && layout.width > 1, hints);
    if (next.kind === 'text') {
      if (unreadable > readable) better.set(index, next);
      continue;
    }
    const estimate = shareReadBy(next, head) * readable + shareReadBy(next, evidence) * unreadable;
    if (estimate > readable && shareReadBy(next, evidence) > shareReadBy(plan, evidence)) better.set(index, next);
  }
  return better;
}

function finishTable(
  { name }: Source,
  encoding: Encoding,
  layout: Layout,
  hints: FileHints,
  { readers, rowCount, raggedRows }: Reading,
): Result<Table, TableProblem> {
  const names = nameColumns(layout.names);
  const columns: Column[] = [];
  for (let index = 0; index < layout.width; index++) {
    const column = (readers.get(index) as ColumnReader).finish(names[index]);
    const isPadding = layout.names[index] === '' && layout.width > 1 && column.missing === rowCount;
    if (!isPadding) columns.push(column);
  }
  const hasNumbers = columns.some(
    ({ kind, missing, unreadable }) => kind === 'number' && missing + unreadable < rowCount,
  );
  if (!hasNumbers) {
    const [only] = columns;
    if (columns.length <= 1) return fail({ code: 'one-column', params: { name, column: only?.name ?? '' } });
    return fail({
      code: 'no-number-column',
      params: { name, columns: columns.map((column) => column.name).join(', ') },
    });
  }
  const { delimiter, hasHeader } = layout;
  const dialect = { encoding, delimiter, decimalMark: hints.decimalMark, hasHeader };
  return ok({ name, dialect, rowCount, columns, raggedRows });
}

/** A name for every column, each once: the file's own, or `column 3`; a second `sales` becomes `sales (2)`. */
function nameColumns(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = name || `column ${index + 1}`;
    let unique = wanted;
    for (let copy = 2; taken.has(unique); copy++) unique = `${wanted} (${copy})`;
    taken.add(unique);
    return unique;
  });
}

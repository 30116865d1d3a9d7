/**
 * What a workbook really holds, before it is read as a whole: its bytes are counted while they inflate, whatever its directory
 * says, and so are the places for cells of its sheets. Cells that are formatted but empty are taken out where they lie far out.
 */
import { fail, ok, type Result } from '../../base/result.ts';
import { writeZip } from '../../base/write-zip.ts';
import type { RefusalDetail } from '../table.ts';
import { openEntry, readZipDirectory, refuseGrowth, type ZipEntry } from './zip.ts';

/** Cells take some ten times the memory of their XML, which has to be read as a whole; pictures are left alone. */
const mostXmlBytes = 200 * 1024 * 1024;
/** Places for cells, empty ones between others too. */
const mostCells = 15_000_000;
/** Empty cells that make a sheet no larger than this do no harm. */
const harmlessPlaces = 2_000_000;
/** A row of more text is none. */
const longestRow = 32 * 1024 * 1024;

/**
 * @param blob a zip
 * @returns the workbook as it is, or one without the empty cells that would make it large; or why it cannot be read
 */
export async function siftWorkbook(blob: Blob, signal?: AbortSignal): Promise<Result<Blob, RefusalDetail>> {
  const entries = await readZipDirectory(blob);
  if (!entries) return fail({ code: 'damaged', reason: 'no-directory' });
  const strayed = new Set<ZipEntry>();
  let bytes = 0;
  let readBytes = 0;
  let cells = 0;
  for (const entry of entries) {
    const sheet = new SheetScan(false);
    let ofEntry = 0;
    for await (const { piece, readBytes: read } of inflatePieces(blob, entry)) {
      signal?.throwIfAborted();
      if (sheet.bytes === 0 && !isXml(piece)) break;
      bytes += piece.byteLength;
      ofEntry = read;
      const refusal = refuseGrowth(bytes, readBytes + ofEntry, mostXmlBytes);
      if (refusal) return fail(refusal);
      sheet.push(piece);
      if (cells + sheet.cells > mostCells) return fail({ code: 'too-many-cells', limit: mostCells });
    }
    sheet.finish();
    readBytes += ofEntry;
    cells += sheet.cells;
    if (cells > mostCells) return fail({ code: 'too-many-cells', limit: mostCells });
    if (sheet.hasStrayed) strayed.add(entry);
  }
  return ok(strayed.size > 0 ? await withoutStrayed(blob, entries, strayed) : blob);
}

/** The bytes of an entry; those up to the damage where it is damaged, for it may be one that nobody needs. */
async function* inflatePieces(blob: Blob, entry: ZipEntry): AsyncGenerator<{ piece: Uint8Array; readBytes: number }> {
  const opened = await openEntry(blob, entry);
  if (!opened.ok) return;
  const { stream, readBytes } = opened.value;
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield { piece: read.value, readBytes: readBytes() };
    }
  } catch {
    return;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function isXml(bytes: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(String.fromCharCode(...bytes.subarray(0, 16)));
}

async function withoutStrayed(blob: Blob, entries: ZipEntry[], strayed: ReadonlySet<ZipEntry>): Promise<Blob> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const entry of entries) {
    const sheet = strayed.has(entry) ? new SheetScan(true) : null;
    const pieces: Uint8Array[] = [];
    for await (const { piece } of inflatePieces(blob, entry)) {
      if (sheet) sheet.push(piece);
      else pieces.push(piece);
    }
    sheet?.finish();
    const content = sheet ? sheet.kept : pieces;
    files.push({ name: entry.name, bytes: new Uint8Array(await new Blob(content as BlobPart[]).arrayBuffer()) });
  }
  return writeZip(files);
}

const emptyCell = /<(?:\w+:)?c\b[^>]*?(?:\/>|><\/(?:\w+:)?c>)/g;
const emptyRow = /<(?:\w+:)?row\b[^>]*?(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const dimension = /<(?:\w+:)?dimension\b[^>]*?(?:\/>|><\/(?:\w+:)?dimension>)/;
const rowEnd = /<\/(?:\w+:)?row>/;
const lastReference = /^[\s\S]*<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/;

/** The XML of a sheet, row by row as it comes, as Latin-1 whatever it is: only its tags are looked at. */
class SheetScan {
  bytes = 0;
  /** Places for cells that hold something, as far as the last of each row. */
  cells = 0;
  /** The rows that are kept, where they are. */
  readonly kept: Uint8Array[] = [];
  readonly #keeps: boolean;
  #isSheet: boolean | null = null;
  #rest = '';
  #rowStart = '<row';
  /** The last row and column with any cell, and with one that holds something. */
  readonly #any = { row: 0, column: 0 };
  readonly #held = { row: 0, column: 0 };
  readonly #decoder = new TextDecoder('latin1');

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  /** Whether empty cells lie so far out that the sheet is large by them alone. */
  get hasStrayed(): boolean {
    const places = this.#any.row * this.#any.column;
    return places > harmlessPlaces && places > 2 * this.#held.row * this.#held.column;
  }

  push(bytes: Uint8Array): void {
    this.bytes += bytes.byteLength;
    if (this.#isSheet === false) return;
    const piece = this.#decoder.decode(bytes, { stream: true });
    const before = this.#rest.length;
    this.#rest += piece;
    if (this.#isSheet === null && this.#rest.length >= 2048) this.#decide();
    if (!this.#isSheet) return;
    // All before the last row that begins is whole rows; the tag may lie across two pieces.
    const end = this.#rest.length - piece.length + piece.lastIndexOf(this.#rowStart);
    if (piece.includes(this.#rowStart) && end > 0) {
      this.#take(this.#rest.slice(0, end));
      this.#rest = this.#rest.slice(end);
    } else if (before > longestRow) this.finish();
  }

  finish(): void {
    if (this.#isSheet === null) this.#decide();
    if (this.#isSheet) this.#take(this.#rest);
    this.#rest = '';
  }

  #decide(): void {
    const root = /<((?:\w+:)?)worksheet\b/.exec(this.#rest.slice(0, 4096));
    this.#isSheet = root !== null;
    this.#rowStart = `<${root?.[1] ?? ''}row`;
    if (!this.#isSheet) this.#rest = '';
  }

  #take(text: string): void {
    const withoutCells = text.replace(emptyCell, '');
    const isSame = withoutCells.length === text.length;
    if (!isSame) for (const row of text.split(rowEnd)) stretch(this.#any, row);
    const kept = isSame ? text : withoutCells.replace(emptyRow, '');
    for (const row of kept.split(rowEnd)) this.cells += stretch(this.#held, row);
    stretchBy(this.#any, this.#held);
    if (this.#keeps) this.kept.push(Uint8Array.from(kept.replace(dimension, ''), (one) => one.charCodeAt(0)));
  }
}

type Corner = { row: number; column: number };

/** Moves the corner out to the last cell of a row, and tells its column. */
function stretch(corner: Corner, row: string): number {
  const found = lastReference.exec(row);
  if (!found) return 0;
  const column = columnOf(found[1] ?? '');
  stretchBy(corner, { row: Number(found[2]), column });
  return column;
}

function stretchBy(corner: Corner, other: Corner): void {
  corner.row = Math.max(corner.row, other.row);
  corner.column = Math.max(corner.column, other.column);
}

/** `A` is 1, `XFD` is 16,384. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

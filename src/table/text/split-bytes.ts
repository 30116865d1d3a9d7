/** The bytes of a file to rows, of which those written plainly stay bytes. */
import { PlainRows, type Rows } from './plain-rows.ts';
import { type CellSyntax, RowSplitter } from './split-rows.ts';
import { createDecode, type Decode } from './text-decoder.ts';

const [lineFeed, carriageReturn] = [10, 13];

/** Encodings in which a byte below 128 is that character of ASCII wherever it stands. */
const ofAscii = /^(?:utf-8|windows-12\d\d|iso-8859-\d+|koi8-r|ibm866)$/;

/** Whether `ByteSplitter` splits such a file: a table, by one character. */
export function splitsAsBytes({ delimiter, collapsesSpaces }: CellSyntax, width: number, encoding: string): boolean {
  return width > 1 && ofAscii.test(encoding) && delimiter.length === 1 && delimiter < '\u0080' && !collapsesSpaces;
}

/**
 * Splits bytes that come in pieces, into the rows that `RowSplitter` makes of their text. Where a quote does not simply stand around
 * a cell, the text goes to that, from the beginning of the row to the end of the piece.
 */
export class ByteSplitter {
  readonly #syntax: CellSyntax;
  readonly #width: number;
  readonly #encoding: string;
  readonly #decodeWhole: Decode;
  /** By byte: 1 where it may end a cell or open one. */
  readonly #isMark = new Uint8Array(256);
  readonly #delimiter: number;
  readonly #quote: number;
  #buffer = new Uint8Array(0);
  #bounds = new Int32Array(0);
  /** Bytes of the row that is not complete yet. */
  #rest: Uint8Array[] = [];
  #isFirst = true;
  /** Splits the text while a quote is open. */
  #ofText: { splitter: RowSplitter; decode: Decode } | null = null;
  suspects: ReadonlySet<string[]> = new Set();

  /** @param width cells of a row of the table */
  constructor(syntax: CellSyntax, width: number, encoding: string) {
    this.#syntax = syntax;
    this.#width = width;
    this.#encoding = encoding;
    this.#decodeWhole = createDecode(encoding, { keepsMark: true });
    this.#delimiter = syntax.delimiter.charCodeAt(0);
    this.#quote = syntax.quote.charCodeAt(0);
    for (const byte of [lineFeed, carriageReturn, this.#delimiter, this.#quote]) this.#isMark[byte] = 1;
  }

  /**
   * @param piece the bytes that follow the last piece
   * @param isLast whether nothing follows
   * @returns the rows completed by it, as `RowSplitter.push`; plain ones are valid until the next call
   */
  push(piece: Uint8Array, isLast: boolean): Rows[] {
    this.suspects = new Set();
    if (this.#ofText) return [this.#pushText(piece, isLast)];
    const mayEndRow = isLast || piece.includes(lineFeed) || piece.includes(carriageReturn);
    if (!mayEndRow && this.#rest.at(-1)?.at(-1) !== carriageReturn) {
      this.#rest.push(piece);
      return [];
    }
    // Behind the last row comes a line end, so that every row has one; a carriage return takes another for its second half.
    const added = isLast ? (piece.at(-1) === carriageReturn ? 2 : 1) : 0;
    const bytes = this.#join(piece, added);
    this.#rest = [];
    return this.#split(bytes, bytes.length - added);
  }

  #pushText(bytes: Uint8Array, isLast: boolean): string[][] {
    this.#ofText ??= {
      splitter: new RowSplitter(this.#syntax),
      decode: createDecode(this.#encoding, { keepsMark: true }),
    };
    const { splitter, decode } = this.#ofText;
    const rows = splitter.push(decode(bytes, { stream: !isLast }), isLast);
    this.suspects = splitter.suspects;
    this.#leaveText(bytes, isLast);
    return rows;
  }

  /** Goes on with bytes where the text ends in a row without a quote, which then begins behind the last line end. */
  #leaveText(piece: Uint8Array, isLast: boolean): void {
    const end = Math.max(piece.lastIndexOf(lineFeed), piece.lastIndexOf(carriageReturn));
    if (isLast || end < 0 || !this.#ofText?.splitter.isBetweenQuotes) return;
    this.#ofText = null;
    this.#rest = end + 1 < piece.length ? [piece.slice(end + 1)] : [];
  }

  /** What is left of the last piece, this one, and so many line ends. */
  #join(piece: Uint8Array, lineEnds: number): Uint8Array {
    const isMarked = this.#isFirst && this.#encoding === 'utf-8';
    this.#isFirst = false;
    const parts = [...this.#rest, piece];
    const length = parts.reduce((sum, part) => sum + part.length, lineEnds);
    if (length > this.#buffer.length) {
      this.#buffer = new Uint8Array(Math.ceil(length * 1.25));
      this.#bounds = new Int32Array(2 * this.#buffer.length);
    }
    let at = 0;
    for (const part of parts) {
      this.#buffer.set(part, at);
      at += part.length;
    }
    this.#buffer.fill(lineFeed, at, length);
    const bytes = this.#buffer.subarray(0, length);
    const hasMark = isMarked && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return hasMark ? bytes.subarray(3) : bytes;
  }

  /** @param end of the file's own bytes: behind them are the line ends added to the last */
  #split(bytes: Uint8Array, end: number): Rows[] {
    const found: Rows[] = [];
    const bounds = this.#bounds;
    const width = this.#width;
    const isMark = this.#isMark;
    const lastMark = isMark.lastIndexOf(1);
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    const { length } = bytes;
    const plain = new PlainRows(bytes, bounds, width, this.#decodeWhole);
    const pushRun = (from: number, to: number) => {
      if (to > from) found.push({ plain, from, to });
    };
    let rows = 0;
    let runStart = 0;
    let rowStart = 0;
    let cellStart = 0;
    /** Where bounds are written next. */
    let at = 0;
    for (let i = 0; i < length; i++) {
      const byte = bytes[i];
      if (byte > lastMark || isMark[byte] === 0) continue;
      // Within a cell that none opens, a quote is a character like any other.
      if (byte === quote && i !== cellStart) continue;
      if (byte === quote) {
        const close = this.#closing(bytes, i);
        if (close === openStill) break;
        if (close === notSimple) {
          pushRun(runStart, rows);
          found.push(this.#pushText(bytes.subarray(rowStart, end), end < length));
          return found;
        }
        bounds[at++] = i + 1;
        bounds[at++] = close;
        i = close + 1;
      } else {
        bounds[at++] = cellStart;
        bounds[at++] = i;
      }
      cellStart = i + 1;
      if (bytes[i] === delimiter) continue;
      if (bytes[i] === carriageReturn) {
        // The other half of the line end may come with the next piece.
        if (cellStart === length) break;
        if (bytes[cellStart] === lineFeed) cellStart = ++i + 1;
      }
      const first = 2 * rows * width;
      if (at - first === 2 * width) rows++;
      else {
        pushRun(runStart, rows);
        runStart = rows;
        found.push([plain.textsOf(first, at)]);
        at = first;
      }
      rowStart = cellStart;
    }
    pushRun(runStart, rows);
    if (rowStart < length) this.#rest = [bytes.slice(rowStart)];
    return found;
  }

  /** Where the cell ends that a quote opens, if it is one that simply stands in quotes. */
  #closing(bytes: Uint8Array, open: number): number {
    if (this.#syntax.escapeMark !== this.#syntax.quote) return notSimple;
    const { length } = bytes;
    for (let i = open + 1; i < length; i++) {
      const byte = bytes[i];
      if (this.#isMark[byte] === 0 || byte === this.#delimiter) continue;
      if (byte !== this.#quote) return notSimple;
      if (i + 1 === length) return openStill;
      const next = bytes[i + 1];
      return this.#isMark[next] === 1 && next !== this.#quote ? i : notSimple;
    }
    return openStill;
  }
}

/** A quote that opens no cell which ends at the next one; one of which the end has not come yet. */
const notSimple = -1;
const openStill = -2;

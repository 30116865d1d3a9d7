/** Rows on their way from a file to its columns: as texts, or as bytes of which nothing has been made yet. */

/**
 * Rows of as many cells each, which lie in the bytes of the file as they are.
 *
 * Bytes and bounds are used again for the next piece of the file.
 */
export class PlainRows {
  readonly bytes: Uint8Array;
  /** Where each cell begins and ends, row by row. */
  readonly bounds: Int32Array;
  /** Cells a row. */
  readonly width: number;
  readonly #decode: (bytes: Uint8Array) => string;
  /** The text from some byte on. */
  #text = '';
  #textStart = Number.POSITIVE_INFINITY;
  #isAligned = false;

  /** @param decode of bytes that begin and end with a character */
  constructor(bytes: Uint8Array, bounds: Int32Array, width: number, decode: (bytes: Uint8Array) => string) {
    this.bytes = bytes;
    this.bounds = bounds;
    this.width = width;
    this.#decode = decode;
  }

  textOf(row: number, column: number): string {
    const at = 2 * (row * this.width + column);
    return this.slice(this.bounds[at], this.bounds[at + 1]);
  }

  /** The cells of a row as texts. */
  rowOf(row: number): string[] {
    return this.textsOf(2 * row * this.width, 2 * (row + 1) * this.width);
  }

  /** The cells as texts whose bounds stand from one place to another. */
  textsOf(from: number, to: number): string[] {
    const texts: string[] = [];
    for (let at = from; at < to; at += 2) texts.push(this.slice(this.bounds[at], this.bounds[at + 1]));
    return texts;
  }

  /** The text of the bytes from `start` to `end`, where characters begin. */
  slice(start: number, end: number): string {
    if (start < this.#textStart) {
      // Mostly some of the last rows are asked for, or some of all; no more than twice is anything decoded.
      this.#textStart = this.#textStart === Number.POSITIVE_INFINITY ? start : 0;
      const rest = this.bytes.subarray(this.#textStart);
      this.#text = this.#decode(rest);
      // No byte makes more than one character: where there are as many, each stands at the place of its byte.
      this.#isAligned = this.#text.length === rest.length;
    }
    if (!this.#isAligned) return this.#decode(this.bytes.subarray(start, end));
    return this.#text.slice(start - this.#textStart, end - this.#textStart);
  }
}

/** The rows from `from` up to `to`. */
export type PlainRun = { plain: PlainRows; from: number; to: number };

export type Rows = string[][] | PlainRun;

export function isPlain(rows: Rows): rows is PlainRun {
  return !Array.isArray(rows);
}

export function countRows(rows: Rows): number {
  return isPlain(rows) ? rows.to - rows.from : rows.length;
}

/** The first `count` of the rows. */
export function firstRows(rows: Rows, count: number): Rows {
  return isPlain(rows) ? { ...rows, to: Math.min(rows.to, rows.from + count) } : rows.slice(0, count);
}

/** Reads the cells of a column of texts: each different text once, and its number a cell. */
import { detach, grown, trimmed } from '../columns/growing-arrays.ts';
import type { TextColumn } from '../table.ts';
import { ByteTable } from './byte-table.ts';
import { countRows, isPlain, type PlainRun, type Rows } from './plain-rows.ts';

/** Texts beyond so many different ones are not told apart. */
const mostLabels = 1_000_000;

/** A text without a quote behind it that has no other; behind a digit it may be an inch mark. */
function withoutStrayQuote(text: string): string {
  const isStray = text.endsWith('"') && text.indexOf('"') === text.length - 1 && /[^\d\s]"$/.test(text);
  return isStray ? text.slice(0, -1) : text;
}

export class TextReader {
  readonly #codeOf = new Map<string, number>();
  readonly #codeOfBytes = new ByteTable(mostLabels);
  readonly #labels: string[] = [];
  #codes: Int32Array;
  #length = 0;
  #missing = 0;
  #unlisted = 0;
  readonly unreadable = 0;
  readonly closed = [];
  readonly evidence: string[] = [];
  readonly lossy: readonly string[] = [];

  constructor(expectedRows: number) {
    this.#codes = new Int32Array(expectedRows);
  }

  get readable() {
    return this.#length - this.#missing;
  }

  read(rows: Rows, column: number): void {
    const needed = this.#length + countRows(rows);
    if (needed > this.#codes.length) this.#codes = grown(this.#codes, needed);
    if (isPlain(rows)) this.#readPlain(rows, column);
    else this.#readTexts(rows, column);
  }

  #readPlain({ plain, from, to }: PlainRun, column: number): void {
    const { bytes, bounds, width } = plain;
    const codes = this.#codes;
    let length = this.#length;
    for (let row = from, at = 2 * (from * width + column); row < to; row++, at += 2 * width) {
      const start = bounds[at];
      const end = bounds[at + 1];
      let code = this.#codeOfBytes.get(bytes, start, end, -1);
      if (code < 0) {
        const text = plain.slice(start, end);
        code = this.#codeOf.get(text) ?? this.#encode(text);
        if (code >= 0) this.#codeOfBytes.add(bytes, start, end, code);
      }
      codes[length++] = code;
    }
    this.#length = length;
  }

  #readTexts(rows: string[][], column: number): void {
    const codes = this.#codes;
    const codeOf = this.#codeOf;
    let length = this.#length;
    for (let i = 0; i < rows.length; i++) {
      const text: string | undefined = rows[i][column];
      codes[length++] = text === undefined ? this.#encode('') : (codeOf.get(text) ?? this.#encode(text));
    }
    this.#length = length;
  }

  #encode(text: string): number {
    const label = withoutStrayQuote(text.trim());
    if (label === '') {
      this.#missing++;
      return -1;
    }
    const known = this.#codeOf.get(label);
    if (known !== undefined) return known;
    if (this.#labels.length >= mostLabels) {
      this.#unlisted++;
      return -1;
    }
    const kept = detach(label);
    this.#codeOf.set(kept, this.#labels.length);
    return this.#labels.push(kept) - 1;
  }

  finish(name: string): TextColumn {
    const codes = trimmed(this.#codes, this.#length);
    const counts = { missing: this.#missing, unreadable: 0, unreadableExamples: [], unlisted: this.#unlisted };
    return { kind: 'text', name, ...counts, codes, labels: this.#labels };
  }
}

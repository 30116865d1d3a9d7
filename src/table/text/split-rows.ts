/** Text to rows of cells, by papaparse. What papaparse lacks for streams is here: see `RowSplitter`. */
import Papa from 'papaparse';

type Parsed = { data: string[][]; errors: { code: string; row?: number; index?: number }[]; meta: { cursor: number } };

/** How cells are told apart. */
export type CellSyntax = {
  delimiter: string;
  quote: '"' | "'";
  /** The character before a quote within quotes: the quote itself, or a backslash. */
  escapeMark: string;
  /** Runs of spaces count as one, as in columns lined up by hand. */
  collapsesSpaces: boolean;
};

/** Rows longer than this have an unclosed quote in them rather than so much text. */
const longestRow = 32 * 1024 * 1024;
const mostStray = 10;

/** All line ends as one character; papaparse takes one kind a file. */
function unifyLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

/** The usual way to write cells with this delimiter. */
export function plainSyntax(delimiter: string): CellSyntax {
  return { delimiter, quote: '"', escapeMark: '"', collapsesSpaces: false };
}

/**
 * Splits a text that comes in pieces. A row cut by the end of a piece waits for the next one; a quote that is never closed
 * is taken as a character like any other instead of swallowing the rest of the file.
 */
export class RowSplitter {
  readonly #parser: Papa.Parser;
  readonly #literalParser: Papa.Parser;
  readonly #collapsesSpaces: boolean;
  readonly #quote: string;
  #rest = '';
  #pending = '';
  /** Of the rows pushed last, those with a quote that closes nothing: a stray one may have opened a cell. */
  suspects: ReadonlySet<string[]> = new Set();

  constructor({ delimiter, quote, escapeMark, collapsesSpaces }: CellSyntax) {
    this.#parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: quote, escapeChar: escapeMark });
    this.#literalParser = new Papa.Parser({ delimiter, newline: '\n', fastMode: true });
    this.#collapsesSpaces = collapsesSpaces;
    this.#quote = quote;
  }

  /** Whether what waits for the next piece is a part of a row, with no quote in it. */
  get isBetweenQuotes(): boolean {
    return this.#pending === '' && !this.#rest.includes(this.#quote);
  }

  /**
   * @param piece the text that follows the last piece
   * @param isLast whether nothing follows
   * @returns the rows completed by it; blank lines are rows of one empty cell, and so is what follows the last line end
   */
  push(piece: string, isLast: boolean): string[][] {
    let text = this.#pending + piece;
    this.#pending = '';
    if (!isLast && text.endsWith('\r')) {
      this.#pending = '\r';
      text = text.slice(0, -1);
    }
    text = unifyLineEnds(text);
    // While a long row stays open, parsing waits until there is twice as much text: else each piece would read it all again.
    if (!isLast && this.#rest.length > 1_000_000 && text.length < this.#rest.length) {
      if (this.#rest.length + text.length < longestRow) {
        this.#pending = text + this.#pending;
        return [];
      }
    }
    const whole = this.#rest + text;
    return this.#parse(this.#collapsesSpaces ? collapseSpaces(whole, isLast) : whole, isLast);
  }

  #parse(text: string, isLast: boolean): string[][] {
    const { data, meta, errors }: Parsed = this.#parser.parse(text, 0, !isLast);
    this.suspects = suspectsOf(data, errors);
    if (isLast && errors.some(({ code }) => code === 'MissingQuotes')) return this.#parseWithoutStray(text);
    this.#rest = isLast ? '' : text.slice(meta.cursor);
    if (this.#rest.length <= longestRow) return data;
    const literal: Parsed = this.#literalParser.parse(this.#rest, 0, true);
    this.#rest = this.#rest.slice(literal.meta.cursor);
    return data.concat(literal.data);
  }

  /** The last of a text with the quotes that are never closed taken out, one after the other as far as they are few. */
  #parseWithoutStray(text: string): string[][] {
    let rest = text;
    let rows: string[][] = [];
    for (let stray = 0; stray < mostStray; stray++) {
      const { data, errors }: Parsed = this.#parser.parse(rest, 0, false);
      const open = errors.find(({ code }) => code === 'MissingQuotes')?.index;
      if (open === undefined) return rows.concat(data);
      const whole: Parsed = this.#parser.parse(rest, 0, true);
      rows = rows.concat(whole.data);
      // The index is that of the character behind the quote.
      rest = rest.slice(whole.meta.cursor, open - 1) + rest.slice(open);
    }
    return rows.concat((this.#literalParser.parse(rest, 0, false) as Parsed).data);
  }
}

function suspectsOf(data: string[][], errors: Parsed['errors']): ReadonlySet<string[]> {
  const rows = errors.flatMap(({ code, row }) => (code === 'InvalidQuotes' && row !== undefined ? [data[row]] : []));
  return new Set(rows.filter((row) => row !== undefined));
}

function collapseSpaces(text: string, isLast: boolean): string {
  const inner = text.replace(/[ \t]{2,}/g, ' ').replace(/^ /gm, '');
  return inner.replace(isLast ? / $/gm : / (?=\n)/g, '');
}

/** Splits a whole text; with `isWhole` false the last row may be cut and is left out. */
export function splitRows(text: string, syntax: CellSyntax, isWhole: boolean): string[][] {
  const splitter = new RowSplitter(syntax);
  const rows = splitter.push(text, false);
  return isWhole ? rows.concat(splitter.push('', true)) : rows;
}

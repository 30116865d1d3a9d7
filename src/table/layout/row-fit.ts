/** Tells by the columns' plans whether a row is one of the table's, and mends rows with a cell too many or too few. */
import type { ColumnPlan } from '../columns/column-plan.ts';
import { isMissing } from '../columns/missing.ts';
import { createNumberReader } from '../columns/numbers.ts';
import { plainSyntax, splitRows } from '../text/split-rows.ts';

type Fit = {
  /** Cells of columns of numbers and dates that are such. */
  typed: number;
  /** Cells of these columns that hold something else. */
  wrong: number;
};

const longestReleased = 1_000_000;
const otherDelimiters = [',', ';', '\t', '|', ' '];

export class RowFit {
  readonly #width: number;
  /** By column: whether a text is of its kind; null where any text is. */
  readonly #reads: (((text: string) => boolean) | null)[];
  readonly #dates: number[];

  constructor(width: number, plans: Map<number, ColumnPlan>) {
    this.#width = width;
    this.#reads = Array.from({ length: width }, (_, column) => readsBy(plans.get(column)));
    this.#dates = [...plans].filter(([, plan]) => plan.kind === 'date').map(([column]) => column);
  }

  get hasTypes(): boolean {
    return this.#reads.some((reads) => reads !== null);
  }

  /** Whether the table has a column of dates. */
  get isDatable(): boolean {
    return this.#dates.length > 0;
  }

  /** Whether a column holds texts. */
  isText(column: number): boolean {
    return this.#reads[column] === null;
  }

  fitOf(row: string[]): Fit {
    let typed = 0;
    let wrong = 0;
    for (let column = 0; column < this.#width; column++) {
      const reads = this.#reads[column];
      const cell = row[column] ?? '';
      if (reads === null || isMissing(cell)) continue;
      if (reads(cell)) typed++;
      else wrong++;
    }
    return { typed, wrong };
  }

  /** Whether the row has a date where the table has one; true where it has none. */
  isDated(row: string[]): boolean {
    if (this.#dates.length === 0) return true;
    return this.#dates.some((column) => this.#reads[column]?.(row[column] ?? '') ?? false);
  }

  /**
   * A row of the right length for one that is not: split by another delimiter, or with an empty cell taken out, put in, or
   * two texts joined, where exactly one such change makes every cell fit. Null where none does.
   */
  mend(row: string[], delimiter: string): string[] | null {
    const text = row.join(delimiter);
    const otherwise = this.#splitOtherwise(text, delimiter) ?? this.#splitTight(text, delimiter);
    if (otherwise || row.length === 1) return otherwise;
    const excess = row.length - this.#width;
    const cut = row.slice(0, this.#width);
    const endsBlank = excess > 0 && row.slice(this.#width).every((cell) => cell.trim() === '');
    const rearranged = this.#rearrange(row, excess, delimiter);
    if (!endsBlank) return rearranged;
    const { typed, wrong } = this.fitOf(cut);
    return rearranged && (wrong > 0 || this.fitOf(rearranged).typed > typed) ? rearranged : cut;
  }

  /**
   * The rows that a stray quote at the start of a cell made one, as far as the next quote; null where what stands in no cell is
   * rows that fit.
   */
  release(row: string[], delimiter: string): string[][] | null {
    if (!this.hasTypes) return null;
    for (const [at, cell] of row.entries()) {
      if (cell.length > longestReleased || !(cell.includes(delimiter) || cell.includes('\n'))) continue;
      // The stray quote stood in front of the cell, or behind one that had its own.
      for (const written of [`${cell}"`, `"${cell}"`]) {
        const cells = row.map((other, i) => (i === at ? written : quoteCell(other, delimiter)));
        const rows = splitRows(cells.join(delimiter), plainSyntax(delimiter), true);
        if (rows.length > 0 && rows.every((released) => this.#isWhole(released))) return rows;
      }
    }
    return null;
  }

  #isWhole(row: string[]): boolean {
    const { typed, wrong } = this.fitOf(row);
    return row.length === this.#width && typed > 0 && wrong === 0;
  }

  #rearrange(row: string[], excess: number, delimiter: string): string[] | null {
    if (!this.hasTypes || Math.abs(excess) > 2) return null;
    const before = this.fitOf(row);
    const candidates = excess > 0 ? this.#shortened(row, excess, delimiter) : this.#lengthened(row, -excess);
    const fitting = candidates
      .map((candidate) => ({ candidate, ...this.fitOf(candidate) }))
      .filter(({ typed, wrong }) => wrong === 0 && typed >= before.typed)
      .sort((a, b) => b.typed - a.typed);
    const [best, second] = fitting;
    return best && (!second || second.typed < best.typed) ? best.candidate : null;
  }

  #splitOtherwise(text: string, delimiter: string): string[] | null {
    for (const other of otherDelimiters) {
      if (other === delimiter || !text.includes(other)) continue;
      const [cells] = splitRows(text, plainSyntax(other), true);
      if (cells?.length !== this.#width) continue;
      const { typed, wrong } = this.fitOf(cells);
      if (typed > 0 && wrong === 0) return cells;
    }
    return null;
  }

  /** The row without the spaces around its quotes. */
  #splitTight(text: string, delimiter: string): string[] | null {
    if (!/\s"|"\s/.test(text)) return null;
    const pieces = text.split(delimiter).map((piece) => piece.replace(/^\s+"/, '"').replace(/"\s+$/, '"'));
    const [cells] = splitRows(pieces.join(delimiter), plainSyntax(delimiter), true);
    return cells && this.#isWhole(cells) ? cells : null;
  }

  #shortened(row: string[], excess: number, delimiter: string): string[][] {
    if (excess > 1) {
      return this.#textColumns().map((at) => joinCells(row, at, excess, delimiter));
    }
    const emptied = row.flatMap((cell, at) => (cell.trim() === '' ? [row.toSpliced(at, 1)] : []));
    const fitting = emptied.filter((candidate) => this.fitOf(candidate).wrong === 0);
    const typedOf = (candidate: string[]) => this.fitOf(candidate).typed;
    if (fitting.length > 0) return [fitting.reduce((best, one) => (typedOf(one) > typedOf(best) ? one : best))];
    return this.#textColumns().map((at) => joinCells(row, at, 1, delimiter));
  }

  #lengthened(row: string[], lacking: number): string[][] {
    const blanks = new Array<string>(lacking).fill('');
    return Array.from({ length: row.length }, (_, at) => row.toSpliced(at, 0, ...blanks));
  }

  #textColumns(): number[] {
    return this.#reads.flatMap((reads, column) => (reads === null ? [column] : []));
  }
}

function readsBy(plan: ColumnPlan | undefined): ((text: string) => boolean) | null {
  if (!plan || plan.kind === 'text') return null;
  const read = plan.kind === 'number' ? createNumberReader(plan.style) : plan.format.read;
  return (text) => !Number.isNaN(read(text));
}

function quoteCell(cell: string, delimiter: string): string {
  const isPlain = !/["\n]/.test(cell) && !cell.includes(delimiter);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

function joinCells(row: string[], at: number, more: number, delimiter: string): string[] {
  return row.toSpliced(at, more + 1, row.slice(at, at + more + 1).join(delimiter));
}

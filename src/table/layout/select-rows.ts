/** Picks the rows of the table out of the rows of the file: no titles, comments, blank lines, totals or footnotes. */
import { countFilled, isBlank, isRule } from '../columns/cell-kinds.ts';
import { ByteTable } from '../text/byte-table.ts';
import { countRows, isPlain, type PlainRows, type PlainRun, type Rows } from '../text/plain-rows.ts';
import { isComment } from './layout.ts';
import type { RowFit } from './row-fit.ts';
import { isWholeTotal, maySayTotal, saysTotal } from './total-words.ts';

export type RowCounts = {
  rowCount: number;
  /** Rows with more or fewer cells than the header. */
  raggedRows: number;
  /** Ragged rows whose cells could be put where they belong. */
  mendedRows: number;
  commentRows: number;
  /** Rows that only repeat the header, as reports of several pages do. */
  repeatedHeaders: number;
  /** Totals and footnotes at the end, and sums between. */
  footerRows: number;
  /** Of these the rows that say that they are totals, and what the first of them are called. */
  totalRows: number;
  totalNames: string[];
  /** Rows of further tables below the first. */
  rowsBelow: number;
};

export type SelectorLayout = {
  width: number;
  skippedRows: number;
  commentMark: string | null;
  names: string[];
  delimiter: string;
  /** Totals are rows like any other, as the user says. */
  keepsTotals?: boolean;
};

const noteWords =
  /^\s*(?:[*†‡§#]|\(\d+ rows?|\d+ rows?\b|notes?\b|source|quelle|fuente|hinweis|stand\b|fußnote|bemerkung|remark|disclaimer|generated|exported|created|erstellt|report|printed|end of|eof\b|copyright|©|注|来源|说明|备注|数据来源|资料来源)/iu;
const pageWords = /^\s*(?:(?:page|seite|página|blatt)\s*\d|第\s*\d+\s*[页頁])/i;
/** So many rows at the end may turn out to be no data. */
const heldRows = 30;
const mostMended = 100_000;
const mostNames = 50;
const noRows: ReadonlySet<string[]> = new Set();
const afterDigits = '9'.charCodeAt(0);
const [space, afterAscii] = [32, 127];

/** Labels in front of rows of which it is known whether they may be a total, or repeat the header. */
const [unknownLabel, usualLabel, unusualLabel] = [-1, 0, 1];
const mostKnownLabels = 100_000;

/** Rows that were chosen, in their order. */
class Selection {
  readonly #all: Rows[] = [];
  #texts: string[][] = [];
  #run: PlainRun | null = null;
  count = 0;

  push(row: string[]): void {
    if (this.#run) this.#end();
    this.#texts.push(row);
    this.count++;
  }

  pushPlain(plain: PlainRows, row: number): void {
    if (this.#run?.plain === plain && this.#run.to === row) this.#run.to++;
    else {
      this.#end();
      this.#run = { plain, from: row, to: row + 1 };
    }
    this.count++;
  }

  finish(): Rows[] {
    this.#end();
    return this.#all;
  }

  #end(): void {
    if (this.#run) this.#all.push(this.#run);
    if (this.#texts.length > 0) this.#all.push(this.#texts);
    this.#run = null;
    this.#texts = [];
  }
}

/** Whether a cell of a row begins with a sign of ASCII, so that the row is not blank. */
function isInked({ bytes, bounds, width }: PlainRows, row: number): boolean {
  for (let at = 2 * row * width; at < 2 * (row + 1) * width; at += 2) {
    const byte = bytes[bounds[at]];
    if (bounds[at] < bounds[at + 1] && byte > space && byte < afterAscii) return true;
  }
  return false;
}

export class RowSelector {
  readonly #knownLabels = new ByteTable(mostKnownLabels);
  readonly #layout: SelectorLayout;
  readonly #fit: RowFit;
  #toSkip: number;
  #heldBack: string[][] = [];
  /** The last rows so far, and whether a blank line stood above each. */
  #tail: { row: string[]; afterBlank: boolean }[] = [];
  #afterBlank = false;
  #isOver = false;
  #lastLabel = '';
  #lastMayBe = false;
  readonly counts: RowCounts = {
    rowCount: 0,
    raggedRows: 0,
    mendedRows: 0,
    commentRows: 0,
    repeatedHeaders: 0,
    footerRows: 0,
    totalRows: 0,
    totalNames: [],
    rowsBelow: 0,
  };

  constructor(layout: SelectorLayout, fit: RowFit) {
    this.#layout = layout;
    this.#fit = fit;
    this.#toSkip = layout.skippedRows;
  }

  /** The data rows that are certain by now; the last ones come with the next rows, or by `finish`. */
  select(pieces: Rows[], suspects: ReadonlySet<string[]> = noRows): Rows[] {
    const rows = pieces.reduce((sum, piece) => sum + countRows(piece), 0);
    const heldFrom = rows - heldRows;
    const selected = new Selection();
    for (const { row } of heldFrom > 0 ? this.#tail.splice(0) : []) selected.push(row);
    let before = 0;
    for (const piece of pieces) {
      if (isPlain(piece)) this.#selectPlain(piece, heldFrom - before, selected);
      else for (let i = 0; i < piece.length; i++) this.#select(piece[i], before + i < heldFrom, selected, suspects);
      before += countRows(piece);
    }
    if (this.#tail.length > heldRows * 2) {
      for (const { row } of this.#tail.splice(0, this.#tail.length - heldRows)) selected.push(row);
    }
    this.counts.rowCount += selected.count;
    return selected.finish();
  }

  /** @param certain how many of the rows are not to be held back */
  #selectPlain({ plain, from, to }: PlainRun, certain: number, selected: Selection): void {
    const end = plain.width === this.#layout.width ? Math.min(to, from + Math.max(certain, 0)) : from;
    for (let row = from; row < to; row++) {
      if (row < end && this.#isUsual(plain, row)) selected.pushPlain(plain, row);
      else this.#select(plain.rowOf(row), row < end, selected, noRows);
    }
  }

  /** Whether a row of the table's width is one of its rows without a doubt, so that no text has to be made of it. */
  #isUsual(plain: PlainRows, row: number): boolean {
    if (this.#toSkip > 0 || this.#afterBlank || this.#isOver || this.#layout.commentMark !== null) return false;
    const { bytes, bounds, width } = plain;
    const at = 2 * row * width;
    const start = bounds[at];
    const end = bounds[at + 1];
    const name = this.#layout.names[0] ?? '';
    if (start === end) return name !== '' && isInked(plain, row);
    if (bytes[start] <= afterDigits) return bytes[start] !== name.charCodeAt(0) || plain.slice(start, end) !== name;
    const known = this.#knownLabels.get(bytes, start, end, unknownLabel);
    if (known !== unknownLabel) return known === usualLabel;
    const first = plain.slice(start, end);
    const isUsual = !this.#mayBeTotal(first) && first !== name;
    this.#knownLabels.add(bytes, start, end, isUsual ? usualLabel : unusualLabel);
    return isUsual;
  }

  #select(row: string[], isCertain: boolean, selected: Selection, suspects: ReadonlySet<string[]>): void {
    const { width, commentMark } = this.#layout;
    if (this.#toSkip > 0) {
      this.#toSkip--;
      return;
    }
    if (width === 1) {
      this.#selectSingle(row, selected);
      return;
    }
    const first = row[0];
    if (first.length === 0 && isBlank(row)) {
      this.#afterBlank = true;
      return;
    }
    if (commentMark !== null && isComment(row, commentMark)) {
      this.counts.commentRows++;
      return;
    }
    const mayBeTotal = first.charCodeAt(0) > afterDigits && this.#mayBeTotal(first);
    const isSuspect = suspects.size > 0 && suspects.has(row);
    const isUsual = row.length === width && isCertain && !mayBeTotal && !isSuspect;
    if (isUsual && !this.#afterBlank && first !== this.#layout.names[0]) {
      if (!this.#isOver) selected.push(row);
      else this.counts.rowsBelow++;
      return;
    }
    this.#selectUnusual(row, isCertain ? selected : null, isSuspect);
    this.#afterBlank = false;
  }

  /** The rest of the data rows: what was held back, less totals and footnotes. */
  finish(): string[][] {
    const held = this.#tail;
    this.#tail = [];
    let end = held.length;
    while (end > 0 && this.counts.rowCount + end > 1 && this.#isFooter(held[end - 1])) {
      end--;
      this.#nameTotal(held[end].row);
    }
    // A row is a note only together with all that follow it, so that one odd row in the middle stays.
    this.counts.footerRows += held.length - end;
    const kept = held.slice(0, end).map(({ row }) => row);
    this.counts.rowCount += kept.length;
    return kept;
  }

  #selectUnusual(row: string[], selected: Selection | null, isSuspect: boolean): void {
    const { width, names } = this.#layout;
    if (row.length === 1 && isBlank(row)) {
      this.#afterBlank = true;
      return;
    }
    if (isRule(row)) return;
    if (this.#isSubtotal(row)) {
      this.counts.footerRows++;
      this.#nameTotal(row);
      return;
    }
    if (names[0] !== '' && row.length >= width - 1 && row.every((cell, i) => cell.trim() === (names[i] ?? ''))) {
      this.counts.repeatedHeaders++;
      this.#isOver = false;
      return;
    }
    if (this.#afterBlank && this.#beginsOther(row)) this.#isOver = true;
    if (this.#isOver) {
      this.counts.rowsBelow++;
      return;
    }
    for (const placed of row.length === width && !isSuspect ? [row] : this.#place(row)) {
      if (selected) selected.push(placed);
      else this.#tail.push({ row: placed, afterBlank: this.#afterBlank });
    }
  }

  /** What a row of the wrong length should have been: mostly one row. */
  #place(row: string[]): string[][] {
    const { counts } = this;
    const { delimiter } = this.#layout;
    const mayMend = counts.mendedRows < mostMended;
    const released = mayMend ? this.#fit.release(row, delimiter) : null;
    if (released) {
      counts.mendedRows += released.length;
      return released;
    }
    if (row.length === this.#layout.width) return [row];
    const mended = mayMend ? this.#fit.mend(row, delimiter) : null;
    if (!mended) {
      counts.raggedRows++;
      return [row];
    }
    if (countFilled(mended) !== countFilled(row) || mended.length > row.length || row.length === 1) counts.mendedRows++;
    return [mended];
  }

  /** Labels repeat, so that the last answer mostly holds. */
  #mayBeTotal(label: string): boolean {
    if (label !== this.#lastLabel) {
      this.#lastLabel = label;
      this.#lastMayBe = maySayTotal(label) || pageWords.test(label);
    }
    return this.#lastMayBe;
  }

  #nameTotal(row: string[]): void {
    const label = row.find((cell) => maySayTotal(cell))?.trim();
    if (label === undefined) return;
    const { totalNames } = this.counts;
    this.counts.totalRows++;
    if (totalNames.length < mostNames && !totalNames.includes(label)) totalNames.push(label);
  }

  /** A sum or the number of a page in the middle of a table with dates: it says so in front, and has none. */
  #isSubtotal(row: string[]): boolean {
    if (this.#layout.keepsTotals) return false;
    return (maySayTotal(row[0]) || pageWords.test(row[0])) && !this.#fit.isDated(row);
  }

  /** Whether a row after a blank line is the header of another table: words where this one has numbers and dates. */
  #beginsOther(row: string[]): boolean {
    const { typed, wrong } = this.#fit.fitOf(row);
    return this.#fit.hasTypes && typed === 0 && wrong >= 1 && countFilled(row) >= 2 && !noteWords.test(row[0]);
  }

  #isFooter({ row, afterBlank }: { row: string[]; afterBlank: boolean }): boolean {
    const label = row.find((cell) => cell.trim() !== '') ?? '';
    const { typed, wrong } = this.#fit.fitOf(row);
    const isDated = this.#fit.isDated(row);
    if (this.#layout.keepsTotals && typed > 0 && row.some((cell) => maySayTotal(cell))) return false;
    if (!isDated && maySayTotal(label)) return true;
    // Where rows have no dates, or this one has, the numbers of the whole table tell: see `findTotals`.
    if (isWholeTotal(label) && !this.#fit.isDatable && !this.#fit.isText(row.indexOf(label))) return true;
    if (!isDated && row.some((cell) => saysTotal(cell) || /^\s*\*+\s*$/.test(cell))) return true;
    if (typed === 0 && noteWords.test(label)) return true;
    const filled = countFilled(row);
    if (
      this.#fit.hasTypes &&
      typed === 0 &&
      wrong > 0 &&
      (filled === 1 || afterBlank || row.length !== this.#layout.width)
    )
      return true;
    if (filled === 1 && typed === 0 && (afterBlank || row.length === 1)) return true;
    return afterBlank && !isDated;
  }

  /** Empty lines of a table of one column: empty cells if something follows them. */
  #selectSingle(row: string[], selected: Selection): void {
    if (isBlank(row)) {
      if (this.counts.rowCount + selected.count + this.#tail.length > 0) this.#heldBack.push(row);
      return;
    }
    if (isComment(row, this.#layout.commentMark)) {
      this.counts.commentRows++;
      return;
    }
    for (const blank of this.#heldBack) this.#tail.push({ row: blank, afterBlank: false });
    this.#tail.push({ row, afterBlank: this.#heldBack.length > 0 });
    this.#heldBack = [];
  }
}

/** Reads the cells of a column into a typed array that grows as the file is read. */
import { dayMs } from '../../base/civil.ts';
import type { DateFormat } from '../dates/date-format.ts';
import { askFiscalStart } from '../dates/fiscal-question.ts';
import { type DateOrder, orderOf, readDigitCodes } from '../dates/numeric-dates.ts';
import { differentKinds } from '../dates/period-kinds.ts';
import type { BadCell, Column, DateColumn, DateQuestion, NumberColumn } from '../table.ts';
import { countRows, isPlain, type PlainRun, type Rows } from '../text/plain-rows.ts';
import { TextReader } from '../text/text-reader.ts';
import { saysClosed } from './closed-words.ts';
import { losesDigits } from './codes.ts';
import type { ColumnPlan } from './column-plan.ts';
import { detach, grown, trimmed } from './growing-arrays.ts';
import { isMissing } from './missing.ts';
import { createNumberReader, isTooLarge, type NumberStyle, readPlainCodes, readPlainNumber } from './numbers.ts';

type DatePlan = Extract<ColumnPlan, { kind: 'date' }>;

export type ColumnReader = {
  /** Cells read that were of the column's kind, and those that were not. */
  readonly readable: number;
  readonly unreadable: number;
  /** Some of the unreadable cells, as evidence for another kind. */
  readonly evidence: string[];
  /** Some of the cells that were read, but say more than their number. */
  readonly lossy: readonly string[];
  /** Cells of numbers that say a business was closed, by their row from 0; they count as missing. */
  readonly closed: readonly BadCell[];
  /**
   * Appends cell `column` of each row; a row that is too short has an empty cell.
   *
   * @param firstRow number of the first of the rows, from 1
   */
  read(rows: Rows, column: number, firstRow: number): void;
  /** The column with everything read so far. The reader is not used any more afterwards. */
  finish(name: string): Column;
};

/** @param expectedRows how many rows there will be, as far as one can tell: saves copying */
export function createColumnReader(plan: ColumnPlan, expectedRows: number): ColumnReader {
  if (plan.kind === 'number') return new NumberReader(plan.style, expectedRows);
  if (plan.kind === 'text') return new TextReader(expectedRows);
  const { format } = plan;
  return format.readZone
    ? new ZonedDateReader(plan, format.readZone, expectedRows)
    : new DateReader(plan, expectedRows);
}

const mostExamples = 200;
const mostEvidence = 500;
const mostLossy = 50;
const longestExample = 80;

class CellCounts {
  missing = 0;
  unreadable = 0;
  readonly evidence: string[] = [];
  readonly #examples: BadCell[] = [];

  /** Counts a cell that could not be read. */
  add(text: string | undefined, row: number): void {
    if (text === undefined || isMissing(text)) {
      this.missing++;
      return;
    }
    this.unreadable++;
    if (this.evidence.length >= mostEvidence) return;
    const start = detach(text.slice(0, longestExample));
    this.evidence.push(start);
    if (this.#examples.length < mostExamples) this.#examples.push({ row, text: start });
  }

  describe(name: string) {
    return { name, missing: this.missing, unreadable: this.unreadable, unreadableExamples: this.#examples };
  }
}

/** What readers of numbers and dates share: values that grow, and the count of cells that are none. */
abstract class TypedReader {
  protected readonly counts = new CellCounts();
  protected values: Float64Array;
  protected length = 0;

  constructor(expectedRows: number) {
    this.values = new Float64Array(expectedRows);
  }

  get unreadable() {
    return this.counts.unreadable;
  }

  get readable() {
    return this.length - this.counts.unreadable - this.counts.missing;
  }

  get evidence() {
    return this.counts.evidence;
  }

  get lossy(): readonly string[] {
    return [];
  }

  get closed(): readonly BadCell[] {
    return [];
  }

  protected makeRoom(rows: number): void {
    const needed = this.length + rows;
    if (needed > this.values.length) this.values = grown(this.values, needed);
  }

  protected describe(name: string) {
    return { ...this.counts.describe(name), values: trimmed(this.values, this.length) };
  }
}

const zero = '0'.charCodeAt(0);
const nine = '9'.charCodeAt(0);
/** Longer cells are looked at with more care. */
const longestPlain = 100;
/** Numbers of more digits are not exact. */
const mostDigits = 15;
/** Dates after which it is known whether they often repeat. */
const fewestCompared = 1000;

/** Whether a plain number of so many characters, the first two of them given, may be one that `losesDigits`. */
function mayBeCode(length: number, first: number, second: number): boolean {
  return length > mostDigits || (length > 1 && first === zero && second >= zero && second <= nine);
}

class NumberReader extends TypedReader implements ColumnReader {
  readonly #lossy: string[] = [];
  readonly #closed: BadCell[] = [];
  readonly #style: NumberStyle;
  #tooLarge = 0;
  readonly #markCode: number;
  readonly #readAny: (text: string) => number;

  constructor(style: NumberStyle, expectedRows: number) {
    super(expectedRows);
    this.#markCode = style.decimalMark.charCodeAt(0);
    this.#readAny = createNumberReader(style);
    this.#style = style;
  }

  read(rows: Rows, column: number, firstRow: number): void {
    this.makeRoom(countRows(rows));
    if (isPlain(rows)) this.#readPlain(rows, column, firstRow);
    else this.#readTexts(rows, column, firstRow);
  }

  #readPlain({ plain, from, to }: PlainRun, column: number, firstRow: number): void {
    const { values } = this;
    const markCode = this.#markCode;
    const { bytes, bounds, width } = plain;
    let { length } = this;
    for (let row = from, at = 2 * (from * width + column); row < to; row++, at += 2 * width) {
      const start = bounds[at];
      const end = bounds[at + 1];
      let value = end - start > longestPlain ? Number.NaN : readPlainCodes(bytes, start, end, markCode);
      if (Number.isNaN(value)) value = this.#readOther(plain.slice(start, end), firstRow + row - from);
      else if (mayBeCode(end - start, bytes[start], bytes[start + 1])) this.#considerCode(plain.slice(start, end));
      values[length++] = value;
    }
    this.length = length;
  }

  #readTexts(rows: string[][], column: number, firstRow: number): void {
    const { values } = this;
    const markCode = this.#markCode;
    let { length } = this;
    for (let i = 0; i < rows.length; i++) {
      const text: string | undefined = rows[i][column];
      let value = text === undefined || text.length > longestPlain ? Number.NaN : readPlainNumber(text, markCode);
      if (Number.isNaN(value)) value = this.#readOther(text, firstRow + i);
      else if (mayBeCode(text.length, text.charCodeAt(0), text.charCodeAt(1))) this.#considerCode(text);
      values[length++] = value;
    }
    this.length = length;
  }

  /** A cell that is no plain number. */
  #readOther(text: string | undefined, row: number): number {
    const value = text === undefined ? Number.NaN : this.#readAny(text);
    if (Number.isNaN(value) && text !== undefined && saysClosed(text)) {
      this.counts.missing++;
      this.#closed.push({ row: row - 1, text: detach(text.trim()) });
    } else if (Number.isNaN(value)) {
      this.counts.add(text, row);
      if (text !== undefined && isTooLarge(text, this.#style)) this.#tooLarge++;
    } else if (text !== undefined) this.#considerCode(text);
    return value;
  }

  #considerCode(text: string): void {
    if (this.#lossy.length < mostLossy && losesDigits(text)) this.#lossy.push(detach(text));
  }

  override get lossy(): readonly string[] {
    return this.#lossy;
  }

  override get closed(): readonly BadCell[] {
    return this.#closed;
  }

  finish(name: string): NumberColumn {
    return {
      kind: 'number',
      ...this.describe(name),
      ...(this.#style.isPercent && { isPercent: true }),
      ...(this.#tooLarge > 0 && { tooLarge: this.#tooLarge }),
    };
  }
}

class DateReader extends TypedReader implements ColumnReader {
  readonly #plan: DatePlan;
  readonly #asks: boolean;
  readonly #order: DateOrder | null;
  /** The first cell that the readings of the column tell different dates from. */
  #example: string | null = null;
  readonly #totalRows: number[] = [];
  readonly #kinds: DateFormat[] | null;
  readonly #kindCodes: number[] = [];
  #repeats = 0;

  constructor(plan: DatePlan, expectedRows: number) {
    super(expectedRows);
    this.#plan = plan;
    this.#kinds = differentKinds(plan.format);
    this.#order = orderOf(plan.format.read);
    this.#asks = plan.readings.length > 0 || plan.format.withFiscalStart !== undefined;
  }

  read(rows: Rows, column: number, firstRow: number): void {
    this.makeRoom(countRows(rows));
    if (isPlain(rows)) this.#readPlain(rows, column, firstRow);
    else this.#readTexts(rows, column, firstRow);
  }

  #readPlain({ plain, from, to }: PlainRun, column: number, firstRow: number): void {
    const { values } = this;
    const { bytes, bounds, width } = plain;
    let { length } = this;
    let [lastStart, lastEnd] = [-1, -1];
    let lastValue = Number.NaN;
    for (let row = from, at = 2 * (from * width + column); row < to; row++, at += 2 * width) {
      const start = bounds[at];
      const end = bounds[at + 1];
      if (lastStart < 0 || !isSame(bytes, start, end, lastStart, lastEnd)) {
        lastValue = this.#order === null ? Number.NaN : readDigitCodes(bytes, start, end, this.#order);
        if (Number.isNaN(lastValue)) lastValue = this.#readText(plain.slice(start, end));
        if (this.#asks && this.#example === null) this.#considerExample(plain.slice(start, end), lastValue);
        [lastStart, lastEnd] = [start, end];
      }
      if (Number.isNaN(lastValue)) this.#addOther(plain.slice(start, end), firstRow + row - from);
      values[length++] = lastValue;
      if (this.#kinds) this.#kindCodes.push(kindOf(this.#kinds, plain.slice(start, end)));
    }
    this.length = length;
  }

  #readTexts(rows: string[][], column: number, firstRow: number): void {
    const { values } = this;
    let { length } = this;
    // Comparing two texts takes as long as reading one: only for columns whose dates often stand below each other.
    const compares = length < fewestCompared || this.#repeats > length / 10;
    let lastText: string | undefined;
    let lastValue = Number.NaN;
    for (let i = 0; i < rows.length; i++) {
      const text: string | undefined = rows[i][column];
      if (compares && text !== undefined && text === lastText) this.#repeats++;
      else {
        lastText = text;
        lastValue = this.#readText(text);
        if (this.#asks && this.#example === null) this.#considerExample(text, lastValue);
      }
      if (Number.isNaN(lastValue)) this.#addOther(text, firstRow + i);
      values[length++] = lastValue;
      if (this.#kinds) this.#kindCodes.push(kindOf(this.#kinds, text));
    }
    this.length = length;
  }

  #readText(text: string | undefined): number {
    const { read } = this.#plan.format;
    const value = text === undefined ? Number.NaN : read(text);
    if (Number.isNaN(value) && text && /['"]/.test(text)) return read(text.replace(/^\s*['"]|['"]\s*$/g, ''));
    return value;
  }

  /** A cell that is no date. */
  #addOther(text: string | undefined, row: number): void {
    if (text !== undefined && this.#plan.format.isTotal?.(text)) this.#totalRows.push(row - 1);
    else this.counts.add(text, row);
  }

  #considerExample(text: string | undefined, ms: number): void {
    if (text === undefined || Number.isNaN(ms)) return;
    const { readings } = this.#plan;
    if (readings.length > 0 && readings.every(({ read }) => read(text) === ms)) return;
    this.#example = detach(text.trim());
  }

  finish(name: string): DateColumn {
    const { format, isAmbiguous } = this.#plan;
    const described = this.describe(name);
    return {
      kind: 'date',
      ...described,
      format: format.name,
      isAmbiguous,
      question: this.#ask(name),
      madeFrom: null,
      ...(this.#kinds && {
        periodKinds: { codes: Int8Array.from(this.#kindCodes), labels: this.#kinds.map((kind) => kind.name) },
      }),
      ...(this.#totalRows.length > 0 && { totalRows: this.#totalRows }),
    };
  }

  #ask(column: string): DateQuestion | null {
    const { format, readings } = this.#plan;
    const example = this.#example;
    if (example === null) return null;
    if (readings.length === 0) return askFiscalStart(column, format, example);
    const offers = readings.map(({ name, order, read }) => ({
      order,
      format: name,
      example,
      exampleMs: read(example),
    }));
    return { code: 'date-order', column, readings: offers };
  }
}

/** Whether two cells hold the same; what changes from row to row mostly changes at the end. */
function isSame(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let i = end - 1, at = otherEnd - 1; i >= start; i--, at--) if (bytes[i] !== bytes[at]) return false;
  return true;
}

/** The format that reads a cell, by its place; -1 where none does. */
function kindOf(kinds: readonly DateFormat[], text: string | undefined): number {
  return text === undefined ? -1 : kinds.findIndex(({ read }) => !Number.isNaN(read(text)));
}

/**
 * Dates with a zone behind them. Where all name the same zone, or all the same time of day, they are read as the clock
 * on the wall. Where the zone changes with the season, hours would be missing in spring and twice there in autumn: then
 * they are read in the zone of the first of them throughout.
 */
class ZonedDateReader extends DateReader {
  readonly #readZone: (text: string) => number;
  #zones: Int16Array;

  constructor(plan: DatePlan, readZone: (text: string) => number, expectedRows: number) {
    super(plan, expectedRows);
    this.#readZone = readZone;
    this.#zones = new Int16Array(expectedRows);
  }

  override read(rows: Rows, column: number, firstRow: number): void {
    const { length } = this;
    super.read(rows, column, firstRow);
    if (this.length > this.#zones.length) this.#zones = grown(this.#zones, this.length);
    for (let i = 0; i < this.length - length; i++) {
      const text = isPlain(rows) ? rows.plain.textOf(rows.from + i, column) : (rows[i][column] ?? '');
      const zone = this.#readZone(text);
      this.#zones[length + i] = Number.isNaN(zone) ? 0 : zone;
    }
  }

  override finish(name: string): DateColumn {
    const column = super.finish(name);
    const { values } = column;
    const first = values.findIndex((value) => !Number.isNaN(value));
    const zone = this.#zones[first] ?? 0;
    const clock = modulo(values[first] ?? 0, dayMs);
    let sameZone = true;
    let sameClock = true;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (Number.isNaN(value)) continue;
      if (this.#zones[i] !== zone) sameZone = false;
      if (modulo(value, dayMs) !== clock) sameClock = false;
    }
    if (sameZone && !sameClock) return { ...column, clockChanges: [] };
    if (sameClock) return column;
    for (let i = 0; i < values.length; i++) {
      values[i] = values[i] - (this.#zones[i] - zone) * 60_000;
    }
    return { ...column, clockChanges: changesOf(values, this.#zones, zone) };
  }
}

/** More changes than this are rows of several zones that stand side by side, not clocks that are put forward and back. */
const mostChanges = 400;

function changesOf(values: Float64Array, zones: Int16Array, first: number): { fromMs: number; shiftMs: number }[] {
  const rows = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  const isSorted = rows.every((row, i) => i === 0 || values[row] >= values[rows[i - 1]]);
  if (!isSorted) rows.sort((a, b) => values[a] - values[b]);
  const changes: { fromMs: number; shiftMs: number }[] = [];
  let zone = first;
  for (const row of rows) {
    if (zones[row] === zone) continue;
    zone = zones[row];
    changes.push({ fromMs: values[row], shiftMs: (zone - first) * 60_000 });
    if (changes.length > mostChanges) return [];
  }
  return changes;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** Reads the cells of a column into a typed array that grows as the file is read. */
import { dayMs } from '../../base/civil.ts';
import type { DateFormat } from '../dates/date-format.ts';
import type { BadCell, Column, DateColumn, DateQuestion, DateReadingOffer, NumberColumn } from '../table.ts';
import { TextReader } from '../text/text-reader.ts';
import { losesDigits } from './codes.ts';
import type { ColumnPlan } from './column-plan.ts';
import { detach, grown, trimmed } from './growing-arrays.ts';
import { isMissing } from './missing.ts';
import { createNumberReader, type NumberStyle, readPlainNumber } from './numbers.ts';

type DatePlan = Extract<ColumnPlan, { kind: 'date' }>;

export type ColumnReader = {
  /** Cells read that were of the column's kind, and those that were not. */
  readonly readable: number;
  readonly unreadable: number;
  /** Some of the unreadable cells, as evidence for another kind. */
  readonly evidence: string[];
  /** Some of the cells that were read, but say more than their number. */
  readonly lossy: readonly string[];
  /**
   * Appends cell `column` of each row; a row that is too short has an empty cell.
   *
   * @param firstRow number of the first of the rows, from 1
   */
  read(rows: string[][], column: number, firstRow: number): void;
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

  protected makeRoom(rows: number): void {
    const needed = this.length + rows;
    if (needed > this.values.length) this.values = grown(this.values, needed);
  }

  protected describe(name: string) {
    return { ...this.counts.describe(name), values: trimmed(this.values, this.length) };
  }
}

const zero = '0'.charCodeAt(0);
/** Longer cells are looked at with more care. */
const longestPlain = 100;
/** Numbers of more digits are not exact. */
const mostDigits = 15;

class NumberReader extends TypedReader implements ColumnReader {
  readonly #lossy: string[] = [];
  readonly #isPercent: boolean;
  readonly #markCode: number;
  readonly #readAny: (text: string) => number;

  constructor(style: NumberStyle, expectedRows: number) {
    super(expectedRows);
    this.#markCode = style.decimalMark.charCodeAt(0);
    this.#readAny = createNumberReader(style);
    this.#isPercent = style.isPercent ?? false;
  }

  read(rows: string[][], column: number, firstRow: number): void {
    this.makeRoom(rows.length);
    const { values } = this;
    const markCode = this.#markCode;
    let { length } = this;
    for (let i = 0; i < rows.length; i++) {
      const text: string | undefined = rows[i][column];
      let value = text === undefined || text.length > longestPlain ? Number.NaN : readPlainNumber(text, markCode);
      if (Number.isNaN(value)) {
        value = text === undefined ? Number.NaN : this.#readAny(text);
        if (Number.isNaN(value)) this.counts.add(text, firstRow + i);
        else if (text !== undefined) this.#considerCode(text);
      } else if (text.length > 1 && (text.length > mostDigits || text.charCodeAt(0) === zero)) this.#considerCode(text);
      values[length++] = value;
    }
    this.length = length;
  }

  #considerCode(text: string): void {
    if (this.#lossy.length < mostLossy && losesDigits(text)) this.#lossy.push(detach(text));
  }

  override get lossy(): readonly string[] {
    return this.#lossy;
  }

  finish(name: string): NumberColumn {
    return { kind: 'number', ...this.describe(name), ...(this.#isPercent && { isPercent: true }) };
  }
}

class DateReader extends TypedReader implements ColumnReader {
  readonly #plan: DatePlan;
  /** The first cell that two readings of the column tell different dates from. */
  #example: string | null = null;

  constructor(plan: DatePlan, expectedRows: number) {
    super(expectedRows);
    this.#plan = plan;
  }

  read(rows: string[][], column: number, firstRow: number): void {
    this.makeRoom(rows.length);
    const { values } = this;
    const { read } = this.#plan.format;
    let { length } = this;
    let lastText: string | undefined;
    let lastValue = Number.NaN;
    for (let i = 0; i < rows.length; i++) {
      const text: string | undefined = rows[i][column];
      if (text === undefined || text !== lastText) {
        lastText = text;
        lastValue = text === undefined ? Number.NaN : read(text);
        if (Number.isNaN(lastValue) && text && /['"]/.test(text))
          lastValue = read(text.replace(/^\s*['"]|['"]\s*$/g, ''));
        if (this.#plan.otherFormat && this.#example === null) this.#considerExample(text, lastValue);
      }
      if (Number.isNaN(lastValue)) this.counts.add(text, firstRow + i);
      values[length++] = lastValue;
    }
    this.length = length;
  }

  #considerExample(text: string | undefined, ms: number): void {
    if (text === undefined || Number.isNaN(ms) || this.#plan.otherFormat?.read(text) === ms) return;
    this.#example = detach(text.trim());
  }

  finish(name: string): DateColumn {
    const { format, isAmbiguous } = this.#plan;
    const described = this.describe(name);
    return { kind: 'date', ...described, format: format.name, isAmbiguous, question: this.#ask(name), madeFrom: null };
  }

  #ask(column: string): DateQuestion | null {
    const { format, otherFormat } = this.#plan;
    const example = this.#example;
    if (!otherFormat || example === null) return null;
    const offer = ({ name, read }: DateFormat): DateReadingOffer => {
      return { order: name.startsWith('DD') ? 'dmy' : 'mdy', format: name, example, exampleMs: read(example) };
    };
    return { column, readings: [offer(format), offer(otherFormat)] };
  }
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

  override read(rows: string[][], column: number, firstRow: number): void {
    let { length } = this;
    super.read(rows, column, firstRow);
    if (this.length > this.#zones.length) this.#zones = grown(this.#zones, this.length);
    for (const row of rows) {
      const zone = this.#readZone(row[column] ?? '');
      this.#zones[length++] = Number.isNaN(zone) ? 0 : zone;
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
    if (sameZone || sameClock) return column;
    for (let i = 0; i < values.length; i++) {
      values[i] = values[i] - (this.#zones[i] - zone) * 60_000;
    }
    return column;
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

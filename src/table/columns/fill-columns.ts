/**
 * Rows to typed columns. A sample decides what each column holds; then cells go from the rows straight into typed
 * arrays, a piece of the file at a time, so that a file much larger than its numbers fits.
 */

import { differentKinds } from '../dates/period-kinds.ts';
import type { RowLayout } from '../layout/layout.ts';
import { RowFit } from '../layout/row-fit.ts';
import { type RowCounts, RowSelector } from '../layout/select-rows.ts';
import type { Column, DecimalMarkQuestion, HalvesQuestion, ReadChoices, SideQuestion, TableNotes } from '../table.ts';
import { countRows, firstRows, type Rows } from '../text/plain-rows.ts';
import { askSide } from './account-sides.ts';
import { type ClosedCells, readClosed } from './closed-words.ts';
import {
  askDecimalMark,
  askHalves,
  type ColumnPlan,
  type FileHints,
  hintsOf,
  planColumn,
  shareReadBy,
} from './column-plan.ts';
import { type ColumnReader, createColumnReader } from './column-reader.ts';
import { nameColumns } from './name-columns.ts';
import { createNumberReader } from './numbers.ts';

/** Rows of a file, from the first, as often as they are asked for. */
export type RowSource = {
  layout: RowLayout;
  delimiter: string;
  /** Rows there will be, as far as one can tell. */
  expectedRows: number;
  pieces: () => AsyncIterable<RowPiece>;
};
export type RowPiece = {
  rows: Rows[];
  bytesRead: number;
  /** Rows in which a stray quote may have opened a cell. */
  suspects?: ReadonlySet<string[]>;
};

export type FilledColumns = {
  columns: Column[];
  hints: FileHints;
  counts: RowCounts;
  renamedColumns: string[];
  questions: (DecimalMarkQuestion | HalvesQuestion | SideQuestion)[];
  dateFormats: NonNullable<TableNotes['dateFormats']>;
  closed: ClosedCells[];
  isCut: boolean;
};

type ColumnReading = { readers: Map<number, ColumnReader>; counts: RowCounts; isCut: boolean };

/** @param onPiece called after each piece with the bytes read and the rows found so far */
export async function fillColumns(
  source: RowSource,
  choices: ReadChoices,
  onPiece: (bytesRead: number, rows: number) => void,
): Promise<FilledColumns> {
  const { layout } = source;
  const hints: FileHints = { ...hintsOf(columnsOf(layout), source.delimiter, layout.names) };
  if (choices.decimalMark) hints.decimalMark = choices.decimalMark;
  if (choices.fiscalStart) hints.fiscalStart = choices.fiscalStart;
  const { names, renamed } = nameColumns(layout.names);
  const planner = new Planner(layout, names, hints, choices, source.delimiter);
  const plans = planner.planAll();
  const reading = await readColumns(source, plans, source.expectedRows, choices, onPiece);
  const better = planner.reconsider(plans, reading.readers);
  const evidence = new Map([...reading.readers].map(([index, reader]) => [index, reader.evidence]));
  if (better.size > 0) {
    const again = await readColumns(source, better, reading.counts.rowCount, choices, onPiece, plans);
    for (const [index, reader] of again.readers) reading.readers.set(index, reader);
  }
  const columns: Column[] = [];
  const closed: ClosedCells[] = [];
  for (const [index, reader] of [...reading.readers].sort(([a], [b]) => a - b)) {
    const name = names[index] as string;
    const asRead = reader.finish(name);
    const opened = choices.columns?.[name]?.closedIsMissing ? null : readClosed(asRead, reader.closed);
    const column = opened?.column ?? asRead;
    if (opened) closed.push(opened.closed);
    const isPadding = layout.names[index] === '' && layout.width > 1 && column.missing === reading.counts.rowCount;
    if (!isPadding) columns.push(column);
  }
  const { counts, isCut } = reading;
  const settled = new Map([...plans, ...better]);
  const questions = [
    ...planner.questions(plans),
    ...planner.questionsOfSides(settled, evidence),
    ...planner.questionsOfDates(settled, evidence),
  ];
  const dateFormats = planner.dateFormats(settled);
  return { columns, hints, counts, renamedColumns: renamed, questions, dateFormats, closed, isCut };
}

function columnsOf(layout: RowLayout): string[][] {
  return Array.from({ length: layout.width }, (_, column) => cellsOf(layout, column));
}

function cellsOf({ sample }: RowLayout, column: number): string[] {
  return sample.map((row) => row[column] ?? '');
}

/** Decides what columns hold, at first by the sample, then by the cells that did not fit. */
class Planner {
  readonly #layout: RowLayout;
  readonly #names: string[];
  readonly #hints: FileHints;
  readonly #choices: ReadChoices;

  /** Where commas delimit, a comma within a number groups its digits. */
  readonly #isComma: boolean;

  constructor(layout: RowLayout, names: string[], hints: FileHints, choices: ReadChoices, delimiter: string) {
    this.#isComma = delimiter.trim() === ',';
    this.#layout = layout;
    this.#names = names;
    this.#hints = hints;
    this.#choices = choices;
  }

  planAll(): Map<number, ColumnPlan> {
    const plans = new Map<number, ColumnPlan>();
    const wanted = this.#choices.onlyColumns;
    for (const [index, cells] of columnsOf(this.#layout).entries()) {
      if (!wanted || wanted.includes(this.#names[index] ?? '')) plans.set(index, this.#plan(index, cells));
    }
    if ([...plans.values()].some(({ kind }) => kind === 'number')) return plans;
    for (const [index, plan] of plans) {
      if (plan.kind === 'text' && plan.areCodes)
        plans.set(index, this.#plan(index, cellsOf(this.#layout, index), false));
    }
    return plans;
  }

  #plan(index: number, cells: string[], mayBeCodes = true): ColumnPlan {
    const { names, width } = this.#layout;
    const isFirst = index === 0 && width > 1;
    const choice = this.#choices.columns?.[this.#names[index] ?? ''] ?? {};
    const mark = this.#choices.decimalMark;
    return planColumn(
      names[index] ?? '',
      cells,
      isFirst,
      this.#hints,
      mark ? { decimalMark: mark, ...choice } : choice,
      mayBeCodes,
    );
  }

  /** Columns of numbers whose mark nothing tells: neither their own cells, nor those of other columns, nor the delimiter. */
  questions(plans: Map<number, ColumnPlan>): DecimalMarkQuestion[] {
    if (this.#hints.isMarkSure || this.#isComma) return [];
    return [...plans].flatMap(([index, plan]) => {
      if (plan.kind !== 'number') return [];
      const question = askDecimalMark(this.#names[index] ?? '', cellsOf(this.#layout, index), plan.style.decimalMark);
      return question ? [question] : [];
    });
  }

  /** Columns of credits and debits. */
  questionsOfSides(plans: Map<number, ColumnPlan>, evidence: Map<number, string[]>): SideQuestion[] {
    return [...plans].flatMap(([index, plan]) => {
      if (plan.kind !== 'number' || !plan.style.negativeSide) return [];
      const cells = [...cellsOf(this.#layout, index), ...(evidence.get(index) ?? [])];
      const { negativeSide } = plan.style;
      const question = askSide(this.#names[index] ?? '', cells, negativeSide, createNumberReader(plan.style));
      return question ? [question] : [];
    });
  }

  /** Columns of dates of which some may have been changed about. */
  questionsOfDates(plans: Map<number, ColumnPlan>, evidence: Map<number, string[]>): HalvesQuestion[] {
    return [...plans].flatMap(([index, plan]) => {
      const cells = [...cellsOf(this.#layout, index), ...(evidence.get(index) ?? [])];
      const question = plan.kind === 'date' ? askHalves(this.#names[index] ?? '', cells, plan.format) : null;
      return question ? [question] : [];
    });
  }

  /** Columns of dates that are written in more than one way, other than as periods of several lengths. */
  dateFormats(plans: Map<number, ColumnPlan>): FilledColumns['dateFormats'] {
    return [...plans].flatMap(([index, plan]) => {
      const kinds = plan.kind === 'date' ? (plan.format.kinds ?? []) : [];
      if (plan.kind !== 'date' || kinds.length < 2 || differentKinds(plan.format)) return [];
      return [{ column: this.#names[index] ?? '', formats: kinds.map(({ name }) => name) }];
    });
  }

  /** Better plans for the columns whose cells turned out, further down, not to be what the head suggested. */
  reconsider(plans: Map<number, ColumnPlan>, readers: Map<number, ColumnReader>): Map<number, ColumnPlan> {
    const better = new Map<number, ColumnPlan>();
    const numbers = [...plans.values()].filter(({ kind }) => kind === 'number').length;
    for (const [index, reader] of readers) {
      const { readable, unreadable, evidence, lossy } = reader;
      if (unreadable === 0 && lossy.length === 0) continue;
      const plan = plans.get(index) as ColumnPlan;
      const head = cellsOf(this.#layout, index);
      const next = this.#plan(index, readable < unreadable ? evidence : head.concat(evidence, lossy), numbers > 1);
      if (next.kind === 'text') {
        if (unreadable > readable || next.areCodes) better.set(index, next);
        continue;
      }
      const estimate = shareReadBy(next, head) * readable + shareReadBy(next, evidence) * unreadable;
      if (estimate > readable && shareReadBy(next, evidence) > shareReadBy(plan, evidence)) better.set(index, next);
    }
    return better;
  }
}

async function readColumns(
  { layout, delimiter, pieces }: RowSource,
  plans: Map<number, ColumnPlan>,
  expectedRows: number,
  { maxRows = Number.POSITIVE_INFINITY, keepsTotals = false }: ReadChoices,
  onPiece: (bytesRead: number, rows: number) => void,
  fitting = plans,
): Promise<ColumnReading> {
  const readers = new Map<number, ColumnReader>();
  const expected = Math.min(expectedRows, maxRows);
  for (const [index, plan] of plans) readers.set(index, createColumnReader(plan, expected));
  const selector = new RowSelector({ ...layout, delimiter, keepsTotals }, new RowFit(layout.width, fitting));
  let read = 0;
  let isCut = false;
  const take = (rows: Rows) => {
    const room = maxRows - read;
    const count = Math.min(countRows(rows), room);
    const taken = count < countRows(rows) ? firstRows(rows, count) : rows;
    if (taken !== rows) isCut = true;
    for (const [index, reader] of readers) reader.read(taken, index, read + 1);
    read += count;
  };
  let bytesRead = 0;
  for await (const piece of pieces()) {
    if (bytesRead > 0) onPiece(bytesRead, read);
    for (const rows of selector.select(piece.rows, piece.suspects)) take(rows);
    bytesRead = piece.bytesRead;
    isCut ||= read >= maxRows;
    if (isCut) break;
  }
  if (!isCut) take(selector.finish());
  onPiece(bytesRead, read);
  return { readers, counts: { ...selector.counts, rowCount: read }, isCut };
}

/** Every file of `fixtures/` reads as its expectation says, which was written by hand or by the program that wrote the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import type { Column, Table } from './table.ts';

type Cell = number | string | null;
type Expected = {
  file: string;
  pattern: string;
  columns?: { name: string; type: Column['kind']; cells: Cell[] }[];
  /** Only the columns listed are compared. */
  partial?: boolean;
  /** The dates that are made of several columns. */
  composed?: string[];
  /** The orders of day and month between which the user is asked, and the cell by which. */
  question?: string[];
  example?: string;
  /** Labels of fiscal years, and the month that was taken for their first. */
  fiscalStart?: string[];
  /** Columns that became rows. */
  periodColumns?: number;
  firstYear?: Table['notes']['firstYear'];
  /** Rows that are no part of the table, by reason, and what they are called. */
  leftOut?: [reason: string, rows: number, names: string[]][];
  missingCodes?: [column: string, code: number, cells: number][];
  zeroFilled?: [column: string, cells: number][];
  closed?: [column: string, word: string, cells: number][];
  /** The codes of what is asked but for dates. */
  questions?: string[];
  /** Rows and columns left out because they hold totals of periods. */
  periodTotals?: number;
  totalColumns?: string[];
  unreadPeriods?: string;
  refused?: string;
  delimiter?: string;
  quote?: string | null;
  headerRows?: number;
  encoding?: string;
  format?: string;
  packing?: string;
  sheet?: string;
};

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name): Expected => JSON.parse(readFileSync(join(folder, name), 'utf8')));

/** Dates as `2024-01-31`, or `2024-01-31T05:00` where any has a time of day. */
function cellsOf(column: Column): Cell[] {
  if (column.kind === 'text') return Array.from(column.codes, (code) => column.labels[code] ?? null);
  if (column.kind === 'number') return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  const hasClock = column.values.some((ms) => ms % 86_400_000 !== 0 && !Number.isNaN(ms));
  return Array.from(column.values, (ms) => {
    return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, hasClock ? 16 : 10);
  });
}

function checkTable(table: Table, expected: Expected): void {
  const own = table.columns.filter((column) => column.kind !== 'date' || column.madeFrom === null);
  const listed = expected.columns ?? [];
  const compared = expected.partial ? own.filter(({ name }) => listed.some((column) => column.name === name)) : own;
  expect(compared.map((column) => ({ name: column.name, type: column.kind, cells: cellsOf(column) }))).toEqual(listed);
  const made = table.columns.find((column) => column.kind === 'date' && column.madeFrom !== null);
  if (expected.composed) expect(made && cellsOf(made)).toEqual(expected.composed);
  const asked = own.flatMap((column) =>
    column.kind === 'date' && column.question?.code === 'date-order' ? column.question.readings : [],
  );
  expect(asked.map(({ order }) => order)).toEqual(expected.question ?? []);
  if (expected.example) expect(asked[0]?.example).toBe(expected.example);
  if (expected.question && made?.kind === 'date') expect(made.question).toMatchObject({ readings: asked });
  const starts = own.flatMap((column) =>
    column.kind === 'date' && column.question?.code === 'fiscal-start' ? [column.question] : [],
  );
  expect(starts.map(({ month, example }) => `${example} from ${month}`)).toEqual(expected.fiscalStart ?? []);
  expect(table.notes.periodColumns).toBe(expected.periodColumns ?? 0);
  expect(table.notes.firstYear).toEqual(expected.firstYear ?? null);
  const { leftOut = [], missingCodes = [], zeroFilled = [], closed = [], questions = [] } = table.notes;
  if (expected.leftOut)
    expect(leftOut.map(({ reason, rows, names }) => [reason, rows, names])).toEqual(expected.leftOut);
  expect(missingCodes.map(({ column, code, cells }) => [column, code, cells])).toEqual(expected.missingCodes ?? []);
  expect(zeroFilled.map(({ column, cells }) => [column, cells])).toEqual(expected.zeroFilled ?? []);
  expect(closed.map(({ column, word, cells }) => [column, word, cells])).toEqual(expected.closed ?? []);
  expect(questions.map(({ code }) => code)).toEqual(expected.questions ?? []);
  expect(table.notes.periodTotals ?? 0).toBe(expected.periodTotals ?? 0);
  if (expected.totalColumns) expect(table.notes.totalColumns).toEqual(expected.totalColumns);
  expect(table.notes.unreadPeriods ?? null).toBe(expected.unreadPeriods ?? null);
  const { delimiter, quote, headerRows, encoding, format, packing, sheet } = expected;
  const said = { delimiter, quote, headerRows, encoding, format, packing, sheet };
  expect(table.dialect).toMatchObject(
    Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
  );
}

describe('fixtures', () => {
  it('are many', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(150);
  });

  it('are all in the table of docs/reading.md', () => {
    const documented = readFileSync(join(import.meta.dirname, '../../docs/reading.md'), 'utf8');
    expect(fixtures.filter(({ file }) => !documented.includes(`\`${file}\``)).map(({ file }) => file)).toEqual([]);
  });

  it.each(fixtures.map((expected) => [expected.file, expected] as const))('%s', async (file, expected) => {
    const result = await readTable(new Blob([readFileSync(join(folder, file))]), file);
    if (expected.refused) {
      expect(result.ok ? 'was read' : (result.problem.detail?.code ?? result.problem.code)).toBe(expected.refused);
      return;
    }
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    checkTable(result.value, expected);
  });
});

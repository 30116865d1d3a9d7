/** One file as the app reads it, as plain data. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { clockAt } from '../../src/series/calendar.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { inferRhythm } from '../../src/series/infer-step.ts';
import { type PanelGuess, type Repair, usualRules } from '../../src/series/panel.ts';
import { readPanel } from '../../src/series/read-panel.ts';
import type { SeriesProblem } from '../../src/series/series.ts';
import type { Step } from '../../src/series/step.ts';
import { readTable } from '../../src/table/read-table.ts';
import type { DateColumn, DateOrderQuestion, Dialect, ReadChoices, Table } from '../../src/table/table.ts';
import { sayRefusal } from './say-refusal.ts';

type Found = { code: string; [detail: string]: unknown };

export type Inspection = {
  file: string;
  ok: true;
  format: string;
  encoding: string | null;
  delimiter: string | null;
  quote: string | null;
  headerRows: number;
  rows: number;
  columns: { name: string; type: string }[];
  time: { column: string; frequency: string; start: string; end: string } | null;
  targets: string[];
  shape: string;
  ids: string[];
  covariates: string[];
  series: number;
  repairs: { kind: string; count: number; rule?: string }[];
  /** What the page asks. */
  questions: Found[];
  problems: Found[];
};
export type Refusal = { file: string; ok: false; code: string; message: string };

/** Never throws: what cannot be read comes back as a refusal. */
export async function inspectFile(path: string, choices: ReadChoices = {}): Promise<Inspection | Refusal> {
  try {
    const table = await readTable(await openAsBlob(path), basename(path), { choices });
    if (table.ok) return inspectTable(path, table.value);
    const { code, message } = sayRefusal(table.problem);
    return { file: path, ok: false, code, message };
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error;
    const message = error instanceof Error ? error.message : String(error);
    return { file: path, ok: false, code: isFile ? 'file-unreadable' : 'internal', message };
  }
}

function inspectTable(file: string, table: Table): Inspection {
  const guess = guessPanel(table);
  const own = table.columns.filter((column) => column.kind !== 'date' || column.madeFrom === null);
  const name = (index: number) => table.columns[index]?.name ?? '';
  const { time, series, repairs, problems } = inspectSeries(table, guess);
  const { dialect } = table;
  const isText = dialect.format === 'csv';
  return {
    file,
    ok: true,
    format: sayFormat(dialect),
    encoding: isText || dialect.format === 'json' ? dialect.encoding : null,
    delimiter: isText && own.length > 1 ? dialect.delimiter : null,
    quote: dialect.quote ?? null,
    headerRows: dialect.headerRows ?? 0,
    rows: table.rowCount,
    columns: own.map((column) => ({ name: column.name, type: column.kind })),
    time,
    targets: guess.targetColumns.map(name),
    shape: guess.shape,
    ids: guess.idColumns.map(name),
    covariates: guess.covariateColumns.map(name),
    series,
    repairs,
    questions: questionsOf(table),
    problems: [...tableProblems(table), ...problems],
  };
}

function sayFormat({ format = 'csv', packing }: Dialect): string {
  return packing ? `${format}.${packing}` : format;
}

function inspectSeries(table: Table, guess: PanelGuess): Pick<Inspection, 'time' | 'series' | 'repairs' | 'problems'> {
  const column = guess.timeColumn === null ? null : (table.columns[guess.timeColumn] as DateColumn);
  const reading = readPanel(table, guess, usualRules);
  if (!reading.ok) {
    const { start, end } = column ? spanOf(column) : { start: '', end: '' };
    const frequency = reading.problem.code === 'irregular-dates' ? 'irregular' : sayRhythm(column);
    const time = column && { column: column.name, frequency, start, end };
    return { time, series: 0, repairs: [], problems: [describe(reading.problem)] };
  }
  const { step, series, refused } = reading.value;
  const firstMs = Math.min(...series.map((one) => one.series.firstMs));
  const lastMs = Math.max(...series.map((one) => clockAt(one.series, one.series.y.length - 1)));
  const time = column && {
    column: column.name,
    frequency: sayStep(step),
    start: sayTime(firstMs),
    end: sayTime(lastMs),
  };
  const all = series.flatMap((one) => one.repairs);
  const problems = refused.slice(0, 5).map(({ uniqueId, problem }) => ({ ...describe(problem), series: uniqueId }));
  return {
    time,
    series: series.length,
    repairs: sumRepairs(all.filter((repair) => repair.isApplied)),
    problems: [...offersOf(all), ...problems],
  };
}

/** The rhythm of dates whose values are too few, or no numbers. */
function sayRhythm(column: DateColumn | null): string {
  const times = new Set(column?.values.filter((ms) => !Number.isNaN(ms)).sort() ?? []);
  if (times.size < 2) return 'unknown';
  const rhythm = inferRhythm(Float64Array.from(times));
  return 'step' in rhythm ? sayStep(rhythm.step) : 'irregular';
}

function describe({ code, params, ...more }: SeriesProblem): Found {
  return { code, ...params, ...more };
}

/** What was found and left to the user: outliers, zeros before a launch, a period that is not over. */
function offersOf(repairs: Repair[]): Found[] {
  return sumRepairs(repairs.filter((repair) => !repair.isApplied)).map(({ kind, count }) => ({ code: kind, count }));
}

function sumRepairs(repairs: Repair[]): Inspection['repairs'] {
  const sums = new Map<string, Inspection['repairs'][number]>();
  for (const { kind, count, rule } of repairs) {
    const known = sums.get(kind);
    if (known) known.count += count;
    else sums.set(kind, { kind, count, ...(rule ? { rule } : {}) });
  }
  return [...sums.values()];
}

function tableProblems({ columns, raggedRows, notes }: Table): Found[] {
  const found: Found[] = [];
  const note = (code: string, count: number) => {
    if (count > 0) found.push({ code, count });
  };
  note('ragged-rows', raggedRows);
  note('mended-rows', notes.mendedRows);
  note('comment-rows', notes.commentRows);
  note('repeated-headers', notes.repeatedHeaders);
  note('footer-rows', notes.footerRows);
  note('rows-below', notes.rowsBelow);
  note('period-columns', notes.periodColumns);
  note('period-totals', notes.periodTotals ?? 0);
  if (notes.totalColumns) found.push({ code: 'total-columns', columns: notes.totalColumns });
  if (notes.firstYear) found.push({ code: 'months-without-year', ...notes.firstYear });
  for (const column of columns) {
    if (column.kind === 'date' && column.question?.code === 'date-order') {
      found.push({ code: 'ambiguous-dates', column: column.name, readings: sayReadings(column.question) });
    }
    if (column.unreadable > 0) {
      const { name, unreadable, unreadableExamples } = column;
      found.push({
        code: 'unreadable-cells',
        column: name,
        count: unreadable,
        examples: unreadableExamples.slice(0, 5),
      });
    }
  }
  return found;
}

/** Each question with what is taken until it is answered. */
function questionsOf({ columns, notes }: Table): Found[] {
  const found = columns.flatMap((column): Found[] => {
    const question = column.kind === 'date' ? column.question : null;
    if (!question) return [];
    if (question.code === 'fiscal-start') {
      const { exampleMs, ...asked } = question;
      return [{ ...asked, dates: exampleMs.map(sayTime) }];
    }
    return [{ code: question.code, column: column.name, readings: sayReadings(question) }];
  });
  if (notes.firstYear) found.push({ code: 'first-year', ...notes.firstYear });
  if (notes.unreadPeriods) found.push({ code: 'no-dates', column: notes.unreadPeriods });
  return found;
}

function sayReadings({ readings }: DateOrderQuestion) {
  return readings.map(({ format, example, exampleMs }) => ({ format, example, date: sayTime(exampleMs) }));
}

function spanOf({ values }: DateColumn): { start: string; end: string } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const ms of values) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  return first <= last ? { start: sayTime(first), end: sayTime(last) } : { start: '', end: '' };
}

/** `day`, `15 minutes`. */
function sayStep({ unit, every }: Step): string {
  return every === 1 ? unit : `${every} ${unit}s`;
}

/** `2024-01-31`, with the time of day where there is one. */
function sayTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** One file as the app reads it, as plain data. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { accountPanel } from '../../src/series/account-panel.ts';
import { clockAt } from '../../src/series/calendar.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { inferRhythm } from '../../src/series/infer-step.ts';
import {
  type PanelGuess,
  type PanelQuestion,
  type PreparedSeries,
  type Repair,
  usualRules,
} from '../../src/series/panel.ts';
import { fewValues } from '../../src/series/place-rows.ts';
import { readPanel } from '../../src/series/read-panel.ts';
import type { SeriesProblem } from '../../src/series/series.ts';
import type { Step } from '../../src/series/step.ts';
import type { TargetSum } from '../../src/series/sum-account.ts';
import { readTable } from '../../src/table/read-table.ts';
import type {
  DateColumn,
  DateOrderQuestion,
  DateQuestion,
  Dialect,
  NumberColumn,
  ReadChoices,
  Table,
  TableQuestion,
} from '../../src/table/table.ts';
import { sayRefusal } from './say-refusal.ts';
import { type RepairSum, sumRepairs } from './sum-repairs.ts';

/** What the rows are ordered by. */
type TimeColumn = DateColumn | NumberColumn;

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
  repairs: RepairSum[];
  problems: Found[];
  /** Rows below the header: those that became values of a series, and all others by reason. */
  rowsRead: number;
  rowsUsed: number;
  leftOut: { reason: string; rows: number }[];
  /** Of each target: its sum in the file is that in its series, with what was left out and what repairs changed. */
  sums: TargetSum[];
  /** What the page asks, with what is taken until it is answered. */
  questions: Found[];
  /** Series that the file holds, those that cannot be forecast too, and the first of them. */
  seriesCount: number;
  sample: Sample[];
};
/** A series; `points` counts its dates or rows, `sum` adds up the values that the file has. */
type Sample = {
  uniqueId: string;
  points: number;
  sum: number;
  first: number | null;
  last: number | null;
  start: string | null;
  end: string | null;
  status: string;
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
  const reading = readPanel(table, guess, usualRules);
  const { time, series, repairs, problems } = inspectSeries(table, guess, reading);
  const { sample, ...account } = accountPanel(table, guess, reading, mostSamples);
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
    problems: [...tableProblems(table), ...sumsOf(table, guess), ...problems],
    ...account,
    questions: questionsOf(table, guess, reading),
    sample: sample.map(({ startMs, endMs, first, last, status, ...more }) => ({
      ...more,
      first: finiteOrNull(first),
      last: finiteOrNull(last),
      start: startMs === null ? null : sayTime(startMs),
      end: endMs === null ? null : sayTime(endMs),
      status,
    })),
  };
}

function sumsOf({ columns }: Table, { sumColumns = [] }: PanelGuess): Found[] {
  return sumColumns.length > 0
    ? [{ code: 'sum-columns', columns: sumColumns.map((index) => columns[index].name) }]
    : [];
}

function sayFormat({ format = 'csv', packing }: Dialect): string {
  return packing ? `${format}.${packing}` : format;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function questionsOf({ columns, notes }: Table, guess: PanelGuess, reading: ReturnType<typeof readPanel>): Found[] {
  const time = guess.timeColumn === null ? null : columns[guess.timeColumn];
  const ofDates = time?.kind === 'date' && time.question ? [sayDateQuestion(time.question)] : [];
  const year = notes.firstYear ? [{ code: 'first-year', ...notes.firstYear }] : [];
  const unread = notes.unreadPeriods ? [{ code: 'no-dates', column: notes.unreadPeriods }] : [];
  const ofValues = [...(notes.questions ?? []).map(sayQuestion), ...(guess.questions ?? []).flatMap(sayWhoseRows)];
  const seen = new Set<string>();
  const isNew = ({ code, column }: Found) => {
    const key = `${code} ${column}`;
    return !seen.has(key) && Boolean(seen.add(key));
  };
  return [...ofDates.filter(isNew), ...year, ...unread, ...ofValues, ...askedOf(reading)];
}

/** Whose row each is, where several columns could say; how rows that share a date even so become one value. */
function sayWhoseRows(question: PanelQuestion): Found[] {
  const { mergedRows } = question.options[question.chosen];
  return [
    ...(question.options.length > 1 ? [question] : []),
    ...(mergedRows > 0
      ? [{ code: 'how-merged', rows: mergedRows, options: ['auto', 'sum', 'mean', 'last'], chosen: 0 }]
      : []),
  ];
}

function sayQuestion(question: TableQuestion): Found {
  if (question.code !== 'changed-dates') return question;
  const options = question.options.map(({ isChangedBack, exampleMs }) => ({ isChangedBack, date: sayTime(exampleMs) }));
  return { ...question, options };
}

/** What is offered for the series: differences of what counts up, a rhythm for dates that have none. */
function askedOf(reading: ReturnType<typeof readPanel>): Found[] {
  if (!reading.ok) {
    const { problem } = reading;
    const offer = 'offer' in problem ? problem.offer : undefined;
    return offer ? [{ code: 'bring-to-rhythm', step: sayStep(offer.step), how: offer.how }] : [];
  }
  const { series } = reading.value;
  return (['cumulative', 'year-to-date'] as const).flatMap((code) => {
    const counting = series.filter(({ repairs }) => repairs.some(({ kind }) => kind === code));
    if (counting.length === 0) return [];
    const first = counting[0].series.uniqueId;
    return [{ code, series: counting.length, first, options: ['keep', 'differences'], chosen: 0 }];
  });
}

function inspectSeries(
  table: Table,
  guess: PanelGuess,
  reading: ReturnType<typeof readPanel>,
): Pick<Inspection, 'time' | 'series' | 'repairs' | 'problems'> {
  const column = guess.timeColumn === null ? null : (table.columns[guess.timeColumn] as TimeColumn);
  const sayPlace = column?.kind === 'number' ? String : sayTime;
  if (!reading.ok) {
    const [start = '', end = ''] = (column ? spanOf(column) : []).map((at) => sayPlace(at));
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
    start: sayPlace(firstMs),
    end: sayPlace(lastMs),
  };
  const all = series.flatMap((one) => one.repairs);
  const problems = refused.slice(0, 5).map(({ uniqueId, problem }) => ({ ...describe(problem), series: uniqueId }));
  return {
    time,
    series: series.length,
    repairs: sumRepairs(all.filter((repair) => repair.isApplied)),
    problems: [...offersOf(all), ...factsOf(series), ...problems],
  };
}

/** The rhythm of dates whose values are too few, or no numbers. */
function sayRhythm(column: TimeColumn | null): string {
  const times = new Set(column?.values.filter((ms) => !Number.isNaN(ms)).sort() ?? []);
  if (times.size < 2 || column?.kind === 'number') return 'unknown';
  const rhythm = inferRhythm(Float64Array.from(times));
  return 'step' in rhythm ? sayStep(rhythm.step) : 'irregular';
}

function describe({ code, params, ...more }: SeriesProblem): Found {
  return { code, ...params, ...more };
}

/** The limits of the series that have any, and how many are short. */
function factsOf(prepared: PreparedSeries[]): Found[] {
  const limited = prepared.find(({ series }) => series.limits)?.series.limits;
  const few = prepared.filter(({ series }) => series.y.length < fewValues).length;
  return [
    ...(limited ? [{ code: 'limits', ...limited }] : []),
    ...(few > 0 ? [{ code: 'few-values', series: few }] : []),
  ];
}

/** What was found and left to the user: outliers, zeros before a launch, a period that is not over. */
function offersOf(repairs: Repair[]): Found[] {
  return sumRepairs(repairs.filter((repair) => !repair.isApplied)).map(({ kind, count }) => ({ code: kind, count }));
}

const mostSamples = 20;

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
  if (notes.planColumns) found.push({ code: 'plan-columns', columns: notes.planColumns });
  if (notes.firstYear) found.push({ code: 'months-without-year', ...notes.firstYear });
  for (const { reason, rows, names } of notes.leftOut ?? []) {
    if (names.length > 0) found.push({ code: `left-out-${reason}`, count: rows, names });
  }
  for (const formats of notes.dateFormats ?? []) found.push({ code: 'date-formats', ...formats });
  for (const { columns: sides, cells } of notes.twoSided ?? [])
    found.push({ code: 'two-sided', columns: sides, count: cells });
  for (const { column, cells } of notes.filledDown ?? []) found.push({ code: 'filled-down', column, count: cells });
  for (const code of notes.missingCodes ?? []) found.push({ ...code, code: 'missing-code', value: code.code });
  for (const { column, word, cells } of notes.closed ?? []) found.push({ code: 'closed', column, word, count: cells });
  for (const { column, fromMs, cells } of notes.zeroFilled ?? []) {
    found.push({ code: 'zero-filled', column, from: sayTime(fromMs), count: cells });
  }
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

function sayDateQuestion(question: DateQuestion): Found {
  if (question.code === 'date-order')
    return { code: question.code, column: question.column, readings: sayReadings(question) };
  const { exampleMs, ...asked } = question;
  return { ...asked, dates: exampleMs.map(sayTime) };
}

function sayReadings({ readings }: DateOrderQuestion) {
  return readings.map(({ format, example, exampleMs }) => ({ format, example, date: sayTime(exampleMs) }));
}

/** The first and the last of them; nothing where there is none. */
function spanOf({ values }: TimeColumn): number[] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const ms of values) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  return first <= last ? [first, last] : [];
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

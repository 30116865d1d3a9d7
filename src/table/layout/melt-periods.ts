/** Tables in which time runs across: columns named by months, quarters, years or days become rows. */

import { civilFromDays, civilMs, dayMs } from '../../base/civil.ts';
import { isMissing } from '../columns/missing.ts';
import { createNumberReader, type DecimalMark } from '../columns/numbers.ts';
import {
  areBareMonths,
  countYears,
  findFirstYear,
  isYears,
  readBareMonth,
  type YearEvidence,
} from '../dates/bare-months.ts';
import { readHourName } from '../dates/clock.ts';
import { isNamed } from '../dates/date-parts.ts';
import { decideDateFormat } from '../dates/decide-date-format.ts';
import { askFiscalStart } from '../dates/fiscal-question.ts';
import type { BadCell, Column, DateColumn, DateQuestion, FirstYear, NumberColumn, TextColumn } from '../table.ts';
import { isSum, isTotalOf } from './period-totals.ts';
import { splitPlanName } from './plan-rows.ts';

export type Melted = {
  columns: Column[];
  rowCount: number;
  periodColumns: number;
  firstYear: FirstYear | null;
  /** Columns that were left out because they hold totals of the periods. */
  totalColumns: string[];
  /** Columns that were left out because they hold plans beside what was. */
  planColumns: string[];
};

type Periods = {
  /** Columns that are named by periods, in the order of the file. */
  indices: number[];
  /** The time of each, for a row; NaN where the row has no year. */
  timeOf: (place: number, row: number) => number;
  /** Empty where the periods are numbered and have no dates. */
  format: string;
  /** Columns that the times took up. */
  used: number[];
  /** Whether each period runs down the rows, as where these are months and the columns years. */
  isByColumn: boolean;
  firstYear: FirstYear | null;
  /** What is asked of the times. */
  question?: DateQuestion | null;
  isAmbiguous?: boolean;
  /** Whether each row holds the periods of another year. */
  hasYearRows?: boolean;
};

const fewestPeriods = 3;
const fewestHours = 12;
const fewestNumbered = 4;
const mostCells = 50_000_000;
const mostExamples = 200;

/** The table with a row for each period, or null where time does not run across. */
export function meltPeriods(
  all: Column[],
  rowCount: number,
  evidence: YearEvidence,
  decimalMark: DecimalMark,
): Melted | null {
  if (rowCount === 0) return null;
  const [columns, planColumns] = withoutPlans(all);
  const dated = columns.findIndex((column) => column.kind === 'date' && !isYears(column));
  const periods = dated < 0 ? findPeriods(columns, evidence) : findBesideDates(columns, dated, evidence);
  if (!periods || periods.indices.length * rowCount > mostCells) return null;
  const count = periods.indices.length;
  const length = rowCount * count;
  const sourceOf = periods.isByColumn
    ? (i: number) => ({ row: i % rowCount, place: Math.floor(i / rowCount) })
    : (i: number) => ({ row: Math.floor(i / count), place: i % count });
  const rowOf = (row: number, place: number) => (periods.isByColumn ? place * rowCount + row : row * count + place);
  const beside = columns.filter((_, index) => !periods.indices.includes(index) && !periods.used.includes(index));
  const sources = periods.indices.map((index) => columns[index] as NumberColumn | TextColumn);
  const totals = beside.filter((column) => isTotalOf(column, sources, periods.hasYearRows ?? false));
  const kept = beside.filter((column) => !totals.includes(column));
  const taken = new Set(kept.map(({ name }) => name));
  const rows = Uint32Array.from({ length }, (_, i) => sourceOf(i).row);
  const times = Float64Array.from({ length }, (_, i) => {
    const { row, place } = sourceOf(i);
    return periods.timeOf(place, row);
  });
  const time: DateColumn | null =
    periods.format === ''
      ? null
      : {
          kind: 'date',
          name: freeName('date', taken),
          missing: times.reduce((sum, ms) => sum + (Number.isNaN(ms) ? 1 : 0), 0),
          unreadable: 0,
          unreadableExamples: [],
          values: times,
          format: periods.format,
          isAmbiguous: periods.isAmbiguous ?? false,
          question: periods.question ?? null,
          madeFrom: null,
        };
  const read = createNumberReader({ decimalMark, unit: '' });
  const value = { name: freeName('value', taken), ...stack(sources, rowCount, rowOf, read) };
  const repeated = kept.map((column) => repeat(column, rows, count));
  return {
    columns: [...repeated, ...(time ? [time] : []), value],
    rowCount: length,
    periodColumns: count,
    firstYear: periods.firstYear,
    totalColumns: totals.map(({ name }) => name),
    planColumns,
  };
}

/** Fewer columns named by dates beside a column of dates may be anything. */
const fewestBesideDates = 6;

/** Hours of the days of a column; or periods of rows that have each a name of its own, where dates only describe it. */
function findBesideDates(columns: Column[], dated: number, { fiscalStart }: YearEvidence): Periods | null {
  const hours = findHours(columns, dated);
  if (hours || !columns.some((column) => column.kind === 'text' && areIds(column))) return hours;
  const candidates = columns.flatMap((column, index) => (column.kind === 'number' && !isSum(column) ? [index] : []));
  const names = candidates.map((index) => columns[index].name.trim());
  const periods = findDated(columns, candidates, names, fiscalStart);
  return periods && periods.indices.length >= fewestBesideDates ? periods : null;
}

/** The columns without those of plans beside what was, by their names, which are periods then; and the names of those. */
function withoutPlans(columns: Column[]): [columns: Column[], plans: string[]] {
  const names = columns.map(({ kind, name }) => (kind === 'date' ? null : splitPlanName(name)));
  const plans = columns.filter((_, index) => names[index]?.isPlan);
  const actuals = columns.filter((_, index) => names[index]?.isPlan === false);
  if (plans.length === 0 || actuals.length < fewestPeriods) return [columns, []];
  const kept = columns.flatMap((column, index) => {
    const named = names[index];
    return named?.isPlan ? [] : [named ? { ...column, name: named.rest } : column];
  });
  return [kept, plans.map(({ name }) => name)];
}

/** Columns of numbers whose names are periods, one after the other; texts among them are cells that cannot be read. */
function findPeriods(columns: Column[], evidence: YearEvidence): Periods | null {
  const candidates = columns.flatMap((column, index) => (column.kind === 'number' && !isSum(column) ? [index] : []));
  const names = candidates.map((index) => columns[index].name.trim());
  return (
    findDated(columns, candidates, names, evidence.fiscalStart) ??
    findMonths(columns, evidence) ??
    findQuarters(columns) ??
    findNumbered(columns, candidates)
  );
}

function findDated(
  columns: Column[],
  candidates: number[],
  names: string[],
  fiscalStart: number | undefined,
): Periods | null {
  const context = { soundsLikeTime: true, isFirst: false, isKey: false, isNamed: true, usualOrder: 'dmy' as const };
  const asked = fiscalStart ? { ...context, fiscalStart } : context;
  // A name without a number is that of something else beside the periods.
  const decision =
    decideDateFormat(names, asked) ??
    decideDateFormat(
      names.filter((name) => /\d/.test(name)),
      asked,
    );
  if (!decision) return null;
  const { format } = decision;
  // Totals of years among months are written in a way of their own.
  const { read, name } = format.kinds?.[0] ?? format;
  const indices = columns.flatMap(({ kind }, index) => {
    return kind !== 'date' && !Number.isNaN(read(columns[index].name.trim())) ? [index] : [];
  });
  if (indices.filter((index) => candidates.includes(index)).length < indices.length * 0.8) return null;
  const times = indices.map((index) => read(columns[index].name.trim()));
  if (!isMonotone(times)) return null;
  const months = name === 'YYYY' ? findMonthRows(columns, indices) : null;
  if (months) {
    const years = times.map((ms) => civilFromDays(Math.floor(ms / dayMs)).year);
    const timeOf = (place: number, row: number) => civilMs(years[place], months.values[row], 1);
    return { indices, timeOf, format: 'YYYY MMM', used: [months.index], isByColumn: true, firstYear: null };
  }
  if (indices.length < fewestPeriods) return null;
  const example = columns[indices[0]].name.trim();
  const question = askFiscalStart(example, format.kinds?.[0] ?? format, example);
  return {
    indices,
    timeOf: (place) => times[place],
    format: name,
    used: [],
    isByColumn: false,
    firstYear: null,
    question,
  };
}

/** Columns named by hours beside a column of days. */
function findHours(columns: Column[], dayColumn: number): Periods | null {
  const day = columns[dayColumn] as DateColumn;
  if (day.values.some((ms) => ms % dayMs !== 0 && !Number.isNaN(ms))) return null;
  const indices = columns.flatMap(({ kind, name }, index) => {
    return kind === 'number' && !Number.isNaN(readHourName(name)) ? [index] : [];
  });
  const named = indices.map((index) => readHourName(columns[index].name));
  if (indices.length < fewestHours || !isMonotone(named)) return null;
  // Hours that run to 24 name the hour, or the part of one, that ends then.
  const step = named[1] - named[0];
  const shift = named.at(-1) === dayMs && named[0] === step ? step : 0;
  const timeOf = (place: number, row: number) => day.values[row] + named[place] - shift;
  const format = `${day.format} HH:mm`;
  return { indices, timeOf, format, used: [dayColumn], isByColumn: false, firstYear: null, ...askedOf(day) };
}

function askedOf({ isAmbiguous, question }: DateColumn): Pick<Periods, 'isAmbiguous' | 'question'> {
  return { isAmbiguous, question };
}

/** Columns named January to December, with the year in a column, in a title, or said by the user. */
function findMonths(columns: Column[], evidence: YearEvidence): Periods | null {
  const named = columns.flatMap(({ kind, name }, index) => {
    return kind !== 'date' && !Number.isNaN(readBareMonth(monthWord(name))) ? [index] : [];
  });
  const indices = named.length > 0 ? named : findNumberedMonths(columns);
  const names = indices.map((index) => monthWord(columns[index].name).replace(/^0?(\d{1,2})$/, '$1月'));
  if (indices.length < fewestPeriods || !areBareMonths(names)) return null;
  if (indices.filter((index) => columns[index].kind === 'number').length < indices.length * 0.8) return null;
  const months = names.map(readBareMonth);
  const offsets = countYears(months);
  const yearColumn = findYearColumn(columns, indices);
  const years = yearColumn?.values;
  if (years) {
    const timeOf = (place: number, row: number) => civilMs(years[row] + offsets[place], months[place], 1);
    return {
      indices,
      timeOf,
      format: 'YYYY MMM',
      used: [yearColumn.index],
      isByColumn: false,
      firstYear: null,
      hasYearRows: true,
    };
  }
  const spanned = (offsets.at(-1) ?? 0) + 1;
  const year = evidence.asked ?? findFirstYear(evidence.texts, spanned);
  const firstYear = { column: columns[indices[0]].name, year };
  const timeOf = (place: number) => {
    return year === null ? Number.NaN : civilMs(year + offsets[place], months[place], 1);
  };
  return { indices, timeOf, format: 'MMM', used: [], isByColumn: false, firstYear };
}

/** Columns named Q1 to Q4 beside one of years: four quarters, unless rows of one year ask four questions again and again. */
function findQuarters(columns: Column[]): Periods | null {
  const indices = columns.flatMap(({ kind, name }, index) =>
    kind === 'number' && /^(?:[QT]|quarter|quartal|trimestre|qtr)[\s_.]?[1-4]$/i.test(name.trim()) ? [index] : [],
  );
  const quarters = indices.map((index) => Number(columns[index].name.trim().slice(-1)));
  const year = findYearColumn(columns, indices);
  if (!year || quarters.join() !== '1,2,3,4') return null;
  const years = Array.from(year.values);
  const isOnce = new Set(years).size === years.length;
  if (columns[year.index].kind !== 'date' && !isNamed(columns[year.index].name, 'year')) return null;
  if (!isOnce && !columns.some(({ kind }) => kind === 'text')) return null;
  const timeOf = (place: number, row: number) => civilMs(years[row], quarters[place] * 3 - 2, 1);
  const common = { isByColumn: false, firstYear: null, hasYearRows: true };
  return { indices, timeOf, format: 'YYYY Q', used: [year.index], ...common };
}

/** Columns named 1 to 12 beside one that is called a year. */
function findNumberedMonths(columns: Column[]): number[] {
  const numbered = columns.flatMap(({ kind, name }, index) =>
    kind !== 'date' && /^(?:0?[1-9]|1[0-2])$/.test(name.trim()) ? [index] : [],
  );
  const isYear = columns.some((column) => isNamed(column.name, 'year'));
  const isCount = numbered.length === 12 && numbered.every((index, i) => Number(columns[index].name) === i + 1);
  return isYear && isCount ? numbered : [];
}

/** A second column of a name is called `Jan (2)`. */
function monthWord(name: string): string {
  return name.replace(/\s\(\d+\)$/, '');
}

function isMonotone(times: number[]): boolean {
  const sign = Math.sign((times[1] ?? 0) - (times[0] ?? 0));
  return sign !== 0 && times.every((ms, i) => i === 0 || Math.sign(ms - times[i - 1]) === sign);
}

/** Columns numbered one after the other, `d_1` to `d_60`, with an id a row: the steps of a series each, without dates. */
function findNumbered(columns: Column[], candidates: number[]): Periods | null {
  const isNamed = columns.some((column) => column.kind === 'text' && areIds(column));
  const numbered = candidates.map((index) => /^(\D*)(\d+)$/.exec(columns[index].name.trim()));
  const first = numbered[0];
  if (!first || !isNamed || candidates.length < fewestNumbered) return null;
  const follows = numbered.every((name, i) => name?.[1] === first[1] && Number(name?.[2]) === Number(first[2]) + i);
  if (!follows) return null;
  const timeOf = () => Number.NaN;
  return { indices: candidates, timeOf, format: '', used: [], isByColumn: false, firstYear: null };
}

/** Whether each row has another text, and all have one. */
function areIds({ codes, labels, missing }: TextColumn): boolean {
  return missing === 0 && labels.length === codes.length;
}

type YearOrMonth = { index: number; values: ArrayLike<number> };

function findMonthRows(columns: Column[], periods: number[]): YearOrMonth | null {
  for (const [index, column] of columns.entries()) {
    if (periods.includes(index)) continue;
    if (column.kind === 'text' && areBareMonths(column.labels)) {
      const months = column.labels.map(readBareMonth);
      return { index, values: Float64Array.from(column.codes, (code) => months[code] ?? Number.NaN) };
    }
    const isMonth = column.kind === 'number' && isNamed(column.name, 'month');
    if (isMonth && column.values.every((value) => Number.isInteger(value) && value >= 1 && value <= 12)) {
      return { index, values: column.values };
    }
  }
  return null;
}

function findYearColumn(columns: Column[], periods: number[]): YearOrMonth | null {
  const isCalled = ([, { name }]: [number, Column]) => isNamed(name, 'year');
  const entries = [...columns.entries()];
  for (const [index, column] of [...entries.filter(isCalled), ...entries]) {
    if (periods.includes(index) || column.kind === 'text') continue;
    if (column.kind === 'date') {
      return { index, values: column.values.map((ms) => new Date(ms).getUTCFullYear()) };
    }
    const known = column.values.filter((value) => !Number.isNaN(value));
    if (known.length > 0 && known.every((value) => Number.isInteger(value) && value >= 1600 && value <= 2200)) {
      return { index, values: column.values };
    }
  }
  return null;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
  return name;
}

/** A column with each of its cells as often as there are periods. */
function repeat(column: Column, rows: Uint32Array, count: number): Column {
  const counts = { missing: column.missing * count, unreadable: column.unreadable * count };
  if (column.kind === 'text') return { ...column, ...counts, codes: Int32Array.from(rows, (row) => column.codes[row]) };
  const values = Float64Array.from(rows, (row) => column.values[row]);
  const unreadableExamples = column.unreadableExamples.map(({ row, text }) => ({ row: (row - 1) * count + 1, text }));
  return { ...column, ...counts, values, unreadableExamples };
}

/** The cells of several columns in one; of columns of texts those that are numbers. */
function stack(
  sources: (NumberColumn | TextColumn)[],
  rowCount: number,
  rowOf: (row: number, place: number) => number,
  read: (text: string) => number,
): Omit<NumberColumn, 'name'> {
  const values = new Float64Array(sources.length * rowCount);
  const examples: BadCell[] = [];
  let missing = 0;
  let unreadable = 0;
  for (const [place, source] of sources.entries()) {
    const own = source.kind === 'number' ? source : readTexts(source, read);
    for (let row = 0; row < rowCount; row++) values[rowOf(row, place)] = own.values[row];
    missing += own.missing;
    unreadable += own.unreadable;
    for (const { row, text } of own.unreadableExamples) examples.push({ row: rowOf(row - 1, place) + 1, text });
  }
  const unreadableExamples = examples.sort((a, b) => a.row - b.row).slice(0, mostExamples);
  return { kind: 'number', missing, unreadable, unreadableExamples, values };
}

function readTexts({ codes, labels }: TextColumn, read: (text: string) => number): Omit<NumberColumn, 'name'> {
  const numbers = labels.map((label) => (isMissing(label) ? Number.NaN : read(label)));
  const unreadableExamples: BadCell[] = [];
  let missing = 0;
  let unreadable = 0;
  const values = Float64Array.from(codes, (code, row) => {
    const value = numbers[code] ?? Number.NaN;
    const label = labels[code] ?? '';
    if (isMissing(label)) missing++;
    else if (Number.isNaN(value)) {
      unreadable++;
      if (unreadableExamples.length < mostExamples) unreadableExamples.push({ row: row + 1, text: label.slice(0, 80) });
    }
    return value;
  });
  return { kind: 'number', missing, unreadable, unreadableExamples, values };
}

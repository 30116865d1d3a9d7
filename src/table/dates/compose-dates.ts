/** Dates that a file keeps in several columns: year, month and day, or a date and a time of day. */

import { civilFromDays, civilMs, dayMs } from '../../base/civil.ts';
import { nameWords } from '../columns/name-words.ts';
import type { Column, DateColumn, FirstYear } from '../table.ts';
import { areBareMonths, countYears, findFirstYear, isYears, readBareMonth, type YearEvidence } from './bare-months.ts';
import { readTimeOfDay } from './clock.ts';
import { startOfIsoWeek } from './weeks.ts';

type Part = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'clock';

const partWords: Record<Part, RegExp> = {
  year: /^(year|yr|yyyy|jahr|año|ano|année|annee|anno)$/,
  quarter: /^(quarter|qtr|quartal|trimestre)$/,
  month: /^(month|mon|mm|monat|mes|mois|mese)$/,
  week: /^(week|wk|woche|kw|semana|semaine|weeknum|weekofyear|isoweek)$/,
  day: /^(day|dd|tag|día|dia|jour|giorno|dom|dayofmonth)$/,
  hour: /^(hour|hr|hh|stunde|hora|heure|ora|he)$/,
  minute: /^(minute|min|minuto)$/,
  clock: /^(time|zeit|uhrzeit|hora|heure|clock|tijd|ora)$/,
};
const partSigns: [part: Part, pattern: RegExp][] = [
  ['year', /^年份?度?$/],
  ['quarter', /^季度?$/],
  ['month', /^月份?$/],
  ['week', /^周次?$/],
  ['day', /^日期?$/],
  ['hour', /^小?[时時](间)?$/],
  ['clock', /^时间|時間|时刻$/],
];

const ranges: Record<Exclude<Part, 'clock'>, [low: number, high: number]> = {
  year: [1600, 2200],
  quarter: [1, 4],
  month: [1, 12],
  week: [1, 53],
  day: [1, 31],
  hour: [0, 24],
  minute: [0, 59],
};

export type Composed = { columns: Column[]; firstYear: FirstYear | null };

/**
 * @returns the columns, and behind them the dates that can be made of them: `madeFrom` names their parts
 */
export function addComposedDates(columns: Column[], rowCount: number, evidence: YearEvidence): Composed {
  const dates = columns.flatMap((column, index) => (column.kind === 'date' && !isYears(column) ? [index] : []));
  const made =
    dates.length === 0 ? composeCalendar(columns, rowCount) : composeClock(columns, dates[0] as number, rowCount);
  if (made) return { columns: [...columns, made], firstYear: null };
  return dates.length === 0 ? composeBareMonths(columns, evidence) : { columns, firstYear: null };
}

/** Months that stand in the file without a year, in the year that is told elsewhere. */
function composeBareMonths(columns: Column[], { texts, asked }: YearEvidence): Composed {
  const index = columns.findIndex(isMonthNames);
  const column = columns[index];
  if (column?.kind !== 'text') return { columns, firstYear: null };
  const numbers = column.labels.map(readBareMonth);
  const months = Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
  const offsets = countYears(months);
  const year = asked ?? findFirstYear(texts, (offsets.at(-1) ?? 0) + 1);
  const firstYear = { column: column.name, year };
  if (year === null) return { columns, firstYear };
  const values = months.map((month, row) => civilMs(year + offsets[row], month, 1));
  const made = { ...describe(columns, [index], values), name: `${column.name} + ${year}` };
  return { columns: [...columns, made], firstYear };
}

/** The number that each cell of a column gives for a part of a date; null where the column is no such part. */
function readPart(column: Column, part: Exclude<Part, 'clock'>): Float64Array | null {
  const [low, high] = ranges[part];
  let values: Float64Array;
  if (column.kind === 'date') {
    if (!isYears(column) || part !== 'year') return null;
    values = column.values.map((ms) => (Number.isNaN(ms) ? ms : civilFromDays(Math.floor(ms / dayMs)).year));
  } else if (column.kind === 'number') values = column.values;
  else {
    const numbers = column.labels.map((label) => readLabel(label, part));
    values = Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
  }
  let outside = 0;
  let inside = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isInteger(value) && value >= low && value <= high) inside++;
    else outside++;
  }
  return inside > 0 && outside <= inside * 0.02 ? values : null;
}

function readLabel(label: string, part: Part): number {
  if (part === 'month') {
    const named = readBareMonth(label);
    return Number.isNaN(named) ? Number(/^\d{1,2}$/.exec(label)?.[0]) : named;
  }
  if (part === 'quarter') return Number(/^(?:[QT]\s*)?([1-4])(?:[.]?\s*[QT].*)?$/i.exec(label)?.[1]);
  if (part === 'week') return Number(/^(?:W|KW|week\s*)?\s*(\d{1,2})$/i.exec(label)?.[1]);
  return Number(/^(\d{1,4})[年日时]?$/.exec(label)?.[1]);
}

function findPart(columns: Column[], part: Exclude<Part, 'clock'>): { index: number; values: Float64Array } | null {
  for (const [index, column] of columns.entries()) {
    if (!isNamed(column.name, part)) continue;
    const values = readPart(column, part);
    if (values) return { index, values };
  }
  // Names of months are months whatever their column is called.
  const named = part === 'month' ? columns.findIndex(isMonthNames) : -1;
  const months = named < 0 ? null : readPart(columns[named], part);
  return months ? { index: named, values: months } : null;
}

function isMonthNames(column: Column): boolean {
  return column.kind === 'text' && areBareMonths(column.labels);
}

function isNamed(name: string, part: Part): boolean {
  const words = nameWords(name);
  const last = words.at(-1) ?? '';
  return (
    partWords[part].test(last) || partSigns.some(([signed, pattern]) => signed === part && pattern.test(name.trim()))
  );
}

function composeCalendar(columns: Column[], rowCount: number): DateColumn | null {
  const year = findPart(columns, 'year');
  if (!year) return null;
  const month = findPart(columns, 'month');
  const week = month ? null : findPart(columns, 'week');
  const quarter = month || week ? null : findPart(columns, 'quarter');
  const finer = month ?? week ?? quarter;
  if (!finer) return null;
  const day = month ? findPart(columns, 'day') : null;
  const hour = day ? findPart(columns, 'hour') : null;
  const minute = hour ? findPart(columns, 'minute') : null;
  const values = Float64Array.from({ length: rowCount }, (_, row) => {
    const wholeYear = year.values[row] ?? Number.NaN;
    const part = finer.values[row] ?? Number.NaN;
    if (week) return startOfIsoWeek(wholeYear, part, 1);
    const monthNumber = quarter ? part * 3 - 2 : part;
    const clock = (hour?.values[row] ?? 0) * 3_600_000 + (minute?.values[row] ?? 0) * 60_000;
    return civilMs(wholeYear, monthNumber, day ? (day.values[row] ?? Number.NaN) : 1) + clock;
  });
  const parts = [year, finer, day, hour, minute].flatMap((part) => (part ? [part.index] : []));
  return describe(columns, parts, values);
}

function composeClock(columns: Column[], dateIndex: number, rowCount: number): DateColumn | null {
  const date = columns[dateIndex] as DateColumn;
  if (date.values.some((ms) => !Number.isNaN(ms) && ms % dayMs !== 0)) return null;
  for (const [index, column] of columns.entries()) {
    const clock = column.kind === 'text' ? readClocks(column) : null;
    if (clock) return describe(columns, [dateIndex, index], addClock(date.values, clock, rowCount), date);
  }
  if (!hasRepeats(date.values)) return null;
  const hour = findPart(columns, 'hour');
  if (!hour) return null;
  const minute = findPart(columns, 'minute');
  // Hours that run from 1 to 24 name the hour that ends then; they are moved so that each day has its own.
  const shift = hour.values.some((value) => value === 24) && !hour.values.some((value) => value === 0) ? 1 : 0;
  const clock = hour.values.map((value, row) => (value - shift) * 3_600_000 + (minute?.values[row] ?? 0) * 60_000);
  const parts = minute ? [dateIndex, hour.index, minute.index] : [dateIndex, hour.index];
  return describe(columns, parts, addClock(date.values, clock, rowCount), date);
}

function readClocks(column: Extract<Column, { kind: 'text' }>): Float64Array | null {
  if (column.labels.length === 0 || column.labels.length > 90_000) return null;
  const clocks = column.labels.map(readTimeOfDay);
  const readable = clocks.filter((ms) => !Number.isNaN(ms)).length;
  return readable >= clocks.length * 0.9 ? Float64Array.from(column.codes, (code) => clocks[code] ?? Number.NaN) : null;
}

function addClock(days: Float64Array, clock: Float64Array, rowCount: number): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => days[row] + (clock[row] ?? Number.NaN));
}

function hasRepeats(values: Float64Array): boolean {
  for (let i = 1; i < Math.min(values.length, 1000); i++) if (values[i] === values[i - 1]) return true;
  return false;
}

/** @param date the column that the days come from: what is not known of them is not known of the whole */
function describe(columns: Column[], madeFrom: number[], values: Float64Array, date?: DateColumn): DateColumn {
  const missing = values.reduce((count, ms) => count + (Number.isNaN(ms) ? 1 : 0), 0);
  const name = madeFrom.map((index) => columns[index].name).join(' + ');
  return {
    kind: 'date',
    name,
    missing,
    unreadable: 0,
    unreadableExamples: [],
    values,
    format: name,
    isAmbiguous: date?.isAmbiguous ?? false,
    question: date?.question ?? null,
    madeFrom,
  };
}

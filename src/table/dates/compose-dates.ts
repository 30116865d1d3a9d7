/** Dates that a file keeps in several columns: year, month and day, or a date and a time of day. */

import { dayMs } from '../../base/civil.ts';
import { soundsLikeId } from '../columns/id-words.ts';
import type { Column, DateColumn, DateQuestion, FirstYear } from '../table.ts';
import { countYears, findFirstYear, isYears, readBareMonth, type YearEvidence } from './bare-months.ts';
import { findBareParts } from './bare-parts.ts';
import { dayOfYearMs, eraMs } from './calendars.ts';
import { composeLabels } from './compose-labels.ts';
import { type FoundPart, findPart, isFiscalName } from './date-parts.ts';
import { findDayTimes } from './day-ordinals.ts';
import { composeNumberedSteps } from './numbered-steps.ts';
import { soundsLikeTime } from './time-words.ts';
import { type WeekCount, weekMs } from './weeks.ts';
import { composePeriodWeeks, isFiscalYears } from './weeks-of-periods.ts';

export type Composed = { columns: Column[]; firstYear: FirstYear | null };

/**
 * @returns the columns, and behind them the dates that can be made of them: `madeFrom` names their parts
 */
export function addComposedDates(columns: Column[], rowCount: number, evidence: YearEvidence): Composed {
  const dates = columns.flatMap((column, index) => (column.kind === 'date' && !isYears(column) ? [index] : []));
  const areOfYears = dates.every((index) => isFiscalYears(columns[index]));
  const weeks = areOfYears ? weeksOfPeriods(columns, rowCount, evidence) : null;
  const finer = weeks ?? (dates.length > 0 && areOfYears ? labelled(columns, evidence) : null);
  if (finer) return { columns: [...columns, finer], firstYear: null };
  const first = dates[0];
  if (first !== undefined) {
    const made = composeClock(columns, first, rowCount);
    return { columns: made ? [...columns, made] : columns, firstYear: null };
  }
  const made =
    composeCalendar(columns, rowCount) ?? labelled(columns, evidence) ?? numbered(columns, evidence) ?? nested(columns);
  return made ? { columns: [...columns, made], firstYear: null } : composeBareMonths(columns, evidence);
}

function weeksOfPeriods(columns: Column[], rowCount: number, { fiscalStart }: YearEvidence): DateColumn | null {
  const found = composePeriodWeeks(columns, rowCount, fiscalStart);
  return found && describe(columns, found.madeFrom, found.values, found);
}

function labelled(columns: Column[], { fiscalStart }: YearEvidence): DateColumn | null {
  const found = composeLabels(columns, fiscalStart);
  return found && describe(columns, found.madeFrom, found.values, found);
}

function numbered(columns: Column[], { texts }: YearEvidence): DateColumn | null {
  const found = composeNumberedSteps(columns, texts);
  return found && describe(columns, [found.index], found.values);
}

/** Years with their months below them, as a pivot table has them; the row of a year is its total. */
function nested(columns: Column[]): DateColumn | null {
  for (const [index, column] of columns.entries()) {
    if (column.kind !== 'text') continue;
    const labels = column.labels.map((label) => ({
      year: Number(/^\s*((?:19|20)\d{2})\s*$/.exec(label)?.[1]),
      month: readBareMonth(label),
      isQuarter: /^\s*(?:q|qtr|quartal|trimestre|t)\s?[1-4]\s*$/i.test(label),
    }));
    const months = labels.filter(({ month }) => !Number.isNaN(month));
    const isAllNamed = labels.every(({ year, month, isQuarter }) => isQuarter || !Number.isNaN(year) || month > 0);
    const first = labels[column.codes[0] ?? -1];
    if (!isAllNamed || months.length < 3 || !first || Number.isNaN(first.year)) continue;
    const totalRows: number[] = [];
    let last = Number.NaN;
    const values = Float64Array.from(column.codes, (code, row) => {
      const { year, month } = labels[code] ?? { year: Number.NaN, month: Number.NaN };
      if (!Number.isNaN(year)) last = year;
      if (code >= 0 && Number.isNaN(month)) totalRows.push(row);
      return eraMs(last, month, 1);
    });
    return describe(columns, [index], values, { totalRows });
  }
  return null;
}

/** Months, weeks or quarters that stand in the file without a year, in the year that is told elsewhere. */
function composeBareMonths(columns: Column[], { texts, asked }: YearEvidence): Composed {
  const found = findBareParts(columns);
  if (!found) return { columns, firstYear: null };
  const { index, numbers, perYear, timeOf } = found;
  const starts = startsOfBlocks(columns, index, numbers);
  const offsets = new Int32Array(numbers.length);
  for (const [block, start] of starts.entries()) {
    offsets.set(countYears(numbers.subarray(start, starts[block + 1]), perYear), start);
  }
  const { name } = columns[index];
  const year = asked ?? findFirstYear(texts, offsets.reduce((most, offset) => Math.max(most, offset), 0) + 1);
  const firstYear = { column: name, year };
  if (year === null) return { columns, firstYear };
  const values = numbers.map((number, row) => timeOf(year + offsets[row], number));
  const made = { ...describe(columns, [index], values), name: `${name} + ${year}` };
  return { columns: [...columns, made], firstYear };
}

/**
 * Where the periods of one series after the other stand below each other, each beginning with the same one: the rows at which they
 * begin, for no year has gone by there; else the first row alone.
 */
function startsOfBlocks(columns: Column[], ofPeriods: number, numbers: Float64Array): number[] {
  for (const [index, column] of columns.entries()) {
    const mayName = column.kind === 'text' || (column.kind === 'number' && soundsLikeId(column.name));
    if (index === ofPeriods || !mayName || soundsLikeTime(column.name)) continue;
    const values = column.kind === 'text' ? column.codes : column.values;
    const starts: number[] = [0];
    for (let row = 1; row < values.length; row++) if (values[row] !== values[row - 1]) starts.push(row);
    const areBlocks = starts.length > 1 && new Set(starts.map((row) => values[row])).size === starts.length;
    if (areBlocks && starts.every((row) => numbers[row] === numbers[0])) return starts;
  }
  return [0];
}

function composeCalendar(columns: Column[], rowCount: number): DateColumn | null {
  const found = findPart(columns, 'year');
  if (!found) return null;
  const year = { ...found, values: carryYears(found.values) };
  const dayOfYear = findPart(columns, 'day-of-year');
  if (dayOfYear) {
    const hour = findPart(columns, 'hour');
    const values = year.values.map((each, row) => {
      return dayOfYearMs(each, dayOfYear.values[row]) + (hour?.values[row] ?? 0) * 3_600_000;
    });
    return describe(columns, [year.index, dayOfYear.index, ...(hour ? [hour.index] : [])], values);
  }
  const named = findPart(columns, 'month');
  const dekad = composeDekads(columns, year, named, rowCount);
  if (dekad) return dekad;
  const weeks = findPart(columns, 'week');
  // Weeks of the year are finer than months, those of the month are not.
  const isOfYear = weeks?.values.some((number) => number > 12) && !findPart(columns, 'day');
  const week = named && !isOfYear ? null : weeks;
  const month = week ? null : named;
  const quarter = month || week ? null : findPart(columns, 'quarter');
  const finer = month ?? week ?? quarter;
  if (!finer || isFiscalName(columns[year.index].name)) return null;
  const day = month ? findPart(columns, 'day') : null;
  const years = week && named ? yearsOfWeeks(year.values, named.values, week.values) : year.values;
  const count = week ? countOf(years, week.values) : 'iso';
  const days = Float64Array.from({ length: rowCount }, (_, row) => {
    const wholeYear = years[row] ?? Number.NaN;
    const part = finer.values[row] ?? Number.NaN;
    if (week) return weekMs(wholeYear, part, count);
    return eraMs(wholeYear, quarter ? part * 3 - 2 : part, day ? (day.values[row] ?? Number.NaN) : 1);
  });
  const parts = [year, finer, day].flatMap((part) => (part ? [part.index] : []));
  const times = day ? findDayTimes(columns, days, day.index) : null;
  const { totalRows } = finer;
  if (!times) return describe(columns, parts, days, { totalRows });
  return describe(columns, [...parts, ...times.columns], addClock(days, times.clock, rowCount), { totalRows });
}

/** The year that each week belongs to: the last one of a year may reach into January, the first begin in December. */
function yearsOfWeeks(years: Float64Array, months: Float64Array, weeks: Float64Array): Float64Array {
  return years.map((year, row) => {
    if (months[row] === 1 && weeks[row] >= 52) return year - 1;
    return months[row] === 12 && weeks[row] === 1 ? year + 1 : year;
  });
}

/** The year of the row above where most rows have none, as where it stands in the first row of each year alone. */
function carryYears(years: Float64Array): Float64Array {
  const known = years.filter((year) => !Number.isNaN(year)).length;
  if (known === 0 || known > years.length / 2 || Number.isNaN(years[0])) return years;
  let last = Number.NaN;
  return years.map((year) => {
    if (!Number.isNaN(year)) last = year;
    return last;
  });
}

/** Thirds of months, numbered within the month or within the year. */
function composeDekads(
  columns: Column[],
  year: FoundPart,
  month: FoundPart | null,
  rowCount: number,
): DateColumn | null {
  const dekad = findPart(columns, 'dekad');
  if (!dekad || (month && dekad.values.some((value) => value > 3))) return null;
  const days = Float64Array.from({ length: rowCount }, (_, row) => {
    const before = dekad.values[row] - 1;
    const inYear = month ? month.values[row] : Math.floor(before / 3) + 1;
    return eraMs(year.values[row], inYear, 1 + 10 * (before % 3));
  });
  return describe(columns, [year.index, ...(month ? [month.index] : []), dekad.index], days);
}

/** The count that gives most of the weeks a date, ISO where several do. */
function countOf(years: Float64Array, weeks: Float64Array): WeekCount {
  if (weeks.some((week) => week === 0)) return 'monday';
  const hasIso = years.every((year, row) => {
    return Number.isNaN(year) || Number.isNaN(weeks[row]) || !Number.isNaN(weekMs(year, weeks[row], 'iso'));
  });
  return hasIso ? 'iso' : 'january-first';
}

function composeClock(columns: Column[], dateIndex: number, rowCount: number): DateColumn | null {
  const date = columns[dateIndex] as DateColumn;
  if (date.values.some((ms) => !Number.isNaN(ms) && ms % dayMs !== 0)) return null;
  const times = findDayTimes(columns, date.values, dateIndex);
  if (!times) return null;
  return describe(columns, [dateIndex, ...times.columns], addClock(date.values, times.clock, rowCount), date);
}

function addClock(days: Float64Array, clock: Float64Array, rowCount: number): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => days[row] + (clock[row] ?? Number.NaN));
}

/** @param date what the days come from: what is not known of it is not known of the whole */
function describe(
  columns: Column[],
  madeFrom: number[],
  values: Float64Array,
  date?: { isAmbiguous?: boolean; question?: DateQuestion | null; totalRows?: number[] },
): DateColumn {
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
    ...(date?.totalRows && date.totalRows.length > 0 && { totalRows: date.totalRows }),
  };
}

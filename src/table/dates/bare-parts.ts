/** Columns that name months, weeks, quarters or days without their year: `March`, `W52`, `KW 5`, `Q1`, `3101`. */
import { civilMs, dayMs } from '../../base/civil.ts';
import type { Column } from '../table.ts';
import { readBareMonth } from './bare-months.ts';
import { isMonthNames, isNamed } from './date-parts.ts';
import { soundsLikeTime } from './time-words.ts';
import { weekMs } from './weeks.ts';

export type BareParts = {
  index: number;
  /** [rows] from 1, NaN where there is none. */
  numbers: Float64Array;
  perYear: number;
  timeOf: (year: number, number: number) => number;
};

const ofMonth = (year: number, month: number) => civilMs(year, month, 1);
const ofQuarter = (year: number, quarter: number) => civilMs(year, quarter * 3 - 2, 1);
const ofWeek = (year: number, week: number) => weekMs(year, Math.min(week, 53), week > 52 ? 'january-first' : 'iso');

const labels: { pattern: RegExp; perYear: number; timeOf: BareParts['timeOf'] }[] = [
  {
    pattern:
      /^(?:w|kw|cw|wk|week|woche|semaine|semana|sem|s|settimana|неделя|tydzień|uge|v|hafta)[\s.-]*0?(\d{1,2})$/iu,
    perYear: 52,
    timeOf: ofWeek,
  },
  { pattern: /^(?:第\s*)?(\d{1,2})\s*[周週주]$/u, perYear: 52, timeOf: ofWeek },
  { pattern: /^(?:q|t|qtr|quarter|quartal)\s?([1-4])$/iu, perYear: 4, timeOf: ofQuarter },
  { pattern: /^([1-4])\.?\s?(?:q|quartal|quarter|trimestre|季度|분기)$/iu, perYear: 4, timeOf: ofQuarter },
];

export function findBareParts(columns: Column[]): BareParts | null {
  const month = columns.findIndex(isMonthNames);
  const named = columns[month];
  if (named?.kind === 'text') {
    return { index: month, numbers: numbersOf(named, readBareMonth), perYear: 12, timeOf: ofMonth };
  }
  for (const [index, column] of columns.entries()) {
    if (column.kind === 'number' && isNamed(column.name, 'week') && runsThroughWeeks(column.values)) {
      return { index, numbers: column.values, perYear: 52, timeOf: ofWeek };
    }
    const days = findDays(column);
    if (days) return { index, ...days };
    if (column.kind !== 'text' || column.labels.length < 3) continue;
    const found = labels.find(({ pattern }) => column.labels.every((label) => pattern.test(label.trim())));
    if (!found) continue;
    const read = (label: string) => Number(found.pattern.exec(label.trim())?.[1]);
    return { index, numbers: numbersOf(column, read), perYear: found.perYear, timeOf: found.timeOf };
  }
  return null;
}

/** Any leap year: days are numbered as in one, so that 29 February has a number. */
const leapYear = 2020;
const ofDay = (year: number, day: number) => {
  const at = new Date(civilMs(leapYear, 1, 1) + (day - 1) * dayMs);
  return civilMs(year, at.getUTCMonth() + 1, at.getUTCDate());
};
const fewestDays = 13;

/** Days and months of two digits each, `3101` or `0131`, under a name of time, where only one order reads all of them. */
function findDays(column: Column): Omit<BareParts, 'index'> | null {
  if (column.kind === 'date' || !soundsLikeTime(column.name)) return null;
  const texts = column.kind === 'text' ? column.labels : [...new Set(column.values)].map(String);
  if (texts.length < fewestDays || !texts.every((text) => /^\d{3,4}$/.test(text.trim()))) return null;
  const readings = ([2, 0] as const).map((monthPlace) => (text: string) => {
    const digits = text.trim().padStart(4, '0');
    const [month, day] = [monthPlace, 2 - monthPlace].map((place) => Number(digits.slice(place, place + 2)));
    return (civilMs(leapYear, month, day) - civilMs(leapYear, 1, 1)) / dayMs + 1;
  });
  const fitting = readings.filter((read) => texts.every((text) => !Number.isNaN(read(text))));
  if (fitting.length !== 1) return null;
  const [read] = fitting;
  const numbers = column.kind === 'text' ? numbersOf(column, read) : column.values.map((value) => read(String(value)));
  return { numbers, perYear: 365, timeOf: ofDay };
}

function numbersOf({ codes, labels: texts }: Extract<Column, { kind: 'text' }>, read: (label: string) => number) {
  const numbers = texts.map(read);
  return Float64Array.from(codes, (code) => numbers[code] ?? Number.NaN);
}

/** Whether whole numbers up to 53 rise by one from row to row, but for the step into a new year. */
function runsThroughWeeks(values: Float64Array): boolean {
  if (values.length < 8) return false;
  return values.every((value, row) => {
    if (!Number.isInteger(value) || value < 1 || value > 53) return false;
    const before = values[row - 1];
    return row === 0 || value === before + 1 || (value === 1 && before >= 52);
  });
}

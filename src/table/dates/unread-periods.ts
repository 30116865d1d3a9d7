/** A column that seems to name periods in a way that is not known. */
import { civilFromDays, civilMs, dayMs, daysInMonth } from '../../base/civil.ts';
import type { Column, DateColumn, RowDates } from '../table.ts';
import { soundsLikeTime } from './time-words.ts';

/** Fewer rows than this are numbered whatever they are called. */
const fewestRows = 3;
/** Dates order the rows where no fewer of these have one. */
const leastDated = 0.5;

/**
 * The first column whose name says that it holds times, or which stands in front and has another label with digits in each row;
 * else one of dates of which most are blank; null where most rows have dates, or nothing could be periods.
 */
export function findUnreadPeriods(columns: readonly Column[], rowCount: number): string | null {
  if (rowCount < fewestRows || columns.some((column) => shareOfDates(column, rowCount) >= leastDated)) return null;
  const found = columns.find((column, index) => {
    if (column.kind === 'date') return false;
    if (column.kind === 'number') return soundsLikeTime(column.name) && isVaried(column.values);
    const { labels } = column;
    if (labels.length < fewestRows) return false;
    if (soundsLikeTime(column.name)) return true;
    const isFirst = index === 0 && labels.length >= rowCount * 0.9;
    return isFirst && labels.filter((label) => /\d/.test(label)).length >= labels.length * 0.9;
  });
  const blank = columns.find((column, index) => {
    return shareOfDates(column, rowCount) > 0 && (index === 0 || soundsLikeTime(column.name));
  });
  return (found ?? blank)?.name ?? null;
}

/** How many of the rows have a date in a column, 0-1; 0 for columns of anything else. */
function shareOfDates(column: Column, rowCount: number): number {
  if (column.kind !== 'date') return 0;
  let dates = 0;
  for (const ms of column.values) if (!Number.isNaN(ms)) dates++;
  return dates / rowCount;
}

function isVaried(values: Float64Array): boolean {
  return new Set(values.subarray(0, 1000)).size >= fewestRows;
}

const monthsOf = { month: 1, quarter: 3, year: 12 };

/**
 * A column of dates for labels that nothing reads: each different one is a step after the one that came before it in the file. Beside
 * dates of which most are blank each row is a step.
 */
export function dateLabels(columns: readonly Column[], name: string, { first, unit }: RowDates): DateColumn | null {
  const index = columns.findIndex((column) => column.name === name);
  const column = columns[index];
  const start = Date.parse(`${first}T00:00:00Z`);
  if (!column || Number.isNaN(start)) return null;
  const numbers = column.kind === 'date' ? Array.from(column.values.keys()) : numbersOf(column);
  const values = Float64Array.from(numbers, (number) => (number < 0 ? Number.NaN : timeFrom(start, unit, number)));
  return {
    kind: 'date',
    name: `${name} + ${first}`,
    missing: numbers.filter((number) => number < 0).length,
    unreadable: 0,
    unreadableExamples: [],
    values,
    format: unit,
    isAmbiguous: false,
    question: null,
    madeFrom: [index],
  };
}

function numbersOf(column: Exclude<Column, DateColumn>): number[] {
  if (column.kind === 'text') return Array.from(column.codes);
  const first = column.values.reduce((least, value) => (value < least ? value : least), Number.POSITIVE_INFINITY);
  const last = column.values.reduce((most, value) => (value > most ? value : most), first);
  const isCount = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  // Numbers that count say themselves which step each is; those that name years and periods in one do not.
  if (isCount && last - first < column.values.length) {
    return Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : value - first));
  }
  const seen = new Map<number, number>();
  return Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return -1;
    const known = seen.get(value);
    if (known === undefined) seen.set(value, seen.size);
    return known ?? seen.size - 1;
  });
}

function timeFrom(start: number, unit: RowDates['unit'], steps: number): number {
  if (unit === 'day' || unit === 'week') return start + steps * dayMs * (unit === 'week' ? 7 : 1);
  const { year, month, day } = civilFromDays(Math.floor(start / dayMs));
  const months = month - 1 + steps * monthsOf[unit];
  const [wholeYear, wholeMonth] = [year + Math.floor(months / 12), (months % 12) + 1];
  return civilMs(wholeYear, wholeMonth, Math.min(day, daysInMonth(wholeYear, wholeMonth)));
}

/**
 * Weeks numbered within the periods of a retail year: twelve periods of four and five weeks (4-4-5, 4-5-4, 5-4-4), or thirteen of
 * four. A year of 53 weeks gives one of its periods a week more.
 */
import { dayMs } from '../../base/civil.ts';
import { isWholeTotal } from '../layout/total-words.ts';
import type { Column, DateQuestion } from '../table.ts';
import { isYears } from './bare-months.ts';
import { isFiscalName, isNamed } from './date-parts.ts';
import { fiscalMs } from './periods.ts';
import { nearestMonday } from './weeks.ts';

export type PeriodWeeks = {
  madeFrom: number[];
  /** [rows] the Monday on which each week begins; NaN for totals of periods. */
  values: Float64Array;
  totalRows: number[];
  question: DateQuestion;
};

type Part = 'year' | 'period' | 'week';
type Parts = Record<Part, number>;
/** What a column says of each row, and the rows that it calls totals. */
type Told = { index: number; told: Part[]; read: (row: number) => Parts; isTotal: (row: number) => boolean };

/** Fewer different periods keep no pattern. */
const fewestPeriods = 6;
const longestPeriod = 6;
const nothing: Parts = { year: Number.NaN, period: Number.NaN, week: Number.NaN };
const tokens: [part: Part, pattern: RegExp][] = [
  ['week', /(?<!\p{L})(?:w(?:(?:ee)?k)?|kw|woche|sem(?:aine|ana)?)\.?\s?0?(\d)(?!\d)/iu],
  ['period', /(?<!\p{L})p(?:er(?:iod[eo]?)?)?\.?\s?(\d{1,2})(?!\d)/iu],
  ['year', /(?<!\d)(?:fy|gj)?\s?(\d{4}|\d{2})(?!\d)/i],
];
const weekNames = /w(?:ee)?k|woche|semaine|semana|周|週/i;
const periodNames = /period|(?:^|[^a-z])per(?:[^a-z]|$)|期间|期間/i;

/** `2024-P01-W3`, `P1 W3`, `WK3`: each part once, and nothing else. */
function readLabel(label: string): Parts | null {
  const found = { ...nothing };
  let rest = label.replace(/_/g, ' ');
  for (const [part, pattern] of tokens) {
    const [whole, digits] = pattern.exec(rest) ?? [];
    if (whole === undefined) continue;
    const number = Number(digits);
    found[part] = part === 'year' && number < 100 ? number + 2000 : number;
    rest = rest.replace(whole, ' ');
  }
  return /^[\s\-/.,:]*$/.test(rest) ? found : null;
}

/** Whether a column holds fiscal years and nothing finer: `FY24`, `2023/24`. */
export function isFiscalYears(column: Column): boolean {
  return column.kind === 'date' && column.format === 'FY';
}

function tell(column: Column, index: number): Told | null {
  const never = () => false;
  if (column.kind === 'date') {
    if (!isYears(column) && !isFiscalYears(column)) return null;
    const { values, question } = column;
    // A fiscal year is named by its end.
    const more = question?.code === 'fiscal-start' && question.month > 1 ? 1 : 0;
    const read = (row: number) => ({ ...nothing, year: new Date(values[row]).getUTCFullYear() + more });
    return { index, told: ['year'], read, isTotal: never };
  }
  if (column.kind === 'number') {
    const { values, name, unreadable, unreadableExamples } = column;
    const part = partOf(name, values);
    const areTotals =
      unreadable > 0 && column.missing === 0 && unreadableExamples.every(({ text }) => isWholeTotal(text));
    if (!part) return null;
    const isTotal = areTotals ? (row: number) => Number.isNaN(values[row]) : never;
    return { index, told: [part], read: (row) => ({ ...nothing, [part]: values[row] }), isTotal };
  }
  const { labels, codes, name } = column;
  if (labels.length > 5000) return null;
  const totals = labels.map((label) => isWholeTotal(label));
  const all = labels.map((label, code) => (totals[code] ? nothing : readLabel(label)));
  const known = all.filter((parts) => parts !== nothing);
  if (known.length === 0 || known.includes(null)) return null;
  const told = (['year', 'period', 'week'] as const).filter((part) =>
    known.every((one) => one && !Number.isNaN(one[part])),
  );
  // Digits alone are a year only under its name.
  if (told.length === 0 || (told.length === 1 && told[0] === 'year' && !isYearName(name))) return null;
  return { index, told, read: (row) => all[codes[row]] ?? nothing, isTotal: (row) => totals[codes[row]] ?? false };
}

const isYearName = (name: string) => isFiscalName(name) || isNamed(name, 'year');

/** What a column of whole numbers counts, by its name and its numbers. */
function partOf(name: string, values: Float64Array): Part | null {
  const isWithin = (low: number, high: number) =>
    values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= low && value <= high));
  if (weekNames.test(name)) return isWithin(1, longestPeriod) ? 'week' : null;
  if (isYearName(name) && isWithin(1900, 2200)) return 'year';
  return (periodNames.test(name) || isNamed(name, 'month')) && isWithin(1, 13) ? 'period' : null;
}

/** @param fiscalStart the month in which the years begin, where the user said it */
export function composePeriodWeeks(columns: Column[], rowCount: number, fiscalStart = 1): PeriodWeeks | null {
  const all = columns.map(tell).filter((one) => one !== null);
  const chosen: Told[] = [];
  for (const part of ['year', 'period', 'week'] as const) {
    const found = chosen.find(({ told }) => told.includes(part)) ?? all.find(({ told }) => told.includes(part));
    if (!found) return null;
    if (!chosen.includes(found)) chosen.push(found);
  }
  const partAt = (part: Part) => {
    const teller = chosen.find(({ told }) => told.includes(part)) as Told;
    return Float64Array.from({ length: rowCount }, (_, row) => teller.read(row)[part]);
  };
  const [years, periods, weeks] = [partAt('year'), partAt('period'), partAt('week')];
  const calendar = findCalendar(years, periods, weeks);
  if (!calendar) return null;
  const firstYear = Math.min(...calendar.startOf.keys());
  const place = years.map((year, row) => calendar.placeOf(year, periods[row], weeks[row]));
  const startWith = (month: number) =>
    nearestMonday(fiscalMs({ year: firstYear, isSplit: false, isFiscal: true }, month, 0));
  const start = startWith(fiscalStart);
  const first = place.findIndex((week) => !Number.isNaN(week));
  const names = chosen.map(({ index }) => columns[index].name);
  return {
    madeFrom: chosen.map(({ index }) => index),
    values: place.map((week) => start + week * 7 * dayMs),
    totalRows: Array.from({ length: rowCount }, (_, row) => row).filter((row) =>
      chosen.some(({ isTotal }) => isTotal(row)),
    ),
    question: {
      code: 'fiscal-start',
      column: names.join(' + '),
      month: fiscalStart,
      example: `${years[first]} P${periods[first]} W${weeks[first]}`,
      exampleMs: Array.from({ length: 12 }, (_, month) => startWith(month + 1) + place[first] * 7 * dayMs),
    },
  };
}

type RetailYears = {
  /** Weeks from the first year of the file to the beginning of each. */
  startOf: Map<number, number>;
  placeOf: (year: number, period: number, week: number) => number;
};

/** The pattern of four and five weeks that all periods keep, but for one week more in a year; null where they keep none. */
function findCalendar(years: Float64Array, periods: Float64Array, weeks: Float64Array): RetailYears | null {
  const longest = new Map<number, number>();
  for (let row = 0; row < years.length; row++) {
    const key = years[row] * 100 + periods[row];
    if (Number.isNaN(key) || Number.isNaN(weeks[row])) continue;
    longest.set(key, Math.max(longest.get(key) ?? 0, weeks[row]));
  }
  if (longest.size < fewestPeriods) return null;
  const [hasThirteen, hasFive] = [
    [...longest.keys()].some((key) => key % 100 === 13),
    Math.max(...longest.values()) >= 5,
  ];
  const patterns = hasThirteen
    ? [[4]]
    : hasFive
      ? [
          [4, 4, 5],
          [4, 5, 4],
          [5, 4, 4],
        ]
      : [];
  const all = [...new Set([...longest.keys()].map((key) => Math.floor(key / 100)))].sort((a, b) => a - b);
  for (const pattern of patterns) {
    const lengthOf = (period: number) => pattern[(period - 1) % pattern.length];
    const excess = (key: number) => (longest.get(key) ?? 0) - lengthOf(key % 100);
    const longer = [...longest.keys()].filter((key) => excess(key) > 0);
    const longerOf = new Map(longer.map((key) => [Math.floor(key / 100), key % 100]));
    if (longer.some((key) => excess(key) > 1) || longerOf.size < longer.length) continue;
    // Of a year that is not over the last period may be short; most of the others are whole.
    if ([...longest.keys()].filter((key) => excess(key) < 0).length > longest.size * 0.2) continue;
    if (longerOf.size > Math.ceil(all.length / 4)) continue;
    const startOf = new Map<number, number>();
    let start = 0;
    for (let year = all[0]; year <= all[all.length - 1]; year++) {
      startOf.set(year, start);
      start += 52 + (longerOf.has(year) ? 1 : 0);
    }
    const placeOf = (year: number, period: number, week: number) => {
      let before = startOf.get(year) ?? Number.NaN;
      for (let each = 1; each < period; each++) before += lengthOf(each) + (longerOf.get(year) === each ? 1 : 0);
      return Number.isNaN(period) ? Number.NaN : before + week - 1;
    };
    return { startOf, placeOf };
  }
  return null;
}

/** A year in one column and the label or number of a period in another: `FY24` and `Q1`, 2024 and `M01`. */
import { dayMs } from '../../base/civil.ts';
import type { Column, DateColumn, DateQuestion } from '../table.ts';
import { isYears, readBareMonth } from './bare-months.ts';
import { isFiscalName, isMonthNames, isNamed } from './date-parts.ts';
import { decideDateFormat } from './decide-date-format.ts';
import { askFiscalStart } from './fiscal-question.ts';
import { isFiscalYears } from './weeks-of-periods.ts';

export type LabelledDates = {
  madeFrom: number[];
  values: Float64Array;
  totalRows: number[];
  question: DateQuestion | null;
};

const mostPairs = 20_000;
const weekMs = 7 * dayMs;
/** Years of 52 weeks drift from the calendar by a week in five or six years. */
const mostShiftWeeks = 4;
const yearLabel = /^(?:fy|gj|f)?[\s.'-]*(?:\d{4}|\d{2})(?:\s?[-/]\s?(?:\d{4}|\d{2}))?$/i;
const unitLabel = /^(?:[a-z]{1,8}[\s.-]*\d{1,3}|\d{1,2}\s?\p{L}+.*|[上下]半[年期]|0\d{2})$/iu;

/** What stands in a row as a text; null for columns that cannot be such a part. */
type Says = (row: number) => string | null;

function sayYear(column: Column): Says | null {
  const isFiscal = isFiscalName(column.name);
  const prefix = isFiscal ? 'FY' : '';
  const isNamedYear = isFiscal || isNamed(column.name, 'year');
  if (column.kind === 'date') {
    const { values } = column;
    if (isFiscalYears(column)) return sayFiscalYear(column);
    if (!isYears(column)) return null;
    return (row) => (Number.isNaN(values[row]) ? null : `${prefix}${new Date(values[row]).getUTCFullYear()}`);
  }
  if (column.kind === 'number') {
    const { values } = column;
    const isYear = values.every(
      (value) => Number.isNaN(value) || (value >= 1600 && value <= 2700 && Number.isInteger(value)),
    );
    return isNamedYear && isYear ? (row) => (Number.isNaN(values[row]) ? null : `${prefix}${values[row]}`) : null;
  }
  const { labels, codes } = column;
  if (labels.length === 0 || !labels.every((label) => yearLabel.test(label.trim()))) return null;
  const hasWord = labels.some((label) => /^[a-z]/i.test(label.trim()));
  if (!isNamedYear && !hasWord) return null;
  return (row) => (codes[row] < 0 ? null : hasWord ? (labels[codes[row]] ?? null) : `${prefix}${labels[codes[row]]}`);
}

/** Fiscal years that were read as dates, as the file writes them: `FY2024` by its end, `2023/24` by both. */
function sayFiscalYear({ values, question }: DateColumn): Says {
  const { month = 1, example = '' } = question?.code === 'fiscal-start' ? question : {};
  const isSplit = /\d\s?[-/]\s?\d/.test(example);
  const more = month > 1 ? 1 : 0;
  return (row) => {
    if (Number.isNaN(values[row])) return null;
    const year = new Date(values[row]).getUTCFullYear();
    return isSplit ? `${year}/${String((year + 1) % 100).padStart(2, '0')}` : `FY${year + more}`;
  };
}

const numberedUnits: [pattern: RegExp, letter: string][] = [
  [/quarter|quartal|trimestre|qtr|квартал|kwarta/i, 'Q'],
  [/half|halbjahr|semest/i, 'H'],
  [/week|woche|semana|semaine|(?:^|[^a-z])(?:kw|cw|wk)(?:[^a-z]|$)/i, 'W'],
  [/period|periode|buchungsperiode|(?:^|[^a-z])per(?:[^a-z]|$)|期间|期間/i, 'P'],
  [/month|monat|mois|mese|(?:^|[^a-z])mes(?:[^a-z]|$)/i, 'P'],
];

function sayUnit(column: Column, isFiscal: boolean): Says | null {
  if (column.kind === 'date') return null;
  if (column.kind === 'number') {
    const { values } = column;
    const letter = numberedUnits.find(([pattern]) => pattern.test(column.name))?.[1];
    if (!letter || (letter === 'P' && !isFiscal && !/period/i.test(column.name))) return null;
    if (!values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value <= 53)))
      return null;
    return (row) => (Number.isNaN(values[row]) ? null : sayNumber(letter, values[row]));
  }
  const { labels, codes } = column;
  if (isFiscal && isMonthNames(column)) return (row) => labels[codes[row]]?.trim() ?? null;
  if (labels.length < 2 || labels.length > 60 || !labels.every((label) => unitLabel.test(label.trim()))) return null;
  return (row) => labels[codes[row]]?.trim() ?? null;
}

/** Periods beyond the twelfth are those in which a year is closed: three digits say so. */
function sayNumber(letter: string, value: number): string {
  return letter === 'P' ? String(value).padStart(3, '0') : `${letter}${value}`;
}

export function composeLabels(columns: Column[], fiscalStart: number | undefined): LabelledDates | null {
  for (const [yearIndex, yearColumn] of columns.entries()) {
    const year = sayYear(yearColumn);
    if (!year) continue;
    const found = columns.flatMap((unitColumn, unitIndex) => {
      const isFiscal = isFiscalName(yearColumn.name) || isFiscalYears(yearColumn);
      const unit = unitIndex === yearIndex ? null : sayUnit(unitColumn, isFiscal);
      const dates = unit && readPairs(year, unit, yearColumn, unitColumn, fiscalStart);
      return dates ? [{ ...dates, madeFrom: [yearIndex, unitIndex], count: new Set(dates.values).size }] : [];
    });
    // Of a quarter, a period and a week the week tells most.
    const finest = found.reduce<(typeof found)[number] | null>(
      (one, other) => (one && one.count >= other.count ? one : other),
      null,
    );
    if (finest) return finest;
  }
  return null;
}

/** Months and halves as the Bureau of Labor Statistics numbers them. */
const numberedMonth = /^M(?:0[1-9]|1[0-3])\s/i;
const halfBesideMonths = /^(?:S0[1-3]|HALF ?[12])\s/i;

function readPairs(
  year: Says,
  unit: Says,
  yearColumn: Column,
  unitColumn: Column,
  fiscalStart: number | undefined,
): Omit<LabelledDates, 'madeFrom'> | null {
  const length = unitColumn.kind === 'text' ? unitColumn.codes.length : unitColumn.values.length;
  const labels = Array.from({ length }, (_, row) => {
    const [own, part] = [year(row), unit(row)];
    return own === null || part === null ? '' : spell(own, part);
  });
  const all = [...new Set(labels)].filter((label) => label !== '');
  if (all.length > mostPairs) return null;
  // Of a year of months its halves are totals, as the thirteenth is.
  const hasMonths = all.some((label) => numberedMonth.test(label));
  const isHalf = (label: string) => hasMonths && halfBesideMonths.test(label);
  const distinct = all.filter((label) => !isHalf(label));
  const start = fiscalStart ?? firstMonthOf(year, unit, length);
  const context = { soundsLikeTime: true, isFirst: false, isKey: false, isNamed: true, usualOrder: 'dmy' as const };
  const sample = distinct.slice(0, 1000);
  const decision = decideDateFormat(sample, start ? { ...context, fiscalStart: start } : context);
  if (!decision || decision.share < 0.9) return null;
  const { format } = decision;
  const times = new Map(distinct.map((label) => [label, format.read(label)]));
  const read = Float64Array.from(labels, (label) => times.get(label) ?? Number.NaN);
  const values = format.name === 'FY Www' ? followYears(read, labels) : read;
  const totalRows = [...labels.keys()].filter((row) => isHalf(labels[row]) || format.isTotal?.(labels[row]));
  return {
    values,
    totalRows,
    question: askFiscalStart(`${yearColumn.name} + ${unitColumn.name}`, format, distinct[0] ?? ''),
  };
}

/** Weeks of fiscal years that follow one another: each year begins where the one before it ends, whole years having 52 weeks or 53. */
function followYears(read: Float64Array, labels: string[]): Float64Array {
  const starts = new Map<string, number>();
  const lengths = new Map<string, number>();
  const placed = labels.map((label) => {
    const [, week = '', year = ''] = /(\d+)\s+(.*)$/.exec(label) ?? [];
    return { year, week: Number(week) };
  });
  for (const [row, { year, week }] of placed.entries()) {
    if (Number.isNaN(read[row])) continue;
    if (week < 1) return read;
    starts.set(year, read[row] - (week - 1) * weekMs);
    lengths.set(year, Math.max(lengths.get(year) ?? 0, week));
  }
  const years = [...starts.keys()].sort((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0));
  if (years.slice(0, -1).some((year) => (lengths.get(year) ?? 0) < 52)) return read;
  for (const [at, year] of years.entries()) {
    const before = years[at - 1];
    if (before === undefined) continue;
    const next = (starts.get(before) ?? 0) + (lengths.get(before) ?? 0) * weekMs;
    // A year that the file lacks lies between.
    if (Math.abs(next - (starts.get(year) ?? 0)) <= mostShiftWeeks * weekMs) starts.set(year, next);
  }
  return read.map((ms, row) =>
    Number.isNaN(ms) ? ms : (starts.get(placed[row].year) ?? ms) + (placed[row].week - 1) * weekMs,
  );
}

/** The month with which whole years begin, where the rows of all of them follow one another from the same one on. */
function firstMonthOf(year: Says, unit: Says, length: number): number | undefined {
  const monthsOf = new Map<string, Set<number>>();
  for (let row = 0; row < length; row++) {
    const [own, month] = [year(row), readBareMonth(unit(row) ?? '')];
    if (own === null || Number.isNaN(month)) continue;
    const months = monthsOf.get(own) ?? new Set();
    monthsOf.set(own, months.add(month));
  }
  const whole = [...monthsOf.values()].map((months) => [...months]).filter((months) => months.length === 12);
  const follow = (months: number[]) => months.every((month, at) => at === 0 || month === (months[at - 1] % 12) + 1);
  const firsts = new Set(whole.map((months) => (follow(months) ? months[0] : Number.NaN)));
  const [first] = firsts;
  return firsts.size === 1 && first > 0 ? first : undefined;
}

/** Three digits alone are a period only in front of the year. */
function spell(year: string, unit: string): string {
  if (/^A0?1$/i.test(unit)) return year;
  return /^0\d{2}$/.test(unit) ? `${unit}/${year}` : `${unit} ${year}`;
}

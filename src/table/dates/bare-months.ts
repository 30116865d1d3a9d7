/** Months without a year: their year from what stands around them. */
import { readMonthName } from './month-names.ts';

/** What stands around months that may tell their year, the most telling first, and the year that the user said. */
export type YearEvidence = { texts: string[]; asked: number | undefined; fiscalStart?: number | undefined };

/** Whether a column of dates holds years alone. */
export function isYears({ format }: { format: string }): boolean {
  return format === 'YYYY' || format === 'YYYY年';
}

/** 1-12 for the name of a month or `3月`; NaN for all else. */
export function readBareMonth(text: string): number {
  const trimmed = text.trim();
  const named = readMonthName(trimmed);
  if (!Number.isNaN(named)) return named;
  const month = Number(/^(\d{1,2})\s*月份?$/.exec(trimmed)?.[1]);
  return month >= 1 && month <= 12 ? month : Number.NaN;
}

/** Whether texts are names of months, three different ones at least. */
export function areBareMonths(texts: readonly string[]): boolean {
  const months = texts.map(readBareMonth);
  return !months.some(Number.isNaN) && new Set(months).size >= 3;
}

/**
 * How many years after the first each month lies: months that follow one another go on into the next year behind December;
 * in any other order, as where the months of several products stand below each other, all are of one year.
 *
 * @param months from 1 in the order of the file; NaN where there is none
 * @param perYear how many there are in a year at least: months, weeks or quarters
 */
export function countYears(months: ArrayLike<number>, perYear = 12): Int32Array {
  const years = new Int32Array(months.length);
  let last = Number.NaN;
  let year = 0;
  for (let i = 0; i < months.length; i++) {
    const month = months[i];
    if (!Number.isNaN(month)) {
      const isNext = month === last + 1 || (month === 1 && last >= perYear);
      if (!Number.isNaN(last) && !isNext) return new Int32Array(months.length);
      if (month < last) year++;
      last = month;
    }
    years[i] = year;
  }
  return years;
}

/**
 * The year in which months begin that span so many years, by titles, the sheet's and the file's name: the first of these
 * that names years decides, if they are as many. Dates with a day in them tell when a file was made, not what it is about.
 *
 * @param texts what stands around the table, the most telling first
 */
export function findFirstYear(texts: readonly string[], spannedYears: number): number | null {
  for (const text of texts) {
    const years = yearsIn(text);
    if (years.length === 0) continue;
    const first = Math.min(...years);
    return Math.max(...years) - first + 1 === spannedYears && years.length <= 2 ? first : null;
  }
  return null;
}

function yearsIn(text: string): number[] {
  const bare = text.replace(/\d{1,4}([-./_])\d{1,2}\1\d{1,4}/g, ' ');
  const range = /(?<!\d)((?:19|20)\d{2})\s*[-–/]\s*(\d{2})(?!\d)/.exec(bare);
  if (range) return [Number(range[1]), Number(`${range[1]?.slice(0, 2)}${range[2]}`)];
  const found = bare.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g) ?? [];
  return [...new Set(found.map(Number))];
}

/** Rhythms whose points no fixed number of days or months sets apart: parts of months, retail months, opening hours. */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../base/civil.ts';
import type { RetailCalendar, Step } from './step.ts';

const weekMs = 7 * dayMs;
/** Monday, 29 December 1969. */
const firstMonday = -3 * dayMs;

/** Points counted from a fixed one: `numberAt` gives the last at or before a time, `timeOf` its time. */
export type Numbering = { numberAt: (ms: number) => number; timeOf: (number: number) => number };

/** Null for rhythms that are even. */
export function numberingOf({ open, days, retail }: Step): Numbering | null {
  if (open) return byOpenTimes(open);
  if (days) return byDays(days);
  return retail ? byRetailMonths(retail) : null;
}

function byOpenTimes(open: readonly number[]): Numbering {
  const count = open.length;
  return {
    timeOf: (number) => {
      const week = Math.floor(number / count);
      return firstMonday + week * weekMs + open[number - week * count];
    },
    numberAt: (ms) => {
      const week = Math.floor((ms - firstMonday) / weekMs);
      const within = ms - firstMonday - week * weekMs;
      return week * count + open.findLastIndex((offset) => offset <= within);
    },
  };
}

function byDays(days: readonly number[]): Numbering {
  const count = days.length;
  const timeOf = (number: number) => {
    const months = Math.floor(number / count);
    const year = Math.floor(months / 12);
    const month = months - year * 12 + 1;
    return daysFromCivil(year, month, Math.min(days[number - months * count], daysInMonth(year, month))) * dayMs;
  };
  return {
    timeOf,
    numberAt: (ms) => {
      const { year, month } = civilFromDays(Math.floor(ms / dayMs));
      let number = (year * 12 + month) * count - 1;
      while (timeOf(number) > ms) number--;
      return number;
    },
  };
}

function byRetailMonths(calendar: RetailCalendar): Numbering {
  const timeOf = (number: number) => {
    const year = Math.floor(number / 12);
    const day = calendar.isStart ? endOfRetailMonth(calendar, number - 1) + 1 : endOfRetailMonth(calendar, number);
    return Number.isNaN(year) ? Number.NaN : day * dayMs;
  };
  return {
    timeOf,
    numberAt: (ms) => {
      const { year } = civilFromDays(Math.floor(ms / dayMs));
      let number = year * 12 + 24;
      while (timeOf(number) > ms) number--;
      return number;
    },
  };
}

/** The last day, since 1970, of a month numbered 0-11 within twelve times its fiscal year. */
function endOfRetailMonth(calendar: RetailCalendar, number: number): number {
  const year = Math.floor(number / 12);
  const month = number - year * 12;
  if (month === 11) return endOfRetailYear(calendar, year);
  const weeks =
    Math.floor((month + 1) / 3) * 13 + [0, 4, 8][(month + 1) % 3] + (calendar.longMonth < (month + 1) % 3 ? 1 : 0);
  return endOfRetailYear(calendar, year - 1) + weeks * 7;
}

/** The last of a weekday in the month in which the year ends, or the one nearest to the end of that month. */
function endOfRetailYear({ endMonth, endsNearest, weekday }: RetailCalendar, year: number): number {
  const last = daysFromCivil(year, endMonth, daysInMonth(year, endMonth));
  const latest = endsNearest ? last + 3 : last;
  return latest - ((((latest + 3 - weekday) % 7) + 7) % 7);
}

const yearEnds: [month: number, endsNearest: boolean][] = [1, 12, 9, 6, 3, 8, 2, 10, 7, 5, 4, 11].flatMap(
  (month): [number, boolean][] => [
    [month, true],
    [month, false],
  ],
);

/**
 * The calendar of months of four and five weeks that all days keep, the more usual ones first; null where they keep none.
 *
 * @param days since 1970, increasing
 */
export function findRetailCalendar(days: readonly number[]): RetailCalendar | null {
  if (days.length < 6) return null;
  const differences = days.slice(1).map((day, i) => day - days[i]);
  const isWhole = differences.every((difference) => difference % 7 === 0);
  const short = differences.filter((difference) => difference === 28).length;
  const long = differences.filter((difference) => difference === 35).length;
  if (!isWhole || short + long < differences.length * 0.9 || long < differences.length * 0.2 || short < long)
    return null;
  for (const isStart of [false, true]) {
    const weekday = (((days[0] + 3 - (isStart ? 1 : 0)) % 7) + 7) % 7;
    for (const [endMonth, endsNearest] of yearEnds) {
      for (const longMonth of [1, 0, 2] as const) {
        const calendar = { longMonth, endMonth, endsNearest, weekday, isStart };
        const { numberAt, timeOf } = byRetailMonths(calendar);
        if (days.every((day) => timeOf(numberAt(day * dayMs)) === day * dayMs)) return calendar;
      }
    }
  }
  return null;
}

/** Parts that a month may have. */
const fewestOfDay = 0.2;

/** The two or three days of each month on which all points lie, 31 for the last; null where these are more or fewer. */
export function findDaysOfMonth(days: readonly number[]): number[] | null {
  if (days.length < 6) return null;
  const counts = new Map<number, number>();
  for (const each of days) {
    const { year, month, day } = civilFromDays(each);
    const named = day >= 28 && day === daysInMonth(year, month) ? 31 : day;
    counts.set(named, (counts.get(named) ?? 0) + 1);
  }
  // A month of thirty days or fewer ends on the day that others keep.
  const kept = [...counts].filter(([, count]) => count >= days.length * fewestOfDay).map(([day]) => day);
  const share = kept.reduce((sum, day) => sum + (counts.get(day) ?? 0), 0) / days.length;
  return (kept.length === 2 || kept.length === 3) && share >= 0.95 ? kept.sort((a, b) => a - b) : null;
}

const leastOpen = 0.85;
const fewestWeeks = 3;

/**
 * The times of the week, in milliseconds from Monday, at which there are rows: opening hours. Null where rows lie at most times
 * of the week, or at such times too seldom.
 */
export function findOpenTimes(times: Float64Array, stepMs: number): number[] | null {
  const slots = weekMs / stepMs;
  const weeks = (times[times.length - 1] - times[0]) / weekMs;
  if (weeks < fewestWeeks || !Number.isInteger(slots)) return null;
  // Each time of the week is there once a week at most: with so many rows there are too many of them, without counting.
  if (times.length > slots * leastOpen * (Math.floor(weeks) + 1)) return null;
  const counts = new Map<number, number>();
  for (const ms of times) {
    const within = (((ms - firstMonday) % weekMs) + weekMs) % weekMs;
    counts.set(within, (counts.get(within) ?? 0) + 1);
  }
  if (counts.size > slots * leastOpen) return null;
  const open = [...counts].filter(([, count]) => count >= weeks * 0.5);
  const rows = open.reduce((sum, [, count]) => sum + count, 0);
  const isDense = rows >= open.length * (weeks - 1) * leastOpen;
  const isWhole = rows === times.length;
  return isWhole && isDense && open.length >= 2 ? open.map(([within]) => within).sort((a, b) => a - b) : null;
}

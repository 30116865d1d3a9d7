/** Whether what stands out comes back at the same time of other years, as bank holidays and Decembers do. */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../base/civil.ts';
import { indexAt, timeAt, weekdayOf } from './calendar.ts';
import { expectValues } from './expected-values.ts';
import type { Series } from './series.ts';

/** Of the distance from what is usual, what another year has to show at least, and in which share of the years. */
const leastAlike = 0.4;
const leastYears = 0.5;

/** Easter Sunday in days since 1970 (the anonymous Gregorian algorithm: Meeus 1991, Astronomical Algorithms, ch. 8). */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return daysFromCivil(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** The days of another year that are what a day is in its own: its date, the days beside it, its weekday's nearest, its place about Easter. */
function daysAlike(day: number, year: number, unit: Series['step']['unit']): number[] {
  const own = civilFromDays(day);
  const date = daysFromCivil(year, own.month, Math.min(own.day, daysInMonth(year, own.month)));
  if (unit === 'month' || unit === 'quarter') return [date];
  if (unit === 'week') return [date - 7, date, date + 7];
  const weekday = weekdayOf(day);
  const sameWeekday = [-6, -5, -4, -3, -2, 2, 3, 4, 5, 6].map((away) => date + away);
  const easter = easterOf(year) + (day - easterOf(own.year));
  return [date - 1, date, date + 1, ...sameWeekday.filter((other) => weekdayOf(other) === weekday), easter];
}

const units: readonly Series['step']['unit'][] = ['day', 'business-day', 'week', 'month', 'quarter'];

export type ByYear = {
  /** Points that stand out in their year alone, ascending. */
  alone: number[];
  /** Those that do so in others too. */
  again: number[];
};

/**
 * @param y values; NaN where there are none
 * @param flagged points that stand out, ascending
 */
export function splitByYear(
  { y, firstMs, step }: Pick<Series, 'y' | 'firstMs' | 'step'>,
  flagged: readonly number[],
  seasonLength: number,
): ByYear {
  const isLong = timeAt(firstMs, step, y.length - 1) - firstMs > 365 * dayMs;
  if (flagged.length === 0 || !isLong || step.every !== 1 || !units.includes(step.unit))
    return { alone: [...flagged], again: [] };
  const isMasked = new Uint8Array(y.length);
  for (const at of flagged) isMasked[at] = 1;
  // A season of a year has what returns in it already.
  const expected = expectValues(y, isMasked, step.unit === 'month' || step.unit === 'quarter' ? 1 : seasonLength);
  const awayAt = (at: number) => y[at] - expected.at(at);
  const yearOf = (at: number) => civilFromDays(Math.floor(timeAt(firstMs, step, at) / dayMs)).year;
  const [first, last] = [yearOf(0), yearOf(y.length - 1)];

  function returns(at: number): boolean {
    const away = awayAt(at);
    const day = Math.floor(timeAt(firstMs, step, at) / dayMs);
    const { year: own } = civilFromDays(day);
    let years = 0;
    let alike = 0;
    for (let year = first; year <= last; year += 1) {
      if (year === own) continue;
      const places = daysAlike(day, year, step.unit).map((other) => indexAt(firstMs, step, other * dayMs + dayMs - 1));
      const known = places.filter((place) => place >= 0 && place < y.length && Number.isFinite(y[place]));
      if (known.length === 0) continue;
      years += 1;
      if (known.some((place) => awayAt(place) / away >= leastAlike)) alike += 1;
    }
    return years > 0 && alike >= leastYears * years;
  }

  const again = flagged.filter(returns);
  return { alone: flagged.filter((at) => !again.includes(at)), again };
}

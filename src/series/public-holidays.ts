/**
 * Public holidays of a country, from tables that scripts/holiday-tables.mjs makes of date-holidays. They say nothing of years
 * before `firstYear` and after `lastYear`.
 *
 * A country's text is a list of rules, separated by spaces, and a day is a holiday where any of them holds:
 * `1225` on 25 December; `0102/1` on 2 January where that is a Monday (Sunday is 0); `5.1.-1` on the last Monday of May, `11.4.4` on
 * the fourth Thursday of November; `a-2` two days before feast `a`, whose days the tables list. `@1990-2005,2010-` after a rule
 * are the years in which it holds, all where there is none. `=` begins a list of single days. A list of days holds the
 * distance of each from the one before, the first from 1 January of `firstYear`, in base 36.
 */
import { civilFromDays, dayMs } from '../base/civil.ts';

export type HolidayTables = {
  firstYear: number;
  lastYear: number;
  feasts: Record<string, string>;
  countries: Record<string, string>;
};

const dayFrom = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / dayMs;
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

function readDays(text: string, firstYear: number): number[] {
  let day = dayFrom(firstYear, 1, 1);
  return text.split(',').map((apart) => {
    day += Number.parseInt(apart, 36);
    return day;
  });
}

/** Whether a rule holds in a year, by the part after its `@`. */
function readYears(text: string | undefined): (year: number) => boolean {
  if (text === undefined) return () => true;
  const runs = text.split(',').map((run): [number, number] => {
    const [from = '', to = from] = run.split('-');
    return [from === '' ? Number.NEGATIVE_INFINITY : Number(from), to === '' ? Number.POSITIVE_INFINITY : Number(to)];
  });
  return (year) => runs.some(([from, to]) => year >= from && year <= to);
}

/** The day in a year of a rule that is no feast's; null in years without it. */
function dayOfRule(rule: string, year: number): number | null {
  if (rule.includes('.')) {
    const [month = 1, weekday = 0, place = 1] = rule.split('.').map(Number);
    const edge = place < 0 ? dayFrom(year, month + 1, 1) - 7 : dayFrom(year, month, 1) + 7 * (place - 1);
    const day = edge + ((weekday - weekdayOf(edge) + 7) % 7);
    return new Date(day * dayMs).getUTCMonth() + 1 === month ? day : null;
  }
  const [date, weekday] = rule.split('/');
  const [month, dayOfMonth] = [Number(date.slice(0, 2)), Number(date.slice(2))];
  const day = dayFrom(year, month, dayOfMonth);
  const exists = new Date(day * dayMs).getUTCDate() === dayOfMonth;
  return exists && (weekday === undefined || weekdayOf(day) === Number(weekday)) ? day : null;
}

/** Each holiday of a country by its rule, with its days from one year to another, both included, counted from 1970. */
function listHolidays(
  { firstYear, lastYear, feasts, countries }: HolidayTables,
  country: string,
  fromYear: number,
  toYear: number,
): number[][] {
  const [from, to] = [Math.max(fromYear, firstYear), Math.min(toYear, lastYear)];
  const rules = (countries[country] ?? '').split(' ').filter((rule) => rule !== '');
  return rules.map((text) => {
    const days: number[] = [];
    const add = (day: number, holds: (year: number) => boolean) => {
      const { year } = civilFromDays(day);
      if (year >= from && year <= to && holds(year)) days.push(day);
    };
    if (text.startsWith('=')) {
      for (const day of readDays(text.slice(1), firstYear)) add(day, () => true);
      return days;
    }
    const [rule = '', span] = text.split('@');
    const holds = readYears(span);
    const feast = feasts[rule[0]];
    if (feast) {
      for (const day of readDays(feast, firstYear)) add(day + Number(rule.slice(1)), holds);
      return days;
    }
    for (let year = from; year <= to; year += 1) {
      const day = holds(year) ? dayOfRule(rule, year) : null;
      if (day !== null) days.push(day);
    }
    return days;
  });
}

/**
 * @param country two letters (ISO 3166-1); one that the tables lack has no holidays
 * @returns the days of its public holidays from one year to another, both included, counted from 1970
 */
export function listPublicHolidays(
  tables: HolidayTables,
  country: string,
  fromYear: number,
  toYear: number,
): Set<number> {
  return new Set(listHolidays(tables, country, fromYear, toYear).flat());
}

/** A holiday farther away from an event is not the one that it goes with. */
const mostAway = 14;

/**
 * The days on which something comes that goes with a holiday, such as the Friday after Thanksgiving: as far from it each year as it was
 * once from the nearest.
 *
 * @param day of that once, counted from 1970
 * @returns null where no holiday of the country was near
 */
export function daysWithHoliday(
  tables: HolidayTables,
  country: string,
  day: number,
  [fromYear, toYear]: readonly [number, number],
): number[] | null {
  const { year } = civilFromDays(day);
  let nearest: { days: number[]; away: number } | null = null;
  for (const days of listHolidays(tables, country, Math.min(fromYear, year - 1), Math.max(toYear, year + 1))) {
    for (const holiday of days) {
      const away = day - holiday;
      if (Math.abs(away) <= mostAway && Math.abs(away) < Math.abs(nearest?.away ?? Number.POSITIVE_INFINITY))
        nearest = { days, away };
    }
  }
  if (!nearest) return null;
  const { days, away } = nearest;
  return days
    .map((holiday) => holiday + away)
    .filter((one) => {
      const { year: own } = civilFromDays(one);
      return own >= fromYear && own <= toYear;
    });
}

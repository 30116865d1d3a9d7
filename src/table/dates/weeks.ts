/** Weeks of a year, as those count that number them. */
import { dayMs, daysFromCivil } from '../../base/civil.ts';

/**
 * `iso`: the first week is the one with 4 January. `january-first`: weeks of seven days from 1 January on, the last of which is
 * one or two days long. `monday`: the days before the first Monday are week 0.
 */
export type WeekCount = 'iso' | 'january-first' | 'monday';
export const weekCounts: readonly WeekCount[] = ['iso', 'january-first', 'monday'];

/** Milliseconds since 1970 of the first day of a week; NaN for one that the year does not have. */
export function weekMs(year: number, week: number, count: WeekCount): number {
  if (count === 'iso') return startOfIsoWeek(year, week, 1);
  const first = daysFromCivil(year, 1, 1);
  if (count === 'january-first') return week >= 1 && week <= 53 ? (first + (week - 1) * 7) * dayMs : Number.NaN;
  const monday = first + ((7 - weekdayNumber(first)) % 7);
  const start = monday + (week - 1) * 7;
  return week >= 0 && start < daysFromCivil(year + 1, 1, 1) ? Math.max(first, start) * dayMs : Number.NaN;
}

/** 0 for Monday. */
function weekdayNumber(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** @param weekday 1 for Monday to 7 for Sunday */
export function startOfIsoWeek(year: number, week: number, weekday: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  const monday = fourth - weekdayNumber(fourth);
  const start = monday + (week - 1) * 7;
  const thursday = daysFromCivil(year + 1, 1, 1);
  if (!(week >= 1 && week <= 53 && weekday >= 1 && weekday <= 7) || start + 3 >= thursday) return Number.NaN;
  return (start + weekday - 1) * dayMs;
}

/** The Monday that is at most three days away, in milliseconds as the day is: the first of a year of whole weeks. */
export function nearestMonday(ms: number): number {
  const weekday = (((ms / dayMs + 3) % 7) + 7) % 7;
  return ms + (weekday <= 3 ? -weekday : 7 - weekday) * dayMs;
}

/** Weekdays on which a business never opens: no rows there means no sales, not that nobody noted them; or all rows there are zero. */

import { dayMs } from '../base/civil.ts';
import { timeAt, weekdayOf } from './calendar.ts';
import type { Merged, Target } from './merge-rows.ts';
import type { Placed } from './place-rows.ts';
import type { Series } from './series.ts';

/** In fewer weeks a weekday may be missing by chance. */
const fewestWeeks = 8;
/** This share of what is missing has to lie on closed weekdays; the rest may be public holidays. */
const leastClosed = 0.8;
const weekdays = [0, 1, 2, 3, 4, 5, 6];
/** Where more of the other days are zero too, a weekday may be zero by chance. */
const mostZeros = 0.1;

/**
 * The weekdays, 0 for Monday, that never have a row other than of zero, where nearly all gaps are such days; none where gaps may be
 * anything else.
 */
export function findClosedWeekdays(
  target: Target,
  { step, firstMs }: Placed,
  { values, rowCounts, gaps }: Merged,
): number[] {
  const daysOfWeek = { day: 7, 'business-day': 5 }[step.unit as 'day' | 'business-day'];
  const isDaily = daysOfWeek !== undefined && step.every === 1;
  if (!isDaily || target.isLevel || values.length < fewestWeeks * daysOfWeek) return [];
  if (gaps.length === 0 && countZeros(values) < fewestWeeks) return [];
  // Rows beyond the last value are for what is known ahead.
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  const isEmpty = (value: number, at: number) => Number.isNaN(value) && rowCounts[at] > 0 && at < last;
  if (values.some((value, at) => value < 0 || isEmpty(value, at))) return [];
  const weekdayAt = (at: number) => weekdayOf(Math.floor(timeAt(firstMs, step, at) / dayMs));
  const rows: number[] = Array(7).fill(0);
  const zeros: number[] = Array(7).fill(0);
  for (let at = 0; at < values.length; at++) {
    if (rowCounts[at] === 0) continue;
    rows[weekdayAt(at)]++;
    if (values[at] === 0) zeros[weekdayAt(at)]++;
  }
  const opened = findOpened(rows, zeros);
  const closed = gaps.filter((at) => !opened.has(weekdayAt(at)));
  return closed.length >= gaps.length * leastClosed
    ? weekdays.filter((weekday) => weekday < daysOfWeek && !opened.has(weekday))
    : [];
}

/** @param rows, zeros [weekdays] rows there are, and those of them that are zero */
function findOpened(rows: readonly number[], zeros: readonly number[]): ReadonlySet<number> {
  const sum = (days: readonly number[], of: readonly number[]) => days.reduce((total, day) => total + of[day], 0);
  const withRows = weekdays.filter((day) => rows[day] > 0);
  const opened = withRows.filter((day) => zeros[day] < Math.max(rows[day], fewestWeeks));
  return new Set(sum(opened, zeros) <= sum(opened, rows) * mostZeros ? opened : withRows);
}

function countZeros(values: Float64Array): number {
  let zeros = 0;
  for (const value of values) if (value === 0) zeros++;
  return zeros;
}

/** On fewer days a time of day may be missing by chance. */
const fewestDays = 14;
/** A time of day that is open has a row on so many of the days. */
const leastOpen = 0.5;

/**
 * The gaps at times of day that never have a row, of a business whose hours the file tells, as where one shop opens later than the
 * next; none where not nearly all gaps are such, so that they may be anything.
 */
export function findClosedHours(
  target: Target,
  { step, firstMs }: Placed,
  { values, rowCounts, gaps }: Merged,
): number[] {
  if (!step.open || gaps.length === 0 || target.isLevel || values.some((value) => value < 0)) return [];
  const timeOfDay = (at: number) => ((timeAt(firstMs, step, at) % dayMs) + dayMs) % dayMs;
  const opened = new Set<number>();
  for (let at = 0; at < values.length; at++) if (rowCounts[at] > 0) opened.add(timeOfDay(at));
  const days = (timeAt(firstMs, step, values.length - 1) - firstMs) / dayMs;
  // Times at which something happened once are no opening hours.
  const areHours = values.length - gaps.length >= leastOpen * opened.size * days;
  const closed = days < fewestDays || !areHours ? [] : gaps.filter((at) => !opened.has(timeOfDay(at)));
  return closed.length >= gaps.length * leastClosed ? closed : [];
}

/** Whether point `at`, which may lie beyond the end, is a day on which the business is always closed. */
export function isClosedAt({ closedWeekdays = [], firstMs, step }: Omit<Series, 'y'>, at: number): boolean {
  return closedWeekdays.includes(weekdayOf(Math.floor(timeAt(firstMs, step, at) / dayMs)));
}

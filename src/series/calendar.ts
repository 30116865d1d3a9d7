/**
 * Where the points of a rhythm lie. All times are milliseconds since 1970 of wall-clock time read as if it were UTC, so
 * every day has 24 hours.
 */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../base/civil.ts';
import type { Series } from './series.ts';
import type { Step, StepUnit } from './step.ts';
import { numberingOf } from './uneven-steps.ts';

const fixedMs: Partial<Record<StepUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
};

const monthsOf: Partial<Record<StepUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** Milliseconds from one point to the next; null for rhythms of months and business days, whose steps differ in length. */
export function fixedStepMs({ unit, every, open }: Step): number | null {
  if (open) return null;
  const ms = fixedMs[unit];
  return ms === undefined ? null : ms * every;
}

/** Months from one point to the next; null for rhythms that do not count in months. */
function stepMonths({ unit, every }: Step): number | null {
  const months = monthsOf[unit];
  return months === undefined ? null : months * every;
}

/**
 * The time of point `i` of a rhythm that begins at `firstMs`; `i` may be negative or beyond the end.
 *
 * Rhythms of months keep the day of the month; a series that begins on the last day of a month stays on last days, unless
 * `step.dayOfMonth` says otherwise. Business days are Monday to Friday. With the unit `row` times are row numbers.
 */
export function timeAt(firstMs: number, step: Step, i: number): number {
  if (step.unit === 'row') return firstMs + i * step.every;
  const ms = fixedStepMs(step);
  if (ms !== null) return firstMs + i * ms;
  const numbering = numberingOf(step);
  if (numbering) {
    const number = numbering.numberAt(firstMs);
    return numbering.timeOf(number + i) + firstMs - numbering.timeOf(number);
  }
  const days = Math.floor(firstMs / dayMs);
  const clock = firstMs - days * dayMs;
  if (step.unit === 'business-day') return dayOfBusinessIndex(businessIndexOf(days) + i * step.every) * dayMs + clock;
  const first = civilFromDays(days);
  const monthIndex = first.year * 12 + first.month - 1 + i * (stepMonths(step) as number);
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  const length = daysInMonth(year, month);
  const isMonthEnd = first.day === daysInMonth(first.year, first.month);
  const day = step.dayOfMonth ?? (isMonthEnd ? 31 : first.day);
  return daysFromCivil(year, month, Math.min(day, length)) * dayMs + clock;
}

/** What the clock of the file showed at point `i` of a series; beyond its end, as it was last set. */
export function clockAt(
  { firstMs, step, clockChanges }: Pick<Series, 'firstMs' | 'step' | 'clockChanges'>,
  i: number,
): number {
  return timeAt(firstMs, step, i) + (clockChanges?.findLast(({ at }) => at <= i)?.shiftMs ?? 0);
}

/** The number of the point at or just before `ms` in a rhythm that begins at `firstMs`: `timeAt` turned round. */
export function indexAt(firstMs: number, step: Step, ms: number): number {
  if (step.unit === 'row') return Math.floor((ms - firstMs) / step.every);
  const length = fixedStepMs(step);
  if (length !== null) return Math.floor((ms - firstMs) / length);
  const numbering = numberingOf(step);
  if (numbering) return backUntil(firstMs, step, ms, numbering.numberAt(ms) - numbering.numberAt(firstMs));
  if (step.unit === 'business-day') {
    const days = Math.floor(ms / dayMs);
    const business = businessIndexOf(days) - businessIndexOf(Math.floor(firstMs / dayMs));
    return backUntil(firstMs, step, ms, Math.floor(business / step.every));
  }
  const months = monthIndexOf(ms) - monthIndexOf(firstMs);
  return backUntil(firstMs, step, ms, Math.floor(months / (stepMonths(step) as number)));
}

function backUntil(firstMs: number, step: Step, ms: number, index: number): number {
  return timeAt(firstMs, step, index) > ms ? index - 1 : index;
}

/** Months since year 0 of the month that holds `ms`. */
export function monthIndexOf(ms: number): number {
  const { year, month } = civilFromDays(Math.floor(ms / dayMs));
  return year * 12 + month - 1;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** Business days since Monday, 29 December 1969; a Saturday or Sunday counts as the Friday before it. */
function businessIndexOf(days: number): number {
  const fromMonday = days + 3;
  return Math.floor(fromMonday / 7) * 5 + Math.min(weekdayOf(days), 4);
}

function dayOfBusinessIndex(index: number): number {
  const week = Math.floor(index / 5);
  return week * 7 + (index - week * 5) - 3;
}

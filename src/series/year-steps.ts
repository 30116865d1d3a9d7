/** How far apart the same time of two years lies. */
import type { Step, StepUnit } from './step.ts';

const yearOf: Partial<Record<StepUnit, number>> = {
  hour: 364 * 24,
  day: 364,
  'business-day': 260,
  week: 52,
  dekad: 36,
  'half-month': 24,
  'retail-month': 12,
  month: 12,
  quarter: 4,
  year: 1,
};

/** Points from one year to the next, on the same weekday; null where that is no whole number. */
export function yearStepsOf({ unit, every, open }: Step): number | null {
  const steps = open ? Number.NaN : (yearOf[unit] ?? Number.NaN) / every;
  return Number.isInteger(steps) ? steps : null;
}

const daysOfYear = 365.2425;
const pointsADay: Partial<Record<StepUnit, number>> = {
  second: 86_400,
  minute: 1440,
  hour: 24,
  day: 1,
  'business-day': 5 / 7,
  week: 1 / 7,
};

/** Points in a mean year, of rhythms finer than a month; null where there is no such rhythm, or it has pauses of its own. */
export function meanYearOf({ unit, every, open }: Step): number | null {
  const daily = pointsADay[unit];
  return daily === undefined || open ? null : (daysOfYear * daily) / every;
}

/** The sum of the values from `from` on, NaN where the series does not have all of them. */
export function sumSpan(y: Float64Array, from: number, count: number): number {
  if (from < 0 || from + count > y.length) return Number.NaN;
  let sum = 0;
  for (let at = from; at < from + count; at += 1) sum += y[at];
  return sum;
}

/**
 * The same time a year before a horizon.
 *
 * @param lag points between the last of the series and the horizon
 * @returns NaN where the rhythm has no year, the horizon is longer than one, or the series does not have all of it
 */
export function sumYearBefore(y: Float64Array, lag: number, yearSteps: number | null, horizonSteps: number): number {
  if (yearSteps === null || horizonSteps > yearSteps) return Number.NaN;
  return sumSpan(y, y.length + lag - yearSteps, horizonSteps);
}

/** What a horizon is compared with: as many points `steps` before it. */
export type EarlierSpan = { kind: 'year' | 'before'; steps: number };

/**
 * The same time a year before a horizon; where the series does not reach back so far, what comes right before it.
 *
 * @param length points of the series
 * @returns null where the series is shorter than the horizon
 */
export function earlierSpan(step: Step, length: number, horizonSteps: number): EarlierSpan | null {
  const year = yearStepsOf(step);
  // The years are compared with one another, not a year with itself.
  if (year !== null && year > 1 && horizonSteps <= year && year <= length) return { kind: 'year', steps: year };
  return horizonSteps <= length ? { kind: 'before', steps: horizonSteps } : null;
}

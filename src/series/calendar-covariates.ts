/** What the calendar says of each point: known ahead for any time. */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../base/civil.ts';
import { timeAt, weekdayOf } from './calendar.ts';
import type { Covariate } from './covariates.ts';
import type { Series } from './series.ts';
import type { StepUnit } from './step.ts';

const turn = 2 * Math.PI;
/** What a series has seen fewer times than this tells nothing of the next. */
const leastTurns = 3;

/** A value of the calendar, and after how many days it comes round. */
type CalendarValue = { name: string; valueAt: (ms: number) => number; days: number };

/** A place on a circle, 0-1, by its first two waves. */
function waves(name: string, days: number, placeOf: (ms: number) => number): CalendarValue[] {
  return [1, 2].flatMap((times): CalendarValue[] => [
    { name: `${name} sin ${times}`, valueAt: (ms) => Math.sin(turn * times * placeOf(ms)), days },
    { name: `${name} cos ${times}`, valueAt: (ms) => Math.cos(turn * times * placeOf(ms)), days },
  ]);
}

const dayOf = (ms: number) => Math.floor(ms / dayMs);

function placeInYear(ms: number): number {
  const { year } = civilFromDays(dayOf(ms));
  const first = daysFromCivil(year, 1, 1);
  return (ms / dayMs - first) / (daysFromCivil(year + 1, 1, 1) - first);
}

function placeInMonth(ms: number): number {
  const { year, month, day } = civilFromDays(dayOf(ms));
  return (day - 1) / daysInMonth(year, month);
}

const timeOfDay = waves('time of day', 1, (ms) => ms / dayMs - dayOf(ms));
const timeOfYear = waves('time of year', 365, placeInYear);
const timeOfMonth = waves('time of month', 30, placeInMonth);
const weekdays = Array.from(
  { length: 7 },
  (_, weekday): CalendarValue => ({
    name: `weekday ${weekday}`,
    valueAt: (ms) => (weekdayOf(dayOf(ms)) === weekday ? 1 : 0),
    days: 7,
  }),
);
/** Months differ in length, and in how many of their days are no weekend. */
const ofMonth: CalendarValue[] = [
  {
    name: 'working days',
    days: 30,
    valueAt: (ms) => {
      const { year, month } = civilFromDays(dayOf(ms));
      const first = daysFromCivil(year, month, 1);
      const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => weekdayOf(first + at));
      return days.filter((weekday) => weekday < 5).length;
    },
  },
];

const fine = [...timeOfDay, ...weekdays, ...timeOfYear];
const daily = [...weekdays, ...timeOfMonth, ...timeOfYear];
const fitting: Record<StepUnit, CalendarValue[]> = {
  row: [],
  second: fine,
  minute: fine,
  hour: fine,
  day: daily,
  'business-day': daily,
  week: [...timeOfMonth, ...timeOfYear],
  dekad: timeOfYear,
  'half-month': timeOfYear,
  'retail-month': timeOfYear,
  month: [...timeOfYear, ...ofMonth],
  quarter: timeOfYear,
  year: [],
};

/**
 * The covariates that fit the rhythm of a series, and come round at least three times within it: time of day, weekday, place in month
 * and year; nothing where it has no dates.
 *
 * @param horizonSteps steps beyond its end
 */
export function calendarCovariates({ y, firstMs, step }: Series, horizonSteps: number): Covariate[] {
  const days = (timeAt(firstMs, step, y.length) - firstMs) / dayMs;
  const seen = fitting[step.unit].filter((value) => days >= leastTurns * value.days);
  return seen.map(({ name, valueAt }) => ({
    name: `calendar: ${name}`,
    known: 'future',
    values: Float64Array.from({ length: y.length + horizonSteps }, (_, at) => valueAt(timeAt(firstMs, step, at))),
  }));
}

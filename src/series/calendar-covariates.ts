/** What the calendar says of each point: known ahead for any time. */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../table/civil.ts';
import { timeAt, weekdayOf } from './calendar.ts';
import type { Covariate } from './covariates.ts';
import type { Series } from './series.ts';
import type { StepUnit } from './step.ts';

const turn = 2 * Math.PI;

/** A place on a circle, 0-1, by its first two waves. */
function waves(name: string, placeOf: (ms: number) => number): [string, (ms: number) => number][] {
  return [1, 2].flatMap((times): [string, (ms: number) => number][] => [
    [`${name} sin ${times}`, (ms) => Math.sin(turn * times * placeOf(ms))],
    [`${name} cos ${times}`, (ms) => Math.cos(turn * times * placeOf(ms))],
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

const timeOfDay = waves('time of day', (ms) => ms / dayMs - dayOf(ms));
const timeOfYear = waves('time of year', placeInYear);
const timeOfMonth = waves('time of month', placeInMonth);
const weekdays = Array.from({ length: 7 }, (_, weekday): [string, (ms: number) => number] => [
  `weekday ${weekday}`,
  (ms) => (weekdayOf(dayOf(ms)) === weekday ? 1 : 0),
]);
/** Months differ in length, and in how many of their days are no weekend. */
const ofMonth: [string, (ms: number) => number][] = [
  [
    'working days',
    (ms) => {
      const { year, month } = civilFromDays(dayOf(ms));
      const first = daysFromCivil(year, month, 1);
      const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => weekdayOf(first + at));
      return days.filter((weekday) => weekday < 5).length;
    },
  ],
];

const fine = [...timeOfDay, ...weekdays, ...timeOfYear];
const daily = [...weekdays, ...timeOfMonth, ...timeOfYear];
const fitting: Record<StepUnit, [string, (ms: number) => number][]> = {
  row: [],
  second: fine,
  minute: fine,
  hour: fine,
  day: daily,
  'business-day': daily,
  week: [...timeOfMonth, ...timeOfYear],
  month: [...timeOfYear, ...ofMonth],
  quarter: timeOfYear,
  year: [],
};

/**
 * The covariates that fit the rhythm of a series: time of day, weekday, place in month and year; nothing where it has no dates.
 *
 * @param horizonSteps steps beyond its end
 */
export function calendarCovariates({ y, firstMs, step }: Series, horizonSteps: number): Covariate[] {
  return fitting[step.unit].map(([name, valueAt]) => ({
    name: `calendar: ${name}`,
    known: 'future',
    values: Float64Array.from({ length: y.length + horizonSteps }, (_, at) => valueAt(timeAt(firstMs, step, at))),
  }));
}

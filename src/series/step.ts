/** The rhythm of a series: `every` units from one point to the next. `row` is for files without dates. */
export type StepUnit =
  | 'row'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'business-day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';
export type Step = {
  unit: StepUnit;
  every: number;
  /**
   * For rhythms of months: the day that points keep where the first point alone would mislead, such as a series on the
   * 28th that begins on 28 February. Without it a series that begins on the last day of a month stays on last days.
   */
  dayOfMonth?: number;
};

/** Rhythms to bring rows to, the finest first. */
export const commonSteps: readonly Step[] = [
  { unit: 'minute', every: 1 },
  { unit: 'minute', every: 15 },
  { unit: 'hour', every: 1 },
  { unit: 'day', every: 1 },
  { unit: 'week', every: 1 },
  { unit: 'month', every: 1 },
  { unit: 'quarter', every: 1 },
  { unit: 'year', every: 1 },
];

const seasonOf: Record<StepUnit, number> = {
  row: 1,
  second: 60,
  minute: 1440,
  hour: 24,
  day: 7,
  'business-day': 5,
  week: 52,
  month: 12,
  quarter: 4,
  year: 1,
};

/** Points in the usual season of a rhythm: a day of hours, a week of days, a year of months; 1 where there is none. */
export function seasonLengthOf({ unit, every }: Step): number {
  // A day of single minutes is too long a season to be useful; an hour of them is not.
  const season = (unit === 'minute' && every < 5 ? 60 : seasonOf[unit]) / every;
  return Number.isInteger(season) ? season : 1;
}

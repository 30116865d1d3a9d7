/** The rhythm of a series: `every` units from one point to the next. `row` is for files without dates. */
export type StepUnit =
  | 'row'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'business-day'
  | 'week'
  | 'dekad'
  | 'half-month'
  | 'retail-month'
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
  /** For parts of months: the days on which they begin or end, 31 for the last. */
  days?: readonly number[];
  /** For months of four and five weeks. */
  retail?: RetailCalendar;
  /** For hours and minutes of a business that closes: the times of the week that have points, in milliseconds from Monday. */
  open?: readonly number[];
};

/** Quarters of 4-5-4, 4-4-5 or 5-4-4 weeks; now and then the last month has a week more. */
export type RetailCalendar = {
  /** Which month of a quarter has five weeks. */
  longMonth: 0 | 1 | 2;
  /** The year ends on the last such weekday (0 for Monday) of this month, or on the one nearest to the month's end. */
  endMonth: number;
  endsNearest: boolean;
  weekday: number;
  /** Whether points are the first days of months, else they are the last. */
  isStart: boolean;
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
  dekad: 36,
  'half-month': 24,
  'retail-month': 12,
  month: 12,
  quarter: 4,
  year: 1,
};

/** Whether a text from elsewhere names a unit. */
export function isStepUnit(text: unknown): text is StepUnit {
  return typeof text === 'string' && Object.hasOwn(seasonOf, text);
}

/** Points in the usual season of a rhythm: a day of hours, a week of days, a year of months; 1 where there is none. */
export function seasonLengthOf({ unit, every, open }: Step): number {
  if (open) {
    const days = new Set(open.map((ms) => Math.floor(ms / 86_400_000))).size;
    const perDay = open.length / days;
    return Number.isInteger(perDay) && perDay > 1 ? perDay : open.length;
  }
  // A day of single minutes is too long a season to be useful; an hour of them is not.
  const season = (unit === 'minute' && every < 5 ? 60 : seasonOf[unit]) / every;
  return Number.isInteger(season) ? season : 1;
}

/** Whether two steps are the same. */
export function isSameStep(one: Step, other: Step): boolean {
  return one.unit === other.unit && one.every === other.every;
}

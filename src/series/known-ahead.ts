/** What is known ahead of any series with dates, beside what its file says. */
import { calendarCovariates } from './calendar-covariates.ts';
import { holidayCovariate } from './holidays.ts';
import type { Series } from './series.ts';

export type KnownAhead = {
  /** Whether networks read weekday, time of year and the like. */
  calendar: boolean;
  /** The country whose public holidays they read, by two letters; null for none. */
  holidays: string | null;
};

/** The series with what is wanted of the calendar among its covariates. */
export async function withKnownAhead(
  series: Series,
  { calendar, holidays }: KnownAhead,
  horizonSteps: number,
): Promise<Series> {
  if (!calendar && holidays === null) return series;
  const days = holidays === null ? null : await holidayCovariate(series, holidays, horizonSteps);
  const covariates = [
    ...(series.covariates ?? []),
    ...(calendar ? calendarCovariates(series, horizonSteps) : []),
    ...(days ? [days] : []),
  ];
  return { ...series, covariates };
}

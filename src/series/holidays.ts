/** Public holidays as a covariate, by the rules of date-holidays; its data come with it, so nothing is asked of any server. */
import { civilFromDays, dayMs } from '../base/civil.ts';
import { timeAt } from './calendar.ts';
import type { Covariate } from './covariates.ts';
import type { Series } from './series.ts';

/** The days of public holidays of a country, counted from 1970, from one year to another. */
async function holidaysOf(country: string, firstYear: number, lastYear: number): Promise<Set<number>> {
  const { default: Holidays } = await import('date-holidays');
  const rules = new Holidays(country, { types: ['public'] });
  const days = new Set<number>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const { date, start, end } of rules.getHolidays(year)) {
      const first = Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs);
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let day = first; day < first + length; day += 1) days.add(day);
    }
  }
  return days;
}

/**
 * How many public holidays fall into each point's period; for rhythms finer than a day, whether its day is one.
 *
 * @param country two letters (ISO 3166-1)
 * @param horizonSteps steps beyond the end of the series
 * @returns null for a series without dates, and for years, which all have the same
 */
export async function holidayCovariate(
  { y, firstMs, step }: Series,
  country: string,
  horizonSteps: number,
): Promise<Covariate | null> {
  if (step.unit === 'row' || step.unit === 'year') return null;
  const length = y.length + horizonSteps;
  const dayAt = (point: number) => Math.floor(timeAt(firstMs, step, point) / dayMs);
  const days = await holidaysOf(country, civilFromDays(dayAt(0)).year, civilFromDays(dayAt(length)).year);
  const values = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const first = dayAt(at);
    const end = Math.max(first + 1, dayAt(at + 1));
    for (let day = first; day < end; day += 1) if (days.has(day)) values[at] += 1;
  }
  return { name: `holidays: ${country}`, known: 'future', values };
}

/** Public holidays as a covariate, from tables that come with the app: nothing is asked of any server. */
import { civilFromDays, dayMs } from '../base/civil.ts';
import { timeAt } from './calendar.ts';
import type { Covariate } from './covariates.ts';
import { listPublicHolidays } from './public-holidays.ts';
import type { Series } from './series.ts';

/**
 * How many public holidays fall into each point's period; for rhythms finer than a day, whether its day is one. None
 * before 1900 and after 2100, of which the tables say nothing.
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
  const { default: tables } = await import('./holiday-tables.json');
  const [firstYear, lastYear] = [dayAt(0), dayAt(length)].map((day) => civilFromDays(day).year);
  const days = listPublicHolidays(tables, country, firstYear, lastYear);
  const values = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const first = dayAt(at);
    const end = Math.max(first + 1, dayAt(at + 1));
    for (let day = first; day < end; day += 1) if (days.has(day)) values[at] += 1;
  }
  return { name: `holidays: ${country}`, known: 'future', values };
}

/** What lies far from the usual each year, or on holidays, is no anomaly. */
import { civilFromDays, dayMs } from '../../base/civil.ts';
import { timeAt } from '../../series/calendar.ts';
import { type HolidayTables, listPublicHolidays } from '../../series/public-holidays.ts';
import type { Step, StepUnit } from '../../series/step.ts';
import { spreadByMedian } from '../median.ts';
import { incompleteBeta } from '../student.ts';

/** Days of a step, where a year has a whole or a broken number of them. */
const daysOf: Partial<Record<StepUnit, number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
};
const stepsAYear: Partial<Record<StepUnit, number>> = { month: 12, quarter: 4 };

/** Steps of a year; null for steps of a year, and where there are no dates. */
export function stepsOfYear({ unit, every }: Step): number | null {
  const days = daysOf[unit];
  const steps = days ? 365.25 / days : stepsAYear[unit];
  return steps === undefined || steps / every < 3 ? null : steps / every;
}

/** Steps of a week; null where that is no whole number of several. */
export function stepsOfWeek({ unit, every }: Step): number | null {
  const days = daysOf[unit];
  const steps = days ? 7 / (days * every) : 0;
  return steps > 1 && Math.abs(steps - Math.round(steps)) < 1e-9 ? Math.round(steps) : null;
}

/** A date moves by so many days from year to year, as the weekdays do. */
const daysMoved = 4;
/** Standard deviations, and share of its own size, from which another year's deviation is the same again. */
const again = { deviate: 2.5, share: 0.35 };

/**
 * Whether most other years deviate in the same direction at the same time.
 *
 * @param deviates [length] of each point, in standard deviations
 */
export function comesEachYear(deviates: Float64Array, at: number, step: Step): boolean {
  const year = stepsOfYear(step);
  if (year === null) return false;
  const days = daysOf[step.unit];
  const reach = days ? Math.round(daysMoved / (days * step.every)) : 0;
  const sign = Math.sign(deviates[at]);
  const wanted = Math.max(again.deviate, again.share * Math.abs(deviates[at]));
  let [years, same] = [0, 0];
  const most = Math.ceil(deviates.length / year);
  for (let apart = -most; apart <= most; apart += 1) {
    const middle = at + Math.round(apart * year);
    if (apart === 0 || middle < 0 || middle >= deviates.length) continue;
    years += 1;
    const end = Math.min(deviates.length - 1, middle + reach);
    for (let near = Math.max(0, middle - reach); near <= end; near += 1) {
      if (sign * deviates[near] < wanted) continue;
      same += 1;
      break;
    }
  }
  return years > 0 && same >= Math.max(1, years / 2);
}

export type Holidays = { tables: HolidayTables; countries: readonly string[] };
export type KeptHolidays = {
  /** Null where the holidays of another country would do about as well: their days are told, whose they are is not. */
  country: string | null;
  days: ReadonlySet<number>;
};

/** Another country is as good where chance makes what is seen of its holidays no more than so many times as often. */
const asGood = 10;
/** So many countries' holidays lie as far from the usual by chance. */
const mostByChance = 0.01;
const fewestSeen = 3;

/** Lists of a country and some years, made once. */
const listed = new Map<string, readonly number[]>();

function listOnce(tables: HolidayTables, country: string, firstYear: number, lastYear: number): readonly number[] {
  const key = `${country} ${firstYear} ${lastYear}`;
  const days = listed.get(key) ?? [...listPublicHolidays(tables, country, firstYear, lastYear)];
  if (listed.size > 5000) listed.clear();
  listed.set(key, days);
  return days;
}

/** [day from 1970] how far the mean of a day lies from what is usual, in standard deviations of days. */
function daysDeviate(rest: Float64Array, step: Step, firstMs: number): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let at = 0; at < rest.length; at += 1) {
    const day = Math.floor(timeAt(firstMs, step, at) / dayMs);
    const own = sums.get(day) ?? { sum: 0, count: 0 };
    own.sum += rest[at];
    own.count += 1;
    sums.set(day, own);
  }
  const means = new Map([...sums].map(([day, { sum, count }]) => [day, sum / count]));
  const spread = spreadByMedian([...means.values()]);
  return new Map([...means].map(([day, mean]) => [day, spread > 0 ? mean / spread : 0]));
}

/**
 * The country whose public holidays the series keeps, by how many of them lie far from the usual in one direction: nobody has to say
 * it. Days between and beside them that deviate likewise belong to them.
 *
 * @param rest [length] beside trend and season
 * @returns null for steps longer than a day, and where no country's holidays are seen
 */
export function findKeptHolidays(
  rest: Float64Array,
  step: Step,
  firstMs: number,
  { tables, countries }: Holidays,
): KeptHolidays | null {
  const days = daysOf[step.unit];
  if (!days || days * step.every > 1) return null;
  const deviates = daysDeviate(rest, step, firstMs);
  const all = [...deviates.keys()];
  if (all.length < 60) return null;
  const [firstYear, lastYear] = [all[0], all[all.length - 1]].map((day) => civilFromDays(day).year);
  let best: { country: string; days: readonly number[]; sign: number; chance: number } | null = null;
  const usual = [-1, 1].map((sign) => {
    const beyond = all.filter((day) => sign * (deviates.get(day) ?? 0) > 2).length;
    return { sign, share: (beyond + 1) / (all.length + 2) };
  });
  let next = 1;
  for (const country of countries) {
    const days = listOnce(tables, country, firstYear, lastYear).filter((day) => deviates.has(day));
    for (const { sign, share } of usual) {
      const seen = days.filter((day) => sign * (deviates.get(day) ?? 0) > 2).length;
      if (seen < fewestSeen) continue;
      const chance = incompleteBeta(share, seen, days.length - seen + 1);
      if (chance < (best?.chance ?? mostByChance / (2 * countries.length))) {
        next = best?.chance ?? next;
        best = { country, days, sign, chance };
      } else next = Math.min(next, chance);
    }
  }
  if (!best) return null;
  const { country, sign } = best;
  const kept = new Set(best.days);
  const deviatesLikewise = (day: number) => sign * (deviates.get(day) ?? 0) > 2;
  for (const day of best.days) for (const beside of [day - 1, day + 1]) if (deviatesLikewise(beside)) kept.add(beside);
  for (const day of all) {
    const { month, day: date } = civilFromDays(day);
    const isTurnOfYear = (month === 12 && date >= 23) || (month === 1 && date <= 2);
    if (isTurnOfYear && deviatesLikewise(day)) kept.add(day);
  }
  return { country: next <= asGood * best.chance ? null : country, days: kept };
}

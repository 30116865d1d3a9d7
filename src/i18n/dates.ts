/** Points in time, as precisely as the rhythm of their series deserves. */

import { dayMs } from '../base/civil.ts';
import type { Step, StepUnit } from '../series/step.ts';
import type { Words } from './words.ts';

const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
const minute: Intl.DateTimeFormatOptions = { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

const formatOf: Record<Exclude<StepUnit, 'row' | 'quarter'>, Intl.DateTimeFormatOptions> = {
  second: { ...minute, second: '2-digit' },
  minute,
  hour: minute,
  day,
  'business-day': day,
  week: day,
  dekad: day,
  'half-month': day,
  'retail-month': day,
  month: { year: 'numeric', month: 'long' },
  year: { year: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A date in a language, by the UTC clock that series are kept in. */
export function formatDate(language: string, ms: number, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(ms);
}

/** Any Monday. */
const mondayMs = Date.UTC(2024, 0, 1);

/** What is made of weekdays, 0 for Monday, on which a business never opens. */
export function sayClosedDays({ language, say }: Words, weekdays: readonly number[]): string {
  const names = weekdays.map((weekday) => formatDate(language, mondayMs + weekday * dayMs, { weekday: 'long' }));
  return say('closed-days', { weekday: new Intl.ListFormat(language, { type: 'disjunction' }).format(names) });
}

/**
 * A point of a series in words: a year, a quarter, a month, a day, a time of day, or a row.
 *
 * @param ms as `timeAt` gives it
 */
export function sayTime(words: Words, ms: number, { unit }: Step): string {
  if (unit === 'row') return words.say('date.row', { row: words.number(ms) });
  const date = new Date(ms);
  const months = unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1;
  const place = date.getUTCMonth() % months;
  // What begins within a year or quarter of the calendar, as fiscal ones do, is called by its month; their last month may stand for the whole.
  if (date.getUTCDate() === 1 && place > 0 && place < months - 1) {
    return formatDate(words.language, ms, formatOf.month);
  }
  if (unit === 'quarter') {
    const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
    return words.say('date.quarter', { quarter: String(quarter), year: String(date.getUTCFullYear()) });
  }
  return formatDate(words.language, ms, formatOf[unit]);
}

/** A rhythm in words: hourly, every 3 months. */
export function sayRhythm(words: Words, { unit, every }: Step): string {
  if (every === 1 || unit === 'row') return words.say(`rhythm.${unit}.one`);
  return words.say(`rhythm.${unit}.many`, { count: every });
}

/** A number of steps as a length of time: 12 months, 36 hours; whole hours of several minutes each as hours. */
export function saySpan(words: Words, steps: number, { unit, every }: Step): string {
  const count = steps * every;
  if (unit === 'minute' && every > 1 && count % 60 === 0) return words.say('span.hour', { count: count / 60 });
  return words.say(`span.${unit}`, { count });
}

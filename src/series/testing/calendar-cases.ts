/** Rhythms for tests. */
import type { Step } from '../step.ts';

/** Milliseconds of a date or a date and time in ISO form. */
export function day(text: string): number {
  return Date.parse(text.includes('T') ? `${text}Z` : text);
}

/** Every rhythm that a file with dates may have. */
export const everyStep: Step[] = [
  { unit: 'second', every: 1 },
  { unit: 'second', every: 30 },
  { unit: 'minute', every: 1 },
  { unit: 'minute', every: 15 },
  { unit: 'hour', every: 1 },
  { unit: 'hour', every: 6 },
  { unit: 'day', every: 1 },
  { unit: 'day', every: 3 },
  { unit: 'business-day', every: 1 },
  { unit: 'week', every: 1 },
  { unit: 'week', every: 2 },
  { unit: 'month', every: 1 },
  { unit: 'month', every: 6 },
  { unit: 'quarter', every: 1 },
  { unit: 'year', every: 1 },
  { unit: 'year', every: 5 },
];

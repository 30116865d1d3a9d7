/** Times that keep no rhythm to points of one: which rhythm to offer, and which point a time belongs to. */
import { dayMs } from '../base/civil.ts';
import { indexAt, monthIndexOf, timeAt, weekdayOf } from './calendar.ts';
import { commonSteps, type Step } from './step.ts';

/** The beginning of the period that holds `ms`. */
export function startOfPeriod(ms: number, step: Step): number {
  const days = Math.floor(ms / dayMs);
  if (step.unit === 'week') return (days - weekdayOf(days)) * dayMs;
  if (step.unit === 'day') return days * dayMs;
  const months = { month: 1, quarter: 3, year: 12 }[step.unit as 'month' | 'quarter' | 'year'];
  if (months === undefined) return timeAt(0, step, indexAt(0, step, ms));
  const sinceEpoch = monthIndexOf(ms) - 1970 * 12;
  return timeAt(0, { unit: 'month', every: 1 }, Math.floor(sinceEpoch / (months * step.every)) * months * step.every);
}

/**
 * The finest rhythm of which nearly every period has a time; null where not even years do.
 *
 * @param times distinct, in increasing order
 */
export function offerStep(times: Float64Array): Step | null {
  const last = times[times.length - 1];
  for (const step of commonSteps) {
    const first = startOfPeriod(times[0], step);
    const periods = indexAt(first, step, last) + 1;
    if (periods > times.length * 1.25) continue;
    if (periods < 2) return null;
    const held = new Set<number>();
    for (const ms of times) held.add(indexAt(first, step, ms));
    if (held.size >= periods * 0.8) return step;
  }
  return null;
}

/** How a rhythm is cut into years. */
import { fixedStepMs, indexAt } from '../../../series/calendar.ts';
import type { Step } from '../../../series/step.ts';
import { stepsOfYear } from '../../../statistics/unusual/comes-again.ts';

const weekMs = 604_800_000;

/** Whole steps of a year, so that weekdays meet; 1 for yearly steps, null where there are no dates, or none that meet. */
export function wholeYearOf(step: Step): number | null {
  if (step.unit === 'year') return step.every === 1 ? 1 : null;
  const year = stepsOfYear(step);
  if (year === null) return step.unit === 'business-day' && step.every === 1 ? 260 : null;
  const ms = fixedStepMs(step);
  if (ms === null) return Math.round(year);
  const weeks = (52 * weekMs) / ms;
  return Number.isInteger(weeks) ? weeks : Math.round(year);
}

/** Stretches of a year of which the means are taken: months where the rhythm has them, else four weeks each. */
export function stretchesOf(step: Step): number | null {
  const year = wholeYearOf(step);
  if (year === null) return null;
  return year > 13 ? 13 : year;
}

/**
 * Means of stretches, each so much of a year, the last of which ends with the series; a first one that is not whole is left out.
 *
 * @param year steps of a year, whole or not
 */
export function meanStretches(values: Float64Array, year: number, stretches: number): Float64Array {
  const each = year / stretches;
  const count = Math.floor(values.length / each + 1e-9);
  return Float64Array.from({ length: count }, (_, place) => {
    const from = values.length - Math.round((count - place) * each);
    const end = values.length - Math.round((count - place - 1) * each);
    let sum = 0;
    for (let at = Math.max(0, from); at < end; at += 1) sum += values[at];
    return sum / (end - Math.max(0, from));
  });
}

/** Points of the periods that are compared: a year, less where the file does not go back two; 0 where none can be. */
export function comparedSteps(firstMs: number, endMs: number, step: Step): number {
  const year = wholeYearOf(step);
  if (year === null || !Number.isFinite(endMs - firstMs)) return 0;
  return Math.max(0, Math.min(year, indexAt(firstMs, step, endMs) + 1 - year));
}

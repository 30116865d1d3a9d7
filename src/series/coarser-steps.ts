/** The rhythms to which the rows of another can be added up. */
import { dayMs } from '../base/civil.ts';
import { commonSteps, type Step, type StepUnit } from './step.ts';

const unitMs: Record<Exclude<StepUnit, 'row'>, number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  'business-day': dayMs * 1.4,
  week: dayMs * 7,
  dekad: dayMs * 10.15,
  'half-month': dayMs * 15.22,
  'retail-month': dayMs * 30.44,
  month: dayMs * 30.44,
  quarter: dayMs * 91.31,
  year: dayMs * 365.25,
};

/** The usual length of a step in milliseconds; 0 for rows, which have none. */
function lengthOf({ unit, every }: Step): number {
  return unit === 'row' ? 0 : unitMs[unit] * every;
}

/**
 * The common rhythms coarser than one, the finest first.
 *
 * @param step the rhythm of the rows; null where they have none, and any is offered
 * @param points of the series at that rhythm
 * @param fewest points that have to be left
 */
export function coarserSteps(step: Step | null, points: number, fewest: number): readonly Step[] {
  if (step === null) return commonSteps;
  const own = lengthOf(step);
  if (own === 0) return [];
  return commonSteps.filter((offered) => {
    const ratio = lengthOf(offered) / own;
    return ratio > 1.3 && points / ratio >= fewest;
  });
}

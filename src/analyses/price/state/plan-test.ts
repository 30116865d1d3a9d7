/** A test of a price for an item of the file, from its end on. */
import { planPriceTest } from '../../../decisions/price/price-test.ts';
import type { PricePart } from '../jobs/job.ts';

export type PlannedTest = {
  steps: number;
  /** What a step is. */
  unit: 'day' | 'week' | 'month' | 'step';
  /** Dates at the test price. */
  dates: readonly number[];
  detectable: number;
  halfWidth: number;
  isEnough: boolean;
};

const dayMs = 86_400_000;

function unitOf(stepDays: number): PlannedTest['unit'] {
  if (Math.abs(stepDays - 1) < 0.6) return 'day';
  if (Math.abs(stepDays - 7) < 0.6) return 'week';
  return stepDays > 27 && stepDays < 32 ? 'month' : 'step';
}

/**
 * @param change share by which the test price differs
 * @param effect elasticity to find, as a size
 * @returns null where there is none
 */
export function planTest(part: PricePart, item: number, change: number, effect: number): PlannedTest | null {
  const { times, stepDays, judged } = part;
  // Two years at the most.
  const mostSteps = Math.max(4, Math.round(730 / stepDays));
  const planned = planPriceTest({ left: judged.items[item].left, change, effect, mostSteps, seed: item + 1 });
  if (!planned.ok) return null;
  const { steps, plan, detectable, halfWidth, isEnough } = planned.value;
  const end = times[times.length - 1];
  const dates = [...plan.keys()].flatMap((at) => (plan[at] === 1 ? [end + (at + 1) * stepDays * dayMs] : []));
  return { steps, unit: unitOf(stepDays), dates, detectable, halfWidth, isEnough };
}

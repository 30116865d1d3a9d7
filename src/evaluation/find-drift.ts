/** Whether forecasts have begun to go wrong, by the errors of their test and those that have come since. */
import { findRises } from '../statistics/page-hinkley.ts';
import { measureBias } from './panel/tracking-signal.ts';
import { isOneSided } from './trust.ts';

/** `one-sided`: they are too low (a signal above zero) or too high now; `larger`: their errors have grown. */
export type Drift = { kind: 'one-sided'; signal: number } | { kind: 'larger' };

/** With fewer errors than these a test for streams sees nothing in time. */
const manyBefore = 30;
const manyAfter = 60;

const sizeOf = (errors: readonly number[]) => errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;

/**
 * By the tracking signal (Brown 1959) where there are few errors, by Page-Hinkley on their sizes where there are many.
 *
 * @param before actual - forecast of the test, in time order, each point once
 * @param after the same of what has come since
 * @returns null where nothing has changed: what was so before is not said again
 */
export function findDrift(before: readonly number[], after: readonly number[]): Drift | null {
  const [known, come] = [before, after].map((errors) => errors.filter(Number.isFinite)) as [number[], number[]];
  if (come.length === 0) return null;
  const usual = sizeOf(known);
  if (known.length >= manyBefore && come.length >= manyAfter && usual > 0) {
    const sizes = [...known, ...come].map((error) => Math.abs(error) / usual);
    if (findRises(sizes).some((at) => at >= known.length)) return { kind: 'larger' };
  }
  const now = measureBias([...known, ...come]);
  return isOneSided(now) && !isOneSided(measureBias(known)) ? { kind: 'one-sided', signal: now.signal } : null;
}

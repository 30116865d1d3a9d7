/** The test of an earlier run, which one of the same series with more values goes on with. */
import type { Split } from '../series/split.ts';

/** Where an earlier run was cut, and where that lies now. */
export type EarlierTest = {
  split: Split;
  /** Of its test, in the order of time. */
  origins: readonly number[];
  /** Of forecasts whose horizon had not come in full, in the order of time. */
  waiting: readonly number[];
  /** Points at its beginning that are not there any more; below zero where there are more. */
  shift: number;
};

/** Fewest points before the test that are left to measure it by. */
const fewestBefore = 2;

/** Whether a run can go on with an earlier test: something has come, and the beginning is there. */
export function canGoOn({ split, shift }: EarlierTest, length: number): boolean {
  return length > split.length - shift && split.trainEnd - shift >= fewestBefore;
}

/**
 * Of forecasts that wait for their horizon to come, in the order of time, those that the test takes: all that have it, and of the others
 * the oldest. Were all in it, near steps would count for more with each update.
 */
export function takenOf<Forecast extends { origin: number }>(
  waiting: readonly Forecast[],
  length: number,
  horizonSteps: number,
): Forecast[] {
  const isWhole = ({ origin }: Forecast) => origin + horizonSteps <= length;
  const oldest = waiting.find((one) => !isWhole(one));
  return [...waiting.filter(isWhole), ...(oldest ? [oldest] : [])];
}

/** Points that have come since. */
export function countCame({ split, shift }: EarlierTest, length: number): number {
  return length - (split.length - shift);
}

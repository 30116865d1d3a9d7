/** The test of an earlier run, which one of the same series with more values goes on with. */
import type { Split } from '../series/split.ts';

/** Where an earlier run was cut, and where that lies now. */
export type EarlierTest = {
  split: Split;
  /** Of its test, in the order of time. */
  origins: readonly number[];
  /** Points at its beginning that are not there any more; below zero where there are more. */
  shift: number;
};

/** Fewest points before the test that are left to measure it by. */
const fewestBefore = 2;

/** Whether a run can go on with an earlier test: something has come, and the beginning is there. */
export function canGoOn({ split, shift }: EarlierTest, length: number): boolean {
  return length > split.length - shift && split.trainEnd - shift >= fewestBefore;
}

/** Points that have come since. */
export function countCame({ split, shift }: EarlierTest, length: number): number {
  return length - (split.length - shift);
}

import { expect, test } from 'vitest';
import { findDrift } from './find-drift.ts';

/** Errors to and fro. */
const even = (count: number, size = 1) => Array.from({ length: count }, (_, at) => (at % 2 ? size : -size));

test('few errors: the tracking signal passes its line with those that came, and that is said once', () => {
  // Sums to 0 + 6; mean size 14 / 14 = 1; signal 6, lean 6 / 14: not half of their size lies on one side.
  expect(findDrift(even(8), Array(6).fill(1))).toBeNull();
  // (4 × 0) + 8 over 12 errors of size 1: signal 8, lean 8 / 12.
  expect(findDrift(even(4), Array(8).fill(1))).toEqual({ kind: 'one-sided', signal: 8 });
  expect(findDrift(even(4), Array(8).fill(-1))).toEqual({ kind: 'one-sided', signal: -8 });
  // It was so before.
  expect(findDrift(Array(8).fill(1), Array(2).fill(1))).toBeNull();
  expect(findDrift([], [Number.NaN])).toBeNull();
});

test('many errors: they have grown, whichever way they lie', () => {
  expect(findDrift(even(200), even(200))).toBeNull();
  expect(findDrift(even(200), even(200, 3))).toEqual({ kind: 'larger' });
  // Too few to tell.
  expect(findDrift(even(200), even(10, 3))).toBeNull();
});

import { expect, test } from 'vitest';
import { keepBest, planBrackets } from './hyperband.ts';

test('the brackets of the paper for an effort of 81 and a third kept (Li et al. 2018, table 1)', () => {
  const table = planBrackets(81, 3).map((rungs) => rungs.map(({ candidates, effort }) => [candidates, effort]));
  expect(table).toEqual([
    [
      [81, 1],
      [27, 3],
      [9, 9],
      [3, 27],
      [1, 81],
    ],
    [
      [34, 3],
      [11, 9],
      [3, 27],
      [1, 81],
    ],
    [
      [15, 9],
      [5, 27],
      [1, 81],
    ],
    [
      [8, 27],
      [2, 81],
    ],
    [[5, 81]],
  ]);
});

test('keeps the least errors in order and never what failed', () => {
  const errors = { a: 3, b: null, c: 1, d: 2, e: 1 };
  const names = Object.keys(errors) as (keyof typeof errors)[];
  expect(keepBest(names, (name) => errors[name], 3)).toEqual(['c', 'e', 'd']);
  expect(keepBest(['b'] as const, (name) => errors[name], 1)).toEqual([]);
});

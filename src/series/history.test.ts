import { expect, test } from 'vitest';
import { historyBefore } from './history.ts';

const y = Float64Array.from([1, 2, 3, 4, 5]);

test('is what came before the origin', () => {
  expect([...historyBefore({ y, filled: new Uint8Array(5) }, 3)]).toEqual([1, 2, 3]);
});

test('carries the last known value into a gap that reaches the origin, and leaves other gaps filled', () => {
  const filled = Uint8Array.from([0, 1, 0, 1, 1]);
  expect([...historyBefore({ y, filled }, 4)]).toEqual([1, 2, 3, 3]);
  expect([...historyBefore({ y, filled }, 3)]).toEqual([1, 2, 3]);
  expect([...y]).toEqual([1, 2, 3, 4, 5]);
});

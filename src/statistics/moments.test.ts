import { expect, it } from 'vitest';
import { correlate } from './moments.ts';

it('correlates as R does, however far values lie from zero, by the pairs that are whole', () => {
  // cor(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5)) is 0.8.
  const [one, other] = [
    [1, 2, 3, 4, 5],
    [2, 1, 4, 3, 5],
  ];
  expect(correlate(one, other)).toBeCloseTo(0.8, 12);
  const far = one.map((value) => value + 1e9);
  expect(correlate([...far, Number.NaN, 7], [...other, 3, Number.NaN])).toBeCloseTo(0.8, 9);
  expect(correlate([4, 4, 4], [1, 2, 3])).toBe(0);
});

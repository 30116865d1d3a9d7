import { expect, it } from 'vitest';
import { medianOf } from './median.ts';

it('is the middle value, the upper of two', () => {
  expect(medianOf([5, 1, 4])).toBe(4);
  expect(medianOf([5, 1, 4, 2])).toBe(4);
});

it('puts what is not a number behind all others', () => {
  expect(medianOf([Number.NaN, 1, 2])).toBe(2);
  expect(medianOf([Number.NaN, Number.NaN, 2])).toBeNaN();
  expect(medianOf([])).toBeNaN();
});

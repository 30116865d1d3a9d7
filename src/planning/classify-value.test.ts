import { expect, it } from 'vitest';
import { classifyValue } from './classify-value.ts';

it('classes of value by shares of the whole (Pareto): 80 and 95 %', () => {
  // Shares 0.5, 0.3, 0.1, 0.06, 0.04: the first two reach 80 %, the next two 96 %.
  expect([...classifyValue(Float64Array.of(4, 50, 10, 30, 6))]).toEqual([2, 0, 1, 0, 1]);
  expect([...classifyValue(Float64Array.of(0, 0))]).toEqual([2, 2]);
  expect([...classifyValue(Float64Array.of(7))]).toEqual([0]);
});

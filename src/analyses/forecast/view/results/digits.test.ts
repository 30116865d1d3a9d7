import { expect, it } from 'vitest';
import { columnDigits, forecastDigits } from './digits.ts';

it('gives a column the digits its largest number deserves', () => {
  expect(columnDigits([7.946, 41.31], 4)).toBe(2);
  expect(columnDigits([0.001234, 0.01], 4)).toBe(5);
  expect(columnDigits([123_456.7], 4)).toBe(0);
  expect(columnDigits([417, 391], 4)).toBe(0);
  expect(columnDigits([0, 0], 4)).toBe(0);
  expect(columnDigits([Number.NaN, 1.5], 4)).toBe(3);
});

it('writes whole units where the data are whole, unless they are few', () => {
  expect(forecastDigits([421.8, 1024.3], true)).toBe(0);
  expect(forecastDigits([421.8, 1024.3], false)).toBe(1);
  expect(forecastDigits([0.4, 1.25], true)).toBe(4);
});

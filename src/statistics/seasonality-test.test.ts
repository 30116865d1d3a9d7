import { expect, test } from 'vitest';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { isSeasonal } from './seasonality-test.ts';

test('finds the year in months and quarters', () => {
  expect(isSeasonal(oracle.air.y, 12)).toBe(true);
  expect(isSeasonal(oracle.gas.y, 4)).toBe(true);
});

test('finds none where there is none, nor in fewer than three seasons', () => {
  expect(isSeasonal(oracle.nile.y, 12)).toBe(false);
  expect(isSeasonal(oracle.air.y.slice(0, 35), 12)).toBe(false);
  expect(isSeasonal(oracle.air.y, 1)).toBe(false);
});

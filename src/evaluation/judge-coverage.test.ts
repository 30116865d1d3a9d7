import { expect, test } from 'vitest';
import { judgeCoverage, measureLowerTail } from './judge-coverage.ts';

test("the lower tail is R's pbinom", () => {
  expect(measureLowerTail(17, 29, 0.8)).toBeCloseTo(0.00694029275763, 11);
  expect(measureLowerTail(28, 29, 0.8)).toBeCloseTo(0.998452574951, 11);
  expect(measureLowerTail(6, 12, 0.8)).toBeCloseTo(0.019405279232, 11);
  expect(measureLowerTail(0, 5, 0.8)).toBeCloseTo(0.00032, 11);
  expect(measureLowerTail(90, 100, 0.95)).toBeCloseTo(0.0281882941634, 11);
});

test('a band is cautioned against from where chance would seldom have it, by the limits of R', () => {
  // qbinom(c(0.025, 0.975), n, 0.8) and the counts beyond them.
  expect(judgeCoverage(4 / 10, 10, 0.8)).toBe('less');
  expect(judgeCoverage(5 / 10, 10, 0.8)).toBe('as-stated');
  expect(judgeCoverage(1, 10, 0.8)).toBe('as-stated');
  expect(judgeCoverage(18 / 29, 29, 0.8)).toBe('less');
  expect(judgeCoverage(19 / 29, 29, 0.8)).toBe('as-stated');
  expect(judgeCoverage(28 / 29, 29, 0.8)).toBe('more');
  expect(judgeCoverage(71 / 100, 100, 0.8)).toBe('less');
  expect(judgeCoverage(88 / 100, 100, 0.8)).toBe('as-stated');
  expect(judgeCoverage(89 / 100, 100, 0.8)).toBe('more');
  expect(judgeCoverage(0, 0, 0.8)).toBe('as-stated');
  expect(judgeCoverage(0, 3, 0.8)).toBe('less');
});

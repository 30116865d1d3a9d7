import { expect, test } from 'vitest';
import { halvingShare, learningRateShare } from './schedule.ts';

test('warms up to the whole rate, then falls along half a cosine', () => {
  const shares = Array.from({ length: 100 }, (_, step) => learningRateShare(step, 100));
  expect(shares[0]).toBeCloseTo(0.1);
  expect(shares[9]).toBe(1);
  expect(shares[55]).toBeCloseTo(0.05 + 0.95 / 2);
  expect(shares[99]).toBeLessThan(0.06);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.05);
});

test('halves after every epoch', () => {
  expect([0, 6, 7, 13, 14].map((step) => halvingShare(step, 7))).toEqual([1, 1, 0.5, 0.5, 0.25]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByTime, testOrigins } from './split.ts';

test('cuts 70 / 10 / 20 in the order of time', () => {
  expect(splitByTime(1000, 24, null)).toEqual({ length: 1000, trainEnd: 700, validationEnd: 800 });
});

test('holds out at least one horizon each, or as many points as asked for', () => {
  expect(splitByTime(100, 25, null)).toEqual({ length: 100, trainEnd: 50, validationEnd: 75 });
  expect(splitByTime(144, 12, 12)).toEqual({ length: 144, trainEnd: 118, validationEnd: 132 });
});

test('origins are one horizon apart and cover the test part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 1, max: 50 }), (length, horizonSteps) => {
      const split = splitByTime(length, horizonSteps, null);
      const origins = testOrigins(split, horizonSteps, horizonSteps);
      expect(origins[0]).toBe(split.validationEnd);
      origins.slice(1).forEach((origin, at) => {
        expect(origin - origins[at]).toBe(horizonSteps);
      });
      expect(length - origins[origins.length - 1]).toBeLessThanOrEqual(horizonSteps);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { findSeasons } from './find-seasons.ts';
import { medianOf, runMedian } from './median.ts';
import { findWildValues } from './wild-values.ts';

const week = [120, 150, 140, 160, 210, 300, 260];

/** Days of a strong week with noise. */
function drawDays(length: number): Float64Array {
  const random = createRandom(4);
  return Float64Array.from({ length }, (_, at) => week[at % 7] + 8 * drawNormal(random));
}

test('medians of a window, and of all', () => {
  expect([...runMedian(Float64Array.of(5, 1, 9, 2, 8), 1)]).toEqual([5, 5, 2, 8, 8]);
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([])).toBeNaN();
});

describe('one value of 5,000 in 200 days of a strong week', () => {
  test.each([0, 3, 100, 198, 199])('at %i is found alone, and what the day should have been', (at) => {
    const days = drawDays(200);
    days[at] = 5000;
    for (const season of [7, 1]) expect(findWildValues(days, season).places).toEqual([at]);
    expect(Math.abs(findWildValues(days, 7).expected[0] - week[at % 7])).toBeLessThan(40);
  });

  test('the week is found all the same', () => {
    const days = drawDays(200);
    expect(findSeasons(days)).toEqual([7]);
    days[100] = 5000;
    expect(findSeasons(days)).toEqual([7]);
  });
});

test('two typing errors beside each other are both found', () => {
  const days = drawDays(300);
  days[150] = 4000;
  days[151] = -3000;
  expect(findWildValues(days, 7).places).toEqual([150, 151]);
});

test('two typing errors apart are both found in half a year', () => {
  const days = drawDays(160);
  days[90] = 5000;
  days[100] = -900;
  expect(findWildValues(days, 7).places).toEqual([90, 100]);
});

describe('what is no accident', () => {
  const find = (value: (at: number, noise: number) => number, length = 200) => {
    const random = createRandom(9);
    return findWildValues(
      Float64Array.from({ length }, (_, at) => value(at, drawNormal(random))),
      1,
    ).places;
  };

  test.each<[string, (at: number, noise: number) => number]>([
    ['noise', (_, noise) => noise],
    ['a new level', (at, noise) => noise + (at >= 120 ? 80 : 0)],
    ['a new level at the end', (at, noise) => noise + (at >= 198 ? 80 : 0)],
    ['growth by a tenth a step', (at, noise) => 1.1 ** at * (1 + 0.01 * noise)],
    ['demand that is often zero', (at, noise) => (at % 5 === 0 ? 20 + noise : 0)],
    ['bursts', (at, noise) => (at % 12 === 0 ? 500 : noise)],
  ])('%s', (_name, value) => expect(find(value)).toEqual([]));

  test('anything in a few values, or in a constant', () => {
    expect(find((at) => (at === 5 ? 1e6 : at), 20)).toEqual([]);
    expect(find(() => 3)).toEqual([]);
  });
});

test('the unit and the level of the values do not matter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 24, max: 90 }), fc.integer({ min: -6, max: 6 }), fc.nat(), (length, power, where) => {
      const days = drawDays(length);
      days[where % length] = 9000;
      const scaled = days.map((value) => 10 ** power * (value - 77));
      expect(findWildValues(scaled, 7).places).toEqual(findWildValues(days, 7).places);
    }),
    { numRuns: 50, seed: 1 },
  );
});

import { expect, it } from 'vitest';
import { horizonsSpanned, planOrigins } from './plan-origins.ts';

const weekly = { horizonSteps: 13, seasonLength: 52 };

it('tests all series from the same dates of the file, a horizon before its end the last of them', () => {
  const whole = planOrigins(156, 0, weekly);
  expect(whole).toEqual([108, 115, 122, 129, 136, 143]);
  // Three points of the file after its end: the same dates lie three points later in the series.
  const lagging = planOrigins(153, 3, weekly);
  expect(lagging).toEqual(whole);
  // It began twenty points later.
  expect(planOrigins(136, 0, weekly)).toEqual(whole.map((origin) => origin - 20));
  expect(horizonsSpanned(whole, 13)).toBeCloseTo(48 / 13);
});

it('leaves out dates before which there is too little, or after which there is nothing', () => {
  expect(planOrigins(20, 0, weekly)).toEqual([]);
  expect(planOrigins(30, 0, weekly)).toEqual([17]);
  expect(planOrigins(100, 20, weekly).every((origin) => origin < 100)).toBe(true);
  expect(planOrigins(3, 0, { horizonSteps: 1, seasonLength: 1 })).toEqual([]);
  expect(horizonsSpanned([], 13)).toBe(0);
});

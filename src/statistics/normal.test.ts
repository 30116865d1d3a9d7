import { expect, test } from 'vitest';
import { normalBelow, normalDensity, normalQuantile } from './normal.ts';

// Digits from Wichura's paper and R's qnorm.
test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.9, 1.2815515655446004],
  [0.25, -0.6744897501960817],
  [1e-3, -3.090232306167814],
  [1e-20, -9.262340089798409],
])('at %f lies %f', (probability, value) => {
  expect(normalQuantile(probability)).toBeCloseTo(value, 12);
});

test('nothing lies below 0 % and nothing above 100 %', () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

// R's pnorm.
test.each([
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1.959963984540054, 0.975],
  [2.5, 0.9937903346742238],
  [3, 0.9986501019683699],
  [-5, 2.866515718791939e-7],
  [-10, 7.61985302416052e-24],
])('below %f lies a share of %f', (x, share) => {
  expect(normalBelow(x) / share).toBeCloseTo(1, 12);
});

test('the share below is what the quantile takes back, and all of it in the end', () => {
  for (const share of [1e-12, 0.001, 0.3, 0.5, 0.994, 0.9999]) {
    expect(normalBelow(normalQuantile(share)) / share).toBeCloseTo(1, 11);
  }
  expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(normalBelow)).toEqual([0, 1]);
  expect(normalDensity(1)).toBeCloseTo(0.24197072451914337, 15);
});

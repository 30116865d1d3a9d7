import { expect, test } from 'vitest';
import { normalQuantile } from './normal.ts';

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

import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { fitRidge } from './ridge.ts';

test('finds the line that was put in, and its noise', () => {
  const random = createRandom(1);
  const rows = Array.from({ length: 400 }, () => Float64Array.of(drawNormal(random), 100 * drawNormal(random), 1));
  const targets = Float64Array.from(rows, (row) => 2 * row[0] - 0.03 * row[1] + 5 + 0.5 * drawNormal(random));
  const fit = fitRidge(rows, targets);
  expect(fit?.coefficients[0]).toBeCloseTo(2, 1);
  expect(fit?.coefficients[1]).toBeCloseTo(-0.03, 2);
  expect(fit?.coefficients[2]).toBeCloseTo(5, 1);
  expect(fit?.sigma).toBeCloseTo(0.5, 1);
  expect(fit?.freedom).toBeLessThan(3);
});

test('features that say the same share the weight', () => {
  const rows = Array.from({ length: 50 }, (_, at) => Float64Array.of(at, at));
  const fit = fitRidge(
    rows,
    Float64Array.from(rows, (row) => row[0]),
  );
  expect(fit?.coefficients[0]).toBeCloseTo(0.5, 3);
  expect(fit?.coefficients[1]).toBeCloseTo(0.5, 3);
});

test('says nothing of a single row', () => {
  expect(fitRidge([Float64Array.of(1)], Float64Array.of(1))).toBeNull();
});

import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { createNormalDemand, createPoissonDemand, createSampleDemand } from './demand.ts';
import { findNewsvendor } from './newsvendor.ts';
import { take } from './testing/take.ts';

const costs = { holding: 0.18, shortage: 0.7 };

// Documented results of stockpyl's newsvendor_normal and newsvendor_poisson.
test('normal demand', () => {
  const found = take(findNewsvendor(createNormalDemand(50, 8), costs));
  expect(found.level).toBeCloseTo(56.60395592743389, 9);
  expect(found.cost).toBeCloseTo(1.9976051931766445, 9);
});

test('Poisson demand', () => {
  const found = take(findNewsvendor(createPoissonDemand(50), costs));
  expect(found.level).toBe(56);
  expect(found.cost).toBeCloseTo(1.797235211809178, 9);
});

test('a sample of the normal comes to what the normal does', () => {
  const random = createRandom(3);
  const sample = Float64Array.from({ length: 40_000 }, () => 50 + 8 * drawNormal(random));
  const found = take(findNewsvendor(createSampleDemand(sample), costs));
  expect(found.level).toBeCloseTo(56.6, 0);
  expect(found.cost).toBeCloseTo(1.9976, 1);
});

test('what costs nothing has no best level', () => {
  expect(findNewsvendor(createNormalDemand(50, 8), { holding: 0, shortage: 1 })).toEqual({
    ok: false,
    problem: { code: 'not-positive', field: 'holding', value: 0 },
  });
});

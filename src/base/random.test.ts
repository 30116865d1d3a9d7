import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal, drawPermutation } from './random.ts';

test('the same seed gives the same numbers, another seed or stream others', () => {
  const draw = (seed: number, stream = 0) => Array.from({ length: 5 }, createRandom(seed, stream));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(1)).not.toEqual(draw(1, 1));
});

test('numbers are spread evenly over [0, 1)', () => {
  const random = createRandom(42);
  const counts = new Array(10).fill(0);
  for (let draw = 0; draw < 100_000; draw += 1) counts[Math.floor(random() * 10)] += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('normal numbers have mean 0 and variance 1', () => {
  const random = createRandom(5);
  const draws = Array.from({ length: 50_000 }, () => drawNormal(random));
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
});

test('a permutation holds every number once', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer(), (length, seed) => {
      const order = drawPermutation(length, createRandom(seed));
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index));
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../compute/random.ts';
import { findConformalBound, findConformalWidths } from './conformal.ts';

test('the bound is the value of rank ceil((n + 1) p)', () => {
  const sizes = [5, 1, 4, 2, 3, 9, 8, 7, 6];
  expect(findConformalBound(sizes, 0.8)).toBe(8);
  expect(findConformalBound(sizes, 0.5)).toBe(5);
  expect(findConformalBound(sizes, 0.95)).toBe(9);
});

describe('widths by horizon step', () => {
  test('hold the share of new values that they promise', () => {
    const random = createRandom(8);
    let inside = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round += 1) {
      const errors = [Array.from({ length: 99 }, () => drawNormal(random))];
      const [width] = findConformalWidths(errors, 0.8) as Float64Array;
      if (Math.abs(drawNormal(random)) <= width) inside += 1;
    }
    expect(Math.abs(inside / rounds - 0.8)).toBeLessThan(0.06);
  });

  test('never shrink as the horizon grows', () => {
    const random = createRandom(4);
    const errors = Array.from({ length: 12 }, () => Array.from({ length: 25 }, () => drawNormal(random)));
    const widths = findConformalWidths(errors, 0.95) as Float64Array;
    widths.slice(1).forEach((width, at) => {
      expect(width).toBeGreaterThanOrEqual(widths[at]);
    });
  });

  test('a step without errors borrows from its neighbours, none at all gives none', () => {
    expect(findConformalWidths([[1, -2, 3], []], 0.5)).toEqual(Float64Array.from([2, 2]));
    expect(findConformalWidths([[], []], 0.8)).toBeNull();
  });
});

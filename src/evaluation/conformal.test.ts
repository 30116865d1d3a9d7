import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { adaptLevel, findConformalBound, findConformalWidths, findNestedWidths } from './conformal.ts';

test('the bound is the value of rank ceil((n + 1) p)', () => {
  const sizes = [5, 1, 4, 2, 3, 9, 8, 7, 6];
  expect(findConformalBound(sizes, 0.8)).toBe(8);
  expect(findConformalBound(sizes, 0.5)).toBe(5);
  expect(findConformalBound(sizes, 0.95)).toBe(9);
});

describe('the adapted level', () => {
  /** Share of a stream of errors held by bounds from those before each. */
  function follow(spreadAt: (at: number) => number, levelOf: (sizes: readonly number[]) => number): number {
    const random = createRandom(5);
    const sizes = Array.from({ length: 400 }, (_, at) => Math.abs(spreadAt(at) * drawNormal(random)));
    const judged = sizes.slice(100).map((size, at) => {
      const known = sizes.slice(0, 100 + at);
      return size <= findConformalBound(known, levelOf(known)) ? 1 : 0;
    });
    return judged.reduce<number>((sum, each) => sum + each, 0) / judged.length;
  }

  test('holds what it promises on a series whose errors grow, where the fixed level does not', () => {
    const growing = (at: number) => 1 + at / 50;
    expect(follow(growing, () => 0.8)).toBeLessThan(0.74);
    expect(Math.abs(follow(growing, (sizes) => adaptLevel(sizes, 0.8)) - 0.8)).toBeLessThan(0.025);
  });

  test('changes nothing in the long run where they do not', () => {
    expect(
      Math.abs(
        follow(
          () => 1,
          (sizes) => adaptLevel(sizes, 0.8),
        ) - 0.8,
      ),
    ).toBeLessThan(0.025);
  });
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

test('of two bands the wider is wider from however few errors, and where they are equal', () => {
  const tied = [Array.from({ length: 40 }, () => 3)];
  for (const errors of [[[1, -2, 3], [2]], [[4]], tied]) {
    const [inner, outer] = findNestedWidths(errors, [0.8, 0.95]) as Float64Array[];
    expect(findConformalWidths(errors, 0.95)).toEqual(findConformalWidths(errors, 0.8));
    for (const [step, width] of outer.entries()) {
      // 1.959964 / 1.281552: the normal quantiles of the two bands, from tables.
      expect(width / inner[step]).toBeCloseTo(1.52937, 4);
      expect(width).toBeGreaterThanOrEqual(outer[step - 1] ?? 0);
    }
  }
  const many = [Array.from({ length: 100 }, (_, at) => (at * 37) % 100)];
  expect(findNestedWidths(many, [0.8, 0.95])?.[1]).toEqual(findConformalWidths(many, 0.95));
  expect(findNestedWidths([[]], [0.8, 0.95])).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { minimise, minimiseSimplex } from './minimise.ts';

/** Rosenbrock's valley, lowest at (1, 1). */
function valley([x, y]: Float64Array): number {
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
}

function slopeOfValley([x, y]: Float64Array, gradient: Float64Array): void {
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  gradient[1] = 200 * (y - x * x);
}

describe('finds the lowest point of a bent valley', () => {
  test('by its slope', () => {
    const { x, value } = minimise(
      (at, gradient) => {
        slopeOfValley(at, gradient);
        return valley(at);
      },
      Float64Array.of(-1.2, 1),
    );
    expect(value).toBeLessThan(1e-8);
    expect(x[0]).toBeCloseTo(1, 3);
  });

  test('without', () => {
    const { x } = minimiseSimplex(valley, Float64Array.of(-1.2, 1), Float64Array.of(0.5, 0.5), { tolerance: 1e-12 });
    expect(x[0]).toBeCloseTo(1, 3);
    expect(x[1]).toBeCloseTo(1, 3);
  });
});

test('turns back where the function is infinite, or no number', () => {
  const { x } = minimise((at, gradient) => {
    if (at[0] <= 0) return Number.POSITIVE_INFINITY;
    gradient[0] = 1 - 1 / at[0];
    return at[0] - Math.log(at[0]);
  }, Float64Array.of(5));
  expect(x[0]).toBeCloseTo(1, 3);
  const simplex = minimiseSimplex(([at]) => at - Math.log(at), Float64Array.of(5), Float64Array.of(-6));
  expect(simplex.x[0]).toBeCloseTo(1, 2);
});

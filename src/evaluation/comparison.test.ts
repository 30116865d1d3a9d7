import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { measureStudentTails } from '../statistics/student.ts';
import { compareLosses } from './comparison.ts';

describe('the test for equal accuracy', () => {
  test('at one step is the paired t-test', () => {
    const first = Float64Array.from([3, 5, 2, 6, 4, 7]);
    const second = Float64Array.from([2, 3, 2, 3, 4, 4]);
    // Differences 1 2 0 3 0 3: mean 1.5, standard deviation 1.3784, t = 2.6656 with 5 degrees of freedom.
    const t = 1.5 / Math.sqrt(1.9 / 6);
    expect(compareLosses(first, second, 1)).toBeCloseTo(measureStudentTails(t, 5), 10);
  });

  test('rejects about one in twenty pairs of equally good models, and most pairs of unequal ones', () => {
    const random = createRandom(3);
    const draw = (shift: number) => Float64Array.from({ length: 60 }, () => Math.abs(drawNormal(random)) + shift);
    const rejections = (shift: number) =>
      Array.from({ length: 400 }, () => compareLosses(draw(0), draw(shift), 1) as number).filter((p) => p < 0.05)
        .length;
    expect(rejections(0) / 400).toBeLessThan(0.09);
    expect(rejections(0.6) / 400).toBeGreaterThan(0.9);
  });

  test('models with the same losses do not differ, and a few points tell nothing', () => {
    const losses = Float64Array.from([1, 2, 3, 4, 5]);
    expect(compareLosses(losses, losses, 2)).toBe(1);
    expect(compareLosses(losses.subarray(0, 3), losses.subarray(0, 3), 1)).toBeNull();
  });
});

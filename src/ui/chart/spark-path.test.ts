import { describe, expect, it } from 'vitest';
import { sparkPath } from './spark-path.ts';

describe('sparkPath', () => {
  it('draws the lowest value at the bottom and the highest at the top', () => {
    expect(sparkPath([0, 10, 5], 100, 20, 0)).toBe('M0 20L50 0L100 10');
  });

  it('keeps the inset free', () => {
    expect(sparkPath([0, 1], 100, 20, 2)).toBe('M2 18L98 2');
  });

  it('breaks the line where there is no value, and marks a value alone', () => {
    expect(sparkPath([1, 2, Number.NaN, 1], 30, 10, 0)).toBe('M0 10L10 0M30 10h0.01');
  });

  it('lies in the middle where all values are the same', () => {
    expect(sparkPath([7, 7], 10, 10, 0)).toBe('M0 5L10 5');
  });

  it('is empty where there is nothing to draw', () => {
    expect(sparkPath([], 10, 10)).toBe('');
    expect(sparkPath([Number.NaN], 10, 10)).toBe('');
  });
});

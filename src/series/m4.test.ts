import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { m4 } from './m4.ts';

describe('m4', () => {
  it('keeps every point up to two a pixel', () => {
    expect(m4([5, 1, 4, 2], 0, 4, 2)).toEqual([0, 1, 2, 3]);
  });

  it('keeps first, last, lowest and highest of each pixel', () => {
    const values = [3, 9, 1, 4, 5, 5, 2, 8, 7, 6];
    expect(m4(values, 0, 10, 2)).toEqual([0, 1, 2, 4, 5, 6, 7, 9]);
  });

  it('draws a range out of the middle', () => {
    expect(m4([0, 1, 2, 3, 4], 2, 4, 10)).toEqual([2, 3]);
  });

  it('is empty for an empty range', () => {
    expect(m4([1, 2, 3], 3, 3, 100)).toEqual([]);
  });

  it('looks past points that are not there', () => {
    const values = [Number.NaN, Number.NaN, 7, 3, Number.NaN];
    expect(m4(values, 0, 5, 1)).toEqual([0, 2, 3, 4]);
  });

  it('never loses a peak, repeats a point or grows past four a pixel', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 500 }),
        fc.integer({ min: 1, max: 60 }),
        (values, pixels) => {
          const kept = m4(values, 0, values.length, pixels);
          expect(kept.length).toBeLessThanOrEqual(
            Math.max(values.length <= 2 * pixels ? values.length : 0, pixels * 4),
          );
          expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
          const drawn = kept.map((index) => values[index] as number);
          expect(Math.max(...drawn)).toBe(Math.max(...values));
          expect(Math.min(...drawn)).toBe(Math.min(...values));
          expect(kept[0]).toBe(0);
          expect(kept.at(-1)).toBe(values.length - 1);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findExtremeDeviates } from './extreme-deviates.ts';

/** The 54 values of Rosner 1983, as the NIST handbook prints them (1.3.5.17.3). */
const rosner = [
  -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.7, 1.76, 1.77,
  1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.4, 2.47, 2.54, 2.62, 2.64,
  2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34, 5.42, 6.01,
];

test("Rosner's 54 values have exactly three outliers, though the second lies within its limit", () => {
  const { steps, count } = findExtremeDeviates(rosner, { most: 10 });
  expect(count).toBe(3);
  const round = (value: number) => Number(value.toFixed(6));
  expect(steps.slice(0, 4).map(({ deviate }) => round(deviate))).toEqual([3.118906, 2.942973, 3.179424, 2.810181]);
  expect(steps.slice(0, 4).map(({ limit }) => round(limit))).toEqual([3.158794, 3.15143, 3.14389, 3.136165]);
  expect(steps.slice(0, 3).map(({ at }) => rosner[at])).toEqual([6.01, 5.42, 5.34]);
});

test('by median and median deviation it removes what a plain sort finds', () => {
  const middle = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  };
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 5, maxLength: 40 }),
      (values) => {
        const { steps } = findExtremeDeviates(values, { most: 3, by: 'median' });
        let left = values.slice();
        for (const { at, deviate } of steps) {
          const centre = middle(left);
          const far = left.map((value) => Math.abs(value - centre)).sort((a, b) => a - b);
          // Of an even number the farther of the two middle distances.
          expect(deviate).toBeCloseTo(far[far.length - 1] / (1.4826 * far[far.length >> 1]), 6);
          expect(Math.abs(values[at] - centre)).toBeCloseTo(far[far.length - 1], 9);
          left = left.toSpliced(left.indexOf(values[at]), 1);
        }
      },
    ),
  );
});

test('a constant sample, and none, have no outliers', () => {
  expect(findExtremeDeviates(new Float64Array(20).fill(3), { most: 5 })).toEqual({ steps: [], count: 0 });
  expect(findExtremeDeviates([], { most: 5, by: 'median' })).toEqual({ steps: [], count: 0 });
});

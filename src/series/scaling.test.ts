import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitScaler, scale, unscale } from './scaling.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

test('what is scaled and unscaled comes back, to the precision of 32 bits', () => {
  fc.assert(
    fc.property(values, (numbers) => {
      const series = Float64Array.from(numbers);
      const scaler = fitScaler(series);
      const back = unscale(scale(series, scaler), scaler);
      series.forEach((value, at) => {
        expect(Math.abs(back[at] - value)).toBeLessThanOrEqual(1e-6 * (Math.abs(scaler.centre) + 10 * scaler.spread));
      });
    }),
  );
});

test('scaled values have mean 0 and deviation 1', () => {
  expect([...scale(Float64Array.from([2, 4]), fitScaler(Float64Array.from([2, 4])))]).toEqual([-1, 1]);
});

test('a constant series is not divided by zero', () => {
  expect([...scale(Float64Array.from([5, 5]), fitScaler(Float64Array.from([5, 5])))]).toEqual([0, 0]);
  expect([...scale(Float64Array.from([0]), fitScaler(Float64Array.from([0])))]).toEqual([0]);
});

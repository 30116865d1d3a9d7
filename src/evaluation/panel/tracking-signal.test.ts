import { expect, it } from 'vitest';
import { measureBias } from './tracking-signal.ts';

it("is that of Carlson's Bakery (Heizer and Render, Operations Management, chapter 4)", () => {
  const actual = [90, 95, 115, 100, 125, 140];
  const forecast = [100, 100, 100, 110, 110, 110];
  const { signal, lean } = measureBias(actual.map((value, at) => value - forecast[at]));
  // The book rounds 35 over a mean absolute deviation of 14.2 to 2.5.
  expect(signal).toBeCloseTo(35 / (85 / 6), 10);
  expect(signal.toFixed(1)).toBe('2.5');
  expect(lean).toBeCloseTo(35 / 85, 10);
});

it('is the number of errors where all lie on one side, and passes over those that are not known', () => {
  expect(measureBias([-2, -2, Number.NaN, -2, -2, -2])).toEqual({ signal: -5, lean: -1 });
  expect(measureBias([])).toEqual({ signal: 0, lean: 0 });
  expect(measureBias([0, 0])).toEqual({ signal: 0, lean: 0 });
});

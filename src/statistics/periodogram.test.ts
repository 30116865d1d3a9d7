import { expect, test } from 'vitest';
import { measurePower } from './periodogram.ts';

test('the power of a wave lies at its frequency', () => {
  const { size, power } = measurePower(Float64Array.from({ length: 64 }, (_, at) => Math.cos((2 * Math.PI * at) / 8)));
  expect(size).toBe(64);
  expect(power[8]).toBeCloseTo(16, 9);
  expect(power.reduce((sum, each) => sum + each, 0)).toBeCloseTo(16, 9);
});

test('it is the sum of Fourier over a length that is no power of two', () => {
  const values = [2, -1, 4, 0.5, 3];
  const { size, power } = measurePower(values);
  const mean = 1.7;
  for (const [k, found] of power.entries()) {
    const part = (wave: (angle: number) => number) =>
      values.reduce((sum, value, at) => sum + (value - mean) * wave((2 * Math.PI * k * at) / size), 0);
    expect(found).toBeCloseTo((part(Math.cos) ** 2 + part(Math.sin) ** 2) / 5, 9);
  }
});

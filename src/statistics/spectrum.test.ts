import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { findSpectrum } from './spectrum.ts';

test('waves are found with their lengths and shares, whole or not', () => {
  const random = createRandom(1);
  const wave = (at: number, period: number) => Math.sin((2 * Math.PI * at) / period);
  const values = Float64Array.from(
    { length: 1000 },
    (_, at) => 0.02 * at + 3 * wave(at, 24) + 2 * wave(at, 9.3) + 0.5 * drawNormal(random),
  );
  const [first, second, ...others] = findSpectrum(values).peaks;
  expect(others).toEqual([]);
  expect(first.period).toBeCloseTo(24, 0);
  expect(second.period).toBeCloseTo(9.3, 1);
  // Of variances 4.5, 2 and 0.25.
  expect(first.share).toBeGreaterThan(0.55);
  expect(first.share).toBeLessThan(0.72);
});

test('months of passengers have the year and its half; noise and a constant have none', () => {
  const { peaks } = findSpectrum(Float64Array.from(oracle.air.y));
  expect(peaks.map(({ period }) => Math.round(period)).slice(0, 2)).toEqual([12, 6]);
  const random = createRandom(2);
  expect(findSpectrum(Float64Array.from({ length: 500 }, () => drawNormal(random))).peaks).toEqual([]);
  expect(findSpectrum(new Float64Array(50).fill(3)).peaks).toEqual([]);
});

import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { countDifferences, measureKpss, measureSeasonStrength, needsSeasonalDifference } from './stationarity.ts';

function drawNoise(length: number): Float64Array {
  const random = createRandom(1);
  return Float64Array.from({ length }, () => drawNormal(random));
}

function sumUp(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

test('noise needs no difference, a walk one, a walk of walks two', () => {
  const noise = drawNoise(200);
  expect([noise, sumUp(noise), sumUp(sumUp(noise))].map(countDifferences)).toEqual([0, 1, 2]);
});

test('a constant stays where it is', () => {
  expect(measureKpss(new Float64Array(50).fill(1e6 + 0.1))).toBe(0);
  expect(countDifferences(new Float64Array(50).fill(3))).toBe(0);
});

test('the season is strong in months of passengers, weak in noise', () => {
  expect(measureSeasonStrength(Float64Array.from(oracle.air.y), 12)).toBeGreaterThan(0.9);
  expect(needsSeasonalDifference(drawNoise(200), 12)).toBe(false);
  expect(needsSeasonalDifference(Float64Array.from(oracle.air.y.slice(0, 28)), 12)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { createAdida, createCrostonSba, createTsb } from './intermittent.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { forecastFrom } from './testing/forecast-from.ts';

const { y, croston } = oracle.counts;

test('Croston’s rate is R’s, less half the smoothing', async () => {
  const { yhat } = await forecastFrom(createCrostonSba(3), y);
  expect(yhat[0]).toBeCloseTo(0.95 * croston, 6);
  expect(yhat[2]).toBe(yhat[0]);
});

test('TSB falls while nothing is asked for, Croston does not', async () => {
  const history = [...y, ...new Array(30).fill(0)];
  const before = await forecastFrom(createTsb(1), y);
  const after = await forecastFrom(createTsb(1), history);
  expect(after.yhat[0]).toBeLessThan(0.7 * before.yhat[0]);
  expect((await forecastFrom(createCrostonSba(1), history)).yhat[0]).toBeCloseTo(0.95 * croston, 6);
});

test('ADIDA shares the smoothed sum of its buckets', async () => {
  // Two demands in six steps make buckets of three, with sums 4 and 2: 4 + 0.1 (2 - 4) over three steps.
  const { yhat } = await forecastFrom(createAdida(1), [0, 0, 4, 0, 0, 2]);
  expect(yhat[0]).toBeCloseTo(3.8 / 3, 9);
});

describe.each([createCrostonSba(2), createTsb(2), createAdida(2)])('the quantiles', (forecaster) => {
  test('are those of counts: none below zero, the lower half at zero', async () => {
    const { quantiles } = await forecastFrom(forecaster, y);
    expect(quantiles?.[0][0]).toBe(0);
    expect(quantiles?.[3][0]).toBe(0);
    expect(quantiles?.[6][0]).toBeGreaterThan(1);
  });
});

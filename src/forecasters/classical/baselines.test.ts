import { describe, expect, test } from 'vitest';
import { createDrift, createMean, createNaive, createWindowAverage } from './baselines.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { createSeasonalNaive } from './seasonal-naive.ts';
import { forecastFrom, relativeDistance } from './testing/forecast-from.ts';

const { air, nile, gas } = oracle;

describe.each([
  ['naive', createNaive(10), nile.naive],
  ['drift', createDrift(10), nile.drift],
  ['mean', createMean(10), nile.mean],
] as const)('%s', (_name, forecaster, theirs) => {
  test('has R’s points, and its intervals', async () => {
    const { yhat, quantiles } = await forecastFrom(forecaster, nile.y);
    expect(relativeDistance(yhat, theirs.mean)).toBeLessThan(1e-6);
    // R takes Student's distribution for the mean, and another degree of freedom here and there.
    expect(relativeDistance(quantiles?.[0] ?? [], theirs.lower95)).toBeLessThan(0.02);
    expect(relativeDistance(quantiles?.[5] ?? [], theirs.upper80)).toBeLessThan(0.02);
  });
});

test.each([
  [air, 12],
  [gas, 4],
])('the seasonal naive has R’s points and intervals', async ({ y, horizonSteps, seasonalNaive }, seasonLength) => {
  const { yhat, quantiles } = await forecastFrom(createSeasonalNaive(seasonLength, horizonSteps), y);
  expect(relativeDistance(yhat, seasonalNaive.mean)).toBeLessThan(1e-9);
  expect(relativeDistance(quantiles?.[1] ?? [], seasonalNaive.lower80)).toBeLessThan(1e-6);
  expect(relativeDistance(quantiles?.[6] ?? [], seasonalNaive.upper95)).toBeLessThan(1e-6);
});

test('the window average is the mean of the last values alone', async () => {
  const { yhat } = await forecastFrom(createWindowAverage(3, 2), [100, 1, 2, 6]);
  expect([...yhat]).toEqual([3, 3]);
});

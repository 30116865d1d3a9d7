import { describe, expect, test } from 'vitest';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { forecastFrom, relativeDistance } from './testing/forecast-from.ts';
import { createDynamicTheta, createTheta } from './theta.ts';

const { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet } = oracle;
const series = { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet };

describe.each(Object.entries(series))('%s', (_name, { y, seasonLength, horizonSteps, theta }) => {
  test('Theta is R’s thetaf', async () => {
    const { yhat } = await forecastFrom(createTheta(seasonLength, horizonSteps), y);
    expect(relativeDistance(yhat, theta.mean)).toBeLessThan(1e-4);
  });

  test('its dynamic form lies near by', async () => {
    const { yhat } = await forecastFrom(createDynamicTheta(seasonLength, horizonSteps), y);
    expect(relativeDistance(yhat, theta.mean)).toBeLessThan(0.12);
  });
});

test('without a season the intervals are R’s too', async () => {
  const { quantiles } = await forecastFrom(createTheta(1, 10), nile.y);
  expect(relativeDistance(quantiles?.[0] ?? [], nile.theta.lower95)).toBeLessThan(1e-3);
  expect(relativeDistance(quantiles?.[5] ?? [], nile.theta.upper80)).toBeLessThan(1e-3);
});

/** The mean is 3 t, the trend line 3 t: theta lines of a straight line are the line itself. */
test('the dynamic form goes on along a straight line', async () => {
  const y = Array.from({ length: 40 }, (_, at) => 10 + 3 * at);
  const { yhat } = await forecastFrom(createDynamicTheta(1, 3), y);
  for (const [step, value] of yhat.entries()) expect(value).toBeCloseTo(10 + 3 * (40 + step), 0);
});

import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { chooseArima, createAutoArima, nameArima } from './arima.ts';
import { createArmaObjective, decodeArma, runArma } from './arima-likelihood.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { forecastFrom, relativeDistance } from './testing/forecast-from.ts';

const { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet } = oracle;
const series = { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet };

/** [length] a series of the weights, begun a hundred steps before its first value. */
function simulate(near: number, error: number, length: number): Float64Array {
  const random = createRandom(3);
  let value = 0;
  let before = 0;
  return Float64Array.from({ length: length + 100 }, () => {
    const shock = drawNormal(random);
    value = near * value + shock + error * before;
    before = shock;
    return value;
  }).subarray(100);
}

test('the slope of the sum of squares is that of differences', () => {
  const values = simulate(0.5, 0.3, 60);
  const order = { p: 2, q: 1, seasonalP: 1, seasonalQ: 1 };
  const objective = createArmaObjective(values, order, 4, 2);
  const x = Float64Array.of(0.4, -0.2, 0.3, 0.2, -0.4, 0.1);
  const slope = new Float64Array(6);
  const unused = new Float64Array(6);
  objective(x, slope);
  for (const at of x.keys()) {
    const moved = (by: number) =>
      objective(
        x.map((each, other) => (other === at ? each + by : each)),
        unused,
      );
    expect(slope[at]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 3);
  }
});

test('errors run through the weights give the values back', () => {
  const values = simulate(0.5, 0.3, 30);
  const arma = decodeArma(Float64Array.of(0.5, 0.2, -0.3), { p: 1, q: 1, seasonalP: 1, seasonalQ: 0 }, 4, 1);
  const errors = runArma(arma, values);
  const back = new Float64Array(30);
  for (const at of back.keys()) {
    back[at] = errors[at];
    for (const [k, weight] of arma.ofValues.entries()) back[at] += weight * (back[at - k - 1] ?? 0);
    for (const [k, weight] of arma.ofErrors.entries()) back[at] += weight * (errors[at - k - 1] ?? 0);
    expect(back[at]).toBeCloseTo(values[at], 9);
  }
});

test('finds the weights that were put in', () => {
  const fit = chooseArima(simulate(0.7, 0, 800), 1);
  expect(fit && nameArima(fit)).toBe('ARIMA(1,0,0)');
  expect(fit?.arma.ofValues[0]).toBeCloseTo(0.7, 1);
  expect(Math.abs((fit?.sigma ?? 0) - 1)).toBeLessThan(0.1);
});

describe.each(Object.entries(series))('%s', (_name, { y, seasonLength, horizonSteps, arima }) => {
  test('differs as often as R’s auto.arima would', () => {
    const fit = chooseArima(Float64Array.from(y), seasonLength);
    const orders = arima.orders as number[];
    expect([fit?.differences, fit?.seasonalDifferences]).toEqual([orders[1], orders[4] ?? 0]);
  });

  test('is about as likely', () => {
    const fit = chooseArima(Float64Array.from(y), seasonLength);
    const constants = 0.5 * (fit?.judged ?? 0) * (1 + Math.log(2 * Math.PI));
    expect((fit?.logLikelihood ?? 0) - constants).toBeGreaterThan(arima.logLikelihood - 1);
  });

  test('forecasts near it', async () => {
    const { yhat } = await forecastFrom(createAutoArima(seasonLength, horizonSteps), y);
    expect(relativeDistance(yhat, arima.mean)).toBeLessThan(0.1);
  });
});

test('of the same model, the intervals are R’s', async () => {
  const { form, quantiles } = await forecastFrom(createAutoArima(1, 10), nile.y);
  expect(form).toBe(nile.arima.method);
  expect(relativeDistance(quantiles?.[0] ?? [], nile.arima.lower95)).toBeLessThan(0.01);
  expect(relativeDistance(quantiles?.[5] ?? [], nile.arima.upper80)).toBeLessThan(0.01);
});

test('AirPassengers, last year held out: the airline model on logarithms', async () => {
  const { form, yhat } = await forecastFrom(createAutoArima(12, 12), airTrain.y);
  expect(form).toBe('ARIMA(0,1,1)(0,1,1)[12] of logarithms');
  const error = air.y.slice(-12).reduce((sum, value, at) => sum + Math.abs(value - yhat[at]), 0) / 12;
  expect(error).toBeLessThan(14);
});

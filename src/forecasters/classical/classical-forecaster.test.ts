import { expect, test } from 'vitest';
import { createClassicalForecaster, learnFromRecent } from './classical-forecaster.ts';
import { createAutoEts } from './exponential-smoothing.ts';
import { createDynamicTheta } from './theta.ts';

const context = { signal: new AbortController().signal };

/** A rule that forecasts the number of values it was fitted to. */
const confessing = createClassicalForecaster((fitted) => ({
  parameterCount: 1,
  form: 'confessing',
  forecast: () => ({ yhat: Float64Array.of(fitted.length), quantiles: null }),
}));

test('no forecast comes from parameters that saw what lies beyond its history', async () => {
  const values = Float64Array.from({ length: 20 }, (_, at) => at);
  const fitted = await confessing.fit({ histories: [values], validationSteps: 0, epochs: null }, context);
  const later = Float64Array.from({ length: 25 }, (_, at) => at);
  const elsewhere = values.subarray(3);
  const given = [values.subarray(0, 15), values.subarray(0, 12), values, later, elsewhere];
  const forecasts = await fitted.forecast(given, 0);
  expect(forecasts.map(({ yhat: [seen] }) => seen)).toEqual([12, 12, 20, 20, 17]);
});

test('what is learnt from the most recent values runs through later ones from the same value on', () => {
  const fitModel = learnFromRecent(5, (fitted) => ({
    parameterCount: 1,
    form: 'first',
    forecast: (history) => ({ yhat: Float64Array.of(fitted.length, fitted[0], history[0]), quantiles: null }),
  }));
  const values = Float64Array.from({ length: 20 }, (_, at) => at);
  expect([...fitModel(values.subarray(0, 12)).forecast(values.subarray(0, 14)).yhat]).toEqual([5, 7, 7]);
  expect([...fitModel(values.subarray(0, 3)).forecast(values.subarray(0, 7)).yhat]).toEqual([3, 0, 0]);
});

test('once much has come since, what is run through begins later, at the same place of the season', () => {
  const fitModel = learnFromRecent(
    6,
    () => ({
      parameterCount: 1,
      form: 'first',
      forecast: (history) => ({ yhat: Float64Array.of(history.length, history[0]), quantiles: null }),
    }),
    [4],
  );
  const values = Float64Array.from({ length: 100 }, (_, at) => at);
  const model = fitModel(values.subarray(0, 10));
  expect([...model.forecast(values.subarray(0, 13)).yhat]).toEqual([9, 4]);
  const [length, first] = model.forecast(values).yhat;
  expect(first % 4).toBe(0);
  expect(length).toBeGreaterThanOrEqual(6);
  expect(length).toBeLessThan(10);
});

test('points asked for alone are those that come with quantiles', async () => {
  const values = Float64Array.from(
    { length: 60 },
    (_, at) => (50 + at) * (1 + 0.3 * Math.sin(at / 2) + 0.1 * Math.sin(at ** 2)),
  );
  for (const forecaster of [createAutoEts(12, 6), createDynamicTheta(12, 6)]) {
    const fitted = await forecaster.fit({ histories: [values], validationSteps: 0, epochs: null }, context);
    const [whole] = await fitted.forecast([values], 0);
    const [points] = await fitted.forecast([values], 0, 'points');
    expect(whole.quantiles).not.toBeNull();
    expect(points.yhat).toEqual(whole.yhat);
  }
});

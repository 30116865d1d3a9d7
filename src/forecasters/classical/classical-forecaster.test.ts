import { expect, test } from 'vitest';
import { createClassicalForecaster } from './classical-forecaster.ts';

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

import { expect, test } from 'vitest';
import { numberSeries } from './m4.ts';
import { scoreSeries } from './score-series.ts';

const options = { models: ['ridge', 'naive'], horizonSteps: 3, seasonLength: 4 };

test('the seasonal naive stands in for a model that fails, and the reason is told', async () => {
  const y = Float64Array.from({ length: 40 }, (_, at) => at);
  const models = ['no-such-model', 'naive'];
  const scored = await scoreSeries({ series: numberSeries('a', y), actual: null }, { ...options, models });
  expect(scored.failures).toEqual([
    { model: 'no-such-model', message: 'Error: there is no model no-such-model: seasonal naive instead' },
  ]);
  expect(scored.models.map(({ model, forecast }) => [model, ...forecast.yhat])).toEqual([
    ['no-such-model', 36, 37, 38],
    ['naive', 39, 39, 39],
  ]);
});

test('what even the seasonal naive fails on has a reason and no forecast', async () => {
  const { models, failures } = await scoreSeries(
    { series: numberSeries('none', new Float64Array(0)), actual: null },
    options,
  );
  expect(models).toEqual([]);
  expect(failures.map(({ model }) => model)).toEqual(options.models);
});

test('a test part shorter than the horizon is judged as far as it goes', async () => {
  const y = Float64Array.from({ length: 24 }, (_, at) => 10 + at);
  const { models } = await scoreSeries({ series: numberSeries('short', y), actual: Float64Array.of(34, 36) }, options);
  // The naive repeats 33; a seasonal naive of 4 errs by 4 within the history.
  expect(models[1].score?.mase).toBeCloseTo((1 + 3) / 2 / 4, 12);
});

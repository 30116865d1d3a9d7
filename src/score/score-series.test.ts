import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { createForecaster } from '../evaluation/create-forecaster.ts';
import { runForecast } from '../evaluation/run-forecast.ts';
import { takeWeightsFrom } from '../forecasters/pretrained/load-weights.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { readWeightsInNode } from '../forecasters/weights-in-node.ts';
import { numberSeries } from './m4-competition.ts';
import { scoreSeries, scoreTogether } from './score-series.ts';

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

test('many series are scored together as each alone, by the models that gain by it too', async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
  const tasks = [40, 9, 25].map((length, at) => {
    const y = Float64Array.from({ length }, (_, time) => 20 + at + 5 * Math.sin(time * time));
    return { series: numberSeries(`${at}`, y), actual: Float64Array.of(20, 21, 22) };
  });
  const both = { ...options, models: ['pretrained', 'naive'] };
  const together = await scoreTogether(tasks, both);
  for (const [at, task] of tasks.entries()) {
    const alone = await scoreSeries(task, both);
    expect(together[at].uniqueId).toBe(task.series.uniqueId);
    for (const [place, { forecast, score }] of together[at].models.entries()) {
      expect(score?.mae).toBeCloseTo(alone.models[place].score?.mae ?? Number.NaN, 4);
      forecast.yhat.forEach((value, step) => {
        expect(value).toBeCloseTo(alone.models[place].forecast.yhat[step], 4);
      });
    }
  }
});

test('a test part shorter than the horizon is judged as far as it goes', async () => {
  const y = Float64Array.from({ length: 24 }, (_, at) => 10 + at);
  const { models } = await scoreSeries({ series: numberSeries('short', y), actual: Float64Array.of(34, 36) }, options);
  // The naive repeats 33; a seasonal naive of 4 errs by 4 within the history.
  expect(models[1].score?.mase).toBeCloseTo((1 + 3) / 2 / 4, 12);
});

describe('with a backtest', () => {
  // What is trained on one backend is another network than what is trained on another.
  beforeAll(async () => {
    await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
  });

  const y = Float64Array.from({ length: 60 }, (_, at) => 100 + at + 20 * Math.sin((2 * Math.PI * at) / 12) + (at % 7));
  const series = { ...numberSeries('a', y), step: { unit: 'month', every: 1 } as const, firstMs: 0 };

  test('each model makes the forecast, the intervals and the errors that the page shows', async () => {
    const models = ['theta', 'nlinear'] as const;
    const usual = defaultSettings(series.step, y.length);
    const settings = { ...usual, horizonSteps: 6, seasonLength: 12, models: [...models] };
    const { signal } = new AbortController();
    const { results } = await runForecast(series, settings, { signal, createForecaster });
    const scoring = { models, horizonSteps: 6, seasonLength: 12, backtest: true };
    const scored = await scoreSeries({ series, actual: null }, scoring);
    expect(scored.failures).toEqual([]);
    for (const [at, model] of models.entries()) {
      const page = results.find((result) => result.model === model);
      const { forecast, score } = scored.models[at];
      expect(forecast.yhat).toEqual(page?.forecast);
      expect(forecast.quantiles?.[1]).toEqual(page?.intervals[0].low);
      expect(forecast.quantiles?.[6]).toEqual(page?.intervals[1].high);
      expect(score?.mase).toBe(page?.metrics.mase);
    }
  });

  test('without asking for one a statistical model forecasts alike, by intervals of its own', async () => {
    const asked = { models: ['theta'], horizonSteps: 6, seasonLength: 12 };
    const [quick] = (await scoreSeries({ series, actual: null }, asked)).models;
    const [tested] = (await scoreSeries({ series, actual: null }, { ...asked, backtest: true })).models;
    expect(quick.forecast.yhat).toEqual(tested.forecast.yhat);
    expect(quick.score).toBeNull();
    expect(tested.score?.mae).toBeGreaterThan(0);
  });

  test('a network that finds the series too short has the seasonal naive instead, and says what it needs', async () => {
    const short = { series: { ...series, y: y.subarray(0, 9), filled: new Uint8Array(9) }, actual: null };
    const { models, failures } = await scoreSeries(short, { models: ['nlinear'], horizonSteps: 6, seasonLength: 3 });
    expect(failures[0].message).toMatch(/9 points are too few.*seasonal naive instead/);
    expect([...models[0].forecast.yhat]).toEqual([...y.subarray(6, 9), ...y.subarray(6, 9)]);
  });
});

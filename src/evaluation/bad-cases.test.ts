/** Series that break naive code: each is forecast by what can, or refused with a reason, and no model stops the others. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { isNetwork, modelIds } from '../forecasters/model-cards.ts';
import { takeWeightsFrom } from '../forecasters/pretrained/load-weights.ts';
import { checkSettings, defaultSettings, type Settings } from '../forecasters/settings.ts';
import { readWeightsInNode } from '../forecasters/weights-in-node.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { metricIds } from './metric-cards.ts';
import { runForecast } from './run-forecast.ts';

const month = { unit: 'month', every: 1 } as const;
const statistical = modelIds.filter((model) => !isNetwork(model));
const context = { signal: new AbortController().signal, createForecaster };

function seriesOf(values: number[], filled: number[] = []): Series {
  const flags = Uint8Array.from(values, (_, at) => (filled.includes(at) ? 1 : 0));
  return { uniqueId: 'y', step: month, firstMs: 0, y: Float64Array.from(values), filled: flags };
}

function settingsFor({ y }: Series, change: Partial<Settings> = {}): Settings {
  return { ...defaultSettings(month, y.length), models: [...statistical], ...change };
}

const wave = (at: number) => 50 + 20 * Math.sin((at * Math.PI) / 6) + ((at * 7919) % 13);
const points = (length: number, value: (at: number) => number) => Array.from({ length }, (_, at) => value(at));
const block = points(9, (at) => 60 + at);

const cases: [string, Series, Partial<Settings>][] = [
  ['three points', seriesOf([3, 5, 4]), { horizonSteps: 1 }],
  ['all zeros', seriesOf(points(60, () => 0)), {}],
  ['a constant', seriesOf(points(60, () => 7)), {}],
  ['one spike', seriesOf(points(60, (at) => (at === 30 ? 1e6 : 0))), {}],
  ['a spike in the test part', seriesOf(points(60, (at) => (at === 55 ? 1e6 : 10))), {}],
  [
    'missing blocks',
    seriesOf(
      points(84, (at) => (block.includes(at) ? 50 : wave(at))),
      block,
    ),
    {},
  ],
  [
    'nothing but filled values at the end',
    seriesOf(
      points(60, wave),
      points(20, (at) => 40 + at),
    ),
    {},
  ],
  ['negative values under multiplicative models', seriesOf(points(72, (at) => wave(at) - 55)), {}],
  ['a season longer than the series', seriesOf(points(40, wave)), { seasonLength: 100 }],
  ['two seasons', seriesOf(points(28, wave)), {}],
  ['huge values', seriesOf(points(60, (at) => 1e15 * wave(at))), {}],
];

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe.each(cases)('%s', (_, series, change) => {
  const settings = settingsFor(series, change);

  test('is forecast by every model in finite numbers, in order within its intervals', async () => {
    expect(checkSettings(settings, series.y.length)).toMatchObject({ ok: true });
    const { results, failures } = await runForecast(series, settings, context);
    expect(failures).toEqual([]);
    expect(results.map(({ model }) => model)).toEqual(statistical);
    for (const { model, forecast, intervals, metrics, test: tested } of results) {
      expect(forecast.every(Number.isFinite), `${model} forecast`).toBe(true);
      expect(
        tested.every(({ yhat }) => yhat.every(Number.isFinite)),
        `${model} test`,
      ).toBe(true);
      for (const { low, high } of intervals) {
        forecast.forEach((value, step) => {
          expect(low[step]).toBeLessThanOrEqual(value);
          expect(high[step]).toBeGreaterThanOrEqual(value);
        });
      }
      for (const id of metricIds) {
        expect(metrics[id] === null || Number.isFinite(metrics[id]), `${model} ${id} is ${metrics[id]}`).toBe(true);
      }
    }
  });
});

test('where the actuals are zeros, what would divide by them is undefined and the rest is not', async () => {
  const series = seriesOf(points(60, (at) => (at < 28 ? wave(at) : 0)));
  const { results } = await runForecast(series, settingsFor(series, { models: ['ets'] }), context);
  for (const { metrics } of results) {
    expect(metrics).toMatchObject({ mape: null, wape: null, wql: null, r2: null });
    for (const id of ['mae', 'mase', 'rmsse', 'bias', 'pinball', 'crps', 'coverage80'] as const) {
      expect(metrics[id], id).not.toBeNull();
    }
  }
});

test('of a constant, nothing can be scaled by the naive, and nothing is compared with it', async () => {
  const series = seriesOf(points(60, () => 7));
  const { results } = await runForecast(series, settingsFor(series, { models: ['ets'] }), context);
  for (const { metrics, maeRatioToNaive, forecast } of results) {
    expect(metrics).toMatchObject({ mase: null, rmsse: null, owa: null, r2: null });
    expect(metrics.mae).toBeCloseTo(0, 9);
    expect(maeRatioToNaive).toBeNull();
    for (const value of forecast) expect(value).toBeCloseTo(7, 9);
  }
});

test('too short to try anything, the automatic choice says so', async () => {
  const series = seriesOf([3, 5, 4, 6, 5, 7]);
  const settings = settingsFor(series, { models: ['auto'], horizonSteps: 2 });
  const { results } = await runForecast(series, settings, context);
  const auto = results.find(({ model }) => model === 'auto');
  expect(auto?.tried?.models.length).toBeGreaterThan(3);
  expect(auto?.tried?.models.every(({ error }) => auto.tried?.origins !== 0 || error === null)).toBe(true);
});

test('two points are refused with what is needed', () => {
  const checked = checkSettings(settingsFor(seriesOf([1, 2])), 2);
  expect(checked).toMatchObject({ ok: false, problem: { code: 'series-too-short', fits: null } });
});

test.each(['quick', 'auto', 'pretrained'] as const)(
  'behind a level left for good, %s has bands of the new one',
  async (model) => {
    const random = createRandom(3);
    const days = Float64Array.from({ length: 200 }, (_, at) =>
      at < 140 ? 500 + 40 * drawNormal(random) : 60 + 5 * drawNormal(random),
    );
    const settings = { ...settingsFor(seriesOf([...days])), seasonLength: 7, horizonSteps: 14 };
    const widthOf = async (history: Float64Array) => {
      const task = { histories: [history], validationSteps: 0, epochs: null };
      const fitted = await createForecaster(model, settings).fit(task, { signal: context.signal });
      const [{ quantiles }] = await fitted.forecast([history], 0);
      fitted.dispose();
      return quantiles ? quantiles[5][13] - quantiles[1][13] : Number.NaN;
    };
    const ratio = (await widthOf(days)) / (await widthOf(days.slice(140)));
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  },
);

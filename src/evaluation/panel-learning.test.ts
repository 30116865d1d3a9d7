/** Networks that learn from all series of a file, of which one is tested and forecast. */
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import * as tf from '../compute/tf.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { type BacktestSettings, defaultBacktest } from '../forecasters/backtest-settings.ts';
import type { FitTask, Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings, type NetworkSettings, type Settings } from '../forecasters/settings.ts';
import type { Covariate } from '../series/covariates.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const day = { unit: 'day', every: 1 } as const;
const dayMs = 86_400_000;

/** A series that begins so many days after the one shown. */
function createSeries(uniqueId: string, fromDay: number, y: readonly number[], filled: number[] = []): Series {
  const marks = new Uint8Array(y.length);
  for (const at of filled) marks[at] = 1;
  return {
    uniqueId,
    step: day,
    firstMs: Date.UTC(2024, 0, 1) + fromDay * dayMs,
    y: Float64Array.from(y),
    filled: marks,
  };
}

/** Values that tell their own day, counted from the first of the series shown. */
const days = (fromDay: number, length: number) => Array.from({ length }, (_, at) => fromDay + at);

function settingsWith(
  network: Partial<NetworkSettings>,
  backtest: Partial<BacktestSettings> = {},
  models: ModelId[] = ['lstm'],
): Settings {
  const settings = defaultSettings(day, 60);
  return {
    ...settings,
    models,
    lookBackSteps: 6,
    horizonSteps: 2,
    seasonLength: 1,
    testSteps: 8,
    network: { ...settings.network, epochs: 3, hiddenSize: 4, patchLength: 2, scope: 'panel', ...network },
    backtest: { ...defaultBacktest, ...backtest },
  };
}

/** Notes what it is fitted on and forecasts the last value. */
function createSpy(): { tasks: FitTask[]; forecaster: Forecaster } {
  const tasks: FitTask[] = [];
  return {
    tasks,
    forecaster: {
      fit: async (task) => {
        tasks.push(task);
        return {
          fitEnd: 'fitted',
          epochs: 5,
          tuningEpochs: 3,
          windows: 77,
          parameterCount: 0,
          curve: { train: [], validation: [] },
          forecast: async (histories) =>
            histories.map((history) => ({
              yhat: new Float64Array(2).fill(history[history.length - 1]),
              quantiles: null,
            })),
          dispose: () => {},
        };
      },
    },
  };
}

const signal = new AbortController().signal;
const context = { signal, createForecaster };

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe('what is learnt at an origin', () => {
  const shown = createSeries('shown', 0, days(0, 60));
  const others = {
    series: [
      createSeries('as long', 0, days(0, 60)),
      createSeries('began before, goes on', -30, days(-30, 120)),
      createSeries('began later', 25, days(25, 35)),
      createSeries('ended before', -40, days(-40, 60)),
      createSeries('begins in the test part', 50, days(50, 30)),
      createSeries('between midnights', 0.5, days(0.5, 60)),
    ],
    leftOut: 2,
  };

  async function fitsOf(settings: Settings, from = others) {
    const spy = createSpy();
    const spied = { signal, createForecaster: () => spy.forecaster };
    const { results, split } = await runForecast(shown, settings, spied, from);
    const tasks = spy.tasks.filter(({ histories }) => histories.length > 1);
    return { tasks, split, all: spy.tasks, results };
  }

  test('by what was trained ahead and is tuned is the same, whatever comes after the cut in any series', async () => {
    const tasksOf = async (change: (value: number) => number) => {
      const spy = createSpy();
      const cutMs = shown.firstMs + 52 * dayMs;
      const alter = (series: Series): Series => ({
        ...series,
        y: series.y.map((value, at) => (series.firstMs + at * dayMs >= cutMs ? change(value) : value)),
      });
      const all = { ...others, series: others.series.map(alter) };
      const spied = { signal, createForecaster: () => spy.forecaster };
      await runForecast(alter(shown), settingsWith({}, {}, ['fine-tuned']), spied, all);
      return spy.tasks.filter(({ histories }) => histories.length > 1);
    };
    const [first, end] = await tasksOf((value) => value);
    const [changed, changedEnd] = await tasksOf((value) => 3 * value + 1000);
    expect(first.histories).toHaveLength(6);
    expect(changed.histories).toEqual(first.histories);
    expect(changedEnd.histories).not.toEqual(end.histories);
  });

  test('of the other series is what came before the same time, at every origin and at the end', async () => {
    const { tasks, split } = await fitsOf(settingsWith({}, { refit: 'always' }));
    const ends = [split.validationEnd, 54, 56, 58, 60];
    expect(tasks.map(({ histories }) => histories[0].length)).toEqual(ends);
    tasks.forEach(({ histories }, at) => {
      for (const history of histories) {
        expect(history.every(Number.isFinite)).toBe(true);
        expect(history[history.length - 1]).toBeLessThan(ends[at]);
      }
    });
    const lastOf = ({ histories }: FitTask) => histories.map((history) => history[history.length - 1]);
    expect(lastOf(tasks[0])).toEqual([51, 51, 51, 51, 19, 51.5]);
    // What began in the test part has a window to learn from at the end.
    expect(lastOf(tasks[4])).toEqual([59, 59, 59, 59, 19, 59, 59.5]);
  });

  test('of a sliding window begins at the same time too', async () => {
    const { tasks } = await fitsOf(settingsWith({}, { windowSteps: 30 }));
    const firstOf = ({ histories }: FitTask) => histories.map((history) => history[0]);
    expect(firstOf(tasks[0])).toEqual([22, 22, 22, 25, 22.5]);
    expect(tasks[0].histories.map(({ length }) => length)).toEqual([30, 30, 30, 27, 30]);
  });

  test('is not filled with what came after it', async () => {
    // The gap from day 48 to day 54 is filled in the file on the way to a value of the test part.
    const y = days(0, 60).map((value) => (value >= 48 ? 1000 : value));
    const gap = createSeries('gap', 0, y, [48, 49, 50, 51, 52, 53]);
    const { tasks } = await fitsOf(settingsWith({}), { series: [gap], leftOut: 0 });
    expect(Math.max(...tasks[0].histories[1])).toBe(47);
    expect(Array.from(tasks[0].histories[1].subarray(47))).toEqual([47, 47, 47, 47, 47]);
  });

  test('is the series shown alone for what is no network, and where the settings say so', async () => {
    const classical = await fitsOf(settingsWith({}, {}, ['ets', 'auto', 'seasonal-naive']));
    expect(classical.all.length).toBeGreaterThan(0);
    expect(classical.tasks).toEqual([]);
    expect(classical.results.every(({ panel }) => panel === null)).toBe(true);
    expect((await fitsOf(settingsWith({ scope: 'series' }))).tasks).toEqual([]);
  });

  test('again on everything takes the epochs that were chosen, those of the tuning too', async () => {
    const { tasks } = await fitsOf(settingsWith({ fineTuning: 'head' }));
    expect(tasks[0]).toMatchObject({ epochs: null });
    expect(tasks[1]).toMatchObject({ validationSteps: 0, epochs: 5, tuningEpochs: 3 });
  });

  test('is told: series, windows, what was left out, the tuning', async () => {
    const { results } = await fitsOf(settingsWith({ fineTuning: 'head' }));
    const told = results.find(({ model }) => model === 'lstm')?.panel;
    expect(told).toEqual({ series: 7, windows: 77, leftOut: 2, embedded: false, tuning: { kind: 'head', epochs: 3 } });
  });

  test('names every series where each is to have an embedding', async () => {
    const { tasks, results } = await fitsOf(settingsWith({ seriesEmbedding: true }));
    const names = tasks[0].covariates?.map(({ statics }) => statics.map(({ value }) => value));
    const wanted = ['shown', 'as long', 'began before, goes on', 'began later', 'ended before', 'between midnights'];
    expect(names).toEqual(wanted.map((name) => [name]));
    expect(results.find(({ model }) => model === 'lstm')?.panel?.embedded).toBe(true);
  });

  test('brings the covariates of the series shown, as far as another series has them', async () => {
    const values = (fromDay: number, length: number) => Float64Array.from(days(fromDay, length), (value) => 10 * value);
    const price = (fromDay: number, length: number): Covariate => ({
      name: 'price',
      known: 'future',
      values: values(fromDay, length),
    });
    const withPrice = { ...shown, covariates: [price(0, 62)] };
    const spy = createSpy();
    const panel = [
      { ...others.series[1], covariates: [{ ...price(-30, 120), name: 'other' }, price(-30, 120)] },
      { ...others.series[3], covariates: [price(-40, 60)] },
      others.series[0],
    ];
    const spied = { signal, createForecaster: () => spy.forecaster };
    const { results } = await runForecast(withPrice, settingsWith({}), spied, { series: panel, leftOut: 0 });
    const { histories, covariates = [] } = spy.tasks.find((task) => task.histories.length > 1) as FitTask;
    expect(histories).toHaveLength(3);
    histories.forEach((history, at) => {
      const [known] = covariates[at].future;
      expect(known).toHaveLength(history.length + 2);
      expect(known.subarray(0, history.length)).toEqual(history.map((value) => 10 * value));
    });
    expect(results.find(({ model }) => model === 'lstm')?.panel?.leftOut).toBe(1);
  });
});

describe('a network of several series', () => {
  const wave = (phase: number, length: number) =>
    Array.from({ length }, (_, at) => 20 + phase + Math.sin((at + phase) / 2) + 0.3 * Math.sin(at * at));
  const shown = createSeries('shown', 0, wave(0, 60));
  const panel = [createSeries('a', 0, wave(1, 60)), createSeries('b', -20, wave(2, 90))];
  const settings = settingsWith({ fineTuning: 'all' }, {}, ['lstm', 'n-hits']);

  test('is moved by nothing in the test part of any series', async () => {
    const before = await runForecast(shown, settings, context, { series: panel, leftOut: 0 });
    const endMs = shown.firstMs + before.split.validationEnd * dayMs;
    const changed = panel.map((series) => ({
      ...series,
      y: series.y.map((value, at) => (series.firstMs + at * dayMs >= endMs ? 500 - 3 * value : value)),
    }));
    const after = await runForecast(shown, settings, context, { series: changed, leftOut: 0 });
    const networks = (of: typeof before) => of.results.filter(({ model }) => model !== 'seasonal-naive');
    expect(networks(before)).toHaveLength(2);
    networks(before).forEach(({ curve, epochs, test: forecasts, forecast }, at) => {
      const other = networks(after)[at];
      expect(other.curve).toEqual(curve);
      expect(other.epochs).toBe(epochs);
      expect(other.test).toEqual(forecasts);
      // The forecast beyond the end has learnt from everything.
      expect(other.forecast).not.toEqual(forecast);
    });
  });

  test('is moved by what the others were before it, and leaves nothing on the device', async () => {
    const numTensors = tf.memory().numTensors;
    const together = await runForecast(shown, settings, context, { series: panel, leftOut: 0 });
    const alone = await runForecast(shown, settings, context, null);
    expect(together.results[1].test).not.toEqual(alone.results[1].test);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test('tells its progress to the end of the tuning, in one count', async () => {
    const told: { phase: string; epoch: number; epochs: number }[] = [];
    const onEpoch = ({ phase, epoch, epochs }: (typeof told)[number]) => told.push({ phase, epoch, epochs });
    const one = { ...settings, models: ['n-hits'] satisfies ModelId[] as ModelId[] };
    await runForecast(shown, one, { ...context, onEpoch }, { series: panel, leftOut: 0 });
    const fit = told.filter(({ phase }) => phase === 'fit');
    expect(new Set(fit.map(({ epochs }) => epochs)).size).toBe(1);
    expect(fit.map(({ epoch }) => epoch)).toEqual(fit.map(({ epoch }) => epoch).toSorted((a, b) => a - b));
    expect(fit[fit.length - 1].epoch).toBeGreaterThan(3);
    expect(fit[fit.length - 1].epoch).toBeLessThanOrEqual(fit[0].epochs);
  });

  test('that is stopped while it is tuned forecasts with what it learnt from all', async () => {
    const controller = new AbortController();
    const one = { ...settings, models: ['n-hits'] satisfies ModelId[] as ModelId[] };
    const onEpoch = ({ model, epoch }: { model: ModelId; epoch: number }) => {
      if (model === 'n-hits' && epoch >= 3) controller.abort();
    };
    const stopped = await runForecast(
      shown,
      one,
      { createForecaster, signal: controller.signal, onEpoch },
      { series: panel, leftOut: 0 },
    );
    const result = stopped.results.find(({ model }) => model === 'n-hits');
    expect(result?.fitEnd).toBe('cancelled');
    expect(result?.refitted).toBe(false);
    expect(result?.forecast.every(Number.isFinite)).toBe(true);
  });
});

test('an embedding tells series apart that look alike until they go on differently', async () => {
  // Four zeros, then twice one or minus one: before the ones a window of four shows nothing but zeros.
  const pulses = (height: number) => Array.from({ length: 120 }, (_, at) => (at % 6 < 4 ? 0 : height));
  const others = [-1, 1, -1].map((height, at) => createSeries(`other ${at}`, 0, pulses(height)));
  const settings = settingsWith(
    { epochs: 150, learningRate: 0.02, hiddenSize: 16, dropout: 0 },
    { origins: 2, stepSteps: 6 },
    ['tide'],
  );
  const plain = { ...settings, lookBackSteps: 4, testSteps: null };
  /** How far the two forecasts that begin before the ones lie from them. */
  async function errorsOf(seriesEmbedding: boolean): Promise<number[]> {
    const asked = { ...plain, network: { ...plain.network, seriesEmbedding } };
    const shown = createSeries('shown', 0, pulses(1));
    const { results } = await runForecast(shown, asked, context, { series: others, leftOut: 0 });
    const [, tide] = results;
    expect(tide.beside).toBeNull();
    expect(tide.test.map(({ origin }) => origin % 6)).toEqual([4, 4]);
    return tide.test.flatMap(({ yhat }) => Array.from(yhat, (value) => Math.abs(value - 1)));
  }
  for (const error of await errorsOf(true)) expect(error).toBeLessThan(0.4);
  for (const error of await errorsOf(false)) expect(error).toBeGreaterThan(0.6);
});

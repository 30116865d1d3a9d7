import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import * as tf from '../compute/tf.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { FitDiverged, type FitTask, type Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import type { PhaseReport } from './report-phases.ts';
import type { ModelResult } from './results.ts';
import { runForecast } from './run-forecast.ts';

const month = { unit: 'month', every: 1 } as const;

function createSeries(y: Float64Array): Series {
  return { uniqueId: 'y', step: month, firstMs: Date.UTC(1949, 0, 1), y, filled: new Uint8Array(y.length) };
}

function readAirPassengers(): Series {
  const file = new URL('../../public/samples/air-passengers.csv', import.meta.url);
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return createSeries(Float64Array.from(rows, (row) => Number(row.split(',')[1])));
}

function createWave(length: number): Series {
  return createSeries(Float64Array.from({ length }, (_, at) => 20 + Math.sin(at / 2) + 0.3 * Math.sin(at * at)));
}

/** Small networks, so that a test takes a moment. */
function smallSettings(length: number, models: ModelId[] = ['lstm', 'transformer']): Settings {
  const settings = defaultSettings(month, length);
  const network = { ...settings.network, epochs: 4, hiddenSize: 4, heads: 2, patchLength: 3 };
  return { ...settings, models, lookBackSteps: 12, horizonSteps: 4, network };
}

const context = { signal: new AbortController().signal, createForecaster };
const byModel = (results: ModelResult[], model: ModelId) => results.find((result) => result.model === model);

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('AirPassengers, last 12 months held out, default settings: both networks beat the seasonal naive’s 47.83', async () => {
  const series = readAirPassengers();
  const settings = { ...defaultSettings(month, series.y.length), testSteps: 12 };
  const { results } = await runForecast(series, settings, context);
  const maes = Object.fromEntries(results.map(({ model, metrics }) => [model, metrics.mae]));
  console.log('AirPassengers, last 12 months, MAE:', JSON.stringify(maes));
  expect(maes['seasonal-naive']).toBeCloseTo(47.83, 2);
  expect(byModel(results, 'seasonal-naive')?.metrics.mape).toBeCloseTo(9.99, 2);
  expect(maes.lstm).toBeLessThan(47.83);
  expect(maes.transformer).toBeLessThan(47.83);
});

describe('nothing learns from the test part', () => {
  test('other values there move no fitted number: not the weights’ forecast, not the losses, not the epochs', async () => {
    const series = createWave(100);
    const settings = smallSettings(100);
    const before = await runForecast(series, settings, context);
    const { validationEnd } = before.split;
    const changed = createSeries(series.y.map((value, at) => (at >= validationEnd ? 1000 - 3 * value : value)));
    const after = await runForecast(changed, settings, context);
    for (const { model, curve, epochs, test: forecasts } of before.results) {
      const other = byModel(after.results, model) as ModelResult;
      expect(other.curve).toEqual(curve);
      expect(other.epochs).toBe(epochs);
      expect(other.test[0].origin).toBe(validationEnd);
      expect(other.test[0].yhat).toEqual(forecasts[0].yhat);
    }
  });

  test('at each origin a model is shown only what came before', async () => {
    const series = createWave(60);
    const shown: number[] = [];
    const spy: Forecaster = {
      fit: async () => ({
        fitEnd: 'fitted',
        epochs: 0,
        parameterCount: 0,
        curve: { train: [], validation: [] },
        forecast: async (histories) => {
          for (const history of histories) shown.push(history.length);
          return histories.map((history) => ({
            yhat: new Float64Array(4).fill(history[history.length - 1]),
            quantiles: null,
          }));
        },
        dispose: () => {},
      }),
    };
    const { results, split } = await runForecast(
      series,
      { ...smallSettings(60, []), testSteps: 12 },
      {
        ...context,
        createForecaster: () => spy,
      },
    );
    expect(split).toEqual({ length: 60, trainEnd: 42, validationEnd: 48 });
    expect(shown.slice(0, 4)).toEqual([48, 52, 56, 60]);
    // Then the validation part once more, to set the intervals by.
    expect(shown.slice(4)).toEqual([42, 43, 44, 45, 46, 47]);
    expect(results[0].test.map(({ origin }) => origin)).toEqual([48, 52, 56]);
  });

  test('a gap before an origin is not filled with what came after it', async () => {
    const series = createWave(60);
    series.filled.fill(1, 46, 50);
    series.y.set([30, 40, 50, 60], 46);
    const { results } = await runForecast(
      series,
      { ...smallSettings(60, []), testSteps: 12, seasonLength: 1 },
      context,
    );
    for (const value of results[0].test[0].yhat) expect(value).toBe(series.y[45]);
  });
});

test('points that were not in the file are not judged', async () => {
  const series = createWave(60);
  const settings = { ...smallSettings(60, []), seasonLength: 1 };
  series.y[50] = 1e6;
  series.filled[50] = 1;
  const { results } = await runForecast(series, settings, context);
  expect(results[0].metrics.mae).toBeLessThan(10);
});

test('the last forecast of the test part ends with the series', async () => {
  const { results, split } = await runForecast(createWave(63), { ...smallSettings(63, []), testSteps: 13 }, context);
  const covered = results[0].test.flatMap(({ origin, yhat }) => Array.from(yhat, (_, step) => origin + step));
  const testPart = Array.from({ length: split.length - split.validationEnd }, (_, at) => split.validationEnd + at);
  expect(covered).toEqual(testPart);
});

test('same data, settings and seed give the same numbers', async () => {
  const numbers = async () => {
    const { results } = await runForecast(createWave(100), smallSettings(100), context);
    return results.map(({ trainingMs: _, ...rest }) => rest);
  };
  expect(await numbers()).toEqual(await numbers());
});

test('the forecast comes from a model refitted on everything for the epochs that were chosen', async () => {
  const series = createWave(100);
  const settings = smallSettings(100, ['lstm']);
  const tasks: FitTask[] = [];
  const spying = (model: ModelId, given: Settings): Forecaster => {
    const forecaster = createForecaster(model, given);
    const fit: Forecaster['fit'] = (task, fitContext) => {
      if (model === 'lstm') tasks.push(task);
      return forecaster.fit(task, fitContext);
    };
    return { fit };
  };
  const { results, split } = await runForecast(series, settings, { ...context, createForecaster: spying });
  const lstm = byModel(results, 'lstm') as ModelResult;
  expect(tasks.map(({ histories, validationSteps, epochs }) => [histories[0].length, validationSteps, epochs])).toEqual(
    [
      [split.validationEnd, split.validationEnd - split.trainEnd, null],
      [100, 0, lstm.epochs],
    ],
  );
  expect(lstm.refitted).toBe(true);
  expect(lstm.forecast).toHaveLength(4);
});

describe('when things go wrong', () => {
  test('a model that diverges or breaks is reported and the others go on', async () => {
    const breaking = (model: ModelId, settings: Settings): Forecaster => {
      if (model === 'lstm') return { fit: () => Promise.reject(new FitDiverged()) };
      if (model === 'transformer') return { fit: () => Promise.reject(new Error('a bug')) };
      return createForecaster(model, settings);
    };
    const outcome = await runForecast(createWave(100), smallSettings(100), { ...context, createForecaster: breaking });
    expect(outcome.results.map(({ model }) => model)).toEqual(['seasonal-naive']);
    expect(outcome.failures.map(({ model, code }) => [model, code])).toEqual([
      ['lstm', 'diverged-at-once'],
      ['transformer', 'internal'],
    ]);
  });

  test('a cancel in training keeps that model’s best weights and leaves the later models out', async () => {
    const controller = new AbortController();
    /** An LSTM whose training is cancelled from outside and ends with what it has. */
    const cancelledInTraining = (model: ModelId, settings: Settings): Forecaster => {
      if (model !== 'lstm') return createForecaster(model, settings);
      const naive = createForecaster('seasonal-naive', settings);
      const fit: Forecaster['fit'] = async (task, fitContext) => {
        controller.abort();
        expect(fitContext.signal.aborted).toBe(true);
        return { ...(await naive.fit(task, fitContext)), fitEnd: 'cancelled' };
      };
      return { fit };
    };
    const outcome = await runForecast(createWave(100), smallSettings(100), {
      signal: controller.signal,
      createForecaster: cancelledInTraining,
    });
    expect(outcome.cancelled).toBe(true);
    const lstm = byModel(outcome.results, 'lstm') as ModelResult;
    expect(lstm.fitEnd).toBe('cancelled');
    expect(lstm.refitted).toBe(false);
    expect(lstm.metrics.mae).not.toBeNull();
    expect(outcome.failures).toMatchObject([{ model: 'transformer', code: 'cancelled-before-start' }]);
  });

  test('a whole run leaves no tensor behind', async () => {
    await runForecast(createWave(100), smallSettings(100), context);
    const before = tf.memory().numTensors;
    await runForecast(createWave(100), smallSettings(100), context);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('progress names the model, its phase and the time left', async () => {
  const reports: PhaseReport[] = [];
  const onEpoch = (report: PhaseReport) => reports.push({ ...report });
  await runForecast(createWave(100), smallSettings(100, ['lstm']), { ...context, onEpoch });
  expect(reports.map(({ model, phase }) => [model, phase])).toContainEqual(['lstm', 'fit']);
  expect(reports.map(({ phase }) => phase)).toContain('refit');
  expect(reports[reports.length - 1].etaMs).toBe(0);
});

test('the time left counts of what settles how to learn nothing again', async () => {
  const settings = smallSettings(100, ['lstm']);
  const etasOf = async (shareAnew: number) => {
    const etas: (number | null)[] = [];
    const create = (model: ModelId, own: Settings): Forecaster => {
      const forecaster = createForecaster(model, own);
      return {
        async fit(task, { signal, onEpoch }) {
          await new Promise((resolve) => setTimeout(resolve, 60));
          onEpoch?.({ epoch: 6, epochs: 6, shareAnew, curve: { train: [], validation: [] } });
          return forecaster.fit(task, { signal });
        },
      };
    };
    const onEpoch = ({ model, phase, etaMs }: PhaseReport) => {
      if (model === 'lstm' && phase === 'fit') etas.push(etaMs);
    };
    await runForecast(createWave(100), settings, { ...context, createForecaster: create, onEpoch });
    return etas.map((etaMs) => etaMs ?? 0);
  };
  const [[all], [sixth]] = [await etasOf(1), await etasOf(1 / 6)];
  expect(sixth).toBeGreaterThan(0);
  expect(sixth).toBeLessThan(all / 3);
});

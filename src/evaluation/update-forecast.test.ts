import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { planUpdate as planWindows } from '../forecasters/neural/updated-network.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';

import type { Series } from '../series/series.ts';
import { createForecaster, createLearningOnFloored } from './create-forecaster.ts';
import type { EarlierTest } from './earlier-test.ts';
import { canGoOn } from './earlier-test.ts';
import type { ModelResult } from './results.ts';
import { planRun, runForecast } from './run-forecast.ts';
import { planUpdate, updateModel } from './update-forecast.ts';

const month = { unit: 'month', every: 1 } as const;
const context = { signal: new AbortController().signal, createForecaster, createLearningOn: createLearningOnFloored };

function createSeries(y: Float64Array): Series {
  return { uniqueId: 'y', step: month, firstMs: Date.UTC(1949, 0, 1), y, filled: new Uint8Array(y.length) };
}

const file = new URL('../../public/samples/air-passengers.csv', import.meta.url);
const passengers = Float64Array.from(readFileSync(file, 'utf8').trim().split('\n').slice(1), (row) =>
  Number(row.split(',')[1]),
);

/** With what is known ahead of the months. */
function withSchoolHolidays(series: Series): Series {
  const values = Float64Array.from({ length: series.y.length + 24 }, (_, at) => Number(at % 12 === 6 || at % 12 === 7));
  return { ...series, covariates: [{ name: 'holidays', known: 'future', values }] };
}

/** Forecasts at `length`, and brings that up to date with all there is, from the point `from` on. */
async function goOn(
  models: ModelId[],
  length: number,
  { from = 0, change = (settings: Settings) => settings, withHolidays = false } = {},
) {
  const settings = change({ ...defaultSettings(month, length), models, horizonSteps: 6 });
  const seriesOf = (y: Float64Array) => (withHolidays ? withSchoolHolidays(createSeries(y)) : createSeries(y));
  const before = await runForecast(seriesOf(passengers.subarray(0, length)), settings, context);
  const series = seriesOf(passengers.subarray(from));
  const of = (model: ModelId) => before.results.find((result) => result.model === model) as ModelResult;
  const origins = of('seasonal-naive').test.map(({ origin }) => origin);
  const earlier: EarlierTest = { split: before.split, origins, waiting: [], shift: from };
  const run = await planUpdate(series, settings, earlier);
  const update = (model: ModelId) =>
    updateModel(model, run, earlier, { result: of(model), naive: of('seasonal-naive') }, context);
  return { of, update, origins, earlier, settings, series };
}

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe('an update', () => {
  test('goes on with the test: the last forecast is judged by what came, by hand', async () => {
    const { of, update, origins } = await goOn(['seasonal-naive', 'holt-winters'], 142);
    const before = of('holt-winters');
    const after = await update('holt-winters');
    expect(after.test.map(({ origin }) => origin)).toEqual([...origins, 142]);
    // Two months have come of the six that were forecast.
    expect(after.test.at(-1)?.yhat).toEqual(before.forecast.slice(0, 2));
    let [sum, count] = [0, 0];
    for (const [at, { origin, yhat }] of [
      ...before.test,
      { origin: 142, yhat: before.forecast.slice(0, 2) },
    ].entries()) {
      yhat.forEach((value, step) => {
        sum += Math.abs(passengers[origin + step] - value);
        count += 1;
      });
      expect(after.test[at].yhat).toEqual(yhat);
    }
    expect(after.metrics.mae).toBeCloseTo(sum / count, 9);
    const naive = await update('seasonal-naive');
    expect(after.maeRatioToNaive).toBeCloseTo((after.metrics.mae as number) / (naive.metrics.mae as number), 12);
    expect(naive.maeRatioToNaive).toBe(1);
    // The bands that it had, by the errors before, are those it is judged by.
    const [band80, band95] = before.intervals;
    for (const step of [0, 1]) {
      expect(after.test.at(-1)?.quantiles?.[1][step]).toBeCloseTo(band80.low[step], 9);
      expect(after.test.at(-1)?.quantiles?.[6][step]).toBeCloseTo(band95.high[step], 9);
    }
  });

  test('forecasts what a fit to everything forecasts, from the new end', async () => {
    const { update, series, settings } = await goOn(['seasonal-naive', 'holt-winters'], 142);
    const fitted = await createForecaster('holt-winters', settings).fit(
      { histories: [series.y], validationSteps: 0, epochs: null },
      context,
    );
    const [{ yhat }] = await fitted.forecast([series.y], 0, 'points');
    const after = await update('holt-winters');
    expect(Array.from(after.forecast)).toEqual(Array.from(yhat));
    expect(after.updated).toBe('refitted');
  });

  test.each([false, true])(
    'a combination keeps its members without trying any again, beside drivers: %s',
    async (withHolidays) => {
      const { of, update } = await goOn(['seasonal-naive', 'auto'], 142, { withHolidays });
      const after = await update('auto');
      const [members, known] = [after.members ?? [], of('auto').members ?? []];
      expect(members.map(({ name }) => name)).toEqual(known.map(({ name }) => name));
      members.forEach(({ weight }, at) => {
        expect(weight).toBeCloseTo(known[at].weight, 12);
      });
      expect(after.tried).toEqual(of('auto').tried);
      expect(Array.from(after.forecast).every(Number.isFinite)).toBe(true);
    },
  );

  test('a later state that begins later is the same test at other places', async () => {
    const { update, origins } = await goOn(['seasonal-naive', 'holt-winters'], 142, { from: 12 });
    const after = await update('holt-winters');
    expect(after.test.map(({ origin }) => origin)).toEqual([...origins, 142].map((origin) => origin - 12));
    const { update: whole } = await goOn(['seasonal-naive', 'holt-winters'], 142);
    expect(after.metrics.mae).toBeCloseTo((await whole('holt-winters')).metrics.mae as number, 9);
  });

  test('month after month, far steps count for as much as near ones, and each error sets the bands once', async () => {
    const { of, settings } = await goOn(['seasonal-naive', 'holt-winters'], 134);
    const [start, end] = [134, 144];
    const run = of('holt-winters');
    let [result, naive] = [run, of('seasonal-naive')];
    const {
      plan: { split: first },
    } = await planRun(createSeries(passengers.subarray(0, start)), settings);
    const forecasts = new Map<number, Float64Array>();
    for (let length = start; length < end; length += 1) {
      forecasts.set(length, result.forecast);
      const earlier: EarlierTest = {
        split: { ...first, length },
        origins: result.test.map(({ origin }) => origin),
        waiting: (result.waiting ?? []).map(({ origin }) => origin),
        shift: 0,
      };
      const later = await planUpdate(createSeries(passengers.subarray(0, length + 1)), settings, earlier);
      const update = (model: ModelId, one: ModelResult) =>
        updateModel(model, later, earlier, { result: one, naive }, context);
      [result, naive] = [await update('holt-winters', result), await update('seasonal-naive', naive)];
    }
    const { horizonSteps } = settings;
    const added = result.test.slice(run.test.length);
    // Six months have come of those from the first five ends; of the sixth five, and of those after it less.
    expect(added.map(({ origin, yhat }) => [origin, yhat.length])).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => [start + at, horizonSteps]),
      [start + 5, horizonSteps - 1],
    ]);
    for (const { origin, yhat } of added) expect(yhat).toEqual(forecasts.get(origin)?.slice(0, yhat.length));
    expect(result.waiting?.map(({ origin }) => origin)).toEqual([5, 6, 7, 8, 9].map((at) => start + at));
    // One error of each step for each end that it has come of.
    const errors = result.errors?.map((step, at) => step.slice(run.errors?.[at]?.length));
    expect(errors?.map(({ length }) => length)).toEqual([10, 9, 8, 7, 6, 5]);
    const second = [...forecasts].slice(0, 9).map(([origin, yhat]) => (passengers[origin + 1] as number) - yhat[1]);
    expect(errors?.[1]?.toSorted()).toEqual(second.toSorted());
  });

  test('cannot go on where nothing has come, or the beginning is gone', () => {
    const split = { length: 100, trainEnd: 60, validationEnd: 80 };
    const at = (shift: number, length: number) => canGoOn({ split, origins: [80], waiting: [], shift }, length);
    expect(at(0, 101)).toBe(true);
    expect(at(0, 100)).toBe(false);
    expect(at(10, 91)).toBe(true);
    expect(at(59, 42)).toBe(false);
  });
});

describe('a network', () => {
  test('learns from new windows with old ones among them, and is judged by the newest, which it has not seen', () => {
    const shape = { lookBackSteps: 4, horizonSteps: 2 };
    // Windows of six points begin at 0 to 294; of eight new points the last four judge.
    const plan = planWindows(300, shape, 8);
    expect(Array.from(plan?.judged ?? [])).toEqual([291, 292, 293, 294]);
    const learnt = Array.from(plan?.learnt ?? []);
    expect(learnt.slice(-4)).toEqual([287, 288, 289, 290]);
    expect(learnt.length).toBe(128 + 4);
    expect(Math.max(...learnt.slice(0, 128))).toBeLessThan(287);
    expect(planWindows(7, shape, 3)).toBeNull();
  });

  test('goes on from its weights, keeps them where learning on does worse, and forecasts the same twice', async () => {
    const small = (settings: Settings): Settings => {
      const network = { ...settings.network, epochs: 6, hiddenSize: 4, learningRate: 0.01 };
      return { ...settings, lookBackSteps: 12, network };
    };
    const { of, update } = await goOn(['seasonal-naive', 'lstm'], 132, { change: small });
    expect(of('lstm').trained).toBeTruthy();
    const after = await update('lstm');
    const again = await update('lstm');
    expect(again.forecast).toEqual(after.forecast);
    expect(['learnt-on', 'kept']).toContain(after.updated);
    const isSame = JSON.stringify(after.trained?.members) === JSON.stringify(of('lstm').trained?.members);
    expect(isSame).toBe(after.updated === 'kept');
    expect(Array.from(after.forecast).every(Number.isFinite)).toBe(true);
  });
});

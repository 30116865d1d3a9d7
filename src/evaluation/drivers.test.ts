/** Promotions, holidays and the time of year in whole runs of the models that use them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import type { Forecast } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { type Covariate, covariatesBefore } from '../series/covariates.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const length = 1000;
const horizonSteps = 28;
const total = length + horizonSteps;
const context = { signal: new AbortController().signal };
const settings = { ...defaultSettings(step, length), horizonSteps, seasonLength: 7 };

/** Six days each, so far apart that no rhythm is in them. */
const promotion = new Float64Array(total);
const draw = createRandom(7);
for (let at = 10; at < total - 6; at += 25 + Math.floor(40 * draw())) promotion.fill(1, at, at + 6);
promotion.fill(1, length + 7, length + 13);

const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.3];
/** What is to be expected: a December twice as strong as the rest of the year, from 4 January on, and promotions of 40 %. */
const truth = Float64Array.from({ length: total }, (_, at) => {
  const day = (at + 3) % 365.2425;
  const december = 1 + Math.exp(-(((day - 350) / 14) ** 2));
  return 300 * weekdays[at % 7] * december * 1.4 ** promotion[at];
});

function makeSeries(seed: number, covariates: Covariate[], wildAt = 900): Series {
  const random = createRandom(seed);
  const y = truth.subarray(0, length).map((mean) => mean * Math.exp(0.2 * (random() + random() - 1)));
  // A typing error.
  y[wildAt] = 6000;
  return { uniqueId: 'sales', step, firstMs: Date.UTC(2024, 0, 4), y, filled: new Uint8Array(length), covariates };
}

const ahead = (values: Float64Array): Covariate => ({ name: 'promotion', known: 'future', values });

async function forecastAt(model: ModelId, series: Series, origin: number): Promise<Forecast> {
  const known = covariatesBefore(series, origin, { horizonSteps });
  const history = series.y.subarray(0, origin);
  const task = { histories: [history], covariates: [known], validationSteps: 0, epochs: null };
  const fitted = await createForecaster(model, settings).fit(task, context);
  const [forecast] = await fitted.forecast([history], 0, 'all', [known]);
  fitted.dispose();
  return forecast;
}

const sumOf = (values: Float64Array, from: number, to: number) =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0);

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe.each(['auto', 'quick', 'regression-ets', 'regression-arima'] as const)('%s', (model) => {
  test('is within a tenth of a planted promotion and of December, a typing error in the file', async () => {
    const series = makeSeries(1, [ahead(promotion)]);
    const { yhat, quantiles } = await forecastAt(model, series, length);
    const weeks = promotion.subarray(length);
    const promoted = (values: Float64Array) =>
      values.reduce((sum, value, at) => sum + (weeks[at] === 1 ? value : 0), 0);
    expect(promoted(yhat) / promoted(truth.subarray(length))).toBeGreaterThan(0.9);
    expect(promoted(yhat) / promoted(truth.subarray(length))).toBeLessThan(1.1);
    expect(yhat.every((value, at) => (quantiles?.[0][at] ?? Number.NaN) <= value)).toBe(true);
    // Of the second December, from what came before it, but for the days of the peak that fall into the next month.
    const origin = 697;
    const december = await forecastAt(model, { ...series, y: series.y.subarray(0, origin) }, origin);
    const ratio = sumOf(december.yhat, 0, horizonSteps) / sumOf(truth, origin, origin + horizonSteps);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });
});

test('a driver that is only noise is left out, and changes no bit', async () => {
  const random = createRandom(9);
  const noise = Float64Array.from({ length: total }, () => random());
  const without = await forecastAt('quick', makeSeries(2, []), length);
  const withNoise = await forecastAt('quick', makeSeries(2, [ahead(noise)]), length);
  expect(withNoise).toEqual(without);
});

test('what is known ahead beyond the horizon, and what comes after an origin, change no bit of the forecast made there', async () => {
  const series = makeSeries(3, [ahead(promotion)]);
  const origin = 900;
  const before = await forecastAt('quick', series, origin);
  const later = promotion.map((value, at) => (at < origin + horizonSteps ? value : 1 - value));
  const changed = { ...makeSeries(3, [ahead(later)]), y: series.y.map((value, at) => (at < origin ? value : 5)) };
  expect(await forecastAt('quick', changed, origin)).toEqual(before);
});

test('the effect of a history that ends before the fitted one is learnt from it alone', async () => {
  const series = makeSeries(4, [ahead(promotion)]);
  const wild = { ...series, y: series.y.map((value, at) => (at < 900 ? value : value * 3 ** promotion[at])) };
  const forecastEarlier = async ({ y, ...one }: Series) => {
    const known = [length, 900].map((origin) => covariatesBefore(one, origin, { horizonSteps }));
    const task = { histories: [y], covariates: [known[0]], validationSteps: 0, epochs: null };
    const fitted = await createForecaster('quick', settings).fit(task, context);
    const [forecast] = await fitted.forecast([y.subarray(0, 900)], 0, 'points', [known[1]]);
    fitted.dispose();
    return forecast.yhat;
  };
  expect(await forecastEarlier(wild)).toEqual(await forecastEarlier(series));
});

test('a run says which of the covariates Auto used, and lowers its error by them', async () => {
  const run = async (covariates: Covariate[]) => {
    const { results, failures } = await runForecast(
      makeSeries(5, covariates, 300),
      { ...settings, models: ['seasonal-naive', 'quick'] },
      { ...context, createForecaster },
    );
    expect(failures).toEqual([]);
    return results.find(({ model }) => model === 'quick');
  };
  const told = await run([ahead(promotion), { name: 'heat', known: 'past', values: truth.slice(0, length) }]);
  expect(told?.beside).toEqual({ future: ['promotion'], past: [], static: [] });
  const untold = await run([]);
  expect(untold?.beside).toBeNull();
  expect(told?.metrics.mae ?? Number.NaN).toBeLessThan(0.8 * (untold?.metrics.mae ?? Number.NaN));
});

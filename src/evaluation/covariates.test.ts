/** Covariates in a whole run: what is known at an origin, what is not, and who uses it. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Covariate } from '../series/covariates.ts';
import { withKnownAhead } from '../series/known-ahead.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const day = { unit: 'day', every: 1 } as const;
const length = 240;
const horizonSteps = 6;
const context = { signal: new AbortController().signal, createForecaster };
const settings: Settings = {
  ...defaultSettings(day, length),
  models: ['ridge', 'nlinear', 'gru'],
  lookBackSteps: 14,
  horizonSteps,
  seasonLength: 7,
};

function draw(count: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => 2 * random() - 1);
}

const driver = draw(length + horizonSteps, 1);

/** Follows the driver on the same day. */
function createSeries(...covariates: Covariate[]): Series {
  return {
    uniqueId: 'y',
    step: day,
    firstMs: Date.UTC(2024, 0, 1),
    y: Float64Array.from({ length }, (_, at) => 50 + 20 * driver[at]),
    filled: new Uint8Array(length),
    covariates,
  };
}

const known = (kind: Covariate['known'], values: Float64Array): Covariate => ({
  name: 'driver',
  known: kind,
  values: values.subarray(0, kind === 'past' ? length : length + horizonSteps),
});

async function run(series: Series) {
  const { results, failures, split } = await runForecast(series, settings, context);
  expect(failures).toEqual([]);
  return { split, byModel: new Map(results.map((result) => [result.model as string, result])) };
}

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('a driver that is known ahead is used by networks, over the test and beyond the end; one known afterwards cannot be', async () => {
  const { byModel: ahead } = await run(createSeries(known('future', driver)));
  const { byModel: afterwards } = await run(createSeries(known('past', driver)));
  for (const model of ['nlinear', 'gru']) {
    expect(ahead.get(model)?.beside).toEqual({ future: ['driver'], past: [], static: [] });
    expect(ahead.get(model)?.maeRatioToNaive, model).toBeLessThan(0.1);
    expect(afterwards.get(model)?.maeRatioToNaive, model).toBeGreaterThan(0.6);
    ahead.get(model)?.forecast.forEach((value, step) => {
      expect(Math.abs(value - (50 + 20 * driver[length + step])), `${model}, step ${step}`).toBeLessThan(4);
    });
  }
  for (const model of ['ridge', 'seasonal-naive']) {
    expect(ahead.get(model)?.beside).toBeNull();
    expect(ahead.get(model)?.metrics).toEqual(afterwards.get(model)?.metrics);
  }
});

test('other values of what is known afterwards, from an origin on, change no bit of the forecast made there', async () => {
  const { byModel: before, split } = await run(createSeries(known('past', driver)));
  const changed = driver.slice();
  changed.set(draw(changed.length - split.validationEnd, 9), split.validationEnd);
  const { byModel: after } = await run(createSeries(known('past', changed)));
  const { byModel: ahead } = await run(createSeries(known('future', changed)));
  for (const model of ['nlinear', 'gru']) {
    const first = (results: typeof before) => Array.from(results.get(model)?.test[0]?.yhat ?? []);
    expect(first(before)).toHaveLength(horizonSteps);
    expect(first(after)).toEqual(first(before));
    expect(after.get(model)?.curve).toEqual(before.get(model)?.curve);
    expect(first(ahead)).not.toEqual(first(before));
  }
});

test('what is known ahead for too few steps is used as known afterwards, and the forecast comes all the same', async () => {
  const short: Covariate = { name: 'driver', known: 'future', values: driver.subarray(0, length + 2) };
  const { byModel } = await run(createSeries(short));
  expect(byModel.get('nlinear')?.beside).toEqual({ future: [], past: ['driver'], static: [] });
  expect(byModel.get('nlinear')?.forecast.every(Number.isFinite)).toBe(true);
});

test('a panel shares what its series have in common: the effect of a promotion on a short one is known from the others', async () => {
  const shops = Array.from({ length: 5 }, (_, shop) => {
    const size = shop === 0 ? 70 : length;
    const random = createRandom(30 + shop);
    const promo = Float64Array.from({ length: size + horizonSteps }, () => (random() < 0.12 ? 1 : 0));
    const noise = draw(size, 50 + shop);
    const level = 40 * (shop + 1);
    return {
      uniqueId: `shop ${shop}`,
      step: day,
      firstMs: Date.UTC(2024, 0, 1) + (shop === 0 ? (length - size) * 86_400_000 : 0),
      y: Float64Array.from({ length: size }, (_, at) => level * (1 + 0.05 * noise[at] + 0.8 * promo[at])),
      filled: new Uint8Array(size),
      covariates: [{ name: 'promo', known: 'future' as const, values: promo }],
      statics: [{ name: 'kind', value: shop % 2 === 0 ? 'city' : 'village' }],
    };
  });
  const [short, ...others] = shops;
  const shared = {
    ...settings,
    models: ['nlinear' as const],
    lookBackSteps: 10,
    network: { ...settings.network, scope: 'panel' as const },
  };
  const alone = await runForecast(short, { ...shared, network: settings.network }, context);
  const together = await runForecast(short, shared, context, { series: others, leftOut: 0 });
  const maeOf = ({ results }: typeof alone) => results.find(({ model }) => model === 'nlinear')?.metrics.mae;
  expect(together.failures).toEqual([]);
  expect(together.results.at(-1)?.beside).toEqual({ future: ['promo'], past: [], static: ['kind'] });
  expect(maeOf(together)).toBeLessThan(0.9 * Number(maeOf(alone)));
});

test('AirPassengers, default settings: the calendar lowers the error of NLinear', async () => {
  const file = new URL('../../public/samples/air-passengers.csv', import.meta.url);
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const y = Float64Array.from(rows, (row) => Number(row.split(',')[1]));
  const step = { unit: 'month', every: 1 } as const;
  const series = { uniqueId: 'y', step, firstMs: Date.UTC(1949, 0, 1), y, filled: new Uint8Array(y.length) };
  const defaults = { ...defaultSettings(step, y.length), models: ['nlinear' as const] };
  const maeWith = async (calendar: boolean) => {
    const told = await withKnownAhead(series, { calendar, holidays: null }, defaults.horizonSteps);
    const { results } = await runForecast(told, defaults, context);
    return Number(results.find(({ model }) => model === 'nlinear')?.metrics.mae);
  };
  const [off, on] = [await maeWith(false), await maeWith(true)];
  console.log(`AirPassengers, NLinear, MAE: ${off.toFixed(2)} without the calendar, ${on.toFixed(2)} with it`);
  expect(on).toBeLessThan(0.85 * off);
});

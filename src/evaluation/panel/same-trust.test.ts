/** A series is trusted alike wherever it is forecast: alone, or with all others of its file. */
import { beforeAll, expect, it } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { takeWeightsFrom } from '../../forecasters/pretrained/load-weights.ts';
import { defaultSettings, type Settings } from '../../forecasters/settings.ts';
import { readWeightsInNode } from '../../forecasters/weights-in-node.ts';
import { filledAlone, type Series } from '../../series/series.ts';
import type { Step } from '../../series/step.ts';
import { isIntermittent } from '../../series/traits.ts';
import { createForecaster } from '../create-forecaster.ts';
import { describeTest } from '../horizon-answer.ts';
import { runForecast } from '../run-forecast.ts';
import { trustForecast } from '../trust.ts';
import { prepareItems, testItem } from './forecast-item.ts';

const signal = new AbortController().signal;
const month: Step = { unit: 'month', every: 1 };
const week: Step = { unit: 'week', every: 1 };
const quarter: Step = { unit: 'quarter', every: 1 };
const random = createRandom(5);

function made(uniqueId: string, step: Step, length: number, valueAt: (at: number) => number): Series {
  const y = Float64Array.from({ length }, (_, at) => valueAt(at));
  return { uniqueId, step, firstMs: 0, y, filled: new Uint8Array(length) };
}

const seasonal = (at: number) => 200 + at + 60 * Math.sin((2 * Math.PI * at) / 12) + 8 * drawNormal(random);
let walk = 100;
const cases = [
  made('calm months', month, 144, seasonal),
  made('a short past', month, 40, seasonal),
  made('too short for a season', month, 15, seasonal),
  made('quarters', quarter, 30, (at) => 50 + 3 * at + 20 * (at % 4) + drawNormal(random)),
  made('weeks of noise', week, 156, () => 20 + 12 * Math.abs(drawNormal(random))),
  made('a walk', week, 120, () => {
    walk += 9 * drawNormal(random);
    return Math.max(1, walk);
  }),
  made('about zero', month, 96, (at) => 5 * Math.sin(at) + 4 * drawNormal(random)),
];
const rare = made('now and then', week, 150, (at) =>
  at % 3 === 0 ? Math.round(4 + 2 * Math.abs(drawNormal(random))) : 0,
);
cases.push({ ...rare, filled: rare.filled.map((_, at) => (rare.y[at] === 0 ? filledAlone : 0)) });

const day: Step = { unit: 'day', every: 1 };
const promoted = (at: number) => (at % 9 === 4 ? 1 : 0);
const weeks = made(
  'weeks with promotions',
  week,
  140,
  (at) => (80 + 60 * promoted(at)) * (1 + 0.05 * drawNormal(random)),
);
cases.push(
  made(
    'days of a yearly season',
    day,
    800,
    (at) => 90 + 40 * Math.sin((2 * Math.PI * at) / 365.25) + 6 * drawNormal(random),
  ),
  {
    ...weeks,
    covariates: [
      { name: 'promotion', known: 'future', values: Float64Array.from({ length: 200 }, (_, at) => promoted(at)) },
      {
        name: 'known too few weeks ahead',
        known: 'future',
        values: Float64Array.from({ length: 142 }, (_, at) => at % 3),
      },
      { name: 'storm', known: 'past', values: Float64Array.from({ length: 140 }, (_, at) => (at % 31 === 3 ? 1 : 0)) },
    ],
  },
);

beforeAll(async () => {
  takeWeightsFrom(() => readWeightsInNode());
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

function recordOf(series: Series, settings: Settings, results: Awaited<ReturnType<typeof runForecast>>['results']) {
  const [naive, result] = results;
  const pointAt = (at: number) =>
    at < series.y.length
      ? { y: series.y[at], isFilled: series.filled[at] !== 0 && series.filled[at] !== filledAlone }
      : null;
  return describeTest(result ?? naive, naive, pointAt, {
    hasBelowZero: series.y.some((value) => value < 0),
    isOftenZero: isIntermittent(series.y),
    seasonLength: settings.seasonLength,
  });
}

for (const series of cases) {
  it(`of ${series.uniqueId}`, async () => {
    const open = defaultSettings(series.step, series.y.length);
    const { model, yhat, drivers, test } = await testItem({ series, lag: 0 }, open, { signal });
    if (!test) throw new Error('not tested');
    // Only the models that one trains beside them differ.
    const settings = { ...open, models: [model] };
    const { results, split } = await runForecast(series, settings, { signal, createForecaster });
    const alone = results.find((result) => result.model === model);
    for (const [step, value] of (alone?.forecast ?? []).entries()) expect(value - yhat[step]).toBeCloseTo(0, 6);
    const beside = alone?.beside === 'left-out' ? null : alone?.beside;
    expect(drivers.covariates).toEqual([...(beside?.future ?? []), ...(beside?.past ?? [])]);
    const record = recordOf(series, settings, results);
    expect(split.validationEnd).toBe(test.from[0]);
    expect(record.origins).toBe(test.origins);
    expect(record.miss).toBeCloseTo(test.miss, 9);
    expect(record.ratio).toBeCloseTo(test.ratio, 9);
    expect(record.lean).toBeCloseTo(test.lean, 9);
    expect(trustForecast(record)).toEqual(trustForecast(test));
  });
}

it('whatever the pre-trained network was asked ahead, together with others', async () => {
  const settings = defaultSettings(month, 144);
  const fresh = () => cases.slice(0, 3).map((series) => ({ series: { ...series, y: series.y.slice() }, lag: 0 }));
  const alone = await Promise.all(fresh().map((item) => testItem(item, settings, { signal })));
  const together = fresh();
  await prepareItems(together, settings, 'test', { signal });
  for (const [at, item] of together.entries()) {
    const { yhat, quantiles, test } = await testItem(item, settings, { signal });
    // Sums of a product in single precision may be taken in another order for more rows.
    for (const [step, value] of yhat.entries()) expect(value / alone[at].yhat[step]).toBeCloseTo(1, 5);
    for (const [level, values] of quantiles.entries())
      expect(values[0] / alone[at].quantiles[level][0]).toBeCloseTo(1, 5);
    expect(test?.miss ?? 0).toBeCloseTo(alone[at].test?.miss ?? 0, 5);
  }
});

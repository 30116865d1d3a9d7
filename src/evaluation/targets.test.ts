/** Targets forecast together and one by one, tested at the same origins. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import { filledFromAround, type Series } from '../series/series.ts';
import { planBacktest } from './backtest.ts';
import { createForecaster } from './create-forecaster.ts';
import { planRun, runForecast, runModel } from './run-forecast.ts';
import { learntTogether, matchTargets, type Targets, tellOfOthers } from './targets.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const day = 86_400_000;
const never = { signal: new AbortController().signal };

function seriesOf(uniqueId: string, y: Float64Array, from = 0): Series {
  return { uniqueId, step: { unit: 'day', every: 1 }, firstMs: from * day, y, filled: new Uint8Array(y.length) };
}

function counting(length: number, base: number): Float64Array {
  return Float64Array.from({ length }, (_, at) => base + at);
}

/** What `tellOfOthers` puts beside each, by name. */
function besides(targets: Targets, place: number): Record<string, number[]> {
  const { covariates = [] } = tellOfOthers(targets).series[place];
  return Object.fromEntries(covariates.map(({ name, values }) => [name, [...values]]));
}

describe('what a target is told of the others', () => {
  test('their values at the same dates, the newest where they end before, nothing before they begin', () => {
    const targets = {
      series: [seriesOf('a', counting(5, 10), 2), seriesOf('b', counting(5, 20), 0), seriesOf('c', counting(2, 30), 4)],
      names: ['a', 'b', 'c'],
      shown: 0,
    };
    const nothing = Number.NaN;
    expect(besides(targets, 0)).toEqual({
      a: [nothing, nothing, nothing, nothing, nothing],
      b: [22, 23, 24, 24, 24],
      c: [nothing, nothing, 30, 31, 31],
    });
    expect(besides(targets, 1).a).toEqual([nothing, nothing, 10, 11, 12]);
  });

  test('nothing that was filled from what came later', () => {
    const gap = { ...seriesOf('b', Float64Array.of(1, 5, 9)), filled: Uint8Array.of(0, filledFromAround, 0) };
    expect(besides({ series: [seriesOf('a', counting(3, 0)), gap], names: ['a', 'b'], shown: 0 }, 0).b).toEqual([
      1, 1, 9,
    ]);
  });

  test('nothing where its dates lie between the others', () => {
    const weekly = (from: number): Series => ({
      ...seriesOf('w', counting(4, 0), from),
      step: { unit: 'day', every: 2 },
    });
    expect(besides({ series: [weekly(0), weekly(1)], names: ['a', 'b'], shown: 0 }, 0).b.every(Number.isNaN)).toBe(
      true,
    );
  });
});

test('at an origin nothing of any target lies at its time or after it', () => {
  const [length, horizonSteps] = [120, 7];
  const settings = { ...defaultSettings({ unit: 'day', every: 1 }, length), horizonSteps, lookBackSteps: 14 };
  const series = [
    seriesOf('a', counting(length, 0), 0),
    seriesOf('b', counting(100, 5), 5),
    seriesOf('c', counting(20, 100), 100),
  ];
  const told = tellOfOthers({ series, names: ['a', 'b', 'c'], shown: 0 });
  const plan = planBacktest(told.series[0], settings);
  const [origin] = plan.origins;
  // A value is the number of its day, in every target.
  for (const known of learntTogether(told, origin, plan, 0)) {
    for (const values of [known.history, ...known.covariates.past])
      expect(Math.max(...values.filter((value) => !Number.isNaN(value)))).toBeLessThan(origin);
  }
  // One that holds no window yet takes no part, and the places of the others stay.
  expect(learntTogether(told, origin, plan, 0).map(({ place }) => place)).toEqual([0, 1]);
  expect(learntTogether({ ...told, shown: 1 }, 95, plan, 0).map(({ place }) => place)).toEqual([1, 0]);
});

test('what lacks a covariate of the one shown is left out, and one alone is none', () => {
  const own = {
    ...seriesOf('a', counting(9, 0)),
    covariates: [{ name: 'price', known: 'past' as const, values: counting(9, 1) }],
  };
  const targets = { series: [seriesOf('b', counting(9, 0)), own], names: ['b', 'a'], shown: 1 };
  expect(matchTargets(targets, own, 3)).toBeNull();
  const like = { ...own, uniqueId: 'c' };
  const matched = matchTargets({ series: [targets.series[0], own, like], names: ['b', 'a', 'c'], shown: 1 }, own, 3);
  expect(matched).toMatchObject({ names: ['a', 'c'], shown: 0 });
});

/** Two targets that a hidden driver moves, one of them three days later, or each its own. */
function drawPair(length: number, isShared: boolean): Series[] {
  const random = createRandom(2, 7);
  const draw = () => {
    const values = new Float64Array(length + 3);
    for (let at = 1; at < values.length; at += 1) values[at] = 0.9 * values[at - 1] + drawNormal(random);
    return values;
  };
  const [driver, another] = [draw(), draw()];
  const follow = (of: Float64Array, delay: number, level: number, size: number) =>
    Float64Array.from({ length }, (_, at) => level + size * (of[at + 3 - delay] + 0.3 * drawNormal(random)));
  return [
    seriesOf('orders', follow(driver, 0, 50, 3)),
    seriesOf('returns', follow(isShared ? driver : another, 3, 500, 20)),
  ];
}

const length = 120;
const settings: Settings = {
  ...defaultSettings({ unit: 'day', every: 1 }, length),
  horizonSteps: 3,
  lookBackSteps: 8,
  seasonLength: 1,
  models: ['lstm'],
};
const quick = { ...settings.network, epochs: 12, hiddenSize: 8 };

function runPair(isShared: boolean, shown: number, over: Partial<Settings> = {}) {
  const series = drawPair(length, isShared);
  const targets = { series, names: ['orders', 'returns'], shown };
  return runForecast(
    series[shown],
    { ...settings, network: quick, ...over },
    { ...never, createForecaster },
    null,
    targets,
  );
}

test('what a hidden driver moves later is forecast together, in its own size, and says what it read', async () => {
  const { results } = await runPair(true, 1);
  const lstm = results.find(({ model }) => model === 'lstm');
  const { together, metrics, forecast, beside, panel, trained } = lstm ?? {};
  expect(together).toMatchObject({ others: ['orders'], difference: 'real', isKept: true });
  expect(together?.errors.together).toBe(metrics?.mae);
  expect(together?.errors.together).toBeLessThan(0.75 * (together?.errors.alone ?? 0));
  expect(beside).toEqual({ future: [], past: ['orders'], static: [] });
  for (const value of forecast ?? []) expect(Math.abs(value - 500)).toBeLessThan(200);
  expect([panel, trained]).toEqual([null, null]);
  // What needs no other target is as it is without them.
  expect(results.find(({ model }) => model === 'seasonal-naive')?.together).toBeUndefined();
});

test('what has nothing in common is left alone, to the last bit', async () => {
  const { results } = await runPair(false, 1);
  const [series] = drawPair(length, false).slice(1);
  const alone = await runForecast(series, { ...settings, network: quick }, { ...never, createForecaster });
  const [own, bare] = [results, alone.results].map((all) => all.find(({ model }) => model === 'lstm'));
  expect(own?.together?.isKept).toBe(false);
  expect(own?.together?.errors.alone).toBe(bare?.metrics.mae);
  expect(own?.forecast).toEqual(bare?.forecast);
  expect(own?.metrics).toEqual(bare?.metrics);
});

test('a cancel between the two ways keeps the one that was made', async () => {
  const series = drawPair(length, true);
  const targets = { series, names: ['orders', 'returns'], shown: 1 };
  const controller = new AbortController();
  const run = await planRun(series[1], { ...settings, network: quick }, null, planBacktest, targets);
  const result = await runModel('lstm', run, {
    signal: controller.signal,
    createForecaster,
    onEpoch: ({ way }) => {
      if (way === 'together') controller.abort();
    },
  });
  expect(result.together).toBeUndefined();
  expect(result.forecast.every(Number.isFinite)).toBe(true);
});

test('targets that add up to another, constants and different lengths do no harm', async () => {
  const [orders, returns] = drawPair(length, true);
  const series = [
    seriesOf(
      'sum',
      orders.y.map((value, at) => value + returns.y[at]),
    ),
    orders,
    seriesOf('flat', new Float64Array(length).fill(7)),
    seriesOf('late', orders.y.slice(80), 80),
  ];
  const names = ['sum', 'orders', 'flat', 'late'];
  const over = { ...settings, network: { ...quick, epochs: 1 }, models: ['gru' as const] };
  const { results, failures } = await runForecast(series[0], over, { ...never, createForecaster }, null, {
    series,
    names,
    shown: 0,
  });
  expect(failures).toEqual([]);
  const { together, forecast } = results.find(({ model }) => model === 'gru') ?? {};
  expect(together?.others).toEqual(names.slice(1));
  expect(together?.errors.together).toBeGreaterThan(0);
  expect(forecast?.every(Number.isFinite)).toBe(true);
});

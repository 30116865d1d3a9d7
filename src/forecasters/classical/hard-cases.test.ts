/** What every classical forecaster does with histories that give it little to go by. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import type { Forecast, Forecaster } from '../forecaster.ts';
import { createAutoArima } from './arima.ts';
import { createDrift, createMean, createNaive, createWindowAverage } from './baselines.ts';
import { createAutoEts, createDampedHolt, createHolt, createHoltWinters, createSes } from './exponential-smoothing.ts';
import { createAdida, createCrostonSba, createTsb } from './intermittent.ts';
import { createMstl } from './mstl.ts';
import { createRidgeLags } from './ridge-lags.ts';
import { createSeasonalNaive } from './seasonal-naive.ts';
import { forecastFrom } from './testing/forecast-from.ts';
import { createDynamicTheta, createTheta } from './theta.ts';

const horizonSteps = 5;

const creators: Record<string, (seasonLength: number) => Forecaster> = {
  naive: () => createNaive(horizonSteps),
  'seasonal naive': (season) => createSeasonalNaive(season, horizonSteps),
  drift: () => createDrift(horizonSteps),
  mean: () => createMean(horizonSteps),
  'window average': () => createWindowAverage(6, horizonSteps),
  ses: () => createSes(horizonSteps),
  holt: () => createHolt(horizonSteps),
  'damped Holt': () => createDampedHolt(horizonSteps),
  'additive Holt-Winters': (season) => createHoltWinters('additive', season, horizonSteps),
  'multiplicative Holt-Winters': (season) => createHoltWinters('multiplicative', season, horizonSteps),
  'automatic ETS': (season) => createAutoEts(season, horizonSteps),
  theta: (season) => createTheta(season, horizonSteps),
  'dynamic theta': (season) => createDynamicTheta(season, horizonSteps),
  mstl: (season) => createMstl([season, 2 * season], horizonSteps),
  ridge: (season) => createRidgeLags([season], horizonSteps),
  'automatic ARIMA': (season) => createAutoArima(season, horizonSteps),
  croston: () => createCrostonSba(horizonSteps),
  tsb: () => createTsb(horizonSteps),
  adida: () => createAdida(horizonSteps),
};

function draw(length: number, value: (random: () => number, at: number) => number): number[] {
  const random = createRandom(7);
  return Array.from({ length }, (_, at) => value(random, at));
}

const histories: Record<string, number[]> = {
  'one point': [5],
  'two points': [5, 7],
  'three points': [5, 7, 6],
  'six points': [5, 7, 6, 8, 9, 7],
  'all zeros': new Array(40).fill(0),
  constant: new Array(40).fill(3.7),
  'constant and large': new Array(40).fill(1e12 + 0.1),
  'one spike': draw(40, (_, at) => (at === 20 ? 1e6 : 0)),
  'a spike at the end': draw(40, (_, at) => (at === 39 ? 1e6 : 1)),
  'a block filled by a line': draw(60, (random, at) => (at > 20 && at < 45 ? at : 20 + drawNormal(random))),
  'negative values': draw(60, (random, at) => -50 + 10 * Math.sin(at) + drawNormal(random)),
  'signs that change': draw(60, (random) => drawNormal(random)),
  'zeros among positive values': draw(60, (_, at) => (at % 12 < 3 ? 0 : at)),
  'two seasons': draw(24, (random, at) => 10 + (at % 12) + 0.1 * drawNormal(random)),
  'tiny values': draw(48, (random, at) => 1e-12 * (5 + (at % 12) + random())),
  'huge values': draw(48, (random, at) => 1e15 * (5 + (at % 12) + random())),
  'a straight line': draw(48, (_, at) => 3 * at),
  'a pure season': draw(48, (_, at) => [3, 1, 4, 1][at % 4]),
  'a walk': draw(100, (random) => drawNormal(random)).map((_, at, all) =>
    all.slice(0, at + 1).reduce((sum, each) => sum + each, 0),
  ),
  'growth by half a step': draw(60, (_, at) => 1.5 ** at),
};

function expectSound({ yhat, quantiles }: Forecast): void {
  expect(yhat).toHaveLength(horizonSteps);
  expect([...yhat].every(Number.isFinite)).toBe(true);
  expect(quantiles).toHaveLength(7);
  for (const [at, values] of (quantiles ?? []).entries()) {
    expect([...values].every(Number.isFinite)).toBe(true);
    const below = quantiles?.[at - 1];
    if (below) expect([...values].every((value, step) => value >= below[step])).toBe(true);
  }
}

describe.each(Object.entries(creators))('%s', (_name, create) => {
  test.each(Object.entries(histories))('%s', async (_case, history) => {
    for (const season of [1, 4, 12, 60]) expectSound(await forecastFrom(create(season), history));
  });

  test('whatever the values', async () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(values, fc.integer({ min: 1, max: 13 }), async (history, season) => {
        expectSound(await forecastFrom(create(season), history));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('reads nothing behind a history, and a longer one moves the forecast by what it adds', async () => {
    const y = Float64Array.from(draw(60, (random, at) => 20 + (at % 4) + drawNormal(random)));
    const task = { histories: [y.slice(0, 48)], validationSteps: 0, epochs: null };
    const fitted = await create(4).fit(task, { signal: new AbortController().signal });
    const [whole, part, elsewhere] = await fitted.forecast([y, y.subarray(0, 40), y.subarray(7)], 0);
    const changed = y.map((value, at) => (at < 40 ? value : -1e5));
    const [again] = await fitted.forecast([changed.subarray(0, 40)], 0);
    expect(again).toEqual(part);
    for (const forecast of [whole, part, elsewhere]) expectSound(forecast);
  });
});

test.each(Object.entries(creators))('%s of a constant is the constant, for certain', async (_name, create) => {
  if (['croston', 'adida'].includes(_name)) return;
  const { yhat, quantiles } = await forecastFrom(create(4), new Array(40).fill(8));
  for (const value of [...yhat, ...(quantiles ?? []).flatMap((each) => [...each])]) expect(value).toBeCloseTo(8, 3);
});

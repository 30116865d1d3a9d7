import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { createAutoArima } from './classical/arima.ts';
import { createAutoEts, createLogEts } from './classical/exponential-smoothing.ts';
import { createTheta } from './classical/theta.ts';
import type { Forecaster } from './forecaster.ts';
import { setsAside, withWildSetAside } from './set-aside.ts';

const context = { signal: new AbortController().signal };
const taskOf = (history: Float64Array) => ({ histories: [history], validationSteps: 0, epochs: null });
const week = [120, 150, 140, 160, 210, 300, 260];

function drawDays(length: number, wildAt: number | null): Float64Array {
  const random = createRandom(4);
  const days = Float64Array.from({ length }, (_, at) => week[at % 7] + 8 * drawNormal(random));
  if (wildAt !== null) days[wildAt] = 5000;
  return days;
}

async function measureError(forecaster: Forecaster, history: Float64Array): Promise<number> {
  const fitted = await forecaster.fit(taskOf(history), context);
  const [{ yhat }] = await fitted.forecast([history], 0);
  return yhat.reduce((sum, value, step) => sum + Math.abs(value - week[(200 + step) % 7]), 0) / yhat.length;
}

describe.each<[string, () => Forecaster]>([
  ['ETS', () => createAutoEts(7, 14)],
  ['ETS of logarithms', () => createLogEts(7, 14)],
  ['Theta', () => createTheta(7, 14)],
  ['ARIMA', () => createAutoArima(7, 14)],
])('%s', (_name, create) => {
  test('is off by no more for one value of 5,000 in 200 days', async () => {
    const sound = await measureError(create(), drawDays(200, null));
    for (const at of [60, 190]) {
      expect(await measureError(withWildSetAside(create(), 7), drawDays(200, at))).toBeLessThan(sound + 2);
    }
  });
});

test('with it, ETS and Theta are far off', async () => {
  for (const create of [createAutoEts, createTheta]) {
    expect(await measureError(create(7, 14), drawDays(200, 190))).toBeGreaterThan(15);
  }
});

test('it tells which values were set aside, and none where there is none', async () => {
  const forecaster = withWildSetAside(createTheta(7, 14), 7);
  expect((await forecaster.fit(taskOf(drawDays(200, 60)), context)).setAside).toEqual([[60]]);
  expect((await forecaster.fit(taskOf(drawDays(200, null)), context)).setAside).toEqual([[]]);
});

test('what was set aside stays so when the history goes on, and what comes is looked at', async () => {
  const days = drawDays(200, 60);
  days[180] = -4000;
  const fitted = await withWildSetAside(createTheta(7, 14), 7).fit(taskOf(days.subarray(0, 150)), context);
  expect((await fitted.refit?.([days], context))?.setAside).toEqual([[60, 180]]);
  const [{ yhat }] = await fitted.forecast([days], 0);
  for (const value of yhat) expect(Math.abs(value - 190)).toBeLessThan(150);
});

test('the plain rules take all as it is', () => {
  expect((['seasonal-naive', 'mean', 'tsb', 'lstm'] as const).some(setsAside)).toBe(false);
  expect((['ets', 'theta', 'arima', 'auto'] as const).every(setsAside)).toBe(true);
});

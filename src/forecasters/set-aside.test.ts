import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { createAutoArima } from './classical/arima.ts';
import { createAutoEts, createLogEts } from './classical/exponential-smoothing.ts';
import { createTheta } from './classical/theta.ts';
import type { Forecast, Forecaster } from './forecaster.ts';
import { setsAside, withSoundHistory } from './set-aside.ts';

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
      expect(await measureError(withSoundHistory(create(), 7), drawDays(200, at))).toBeLessThan(sound + 2);
    }
  });
});

test('with it, ETS and Theta are far off', async () => {
  for (const create of [createAutoEts, createTheta]) {
    expect(await measureError(create(7, 14), drawDays(200, 190))).toBeGreaterThan(15);
  }
});

test('it tells which values were set aside, and none where there is none', async () => {
  const forecaster = withSoundHistory(createTheta(7, 14), 7);
  expect((await forecaster.fit(taskOf(drawDays(200, 60)), context)).setAside).toEqual([[60]]);
  expect((await forecaster.fit(taskOf(drawDays(200, null)), context)).setAside).toEqual([[]]);
});

test('what was set aside stays so when the history goes on, and what comes is looked at', async () => {
  const days = drawDays(200, 60);
  days[180] = -4000;
  const fitted = await withSoundHistory(createTheta(7, 14), 7).fit(taskOf(days.subarray(0, 150)), context);
  expect((await fitted.refit?.([days], context))?.setAside).toEqual([[60, 180]]);
  const [{ yhat }] = await fitted.forecast([days], 0);
  for (const value of yhat) expect(Math.abs(value - 190)).toBeLessThan(150);
});

test('the plain rules take all as it is', () => {
  expect((['seasonal-naive', 'mean', 'tsb', 'lstm'] as const).some(setsAside)).toBe(false);
  expect((['ets', 'theta', 'arima', 'auto'] as const).every(setsAside)).toBe(true);
});

describe('a level that was left for good', () => {
  const random = createRandom(3);
  const days = Float64Array.from({ length: 200 }, (_, at) =>
    at < 160 ? 500 + 40 * drawNormal(random) : 60 + 5 * drawNormal(random),
  );
  const create = () => withSoundHistory(createTheta(7, 14), 7);
  const width = ({ quantiles }: Forecast) => (quantiles?.[5][13] ?? 0) - (quantiles?.[1][13] ?? 0);

  test('decides neither how wide bands are nor where they lie', async () => {
    const [now] = await (await create().fit(taskOf(days), context)).forecast([days], 0);
    const since = days.slice(160);
    const [alone] = await (await createTheta(7, 14).fit(taskOf(since), context)).forecast([since], 0);
    expect(width(now) / width(alone)).toBeGreaterThan(0.7);
    expect(width(now) / width(alone)).toBeLessThan(1.5);
    for (const value of now.yhat) expect(Math.abs(value - 60)).toBeLessThan(6);
  });

  test('is known once it has been left for a while, also to what was fitted before', async () => {
    const fitted = await create().fit(taskOf(days.subarray(0, 150)), context);
    const [{ yhat }] = await fitted.forecast([days], 0);
    for (const value of yhat) expect(Math.abs(value - 60)).toBeLessThan(6);
  });

  test('stays left when the history goes on', async () => {
    const seen: Float64Array[] = [];
    const theta = createTheta(7, 14);
    const spying: Forecaster = {
      async fit(task, fitContext) {
        const fitted = await theta.fit(task, fitContext);
        return {
          ...fitted,
          forecast: (histories, ...rest) => {
            seen.push(...histories);
            return fitted.forecast(histories, ...rest);
          },
        };
      },
    };
    const fitted = await withSoundHistory(spying, 7).fit(taskOf(days.subarray(0, 190)), context);
    await fitted.forecast([days.subarray(0, 190), days], 0);
    expect(Math.max(...seen[0])).toBeLessThan(100);
    expect(seen[1].subarray(0, 190)).toEqual(seen[0]);
  });
});

import { describe, expect, test } from 'vitest';
import { createSeasonalNaive } from '../forecasters/classical/seasonal-naive.ts';
import { FitDiverged, type FitTask, type Forecaster, type Sharing } from '../forecasters/forecaster.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { forecastAnew, learntBefore, planBacktest, refitsAtOrigins, runBacktest, seenByFirstFit } from './backtest.ts';

const month = { unit: 'month', every: 1 } as const;
const length = 40;
const series: Series = {
  uniqueId: 'y',
  step: month,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => at),
  filled: new Uint8Array(length),
};

function settingsWith(backtest: Partial<Settings['backtest']>): Settings {
  const settings = defaultSettings(month, length);
  return { ...settings, horizonSteps: 4, backtest: { ...settings.backtest, ...backtest } };
}

/** Runs the naive through the test and notes what it was shown. */
async function spy(backtest: Partial<Settings['backtest']>, anew: boolean, signal = new AbortController().signal) {
  const learned: number[][] = [];
  const shown: number[][] = [];
  const naive = createSeasonalNaive(1, 4);
  const forecaster: Forecaster = {
    async fit(task: FitTask, context) {
      learned.push([...task.histories[0]]);
      const fitted = await naive.fit(task, context);
      return {
        ...fitted,
        forecast(histories, at) {
          for (const history of histories) shown.push([...history]);
          return fitted.forecast(histories, at);
        },
      };
    },
  };
  const plan = planBacktest(series, settingsWith(backtest));
  const { history: first } = learntBefore(series, plan.split.validationEnd, plan);
  const fitted = await forecaster.fit({ histories: [first], validationSteps: 4, epochs: null }, { signal });
  const { test: forecasts, refits } = await runBacktest({ forecaster, fitted, anew, toEnd: false }, series, plan, {
    signal,
  });
  const edges = (histories: number[][]) => histories.map((history) => [history[0], history[history.length - 1]]);
  return { forecasts, refits, plan, learned: edges(learned), shown: edges(shown) };
}

test('as many origins as asked for, so far apart, the last a horizon before the end', async () => {
  const { plan } = await spy({ origins: 3, stepSteps: 2 }, false);
  expect(plan.origins).toEqual([32, 34, 36]);
  expect(plan.split.validationEnd).toBe(32);
});

test('further apart than a horizon, points between are not forecast', async () => {
  const { forecasts } = await spy({ origins: 2, stepSteps: 6 }, false);
  expect(forecasts.map(({ origin, yhat }) => [origin, yhat.length])).toEqual([
    [30, 4],
    [36, 4],
  ]);
});

test('expanding, learned once: every forecast goes on from the first learning', async () => {
  const { learned, shown, refits } = await spy({ origins: 3 }, false);
  expect(refits).toBe(0);
  expect(learned).toEqual([[0, 27]]);
  expect(shown).toEqual([
    [0, 27],
    [0, 31],
    [0, 35],
  ]);
});

test('expanding, learned anew: everything before each origin and nothing after it', async () => {
  const { learned, shown, refits, forecasts } = await spy({ origins: 3 }, true);
  expect(refits).toBe(2);
  expect(learned).toEqual([
    [0, 27],
    [0, 31],
    [0, 35],
  ]);
  expect(shown).toEqual(learned);
  expect(forecasts.map(({ yhat }) => yhat[0])).toEqual([27, 31, 35]);
});

test('sliding, learned anew: the window moves along', async () => {
  const { learned, shown } = await spy({ origins: 3, windowSteps: 10 }, true);
  expect(learned).toEqual([
    [18, 27],
    [22, 31],
    [26, 35],
  ]);
  expect(shown).toEqual(learned);
});

test('sliding, learned once: the window lies before the test, and goes on from there', async () => {
  const { learned, shown, plan } = await spy({ origins: 2, windowSteps: 10 }, false);
  expect(learned).toEqual([[22, 31]]);
  expect(shown).toEqual([
    [22, 31],
    [22, 35],
  ]);
  expect(seenByFirstFit(series, plan).y[0]).toBe(22);
});

test('once cancelled nothing is learned anew, and what was learned goes on', async () => {
  const { refits, forecasts } = await spy({ origins: 3 }, true, AbortSignal.abort());
  expect(refits).toBe(0);
  expect(forecasts).toHaveLength(3);
});

describe('learning at several origins at once, and from everything', () => {
  const plan = planBacktest(series, settingsWith({ origins: 3 }));
  const none = () => Promise.reject(new Error('nothing is shared here'));
  const share: Sharing = { learn: none, forecast: none };

  /** Forecasts the last value it learned from; the later it begins, the sooner it has learned. */
  function createHasty() {
    const log = { under: 0, most: 0, placed: 0 };
    const forecaster: Forecaster = {
      async fit({ histories: [history] }) {
        log.under += 1;
        log.most = Math.max(log.most, log.under);
        await new Promise((resolve) => setTimeout(resolve, (60 - history.length) / 2));
        log.under -= 1;
        const last = history[history.length - 1];
        if (last === 35) throw new FitDiverged();
        log.placed += 1;
        return {
          fitEnd: 'all-epochs',
          epochs: 1,
          parameterCount: 1,
          curve: { train: [], validation: [] },
          forecast: async (asked) => asked.map(() => ({ yhat: new Float64Array(4).fill(last), quantiles: null })),
          dispose: () => {
            log.placed -= 1;
          },
        };
      },
    };
    return { log, forecaster };
  }

  test.each([
    ['in turn', {}, 1],
    ['together', { share }, 3],
  ])(
    '%s, forecasts are in order, and what comes to nothing leaves what was learned first',
    async (_, sharing, most) => {
      const { signal } = new AbortController();
      const { log, forecaster } = createHasty();
      const first = { histories: [learntBefore(series, 28, plan).history], validationSteps: 0, epochs: null };
      const fitted = await forecaster.fit(first, { signal });
      const models = { forecaster, fitted, anew: true, toEnd: true };
      const tested = await runBacktest(models, series, plan, { signal, ...sharing });
      expect(log.most).toBe(most);
      expect(tested.test.map(({ origin, yhat }) => [origin, yhat[0]])).toEqual([
        [28, 27],
        [32, 31],
        [36, 27],
      ]);
      expect(tested.refits).toBe(1);
      const [{ yhat }] = (await tested.final?.forecast([series.y], 0)) ?? [];
      expect(yhat[0]).toBe(39);
      tested.final?.dispose();
      fitted.dispose();
      expect(log.placed).toBe(0);
    },
  );
});

test('a learning anew that is called off before it begins does not begin, for not all models look later', async () => {
  let fits = 0;
  const naive = createSeasonalNaive(1, 4);
  const forecaster: Forecaster = {
    fit: (task, context) => {
      fits += 1;
      return naive.fit(task, context);
    },
  };
  const task = { histories: [series.y], validationSteps: 0, epochs: 1 };
  const controller = new AbortController();
  const forecasting = forecastAnew(forecaster, task, { signal: controller.signal });
  controller.abort();
  expect(await forecasting).toBeNull();
  expect(fits).toBe(0);
});

test('a learning anew that diverges leaves what was learned before', async () => {
  const naive = createSeasonalNaive(1, 4);
  const forecaster: Forecaster = {
    fit: async (task, context) => ({ ...(await naive.fit(task, context)), fitEnd: 'diverged' }),
  };
  const plan = planBacktest(series, settingsWith({ origins: 2 }));
  const context = { signal: new AbortController().signal };
  const first = { histories: [learntBefore(series, 32, plan).history], validationSteps: 0, epochs: null };
  const fitted = await naive.fit(first, context);
  const { refits, test: forecasts } = await runBacktest(
    { forecaster, fitted, anew: true, toEnd: false },
    series,
    plan,
    context,
  );
  expect(refits).toBe(0);
  expect(forecasts.map(({ yhat }) => yhat[0])).toEqual([31, 35]);
});

test('what learns anew by itself: statistical models, networks only when asked', () => {
  const plan = planBacktest(series, settingsWith({}));
  const choices = (refit: 'auto' | 'always' | 'once', of = plan) =>
    (['ets', 'auto', 'lstm'] as const).map((model) =>
      refitsAtOrigins(model, { ...settingsWith({}).backtest, refit }, of),
    );
  expect(choices('auto')).toEqual([true, true, false]);
  expect(choices('always')).toEqual([true, true, true]);
  expect(choices('once')).toEqual([false, false, false]);
  const long = { ...plan, origins: Array.from({ length: 8 }, (_, at) => 900 + at) };
  expect(choices('auto', long)).toEqual([true, false, false]);
  const longer = { ...plan, origins: Array.from({ length: 8 }, (_, at) => 9000 + at) };
  expect(choices('auto', longer)).toEqual([false, false, false]);
});

import { expect, test } from 'vitest';
import { createNaive } from '../forecasters/classical/baselines.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { closedDay } from '../series/series.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const length = 140;
const isSunday = (at: number) => at % 7 === 6;
const series: Series = {
  uniqueId: 'shop',
  step,
  firstMs: Date.UTC(2024, 0, 1),
  y: Float64Array.from({ length }, (_, at) => (isSunday(at) ? 0 : 50 + (at % 7))),
  filled: Uint8Array.from({ length }, (_, at) => (isSunday(at) ? closedDay : 0)),
};
const settings: Settings = { ...defaultSettings(step, length), models: ['naive'], horizonSteps: 14 };

async function run(of: Series) {
  const context = { signal: new AbortController().signal, createForecaster: () => createNaive(14) };
  const { results } = await runForecast(of, settings, context);
  return results.find(({ model }) => model === 'naive');
}

test('closed days are forecast as zero without doubt, other days and every measure stay as they are', async () => {
  const [open, closed] = [await run(series), await run({ ...series, closedWeekdays: [6] })];
  expect(closed?.metrics).toEqual(open?.metrics);
  expect(closed?.metrics.mae).toBeGreaterThan(0);
  const sundays = (values: Float64Array | undefined, from: number) =>
    [...(values ?? [])].filter((_, at) => isSunday(from + at));
  const others = (values: Float64Array | undefined, from: number) =>
    [...(values ?? [])].filter((_, at) => !isSunday(from + at));
  // The naive repeats the last value, that of a Saturday or a Sunday.
  expect(sundays(closed?.forecast, length)).toEqual([0, 0]);
  expect(others(closed?.forecast, length)).toEqual(others(open?.forecast, length));
  for (const [at, { low, high }] of (closed?.intervals ?? []).entries()) {
    expect([...sundays(low, length), ...sundays(high, length)]).toEqual([0, 0, 0, 0]);
    expect(others(high, length)).toEqual(others(open?.intervals[at].high, length));
  }
  expect(closed?.intervals).toHaveLength(2);
  for (const [at, { origin, yhat, quantiles }] of (closed?.test ?? []).entries()) {
    expect(sundays(yhat, origin).every((value) => value === 0)).toBe(true);
    expect(others(yhat, origin)).toEqual(others(open?.test[at].yhat, origin));
    for (const level of quantiles ?? []) expect(sundays(level, origin).every((value) => value === 0)).toBe(true);
  }
});

test('forecasts and bands stay within the limits of a series, and what counts up does not fall', async () => {
  const share = { ...series, y: series.y.map((_, at) => 99 - ((at + 1) % 5)) };
  const free = await run(share);
  expect(Math.max(...(free?.intervals[1].high ?? []))).toBeGreaterThan(100);
  const limited = await run({ ...share, limits: { low: 0, high: 100 } });
  expect(limited?.forecast).toEqual(free?.forecast);
  for (const { low, high } of limited?.intervals ?? []) {
    expect(Math.max(...high)).toBe(100);
    expect([...low]).toEqual([
      ...(free?.intervals[limited?.intervals.findIndex((one) => one.low === low) ?? 0].low ?? []),
    ]);
  }
  const count = { ...series, y: Float64Array.from({ length }, (_, at) => 10 * at) };
  const counted = await run({ ...count, isCumulative: true });
  for (const { low, high } of counted?.intervals ?? []) {
    for (const values of [low, high]) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(count.y[length - 1]);
      expect([...values].every((value, at) => at === 0 || value >= values[at - 1])).toBe(true);
    }
  }
});

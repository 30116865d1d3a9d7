import { expect, test } from 'vitest';
import { createNaive } from '../forecasters/classical/baselines.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { filledAlone } from '../series/series.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const length = 140;
const isSunday = (at: number) => at % 7 === 6;
const series: Series = {
  uniqueId: 'shop',
  step,
  firstMs: Date.UTC(2024, 0, 1),
  y: Float64Array.from({ length }, (_, at) => (isSunday(at) ? 0 : 50 + (at % 7))),
  filled: Uint8Array.from({ length }, (_, at) => (isSunday(at) ? filledAlone : 0)),
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

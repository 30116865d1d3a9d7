import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const length = 400;

function makeSeries(wildAt: number | null): Series {
  const random = createRandom(3);
  const y = Float64Array.from(
    { length },
    (_, at) => 100 + 30 * Math.sin((2 * Math.PI * at) / 7) + 10 * (random() - 0.5),
  );
  if (wildAt !== null) y[wildAt] = 5000;
  return { uniqueId: 'y', step, firstMs: Date.UTC(2024, 0, 1), y, filled: new Uint8Array(length), covariates: [] };
}

test.each([
  ['in the hold-out', 370],
  ['before it', 300],
])('one wild value %s leaves the bands as wide as they are without it', async (_, wildAt) => {
  const settings = { ...defaultSettings(step, length), models: ['theta' as const], horizonSteps: 14, seasonLength: 7 };
  const widthsOf = async (series: Series) => {
    const { results } = await runForecast(series, settings, { signal: new AbortController().signal, createForecaster });
    const [, wide] = results.find(({ model }) => model === 'theta')?.intervals ?? [];
    return Array.from(wide.high, (high, at) => high - wide.low[at]);
  };
  const sound = await widthsOf(makeSeries(null));
  const wild = await widthsOf(makeSeries(wildAt));
  for (const [at, width] of wild.entries()) expect(width).toBeLessThan(3 * sound[at]);
});

test('the bands of a forecast learn from the forecasts before it, and know nothing of its own time', async () => {
  const settings = { ...defaultSettings(step, length), models: ['theta' as const], horizonSteps: 14, seasonLength: 7 };
  const testOf = async (series: Series) => {
    const { results } = await runForecast(series, settings, { signal: new AbortController().signal, createForecaster });
    return results.find(({ model }) => model === 'theta')?.test ?? [];
  };
  const reachOf = ({ yhat, quantiles }: { yhat: Float64Array; quantiles: Float64Array[] | null }) =>
    Array.from(yhat, (value, at) => (quantiles?.at(-1)?.[at] ?? Number.NaN) - value);
  const calm = makeSeries(null);
  const known = await testOf(calm);
  const [first, second] = known.map(({ origin }) => origin);
  const rough = (from: number) => ({
    ...calm,
    y: calm.y.map((value, at) => (at < from ? value : value + (at % 2 === 0 ? 60 : -60))),
  });
  const [before] = await testOf(rough(first));
  expect(reachOf(before)).toEqual(reachOf(known[0]));
  const last = (await testOf(rough(second))).at(-1);
  const widest = Math.max(...reachOf(known[known.length - 1]));
  expect(Math.max(...reachOf(last ?? known[0]))).toBeGreaterThan(2 * widest);
});

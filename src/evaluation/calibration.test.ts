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

test.each([
  ['in the part before the test', 300, 7],
  ['in the test', 345, 7],
  ['in the test, without a season', 345, 1],
])(
  'a lasting shift of the level %s leaves the bands behind it as wide as if it had always been there',
  async (_, shiftAt, seasonLength) => {
    const settings = { ...defaultSettings(step, length), models: ['theta' as const], horizonSteps: 14, seasonLength };
    const drawAt = (levelAt: (at: number) => number): Series => {
      const random = createRandom(3);
      const y = Float64Array.from({ length }, (_, at) => {
        const season = seasonLength === 1 ? 0 : 0.15 * Math.sin((2 * Math.PI * at) / 7);
        return levelAt(at) * (1 + season + 0.2 * (random() - 0.5));
      });
      return { ...makeSeries(null), y };
    };
    const run = async (series: Series) => {
      const { results } = await runForecast(series, settings, {
        signal: new AbortController().signal,
        createForecaster,
      });
      const result = results.find(({ model }) => model === 'theta');
      const [band] = result?.intervals ?? [];
      return { shiftedAt: result?.shiftedAt, widths: Array.from(band.high, (high, at) => high - band.low[at]) };
    };
    const always = await run(drawAt(() => 60));
    const shifted = await run(drawAt((at) => (at < shiftAt ? 500 : 60)));
    expect([always.shiftedAt, shifted.shiftedAt]).toEqual([undefined, shiftAt]);
    for (const [at, width] of shifted.widths.entries()) expect(width / always.widths[at]).toBeLessThan(2);
    for (const [at, width] of shifted.widths.entries()) expect(width / always.widths[at]).toBeGreaterThan(0.6);
  },
);

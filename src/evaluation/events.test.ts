/** Events that come again, in whole runs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { dayMs } from '../base/civil.ts';
import { createRandom } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { covariatesBefore } from '../series/covariates.ts';
import { placeEvent, type SeriesEvent } from '../series/events.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { runForecast } from './run-forecast.ts';

const step = { unit: 'day', every: 1 } as const;
const length = 800;
const horizonSteps = 28;
const firstMs = Date.UTC(2023, 0, 1);
const settings = { ...defaultSettings(step, length), horizonSteps, seasonLength: 7, testSteps: 56 };

/** Five days of every year, the next of which begins ten days after the end. */
const begin = firstMs + (length + 10 - 365) * dayMs;
const event: SeriesEvent = {
  name: 'Fair',
  kind: 'recurring',
  spans: [{ fromMs: begin, toMs: begin + 5 * dayMs - 1 }],
  isYearly: true,
};
const placed = placeEvent(event, { firstMs, step }, length);

function makeSeries(): Series {
  const random = createRandom(4);
  const y = Float64Array.from(
    { length },
    (_, at) => 300 * [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7][at % 7] * Math.exp(0.1 * (random() + random() - 1)),
  );
  for (const at of placed.at) if (at < length) y[at] *= 1.4;
  return { uniqueId: 'sales', step, firstMs, y, filled: new Uint8Array(length) };
}

async function run(model: ModelId, series: Series) {
  const signal = new AbortController().signal;
  const outcome = await runForecast(series, { ...settings, models: [model] }, { signal, createForecaster });
  const result = outcome.results.find((one) => one.model === model);
  if (!result) throw new Error(`${model} failed`);
  return result;
}

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe('an event that comes again', () => {
  test.each<ModelId>(['theta'])('lifts its next dates, and no other (%s)', async (model) => {
    const [without, with_] = [await run(model, makeSeries()), await run(model, { ...makeSeries(), events: [placed] })];
    const ratio = (step: number) => with_.forecast[step] / without.forecast[step];
    for (const step of [10, 11, 12, 13, 14]) expect(Math.abs(ratio(step) - 1.4)).toBeLessThan(0.08);
    for (const step of [0, 5, 9, 15, 20]) expect(Math.abs(ratio(step) - 1)).toBeLessThan(0.08);
    // What is known of it less well than of other days is told by the band.
    const width = ({ intervals: [{ low, high }] }: typeof with_, step: number) => high[step] - low[step];
    expect(width(with_, 12)).toBeGreaterThan(1.3 * width(with_, 9));
  });

  test('is not learnt from the part that chooses when to stop', async () => {
    const series = { ...makeSeries(), events: [placed] };
    const known = covariatesBefore(series, length, { horizonSteps });
    const plain = { ...known, events: [] };
    /** What the event does to the forecast of a day on which it comes. */
    async function liftOf(y: Float64Array, validationSteps: number): Promise<number> {
      const forecasts = [known, plain].map(async (covariates) => {
        const task = { histories: [y], covariates: [covariates], validationSteps, epochs: null };
        const signal = new AbortController().signal;
        const fitted = await createForecaster('seasonal-naive', settings).fit(task, { signal });
        const [{ yhat }] = await fitted.forecast([y], 0, 'points', [covariates]);
        return yhat[12];
      });
      const [on, off] = await Promise.all(forecasts);
      return on / off;
    }
    const inValidation = placed.at.filter((at) => at >= length - 400 && at < length);
    expect(inValidation).toHaveLength(5);
    const changed = series.y.slice();
    for (const at of inValidation) changed[at] *= 4;
    expect(await liftOf(changed, 400)).toBe(await liftOf(series.y, 400));
    expect(await liftOf(changed, 0)).toBeGreaterThan(1.3 * (await liftOf(series.y, 0)));
  });

  test('is learnt at each origin from what came before it alone', async () => {
    const series = { ...makeSeries(), events: [placed] };
    const changed = { ...series, y: series.y.slice() };
    const { test: before } = await run('theta', series);
    const last = before[before.length - 1];
    for (let at = last.origin; at < length; at += 1) changed.y[at] *= 5;
    const { test: after } = await run('theta', changed);
    for (const { origin, yhat } of before) {
      expect(after.find((one) => one.origin === origin)?.yhat).toEqual(yhat);
    }
  });
});

import { beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { readWeightsInNode } from '../weights-in-node.ts';
import { generateSeries } from './generate-series.ts';
import { loadWeights, takeWeightsFrom, WeightsMissing } from './load-weights.ts';
import { encodeSeries, forecastPretrained } from './pretrained-forecaster.ts';

const lengths = { seasonLength: 12, horizonSteps: 18 };
const monthly = Float64Array.from(
  { length: 72 },
  (_, at) => 200 + at + 40 * Math.sin((2 * Math.PI * at) / 12) + ((at * 7) % 11),
);

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test.each([
  ['a constant', new Float64Array(40).fill(7)],
  ['zeros', new Float64Array(40)],
  ['three points', Float64Array.of(3, 1, 4)],
  ['one point', Float64Array.of(5)],
  ['huge values', monthly.map((value) => 1e12 * value)],
  ['tiny values', monthly.map((value) => 1e-9 * value)],
  ['negative values', monthly.map((value) => -value)],
])('%s: finite, and quantiles that do not cross', async (_, history) => {
  const [{ yhat, quantiles }] = await forecastPretrained(await loadWeights(), [history], lengths);
  expect(yhat).toHaveLength(18);
  for (let step = 0; step < 18; step += 1) {
    const at = (quantiles ?? []).map((level) => level[step]);
    expect(at.every(Number.isFinite)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(yhat[step]).toBe(at[3]);
  }
});

test('it knows a plain season that it never saw: less than half of the error of repeating the last value', async () => {
  const [{ yhat }] = await forecastPretrained(await loadWeights(), [monthly.subarray(0, 54)], lengths);
  const errors = [...yhat].map((value, step) => Math.abs(value - monthly[54 + step]));
  const naive = [...yhat].map((_, step) => Math.abs(monthly[53] - monthly[54 + step]));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(errors)).toBeLessThan(0.5 * sum(naive));
});

test('of series like those it learnt from its bands hold more than they say, as real ones surprise more', async () => {
  const weights = await loadWeights();
  const series = Array.from({ length: 400 }, (_, at) => generateSeries(991, 1_000_000 + at, 4, 40 + 8).values);
  const histories = series.map((values) => values.subarray(0, 40));
  const forecasts = await forecastPretrained(weights, histories, { seasonLength: 4, horizonSteps: 8 });
  const heldBy = (low: number, high: number) => {
    let held = 0;
    for (const [at, { quantiles }] of forecasts.entries())
      for (let step = 0; step < 8; step += 1) {
        const value = series[at][40 + step];
        const bounds = quantiles as Float64Array[];
        if (value >= bounds[low][step] && value <= bounds[high][step]) held += 1;
      }
    return held / (8 * series.length);
  };
  expect(heldBy(1, 5)).toBeGreaterThan(0.82);
  expect(heldBy(1, 5)).toBeLessThan(0.88);
  expect(heldBy(0, 6)).toBeGreaterThan(0.94);
});

test('many at once are forecast as each alone, and leave nothing behind', async () => {
  const weights = await loadWeights();
  const histories = [monthly, monthly.subarray(0, 30), Float64Array.of(3, 1, 4)];
  await forecastPretrained(weights, histories, lengths);
  const before = tf.memory().numTensors;
  const together = await forecastPretrained(weights, histories, lengths);
  for (const [at, history] of histories.entries()) {
    const [alone] = await forecastPretrained(weights, [history], lengths);
    const most = Math.max(...[...alone.yhat].map((value, step) => Math.abs(value / together[at].yhat[step] - 1)));
    expect(most).toBeLessThan(1e-4);
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('series that behave alike lie near each other, whatever their unit', async () => {
  const weights = await loadWeights();
  const noise = Float64Array.from({ length: 72 }, (_, at) => 50 + ((at * 7919) % 13));
  const [one, same, other] = await encodeSeries(weights, [monthly, monthly.map((value) => 1000 * value), noise], 12);
  const away = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((value, at) => value - b[at]));
  expect(away(one, same)).toBeLessThan(0.2 * away(one, other));
});

test('weights that cannot be had, or are spoilt, are missing, and are asked for again after a while', async () => {
  takeWeightsFrom(() => Promise.reject(new Error('404')));
  await expect(loadWeights()).rejects.toThrow(WeightsMissing);
  let asked = 0;
  takeWeightsFrom(async () => {
    asked += 1;
    return asked === 1 ? new Uint8Array(10) : readWeightsInNode();
  });
  await expect(loadWeights()).rejects.toThrow(WeightsMissing);
  await expect(loadWeights()).rejects.toThrow(WeightsMissing);
  expect(asked).toBe(1);
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 20_000);
  const [one, other] = await Promise.all([loadWeights(), loadWeights()]);
  vi.restoreAllMocks();
  expect(other).toBe(one);
  expect(asked).toBe(2);
});

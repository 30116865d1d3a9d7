import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { type EpochReport, FitCancelled, type FitTask } from '../forecaster.ts';
import type { TunedLayers } from '../settings.ts';
import { readWeightsInNode } from '../weights-in-node.ts';
import { createFineTuned } from './fine-tuned-forecaster.ts';
import { loadWeights, takeWeightsFrom } from './load-weights.ts';
import { forecastPretrained } from './pretrained-forecaster.ts';

const lengths = { seasonLength: 4, horizonSteps: 4 };
const signal = new AbortController().signal;

/** A pattern of eleven points that no season of four tells of: only who has seen the others knows it. */
const pattern = [9, 2, 7, 1, 8, 3, 3, 6, 1, 9, 5];
function createPatterned(series: number, length: number): Float64Array {
  const random = createRandom(5, series);
  return Float64Array.from({ length }, (_, at) => 100 + 10 * pattern[(at + series) % pattern.length] + random());
}
const patterned = Array.from({ length: 24 }, (_, series) => createPatterned(series, 48));

function createNoise(series: number, length: number): Float64Array {
  const random = createRandom(6, series);
  return Float64Array.from({ length }, () => 50 + 10 * (random() + random() + random()));
}

function create(layers: TunedLayers = 'all') {
  return createFineTuned({ ...lengths, seed: 1, layers }, loadWeights);
}

const taskOf = (histories: Float64Array[], validationSteps = 0): FitTask => ({
  histories,
  validationSteps,
  epochs: null,
});

async function forecastTuned(histories: Float64Array[]) {
  const fitted = await create().fit(taskOf(histories), { signal });
  const forecasts = [];
  for (const [at, history] of histories.entries()) forecasts.push((await fitted.forecast([history], at))[0]);
  fitted.dispose();
  return { fitted, forecasts };
}

/** Tuned to all but the last eight points of each series, a forecast from there, and what was told. */
async function tuneOnly(histories: Float64Array[], layers: TunedLayers = 'all') {
  await forecastPretrained(await loadWeights(), histories.slice(0, 1), lengths);
  const before = tf.memory().numTensors;
  const reports: EpochReport[] = [];
  const onEpoch = (report: EpochReport) => reports.push(structuredClone(report));
  const fitted = await create(layers).fit(taskOf(histories, 8), { signal, onEpoch });
  const [{ yhat }] = await fitted.forecast([histories[0].subarray(0, 40)], 0);
  fitted.dispose();
  return { ...fitted, yhat, reports, tensorsLeft: tf.memory().numTensors - before };
}

let common: ReturnType<typeof tuneOnly> | null = null;
/** The same once for all tests: learning takes its time. */
function tuneCommon() {
  common ??= tuneOnly(patterned);
  return common;
}

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe('many series of one kind', () => {
  test('are forecast better by what they have in common', async () => {
    const long = patterned.map((_, series) => createPatterned(series, 52));
    const { fitted, forecasts } = await forecastTuned(patterned);
    expect(fitted.tuning).toMatchObject({ isKept: true, series: 24 });
    const { before, after } = fitted.tuning?.losses ?? { before: 0, after: 0 };
    expect(after).toBeLessThan(before);
    const shipped = await forecastPretrained(await loadWeights(), patterned, lengths);
    const errorOf = (all: typeof shipped) =>
      all.reduce(
        (sum, { yhat }, series) =>
          sum + [...yhat].reduce((own, value, step) => own + Math.abs(value - long[series][48 + step]), 0),
        0,
      );
    expect(errorOf(forecasts)).toBeLessThan(0.97 * errorOf(shipped));
    for (const { yhat, quantiles } of forecasts)
      for (let step = 0; step < 4; step += 1) {
        const at = (quantiles ?? []).map((level) => level[step]);
        expect(at).toEqual([...at].sort((a, b) => a - b));
        expect(at[3]).toBe(yhat[step]);
      }
  });

  test('where all but the last layers is frozen, less is learnt', async () => {
    const [all, head] = [await tuneCommon(), await tuneOnly(patterned, 'head')];
    const gainOf = ({ tuning }: typeof all) => (tuning?.losses?.before ?? 0) - (tuning?.losses?.after ?? 0);
    expect(gainOf(head)).toBeGreaterThan(0);
    expect(gainOf(all)).toBeGreaterThan(gainOf(head));
  });

  test('the epochs and the losses are told as they come, and nothing is left on the device', async () => {
    const { reports, tensorsLeft, ...fitted } = await tuneCommon();
    expect(reports.map(({ epoch }) => epoch)).toEqual(reports.map((_, at) => at + 1));
    expect(reports.at(-1)?.curve).toEqual(fitted.curve);
    expect(fitted.curve.train.every((loss) => loss > 0)).toBe(true);
    expect(fitted.curve.validation[fitted.epochs - 1]).toBe(fitted.tuning?.losses?.after);
    expect(tensorsLeft).toBe(0);
  });

  test('trailing points that choose are not learnt from, and the same points and seed give the same weights', async () => {
    const one = await tuneCommon();
    const later = patterned.map((history) => history.map((value, at) => (at < 40 ? value : value + 0.001)));
    const other = await tuneOnly(later);
    expect(other.tuning?.losses).not.toEqual(one.tuning?.losses);
    expect(other.curve.train).toEqual(one.curve.train);
    expect(other.epochs).toBe(one.epochs);
    expect(other.yhat).toEqual(one.yhat);
  });

  test('cancelled before or amid learning, there is nothing', async () => {
    const early = new AbortController();
    early.abort();
    await expect(create().fit(taskOf(patterned), { signal: early.signal })).rejects.toThrow(FitCancelled);
    const before = tf.memory().numTensors;
    const amid = new AbortController();
    const context = { signal: amid.signal, onEpoch: () => amid.abort() };
    await expect(create().fit(taskOf(patterned), context)).rejects.toThrow(FitCancelled);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each([
  ['three points', [Float64Array.of(3, 1, 4)], null],
  ['a constant', [new Float64Array(60).fill(7)], null],
  [
    'constants and one that is too short',
    [new Float64Array(60).fill(7), new Float64Array(60), Float64Array.of(1, 2)],
    null,
  ],
  ['a series too short for stretches enough', [createNoise(1, 27)], null],
  ['a series of noise', [createNoise(1, 80)], 'tried'],
  ['noise, of which nothing can be learnt', Array.from({ length: 12 }, (_, at) => createNoise(at, 60)), 'tried'],
])('%s: forecast as the shipped weights do', async (_, histories, tried) => {
  const { fitted, forecasts } = await forecastTuned(histories);
  expect(fitted.tuning?.isKept).toBe(false);
  expect(fitted.tuning?.losses === null ? null : 'tried').toBe(tried);
  expect(fitted.epochs).toBe(0);
  expect(forecasts).toEqual(await forecastPretrained(await loadWeights(), histories, lengths));
});

test('huge, tiny and negative values are learnt from like others', async () => {
  const times = [1e12, 1e-9, -1];
  const { tuning, yhat } = await tuneOnly(
    patterned.slice(0, 12).map((history, at) => history.map((value) => times[at % 3] * value)),
  );
  expect(tuning?.isKept).toBe(true);
  expect(yhat.every(Number.isFinite)).toBe(true);
});

import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { startBackend } from '../compute/backend.ts';
import * as tf from '../compute/tf.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { scoreGlobalModel } from './global-networks.ts';
import { numberSeries } from './m4-competition.ts';
import type { ScoreTask } from './score-series.ts';

const lengths = { horizonSteps: 2, seasonLength: 3 };

/** Sizes far apart, one pattern: what comes is the mean of the last two values, and noise. */
function makeTask(id: number, points: number): ScoreTask {
  const random = createRandom(id);
  const size = 10 ** id;
  const y = [1, 0.5];
  while (y.length < points + 2) {
    const [one, other] = y.slice(-2);
    y.push((one + other) / 2 + (random() - 0.5));
  }
  const values = Float64Array.from(y, (value) => size * (3 + value));
  return { series: numberSeries(String(id), values.subarray(0, points)), actual: values.subarray(points) };
}

const tasks = [makeTask(0, 80), makeTask(1, 120), makeTask(2, 60), makeTask(3, 9)];

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('one network forecasts every series in its own size, those too short for a window among them', async () => {
  const before = tf.memory().numTensors;
  const shares: number[] = [];
  const { scores, failure } = await scoreGlobalModel('global-n-hits', tasks, lengths, (share) => shares.push(share));
  expect(failure).toBeNull();
  expect(tf.memory().numTensors).toBe(before);
  expect(scores).toHaveLength(4);
  scores.forEach((scored, at) => {
    if (!scored) throw new Error(`no forecast of ${at}`);
    const { forecast, score } = scored;
    const size = 10 ** at;
    for (const value of forecast.yhat) expect(Math.abs(value / size - 3.6), String(at)).toBeLessThan(2);
    const errors = Array.from(forecast.yhat, (value, step) => Math.abs(value - (tasks[at].actual?.[step] ?? 0)));
    expect(score?.mae).toBeCloseTo((errors[0] + errors[1]) / 2, 6);
  });
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});

test('nothing is learnt from what came', async () => {
  const blind = tasks.map((task) => ({ ...task, actual: null }));
  const seeing = await scoreGlobalModel('global-tide', tasks, lengths);
  const unseeing = await scoreGlobalModel('global-tide', blind, lengths);
  expect(unseeing.scores.map((scored) => scored?.forecast)).toEqual(seeing.scores.map((scored) => scored?.forecast));
  expect(unseeing.scores.every((scored) => scored?.score === null)).toBe(true);
});

test('where no series holds a window the seasonal naive stands in, and the reason is told', async () => {
  const short = [makeTask(0, 4), { ...makeTask(1, 0), series: numberSeries('1', new Float64Array(0)) }];
  const { scores, failure } = await scoreGlobalModel('global-tide', short, { horizonSteps: 2, seasonLength: 4 });
  expect(failure).toBe('no series has the 6 points of a window: seasonal naive instead');
  expect(scores[0]?.model).toBe('global-tide');
  expect(scores[0]?.forecast.yhat).toEqual(short[0].series.y.subarray(0, 2));
  expect(scores[1]).toBeNull();
});

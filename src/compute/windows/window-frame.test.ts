import { beforeAll, expect, test } from 'vitest';
import { forecastSeasonalNaive } from '../../forecasters/classical/seasonal-naive.ts';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { frameWindows, intoFrame, normalisations, outOfFrame } from './window-frame.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const window = [3, 1, 4, 1, 5, 9, 2, 6];

test('a network that gives nothing forecasts the seasonal naive', () => {
  const { frame } = frameWindows(tf.tensor2d([window]), { seasonLength: 3, horizonSteps: 5 });
  const forecast = outOfFrame(tf.zeros([1, 5]), frame).dataSync();
  const naive = forecastSeasonalNaive(Float64Array.from(window), 3, 5);
  forecast.forEach((value, at) => {
    expect(value).toBeCloseTo(naive[at], 4);
  });
});

test('a season longer than the window gives way to the last value', () => {
  const { frame } = frameWindows(tf.tensor2d([window]), { seasonLength: 12, horizonSteps: 3 });
  for (const value of outOfFrame(tf.zeros([1, 3]), frame).dataSync()) expect(value).toBeCloseTo(6, 4);
});

test('by the last value, x ends in zero and nothing but the level is taken off', () => {
  const shape = { seasonLength: 0, horizonSteps: 2, normalisation: 'last' } as const;
  const { x, frame } = frameWindows(tf.tensor2d([window]), shape);
  expect(Array.from(x.dataSync())).toEqual(window.map((value) => value - 6));
  expect(Array.from(outOfFrame(tf.tensor2d([[1, -2]]), frame).dataSync())).toEqual([7, 4]);
});

test('without normalisation or season the values are what they are', () => {
  const { x, frame } = frameWindows(tf.tensor2d([window]), { seasonLength: 0, horizonSteps: 2, normalisation: 'none' });
  expect(Array.from(x.dataSync())).toEqual(window);
  expect(Array.from(outOfFrame(tf.tensor2d([[1, -2]]), frame).dataSync())).toEqual([1, -2]);
});

test('several levels of a step share its frame', () => {
  const { frame } = frameWindows(tf.tensor2d([window]), { seasonLength: 2, horizonSteps: 2 });
  const single = (y: number[]) => outOfFrame(tf.tensor2d([y]), frame).dataSync();
  const both = outOfFrame(tf.tensor2d([[1, 2, 3, 4]]), frame).dataSync();
  expect([both[0], both[2]]).toEqual(Array.from(single([1, 3])));
  expect([both[1], both[3]]).toEqual(Array.from(single([2, 4])));
});

test.each(normalisations)('what goes into the frame by %s comes out of it', (normalisation) => {
  const shape = { seasonLength: 4, horizonSteps: 3, normalisation };
  const { frame } = frameWindows(tf.tensor2d([window, window.toReversed()]), shape);
  const future = tf.tensor2d([
    [7, -2, 0],
    [1, 1, 100],
  ]);
  const restored = outOfFrame(intoFrame(future, frame), frame).dataSync();
  future.dataSync().forEach((value, at) => {
    expect(restored[at]).toBeCloseTo(value, 3);
  });
});

test('what the network reads does not depend on level, and hardly on scale', () => {
  const plain = frameWindows(tf.tensor2d([window]), { seasonLength: 4, horizonSteps: 3 }).x.dataSync();
  const moved = frameWindows(tf.tensor2d([window.map((value) => 10 * value + 500)]), {
    seasonLength: 4,
    horizonSteps: 3,
  }).x.dataSync();
  plain.forEach((value, at) => {
    expect(moved[at]).toBeCloseTo(value, 2);
  });
});

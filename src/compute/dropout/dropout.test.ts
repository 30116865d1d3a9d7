import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { createRandom } from '../random.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { drop } from './dropout.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('drops about the rate asked for and keeps the mean', () => {
  const kept = Array.from(drop(tf.ones([20_000]), { rate: 0.3, random: createRandom(3) }).dataSync());
  const dropped = kept.filter((value) => value === 0).length / kept.length;
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  expect(Math.abs(dropped - 0.3)).toBeLessThan(0.02);
  expect(Math.abs(mean - 1)).toBeLessThan(0.03);
});

test('is the same for the same seed and leaves values alone outside training', () => {
  const x = tf.ones([100]);
  const once = drop(x, { rate: 0.5, random: createRandom(9) }).dataSync();
  expect(drop(x, { rate: 0.5, random: createRandom(9) }).dataSync()).toEqual(once);
  expect(drop(x, null)).toBe(x);
});

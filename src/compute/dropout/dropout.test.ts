import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { createDropout, drop } from './dropout.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const dropoutOf = (rate: number, seed: number, step = 0) =>
  createDropout({ rate, seed, step, clock: tf.tensor1d([step], 'int32') });
const kept = (dropout: ReturnType<typeof createDropout>, size = 400) =>
  Array.from(drop(tf.ones([size]), dropout).dataSync());
/** Correlation of what two draws keep. */
function correlate(a: number[], b: number[]): number {
  const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const spread = (x: number[], m: number) => Math.sqrt(mean(x.map((value) => (value - m) ** 2)));
  return mean(a.map((value, at) => (value - ma) * (b[at] - mb))) / spread(a, ma) / spread(b, mb);
}

test.each([0.1, 0.3, 0.7])('drops about the rate %d and keeps the mean', (rate) => {
  const values = kept(dropoutOf(rate, 3), 40_000);
  const dropped = values.filter((value) => value === 0).length / values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(dropped - rate)).toBeLessThan(0.01);
  expect(Math.abs(mean - 1)).toBeLessThan(0.03);
});

test('is the same for the same seed, step and place, and otherwise unrelated', () => {
  const size = 40_000;
  const once = kept(dropoutOf(0.5, 9, 4), size);
  expect(kept(dropoutOf(0.5, 9, 4), size)).toEqual(once);
  const later = dropoutOf(0.5, 9, 4);
  kept(later, 1);
  const others = [kept(dropoutOf(0.5, 10, 4), size), kept(dropoutOf(0.5, 9, 5), size), kept(later, size)];
  for (const other of others) expect(Math.abs(correlate(once, other))).toBeLessThan(0.02);
  // Neighbours within a draw are unrelated too.
  expect(Math.abs(correlate(once.slice(1), once.slice(0, -1)))).toBeLessThan(0.02);
});

test('the gradient passes where the value passed', () => {
  const forward = kept(dropoutOf(0.4, 1));
  const again = dropoutOf(0.4, 1);
  const gradient = tf.grad((x) => tf.sum(drop(x, again)))(tf.ones([400]));
  expect(Array.from(gradient.dataSync())).toEqual(forward);
});

test('leaves values alone outside training', () => {
  const x = tf.ones([100]);
  expect(drop(x, null)).toBe(x);
  expect(drop(x, dropoutOf(0, 1))).toBe(x);
});

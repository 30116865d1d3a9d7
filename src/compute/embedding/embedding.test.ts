import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import type { BackendName } from '../backend-choice.ts';
import { takeRetirements } from '../op.ts';
import { draw } from '../testing/oracle.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { embedRows } from './embedding.ts';

const table = [
  [1, 2, 3],
  [10, 20, 30],
  [100, 200, 300],
  [0.5, 0, -1],
];

beforeAll(() => {
  takeRetirements();
});

test.each<BackendName>(['cpu', 'wasm'])('on %s rows that are named are summed, and learnt', async (backend) => {
  expect((await startBackend({ asked: backend, wasmFiles: wasmFilesInNode() })).backend).toBe(backend);
  expect(takeRetirements()).toEqual([]);
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const codes = tf.tensor2d([
      [0, 2],
      [3, -1],
      [-1, -1],
      [2, 2],
      [0, 3],
    ]);
    const y = embedRows(tf.tensor2d(table), codes);
    expect(y.arraySync()).toEqual([
      [101, 202, 303],
      [0.5, 0, -1],
      [0, 0, 0],
      [200, 400, 600],
      [1.5, 2, 2],
    ]);
    // A row's slope is the sum of those of the windows that name it, as often as they do.
    const weights = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [5, 3]);
    const slope = tf.grad((given) => tf.sum(tf.mul(embedRows(given as tf.Tensor2D, codes), weights)))(
      tf.tensor2d(table),
    );
    expect(slope.arraySync()).toEqual([
      [14, 16, 18],
      [0, 0, 0],
      [21, 24, 27],
      [17, 19, 21],
    ]);
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('a large table gives what stock gathers give', async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
  const large = draw([900, 17], 1) as tf.Tensor2D;
  const named = Array.from({ length: 66 }, (_, at) => (at * 131) % 900);
  const y = embedRows(large, tf.tensor2d(named, [33, 2])).dataSync();
  const stock = tf.sum(tf.reshape(tf.gather(large, tf.tensor1d(named, 'int32')), [33, 2, 17]), 1).dataSync();
  y.forEach((value, at) => {
    expect(value).toBeCloseTo(stock[at], 5);
  });
});

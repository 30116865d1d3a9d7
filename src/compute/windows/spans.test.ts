import { expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { takeRetirements } from '../op.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { cutSpans } from './spans.ts';

const rows = [
  [3, 1, 4, 1, 5, 9, 2],
  [2, 7, 1, 8, 2, 8, 1],
];

test.each(['cpu', 'wasm'] as const)('%s cuts every row where the windows of the step start', async (asked) => {
  const { backend } = await startBackend({ asked, wasmFiles: wasmFilesInNode() });
  expect([backend, takeRetirements()]).toEqual([asked, []]);
  const source = {
    values: tf.tensor2d(rows),
    starts: tf.tensor1d([0, 0, 4, 2], 'int32'),
    clock: tf.tensor1d([0, 3], 'int32'),
  };
  const spans = cutSpans(source, { batch: 2, step: 3, span: 3 });
  expect(spans.arraySync()).toEqual([
    [
      [5, 9, 2],
      [2, 8, 1],
    ],
    [
      [4, 1, 5],
      [1, 8, 2],
    ],
  ]);
  expect([...source.clock.dataSync()]).toEqual([0, 3]);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from './backend.ts';
import { copyOf, overwrite, viewOf } from './storage.ts';
import * as tf from './tf.ts';
import { wasmFilesInNode } from './wasm-files-in-node.ts';

describe.each(['cpu', 'wasm'] as const)('on %s', (asked) => {
  beforeAll(async () => {
    const { backend } = await startBackend({ asked, wasmFiles: wasmFilesInNode() });
    expect(backend).toBe(asked);
  });

  test('part of a tensor is overwritten in place by numbers or by another tensor', () => {
    const target = tf.tensor1d([1, 2, 3, 4, 5]);
    const whole = tf.reshape(target, [5, 1]);
    overwrite(target, Float32Array.of(9), 1);
    overwrite(target, tf.tensor2d([[7, 8]]), 3);
    expect(Array.from(whole.dataSync())).toEqual([1, 9, 3, 7, 8]);
  });

  test('a copy does not follow', () => {
    const target = tf.tensor1d([1, 2], 'int32');
    const copy = copyOf(target);
    overwrite(target, Int32Array.of(5, 6));
    expect(Array.from(copy.dataSync())).toEqual([1, 2]);
    expect(copy.dtype).toBe('int32');
  });

  test('a view has the values from its offset on, in its own shape', () => {
    const whole = tf.tensor1d(Float32Array.from({ length: 70 }, (_, at) => at));
    const view = viewOf(whole, 64, [3, 2]);
    expect(view.shape).toEqual([3, 2]);
    expect(Array.from(view.dataSync())).toEqual([64, 65, 66, 67, 68, 69]);
  });
});

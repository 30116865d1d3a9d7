import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { currentFault } from '../fault.ts';
import { repeat } from '../repeat.ts';
import { copyOf, overwrite, viewOf } from '../storage.ts';
import * as tf from '../tf.ts';
import { wasmFiles } from '../wasm-files.ts';

beforeAll(async () => {
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles });
  expect(backend).toBe('webgpu');
});

const numbers = (length: number) => tf.tensor1d(Float32Array.from({ length }, (_, at) => at));
const read = async (tensor: tf.Tensor) => Array.from(await tensor.data());

test('tensors are overwritten in place, by numbers and by tensors', async () => {
  const target = numbers(5);
  const other = tf.reshape(target, [5, 1]);
  overwrite(target, Float32Array.of(9), 1);
  overwrite(target, tf.tensor2d([[7, 8]]), 3);
  expect(await read(other)).toEqual([0, 9, 2, 7, 8]);
  overwrite(target, Float32Array.of(5));
  expect(await read(target)).toEqual([5, 9, 2, 7, 8]);
});

test('a view follows what it is a view of, a copy does not', async () => {
  const whole = numbers(200);
  const view = viewOf(whole, 64, [2, 3]);
  const copy = copyOf(whole);
  overwrite(whole, Float32Array.of(-1, -2), 65);
  expect(await read(view)).toEqual([64, -1, -2, 67, 68, 69]);
  expect(await read(tf.add(view, 1))).toEqual([65, 0, -1, 68, 69, 70]);
  expect((await read(copy)).slice(64, 67)).toEqual([64, 65, 66]);
});

test('a step is recorded once and replayed with the same result, and leaves nothing behind', async () => {
  const state = numbers(100);
  const expected = numbers(100);
  const part = tf.tensor1d(new Float32Array(64));
  const work = (into: tf.Tensor1D) => () => {
    const grown = tf.add(tf.mul(into, 1.01), tf.ones([100]));
    tf.mul(grown, 3);
    overwrite(part, tf.slice(grown, 0, 64));
    overwrite(into, grown);
  };
  const repeated = repeat(work(state));
  await repeated.compile();
  const before = { ...tf.memory() };
  for (let step = 0; step < 30; step += 1) {
    repeated.run(step);
    tf.tidy(work(expected));
  }
  expect(await read(state)).toEqual(await read(expected));
  expect(await read(part)).toEqual((await read(expected)).slice(0, 64));
  // Filling with ones and the product that nobody reads are left out; the sum is written in place, and read there in part.
  expect(repeated.dispatches).toBe(2);
  repeated.dispose();
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(currentFault()).toBeNull();
});

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { normalisations } from './window-frame.ts';
import { cutWindows } from './windows.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
const shape = { lookBackSteps: 4, horizonSteps: 3, seasonLength: 2 };

/** The window from `start` by the definition: mean and deviation taken off, last season taken off what is to come. */
function normalise(start: number): { x: number[]; y: number[] } {
  const past = values.slice(start, start + 4);
  const mean = past.reduce((sum, value) => sum + value, 0) / 4;
  const spread = Math.sqrt(past.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4 + 0.01);
  const x = past.map((value) => (value - mean) / spread);
  const future = values.slice(start + 4, start + 7);
  return { x, y: future.map((value, at) => (value - mean) / spread - x[2 + (at % 2)]) };
}

test('cuts the batch that the step asks for and sets the clock to the step', () => {
  const source = {
    values: tf.tensor1d(values),
    starts: tf.tensor1d([0, 1, 5, 2, 3, 4], 'int32'),
    clock: tf.tensor1d([0, 4], 'int32'),
  };
  const { x, y } = cutWindows(source, { ...shape, batch: 2, step: 4 });
  const expected = [normalise(5), normalise(2)];
  expect([x.shape, y.shape]).toEqual([
    [2, 4],
    [2, 3],
  ]);
  const wantedX = expected.flatMap((window) => window.x);
  const wantedY = expected.flatMap((window) => window.y);
  for (const [at, value] of x.dataSync().entries()) expect(value).toBeCloseTo(wantedX[at], 5);
  for (const [at, value] of y.dataSync().entries()) expect(value).toBeCloseTo(wantedY[at], 5);
  expect(Array.from(source.clock.dataSync())).toEqual([4, 4]);
});

test.each(
  normalisations.flatMap((normalisation) => [0, 1, 3].map((seasonLength) => [normalisation, seasonLength] as const)),
)('frames by %s, season %i, as the twin does', async (normalisation, seasonLength) => {
  const shape = { lookBackSteps: 4, horizonSteps: 5, seasonLength, normalisation };
  const cutOn = async (backend: 'wasm' | 'cpu') => {
    await startBackend({ asked: backend, wasmFiles: wasmFilesInNode() });
    const source = {
      values: tf.tensor1d(values),
      starts: tf.tensor1d([0, 3, 1], 'int32'),
      clock: tf.tensor1d([0, 0], 'int32'),
    };
    const { x, y } = cutWindows(source, { ...shape, batch: 3, step: 0 });
    return [...x.dataSync(), ...y.dataSync()];
  };
  const twin = await cutOn('cpu');
  (await cutOn('wasm')).forEach((value, at) => {
    expect(value).toBeCloseTo(twin[at], 5);
  });
});

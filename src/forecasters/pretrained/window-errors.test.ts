import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import oracle from '../classical/oracle/r-forecast.json' with { type: 'json' };
import { readWeightsInNode } from '../weights-in-node.ts';
import { loadWeights, takeWeightsFrom } from './load-weights.ts';
import { measureWindowErrors } from './window-errors.ts';

const lengths = { seasonLength: 12, horizonSteps: 12 };

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('the last windows are forecast, each from what comes before; a planted month is the farthest away', async () => {
  const y = Float64Array.from(oracle.air.y);
  y[110] *= 1.6;
  const errors = await measureWindowErrors(await loadWeights(), y, lengths);
  expect(errors?.from).toBe(24);
  expect(errors?.expected).toHaveLength(120);
  const { from, expected, spread } = errors ?? { from: 0, expected: y, spread: y };
  const deviates = expected.map((value, i) => Math.abs(y[from + i] - value) / spread[i]);
  expect(from + deviates.indexOf(Math.max(...deviates))).toBe(110);
  // What comes behind a window changes nothing of it.
  const shorter = await measureWindowErrors(await loadWeights(), y.slice(0, 60), lengths);
  for (const i of [0, 20, 35]) expect(shorter?.expected[i]).toBeCloseTo(expected[i], 2);
});

test('nothing is expected after too few values', async () => {
  expect(await measureWindowErrors(await loadWeights(), new Float64Array(30).fill(1), lengths)).toBeNull();
});

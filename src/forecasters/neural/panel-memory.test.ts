/** A panel of thousands of series is learnt from where it lies: windows are places in it, and are cut a batch at a time. */
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { createNLinear } from './linear-models.ts';
import { createNeuralForecaster } from './neural-forecaster.ts';

const series = 5000;
const points = 200;
const lengths = { lookBackSteps: 48, horizonSteps: 12 };
const windows = series * (points - lengths.lookBackSteps - 2 * lengths.horizonSteps + 1);
/** What all of the windows would take, written out. */
const materialisedBytes = 4 * windows * (lengths.lookBackSteps + lengths.horizonSteps);

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

test('5,000 series of 200 points are learnt from in a few times their own size', async () => {
  const random = createRandom(1);
  const histories = Array.from({ length: series }, (_, id) =>
    Float64Array.from({ length: points }, (__, at) => 10 + id + Math.sin((at * Math.PI) / 6) + random()),
  );
  const panelBytes = 4 * series * points;
  const forecaster = createNeuralForecaster(createNLinear(lengths), {
    ...lengths,
    seasonLength: 12,
    epochs: 4,
    learningRate: 0.01,
    weightDecay: 0,
    dropout: 0,
    seed: 1,
  });
  const before = tf.memory();
  const buffersBefore = process.memoryUsage().arrayBuffers;
  const onDevice: number[] = [];
  const inJavaScript: number[] = [];
  const onEpoch = () => {
    onDevice.push(tf.memory().numBytes - before.numBytes);
    inJavaScript.push(process.memoryUsage().arrayBuffers - buffersBefore);
  };
  const task = { histories, validationSteps: lengths.horizonSteps, epochs: null };
  const fitted = await forecaster.fit(task, { signal: new AbortController().signal, onEpoch });
  const [forecast] = await fitted.forecast([histories[4999]], 4999);
  fitted.dispose();

  expect(fitted.windows).toBe(windows);
  expect(materialisedBytes).toBeGreaterThan(120e6);
  expect(onDevice.length).toBeGreaterThan(0);
  // The values once, and what a batch takes.
  expect(Math.max(...onDevice)).toBeLessThan(1.2 * panelBytes);
  // The values, where windows start, and their order.
  expect(Math.max(...inJavaScript)).toBeLessThan(10 * panelBytes);
  expect(tf.memory().numBytes).toBe(before.numBytes);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  console.log(
    `device ${(Math.max(...onDevice) / 1e6).toFixed(1)} MB, JavaScript ${(Math.max(...inJavaScript) / 1e6).toFixed(1)} MB,`,
    `windows written out ${(materialisedBytes / 1e6).toFixed(0)} MB`,
  );
  // Each in its own size: this one lies around 5,009.
  for (const value of forecast.yhat) expect(Math.abs(value - 5009.5)).toBeLessThan(3);
});

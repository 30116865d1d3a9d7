import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { draw } from '../testing/oracle.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { computeLoss, type LossKind } from './loss.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const quantiles = [0.1, 0.5, 0.9];

/** The error of one value by its definition. */
const definitions: Record<LossKind['kind'], (yhat: number, y: number, quantile: number) => number> = {
  mse: (yhat, y) => (yhat - y) ** 2,
  mae: (yhat, y) => Math.abs(yhat - y),
  huber: (yhat, y) => (Math.abs(yhat - y) <= 0.4 ? (yhat - y) ** 2 / 2 : 0.4 * (Math.abs(yhat - y) - 0.2)),
  pinball: (yhat, y, q) => Math.max(q * (y - yhat), (q - 1) * (y - yhat)),
};

test.each<[LossKind, number]>([
  [{ kind: 'mse' }, 1],
  [{ kind: 'mae' }, 1],
  [{ kind: 'huber', delta: 0.4 }, 1],
  [{ kind: 'pinball', quantiles }, 3],
])('%j is the mean of its definition over what is not masked, and its gradient the slope', async (loss, levels) => {
  const [batch, horizon] = [4, 5];
  const shape = levels === 1 ? [batch, horizon] : [batch, horizon, levels];
  const yhat = draw(shape, 1);
  const y = draw([batch, horizon], 2) as tf.Tensor2D;
  const mask = [1, 0, 1, 1];
  const values = await yhat.data();
  const truth = await y.data();
  const plain = (given: ArrayLike<number>) => {
    let sum = 0;
    for (let at = 0; at < given.length; at += 1) {
      const place = Math.floor(at / levels);
      sum +=
        mask[Math.floor(place / horizon)] * definitions[loss.kind](given[at], truth[place], quantiles[at % levels]);
    }
    return sum / (3 * horizon * levels);
  };
  const compute = (given: tf.Tensor) => computeLoss(given, y, tf.tensor1d(mask), loss);
  expect(compute(yhat).dataSync()[0]).toBeCloseTo(plain(values), 6);
  const gradient = tf.grad(compute)(yhat).dataSync();
  const nudge = 1e-5;
  for (let at = 0; at < values.length; at += 1) {
    const up = Float64Array.from(values);
    const down = Float64Array.from(values);
    up[at] += nudge;
    down[at] -= nudge;
    expect(gradient[at]).toBeCloseTo((plain(up) - plain(down)) / (2 * nudge), 5);
  }
});

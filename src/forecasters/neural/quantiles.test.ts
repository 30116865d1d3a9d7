import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { draw } from '../../compute/testing/oracle.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import type { Network } from './network.ts';
import { withQuantiles } from './quantiles.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

/** Gives what it is given. */
const echo: Network = { init: () => ({}), head: [], apply: (_, x) => x };
const softplus = (value: number) => Math.log(1 + Math.exp(value));

test('the middle value stands, the others are steps away from it', () => {
  const [low, lower, middle, higher, high] = [0.3, -2, 0.7, 1.5, -0.4];
  const x = tf.tensor2d([[low, lower, middle, higher, high]]);
  const quantiles = withQuantiles(echo, 5).apply({}, x, null).dataSync();
  const wanted = [
    middle - softplus(lower) - softplus(low),
    middle - softplus(lower),
    middle,
    middle + softplus(higher),
    middle + softplus(higher) + softplus(high),
  ];
  wanted.forEach((value, at) => {
    expect(quantiles[at]).toBeCloseTo(value, 5);
  });
});

test('whatever a network gives, its quantiles never cross', () => {
  const raw = tf.mul(draw([200, 3 * 7], 1), 20) as tf.Tensor2D;
  const quantiles = withQuantiles(echo, 7).apply({}, raw, null).dataSync();
  for (let row = 0; row < 600; row += 1) {
    for (let level = 1; level < 7; level += 1) {
      expect(quantiles[row * 7 + level]).toBeGreaterThanOrEqual(quantiles[row * 7 + level - 1]);
    }
  }
});

test('is learnt through: gradients as finite differences give them', () => {
  const x = draw([2, 6], 3) as tf.Tensor2D;
  const network = withQuantiles(echo, 3);
  const weights = tf.tensor2d([1, -2, 3, 0.5, -1, 2, 1, 1, -3, 2, -2, 1], [2, 6]);
  const lossOf = (given: tf.Tensor) => tf.sum(tf.mul(network.apply({}, given as tf.Tensor2D, null), weights));
  const gradient = tf.grad(lossOf)(x).dataSync();
  const values = x.dataSync();
  const nudge = 1e-2;
  gradient.forEach((slope, at) => {
    const lossAt = (by: number) => {
      const moved = values.slice();
      moved[at] += by;
      return lossOf(tf.tensor2d(moved, [2, 6])).dataSync()[0];
    };
    expect(slope).toBeCloseTo((lossAt(nudge) - lossAt(-nudge)) / (2 * nudge), 2);
  });
});

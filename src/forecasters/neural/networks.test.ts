import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { createRandom } from '../../compute/random.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { createLstm } from './lstm.ts';
import type { Network, Parameters } from './network.ts';
import { createTransformer } from './transformer.ts';

const batch = 3;
const lengths = { horizonSteps: 4, lookBackSteps: 13 };
const networks: { name: string; network: Network; parameterCount: number }[] = [
  {
    name: 'LSTM, one layer, single values',
    network: createLstm({ ...lengths, hiddenSize: 5, layers: 1, patchLength: 1 }),
    // 4 gates x (input + recurrent + bias) x hidden, and the head.
    parameterCount: 4 * 5 * (1 + 5 + 1) + 5 * 4 + 4,
  },
  {
    name: 'LSTM, three layers, patches of 4 that leave one value over',
    network: createLstm({ ...lengths, hiddenSize: 4, layers: 3, patchLength: 4 }),
    parameterCount: 4 * 4 * (4 + 4 + 1) + 2 * 4 * 4 * (4 + 4 + 1) + 4 * 4 + 4,
  },
  {
    name: 'Transformer, two blocks, two heads',
    network: createTransformer({ ...lengths, hiddenSize: 6, layers: 2, heads: 2, patchLength: 3 }),
    // Embedding, positions of 4 tokens, per block two norms, qkv, out, up, down; last norm and head.
    parameterCount:
      3 * 6 + 6 + 4 * 6 + 2 * (24 + (6 * 18 + 18) + (6 * 6 + 6) + (6 * 12 + 12) + (12 * 6 + 6)) + 12 + 24 * 4 + 4,
  },
];

function drawWindows(seed: number, shape: [number, number]): tf.Tensor2D {
  const random = createRandom(seed);
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => 2 * random() - 1),
    shape,
  );
}

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe.each(networks)('$name', ({ network, parameterCount }) => {
  test('has as many weights as its paper says and gives the whole horizon', () => {
    const parameters = network.init(1);
    const count = Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
    expect(count).toBe(parameterCount);
    expect(network.apply(parameters, drawWindows(2, [batch, 13]), null).shape).toEqual([batch, 4]);
  });

  test('starts with the same weights for the same seed, others for another', () => {
    const values = (seed: number) => Object.values(network.init(seed)).map((tensor) => Array.from(tensor.dataSync()));
    expect(values(1)).toEqual(values(1));
    expect(values(1)).not.toEqual(values(2));
  });

  test('has the gradients that finite differences give', async () => {
    const parameters = network.init(3);
    const names = Object.keys(parameters);
    const x = drawWindows(4, [batch, 13]);
    const y = drawWindows(5, [batch, 4]);
    const lossOf = (named: Parameters) => tf.mean(tf.square(tf.sub(network.apply(named, x, null), y))) as tf.Scalar;
    const gradients = tf.grads((...tensors) =>
      lossOf(Object.fromEntries(names.map((name, at) => [name, tensors[at]]))),
    )(Object.values(parameters));
    const nudge = 2e-2;
    for (const [which, gradient] of gradients.entries()) {
      const name = names[which];
      const values = await gradient.data();
      const base = await parameters[name].data();
      for (let at = 0; at < values.length; at += Math.max(1, Math.floor(values.length / 4))) {
        const lossAt = (by: number) => {
          const moved = base.slice();
          moved[at] += by;
          const nudged = { ...parameters, [name]: tf.tensor(moved, parameters[name].shape) };
          return tf.tidy(() => lossOf(nudged).dataSync()[0]);
        };
        const slope = (lossAt(nudge) - lossAt(-nudge)) / (2 * nudge);
        expect(Math.abs(slope - values[at]), `${name}[${at}]`).toBeLessThan(1e-3 + 0.02 * Math.abs(slope));
      }
    }
  });
});

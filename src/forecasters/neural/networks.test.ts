import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import * as tf from '../../compute/tf.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { createDLinear, createNLinear, movingAverageMatrix } from './linear-models.ts';
import { createNHits, interpolationMatrix } from './n-hits.ts';
import type { Network, Parameters } from './network.ts';
import { planOverlapping } from './network-shapes.ts';
import { cutOverlapping } from './patches.ts';
import { createRecurrent } from './recurrent-networks.ts';
import { createSegRnn } from './segrnn.ts';
import { createTemporalConvolution } from './temporal-convolution.ts';
import { createTide } from './tide.ts';
import { createTransformer } from './transformer.ts';

const batch = 3;
const lengths = { horizonSteps: 4, lookBackSteps: 13 };
const networks: { name: string; network: Network; parameterCount: number; levels?: number }[] = [
  {
    name: 'LSTM, one layer, single values',
    network: createRecurrent({ cell: 'lstm', ...lengths, hiddenSize: 5, layers: 1, patchLength: 1 }),
    // 4 gates x (input + recurrent + bias) x hidden, and the head.
    parameterCount: 4 * 5 * (1 + 5 + 1) + 5 * 4 + 4,
  },
  {
    name: 'LSTM, three layers, patches of 4 that leave one value over',
    network: createRecurrent({ cell: 'lstm', ...lengths, hiddenSize: 4, layers: 3, patchLength: 4 }),
    parameterCount: 4 * 4 * (4 + 4 + 1) + 2 * 4 * 4 * (4 + 4 + 1) + 4 * 4 + 4,
  },
  {
    name: 'GRU, two layers, patches of 3',
    network: createRecurrent({ cell: 'gru', ...lengths, hiddenSize: 4, layers: 2, patchLength: 3 }),
    // 3 gates x (input + recurrent + a bias of each) x hidden.
    parameterCount: 3 * 4 * (3 + 4 + 2) + 3 * 4 * (4 + 4 + 2) + 4 * 4 + 4,
  },
  {
    name: 'RNN, one layer, three levels',
    network: createRecurrent({ cell: 'rnn', ...lengths, levels: 3, hiddenSize: 5, layers: 1, patchLength: 1 }),
    parameterCount: 5 * (1 + 5 + 1) + 5 * 12 + 12,
    levels: 3,
  },
  { name: 'NLinear', network: createNLinear(lengths), parameterCount: 13 * 4 + 4 },
  { name: 'DLinear', network: createDLinear(lengths), parameterCount: 2 * (13 * 4 + 4) },
  {
    name: 'SegRNN, segments of 3, two levels',
    network: createSegRnn({ ...lengths, levels: 2, hiddenSize: 5, segmentLength: 3 }),
    // Embedding, one GRU, two positions, and a head that every segment shares.
    parameterCount: 3 * 5 + 5 + 3 * 5 * (5 + 5 + 2) + 2 * 5 + 5 * 6 + 6,
    levels: 2,
  },
  {
    name: 'temporal convolution',
    network: createTemporalConvolution({ ...lengths, hiddenSize: 4 }),
    // Blocks of dilation 1 and 2 see 1 + 4 + 8 = 13 points: two convolutions of three taps each, the skip and the head.
    parameterCount: 3 * 4 + 4 + 3 * (3 * 4 * 4 + 4) + 4 + 4 + 4 * 4 + 4,
  },
  {
    name: 'N-HiTS, two levels',
    network: createNHits({ ...lengths, levels: 2, hiddenSize: 5 }),
    // Pools of 8, 4 and 1 read 2, 4 and 13 values; knots every 12, 4 and 1 steps are 2 and 4 back, and 1, 1, 4 ahead.
    parameterCount: (2 + 4 + 13 + 3) * 5 + 3 * 30 + (5 + 1) * (2 + 4) + (5 + 1) * 2 * (1 + 1 + 4),
    levels: 2,
  },
  {
    name: 'TiDE, two encoder blocks',
    network: createTide({ ...lengths, hiddenSize: 5, layers: 2 }),
    // A block: up, down and skip with their biases, and a norm; then the block of each step, and the straight path.
    parameterCount:
      14 * 5 +
      6 * 5 +
      14 * 5 +
      10 +
      (6 * 5 + 6 * 5 + 6 * 5 + 10) +
      (6 * 5 + 6 * 16 + 6 * 16 + 32) +
      (5 * 5 + 6) +
      14 * 4,
  },
  {
    name: 'PatchTST, overlapping patches of 4',
    network: createTransformer({ ...lengths, hiddenSize: 4, layers: 1, heads: 2, patchLength: 4, overlapping: true }),
    // Six tokens, each two values after the one before, and the last value repeated twice.
    parameterCount: 5 * 4 + 6 * 4 + (8 + 5 * 12 + 5 * 4 + 8 + 5 * 8 + 9 * 4) + 8 + 6 * 4 * 4 + 4,
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

describe.each(networks)('$name', ({ network, parameterCount, levels = 1 }) => {
  test('has as many weights as its paper says and gives the whole horizon', () => {
    const parameters = network.init(1);
    const count = Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
    expect(count).toBe(parameterCount);
    expect(network.apply(parameters, drawWindows(2, [batch, 13]), null).shape).toEqual([batch, 4 * levels]);
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
    const y = drawWindows(5, [batch, 4 * levels]);
    const lossOf = (named: Parameters) => tf.mean(tf.square(tf.sub(network.apply(named, x, null), y))) as tf.Scalar;
    const gradients = tf.grads((...tensors) =>
      lossOf(Object.fromEntries(names.map((name, at) => [name, tensors[at]]))),
    )(Object.values(parameters));
    const nudge = 5e-3;
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

test('PatchTST’s patches overlap by half and end in the repeated last value', () => {
  const plan = planOverlapping(7, 4);
  expect(plan).toEqual({ patches: 3, width: 4 });
  expect(cutOverlapping(tf.tensor2d([[1, 2, 3, 4, 5, 6, 7]]), plan).arraySync()).toEqual([
    [
      [2, 3, 4, 5],
      [4, 5, 6, 7],
      [6, 7, 7, 7],
    ],
  ]);
});

test('DLinear’s trend is the moving average with repeated ends', () => {
  const values = [3, 1, 4, 1, 5];
  const matrix = movingAverageMatrix(5, 3);
  const averages = values.map((_, to) => values.reduce((sum, value, from) => sum + value * matrix[from * 5 + to], 0));
  [7, 8, 6, 10, 11].forEach((sumOfThree, at) => {
    expect(averages[at]).toBeCloseTo(sumOfThree / 3, 6);
  });
});

test('N-HiTS draws straight lines through its knots', () => {
  const matrix = interpolationMatrix(3, 5);
  const knots = [2, 6, 4];
  const line = Array.from({ length: 5 }, (_, at) =>
    knots.reduce((sum, knot, which) => sum + knot * matrix[which * 5 + at], 0),
  );
  expect(line).toEqual([2, 4, 6, 5, 4]);
  expect(Array.from(interpolationMatrix(1, 3))).toEqual([1, 1, 1]);
});

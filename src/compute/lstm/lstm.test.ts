import * as stock from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differ, draw, weigh } from '../testing/oracle.ts';
import { recurrentLayers } from '../testing/recurrent-layers.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';

const shapes = [
  { time: 2, batch: 1, features: 1, hidden: 1 },
  { time: 5, batch: 3, features: 2, hidden: 4 },
  { time: 12, batch: 7, features: 3, hidden: 9 },
];

const { apply, shapesOf } = recurrentLayers.LSTM;

function drawInputs(sizes: (typeof shapes)[number]): tf.Tensor[] {
  return shapesOf(sizes).map((shape, at) => draw(shape, at + 1));
}

function run(inputs: tf.Tensor[]): tf.Tensor {
  return apply(...inputs);
}

/** Stock tfjs's LSTM layer with the same weights, as a function of x; it wants the batch first. */
function createStock([x, ...weights]: tf.Tensor[], hidden: number) {
  const layer = stock.layers.lstm({ units: hidden, returnSequences: true, recurrentActivation: 'sigmoid' });
  const apply = (input: tf.Tensor) =>
    tf.transpose(layer.apply(tf.transpose(input, [1, 0, 2])) as tf.Tensor3D, [1, 0, 2]);
  apply(x);
  layer.setWeights(weights);
  return apply;
}

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

describe.each(shapes)('an LSTM of $time steps, batch $batch, $features features, $hidden hidden', (shape) => {
  test('gives what stock tfjs gives', () => {
    const inputs = drawInputs(shape);
    expect(differ(run(inputs), createStock(inputs, shape.hidden)(inputs[0]))).toBeLessThan(1e-5);
  });

  test('has the gradients that stock tfjs derives', () => {
    const inputs = drawInputs(shape);
    const ours = tf.grads((...args) => weigh(run(args)))(inputs);
    const apply = createStock(inputs, shape.hidden);
    expect(differ(ours[0], tf.grad((x) => weigh(apply(x)))(inputs[0]))).toBeLessThan(1e-4);
    // Stock layers hold their weights as variables, in the order kernel, recurrent, bias.
    const { grads } = tf.variableGrads(() => weigh(apply(inputs[0])));
    const stockGradients = Object.values(grads);
    expect(stockGradients).toHaveLength(3);
    for (const [at, gradient] of stockGradients.entries()) expect(differ(ours[at + 1], gradient)).toBeLessThan(1e-4);
  });

  test('has the gradients that finite differences give', async () => {
    const inputs = drawInputs(shape);
    const gradients = tf.grads((...args) => weigh(run(args)))(inputs);
    const nudge = 1e-2;
    for (const [which, gradient] of gradients.entries()) {
      const values = await gradient.data();
      const base = await inputs[which].data();
      const lossAt = (at: number, by: number) => {
        const moved = base.slice();
        moved[at] += by;
        const all = inputs.map((input, other) => (other === which ? tf.tensor(moved, input.shape) : input));
        return tf.tidy(() => weigh(run(all)).dataSync()[0]);
      };
      for (let at = 0; at < values.length; at += Math.max(1, Math.floor(values.length / 7))) {
        const slope = (lossAt(at, nudge) - lossAt(at, -nudge)) / (2 * nudge);
        expect(Math.abs(slope - values[at])).toBeLessThan(2e-3 + 5e-3 * Math.abs(slope));
      }
    }
  });
});

test('a single step has the gradients of the cell’s formula', () => {
  const inputs = drawInputs({ time: 1, batch: 2, features: 2, hidden: 3 });
  const cell = ([x, kernel, , bias]: tf.Tensor[]) => {
    const z = tf.add(tf.matMul(tf.reshape(x, [2, 2]) as tf.Tensor2D, kernel as tf.Tensor2D), bias);
    const [i, , g, o] = tf.split(z, 4, 1);
    return tf.mul(tf.sigmoid(o), tf.tanh(tf.mul(tf.sigmoid(i), tf.tanh(g))));
  };
  const loss = (output: tf.Tensor) => weigh(tf.reshape(output, [2, 3]));
  const [dx, dKernel, dRecurrent, dBias] = tf.grads((...args) => loss(run(args)))(inputs);
  const used = [inputs[0], inputs[1], inputs[3]];
  const expected = tf.grads((x, kernel, bias) => loss(cell([x, kernel, inputs[2], bias])))(used);
  [dx, dKernel, dBias].forEach((gradient, at) => {
    expect(differ(gradient, expected[at])).toBeLessThan(1e-5);
  });
  expect(differ(dRecurrent, tf.zerosLike(inputs[2]))).toBeLessThan(1e-9);
});

test('leaves no tensor behind', () => {
  const inputs = drawInputs(shapes[1]);
  tf.dispose(tf.grads((...args) => weigh(run(args)))(inputs));
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    tf.grads((...args) => weigh(run(args)))(inputs);
  });
  expect(tf.memory().numTensors).toBe(before);
});

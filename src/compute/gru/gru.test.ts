import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backend.ts';
import { differ, differAnywhere, draw } from '../testing/oracle.ts';
import { recurrentLayers } from '../testing/recurrent-layers.ts';
import * as tf from '../tf.ts';
import { wasmFilesInNode } from '../wasm-files-in-node.ts';
import { gruSequence } from './gru.ts';

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const { apply: ours, shapesOf } = recurrentLayers.GRU;

/** The equations as PyTorch's documentation of `nn.GRU` has them, gate by gate and step by step. */
function plainly(...[x, kernel, recurrent, bias]: tf.Tensor[]): tf.Tensor {
  const [inputBias, stateBias] = tf.unstack(bias);
  const part = (all: tf.Tensor, gate: number) => tf.split(all, 3, -1)[gate];
  let h: tf.Tensor = tf.zeros([x.shape[1] as number, recurrent.shape[0]]);
  const states = Array.from({ length: x.shape[0] }, (_, t) => {
    const input = tf.reshape(tf.slice(x, t, 1), x.shape.slice(1));
    const fromInput = (gate: number) =>
      tf.add(tf.matMul(input as tf.Tensor2D, part(kernel, gate) as tf.Tensor2D), part(inputBias, gate));
    const fromState = (gate: number) =>
      tf.add(tf.matMul(h as tf.Tensor2D, part(recurrent, gate) as tf.Tensor2D), part(stateBias, gate));
    const z = tf.sigmoid(tf.add(fromInput(0), fromState(0)));
    const r = tf.sigmoid(tf.add(fromInput(1), fromState(1)));
    const n = tf.tanh(tf.add(fromInput(2), tf.mul(r, fromState(2))));
    h = tf.add(tf.mul(tf.sub(1, z), n), tf.mul(z, h));
    return h;
  });
  return tf.concat(
    states.map((state) => tf.expandDims(state, 0)),
    0,
  );
}

test.each([
  { time: 1, batch: 2, features: 3, hidden: 2 },
  { time: 4, batch: 1, features: 1, hidden: 1 },
  { time: 9, batch: 5, features: 3, hidden: 7 },
])('a GRU of $time steps, batch $batch, $features features, $hidden hidden follows the equations', (shape) => {
  const inputs = shapesOf(shape).map((each, at) => draw(each, at + 1));
  expect(differAnywhere(ours, plainly, inputs)).toBeLessThan(1e-4);
});

// PyTorch 1.13: g = torch.nn.GRU(1, 1), every weight and bias 0.5, g(torch.tensor([1., -2., 3.]).reshape(3, 1, 1))[0].
test('a GRU gives what PyTorch gives', () => {
  const half = (shape: number[]) => tf.fill(shape, 0.5);
  const x = tf.tensor3d([1, -2, 3], [3, 1, 1]);
  const expected = tf.tensor3d([0.1618545651435852, -0.009476840496063232, 0.0663265585899353], [3, 1, 1]);
  expect(differ(ours(x, half([1, 3]), half([1, 3]), half([2, 3])), expected)).toBeLessThan(1e-6);
});

test('learns its weights alone where the input is constant', () => {
  const shape = { time: 3, batch: 2, features: 2, hidden: 2 };
  const inputs = shapesOf(shape).map((each, at) => draw(each, at + 1));
  const [x, ...weights] = inputs;
  const loss = (constants: readonly 'x'[]) => (kernel: tf.Tensor, recurrent: tf.Tensor, bias: tf.Tensor) =>
    tf.sum(
      gruSequence(
        x as tf.Tensor3D,
        { kernel: kernel as tf.Tensor2D, recurrent: recurrent as tf.Tensor2D, bias: bias as tf.Tensor2D },
        constants,
      ),
    ) as tf.Scalar;
  const all = tf.grads(loss([]) as never)(weights);
  tf.grads(loss(['x']) as never)(weights).forEach((gradient, at) => {
    expect(differ(gradient, all[at])).toBeLessThan(1e-7);
  });
  expect(all).toHaveLength(3);
});

/** Every form of the wasm backend beside its definition in double precision, and beside its twin. */
import { beforeAll, describe, expect, test } from 'vitest';
import { attend } from './attention/attention.ts';
import { startBackend } from './backend.ts';
import { createDropout, drop } from './dropout/dropout.ts';
import { normaliseLayer } from './layer-norm/layer-norm.ts';
import { type Activation, applyLinear } from './linear/linear.ts';
import { computeLoss, type LossKind } from './loss/loss.ts';
import { takeRetirements } from './op.ts';
import { recurrentLayers } from './testing/recurrent-layers.ts';
import {
  activationReferences,
  attentionReference,
  drawValues,
  findSlopes,
  gruReference,
  layerNormReference,
  linearReference,
  lossReference,
  lstmReference,
  rnnReference,
  type SequenceShape,
  type Values,
} from './testing/reference.ts';
import * as tf from './tf.ts';
import { wasmFilesInNode } from './wasm-files-in-node.ts';
import { installWasmForms } from './wasm-forms.ts';
import { loadKernels, type WasmModule } from './wasm-module.ts';

let module: WasmModule;

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
  module = await loadKernels(false);
});

test('no form was given up', () => {
  expect(takeRetirements()).toEqual([]);
});

type Case = {
  shapes: number[][];
  run: (...inputs: tf.Tensor[]) => tf.Tensor;
  reference: (inputs: Values[]) => Values;
};

const sizeOf = (shape: number[]) => shape.reduce((product, length) => product * length, 1);
const largest = (values: Iterable<number>) => {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
};

/** Output, and gradients of the output weighed with random numbers, as plain arrays. */
async function compute({ shapes, run }: Case, inputs: Values[], weights: Values): Promise<Float32Array[]> {
  const all = tf.tidy(() => {
    const tensors = shapes.map((shape, at) => tf.tensor(Float32Array.from(inputs[at]), shape));
    const y = run(...tensors);
    const weigh = tf.tensor(Float32Array.from(weights), y.shape);
    return [y, ...tf.grads((...args) => tf.sum(tf.mul(run(...args), weigh)) as tf.Scalar)(tensors)];
  });
  const read = await Promise.all(all.map(async (tensor) => (await tensor.data()) as Float32Array));
  tf.dispose(all);
  return read;
}

/** Fails where an output or a gradient is off by more than float32 explains. */
async function expectRight(one: Case, tolerance = 5e-6): Promise<void> {
  const inputs = one.shapes.map((shape, at) => drawValues(sizeOf(shape), at + 1));
  const expected = one.reference(inputs);
  const weights = drawValues(expected.length, 99);
  const loss = (args: Values[]) => one.reference(args).reduce((sum, value, at) => sum + value * weights[at], 0);

  const [y, ...gradients] = await compute(one, inputs, weights);
  expect(y).toHaveLength(expected.length);
  const scale = Math.max(1, largest(expected));
  expect(largest(expected.map((value, at) => value - y[at])) / scale).toBeLessThan(tolerance);
  for (const { input, place, slope } of findSlopes(loss, inputs, 9)) {
    const largestHere = Math.max(1, largest(gradients[input]));
    expect(Math.abs(gradients[input][place] - slope) / largestHere, `input ${input}, ${place}`).toBeLessThan(
      2 * tolerance,
    );
  }

  await tf.setBackend('cpu');
  const twins = await compute(one, inputs, weights);
  await tf.setBackend('wasm');
  [y, ...gradients].forEach((values, at) => {
    const most = Math.max(1, largest(twins[at]));
    expect(largest(values.map((value, place) => value - twins[at][place])) / most, `output ${at}`).toBeLessThan(1e-5);
  });
}

const sequences: SequenceShape[] = [
  { time: 1, batch: 1, features: 1, hidden: 1 },
  { time: 1, batch: 7, features: 3, hidden: 5 },
  { time: 2, batch: 1, features: 9, hidden: 2 },
  { time: 3, batch: 6, features: 4, hidden: 8 },
  { time: 5, batch: 13, features: 2, hidden: 3 },
  { time: 4, batch: 5, features: 17, hidden: 11 },
  { time: 9, batch: 2, features: 1, hidden: 33 },
  { time: 2, batch: 101, features: 3, hidden: 7 },
  { time: 40, batch: 9, features: 5, hidden: 6 },
];

const references = { LSTM: lstmReference, GRU: gruReference, 'simple RNN': rnnReference };
const recurrentNames = Object.keys(references) as (keyof typeof references)[];

describe.each(sequences)('over $time steps, batch $batch, $features features, $hidden hidden', (shape) => {
  test.each(recurrentNames)('%s', (name) => {
    const { apply, shapesOf } = recurrentLayers[name];
    return expectRight({
      shapes: shapesOf(shape),
      run: apply,
      reference: (inputs) => references[name](shape, inputs),
    });
  });
});

test.each([
  [1, 1],
  [3, 2],
  [7, 5],
  [50, 13],
  [2, 64],
])('layer normalisation of %i rows of %i', (rows, size) =>
  // A row of two values is normalised to plus and minus one, steeply.
  expectRight(
    {
      shapes: [[rows, size], [size], [size]],
      run: (x, gain, bias) => normaliseLayer(x as tf.Tensor2D, gain, bias),
      reference: (inputs) => layerNormReference(size, inputs),
    },
    1e-5,
  ),
);

test.each([
  { batch: 1, tokens: 1, size: 1, heads: 1 },
  { batch: 2, tokens: 3, size: 4, heads: 2 },
  { batch: 3, tokens: 7, size: 15, heads: 3 },
  { batch: 1, tokens: 13, size: 10, heads: 1 },
  { batch: 2, tokens: 21, size: 36, heads: 4 },
])('attention of $batch times $tokens tokens of $size, $heads heads', (shape) =>
  expectRight({
    shapes: [[shape.batch, shape.tokens, 3 * shape.size]],
    run: (qkv) => attend(qkv as tf.Tensor3D, shape.heads),
    reference: (inputs) => attentionReference(shape, inputs),
  }),
);

describe.each(Object.keys(activationReferences) as Activation[])('a linear layer with %s', (activation) => {
  test.each([
    [1, 1, 1],
    [7, 3, 9],
    [6, 16, 8],
    [13, 300, 5],
    [101, 2, 17],
    [300, 5, 3],
  ])('%i rows, %i inputs, %i outputs', (rows, inputs, outputs) =>
    expectRight({
      shapes: [[rows, inputs], [inputs, outputs], [outputs]],
      run: (x, kernel, bias) =>
        applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation }),
      reference: (values) => linearReference({ inputs, outputs }, activationReferences[activation], values),
    }),
  );
});

test.each<[LossKind, number, number]>([
  [{ kind: 'mse' }, 1, 1],
  [{ kind: 'mse' }, 7, 3],
  [{ kind: 'huber', delta: 0.4 }, 5, 6],
  [{ kind: 'mae' }, 5, 6],
  [{ kind: 'pinball', quantiles: [0.1, 0.5, 0.9] }, 4, 5],
])('the loss %o over %i rows of %i, some of them masked', async (loss, rows, columns) => {
  const levels = loss.kind === 'pinball' ? [loss.quantiles.length] : [];
  const shape = [rows, columns, ...levels];
  const [yhat, y] = [drawValues(sizeOf(shape), 1), drawValues(rows * columns, 2)];
  const mask = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 1 ? 0 : 1));
  const lossOf = ([values]: Values[]) => lossReference(loss, columns, values, y, mask);
  const tensor = (values: Values, of: number[]) => tf.tensor(Float32Array.from(values), of);
  const { value, grad } = tf.valueAndGrad((x) =>
    computeLoss(x, tensor(y, [rows, columns]) as tf.Tensor2D, tensor(mask, [rows]) as tf.Tensor1D, loss),
  )(tensor(yhat, shape));
  expect(Math.abs((await value.data())[0] - lossOf([yhat]))).toBeLessThan(1e-6);
  const slopes = await grad.data();
  for (const { place, slope } of findSlopes(lossOf, [yhat], 20)) {
    expect(Math.abs(slopes[place] - slope)).toBeLessThan(1e-6);
  }
});

test.each([1, 4, 31, 1000])('dropout of %i values drops what its twin drops', async (size) => {
  const x = tf.tensor1d(Float32Array.from(drawValues(size, 3)));
  const once = () => {
    const dropout = createDropout({ rate: 0.3, seed: 11, step: 5, clock: tf.tensor1d([5], 'int32') });
    drop(x, dropout);
    return drop(x, dropout).data();
  };
  const ours = await once();
  await tf.setBackend('cpu');
  const twin = await once();
  await tf.setBackend('wasm');
  // Minus zero is zero.
  expect(Array.from(ours, (value) => value + 0)).toEqual(Array.from(twin, (value) => value + 0));
});

test.each([
  ['mapExp', Math.exp, -87, 20, (x: number) => Math.exp(x)],
  ['mapTanh', Math.tanh, -12, 12, (x: number) => Math.abs(Math.tanh(x))],
  ['mapSigmoid', (x: number) => 1 / (1 + Math.exp(-x)), -30, 30, () => 1],
] as const)('%s is accurate to 1e-6', (name, exact, from, to, scaleAt) => {
  const size = 40_001;
  const x = Float32Array.from({ length: size }, (_, at) => from + ((to - from) * at) / (size - 1));
  const input = tf.tensor1d(x);
  const output = tf.zeros([size]);
  const at = ({ dataId }: tf.Tensor) => module.backend.dataIdMap.get(dataId).memoryOffset;
  module.kernels[name](size, at(input), at(output));
  const errors = output.dataSync().map((value, place) => {
    const off = Math.abs(value - exact(x[place]));
    return x[place] === 0 ? off : off / scaleAt(x[place]);
  });
  expect(largest(errors)).toBeLessThan(1e-6);
});

test('what is not a number stays so, and what is huge saturates', () => {
  const x = tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30]);
  const layer = (activation: Activation) =>
    Array.from(
      applyLinear(tf.reshape(x, [4, 1]), tf.ones([1, 1]), tf.zeros([1]) as tf.Tensor1D, { activation }).dataSync(),
    );
  expect(layer('tanh')).toEqual([Number.NaN, expect.closeTo(1, 6), expect.closeTo(-1, 6), expect.closeTo(1, 6)]);
  expect(layer('sigmoid')).toEqual([Number.NaN, expect.closeTo(1, 6), expect.closeTo(0, 6), expect.closeTo(1, 6)]);
});

test('the memory stays what it was', () => {
  const { wasm } = module.backend;
  const step = () =>
    tf.tidy(() => {
      const { apply, shapesOf } = recurrentLayers.LSTM;
      const shapes = shapesOf({ time: 8, batch: 16, features: 4, hidden: 16 });
      const [x, ...weights] = shapes.map((shape) => tf.ones(shape));
      tf.grads((...args) => tf.sum(apply(x, ...args)) as tf.Scalar)(weights);
    });
  step();
  const before = { ...tf.memory(), bytes: wasm.asm.memory.buffer.byteLength };
  for (let round = 0; round < 200; round += 1) step();
  expect({ ...tf.memory(), bytes: wasm.asm.memory.buffer.byteLength }).toEqual(before);
});

test('clones and slices hold the values of their tensor, and outlive it', () => {
  const x = tf.tensor2d(Float32Array.from(drawValues(30, 1)), [10, 3]);
  const values = Array.from(x.dataSync());
  const [clone, rows, columns, last] = [x.clone(), tf.slice(x, [2, 0], [3, 3]), tf.slice(x, [0, 1]), tf.slice(x, 9)];
  x.dispose();
  expect(Array.from(clone.dataSync())).toEqual(values);
  expect(Array.from(rows.dataSync())).toEqual(values.slice(6, 15));
  expect(Array.from(columns.dataSync())).toEqual(values.filter((_, at) => at % 3 > 0));
  expect(Array.from(last.dataSync())).toEqual(values.slice(27));
  expect(last.shape).toEqual([1, 3]);
});

test.each([{ axes: [0] }, { axes: [0, 1] }, { axes: [1] }, { axes: [0, 2] }])(
  'sums over axes $axes',
  async ({ axes }) => {
    const values = Float32Array.from(drawValues(7 * 5 * 9, 4));
    const sumUp = (keepDims: boolean) => tf.tidy(() => tf.sum(tf.tensor3d(values, [7, 5, 9]), axes, keepDims));
    const [ours, kept] = [sumUp(false), sumUp(true)];
    await tf.setBackend('cpu');
    const [twin, keptTwin] = [sumUp(false), sumUp(true)];
    const expected = twin.dataSync();
    await tf.setBackend('wasm');
    expect([ours.shape, kept.shape]).toEqual([twin.shape, keptTwin.shape]);
    for (const sums of [ours, kept]) {
      expect(largest(sums.dataSync().map((value, at) => value - expected[at]))).toBeLessThan(1e-5);
    }
  },
);

test('where the backend hides its memory the twins run, and it is told', async () => {
  const { wasm } = module.backend;
  const { asm } = wasm;
  const layer = () =>
    applyLinear(tf.ones([2, 3]), tf.ones([3, 1]), tf.ones([1]) as tf.Tensor1D, { activation: 'relu' }).dataSync();
  try {
    Object.assign(wasm, { asm: { ...asm, memory: undefined } });
    await installWasmForms();
    const retired = takeRetirements();
    expect(retired).toContainEqual({ op: 'LinearGrad', backend: 'wasm', reason: expect.stringContaining('memory') });
    expect(new Set(retired.map(({ op }) => op)).size).toBe(20);
    expect(Array.from(layer())).toEqual([4, 4]);
  } finally {
    Object.assign(wasm, { asm });
    await installWasmForms();
  }
  expect(takeRetirements()).toEqual([]);
  expect(Array.from(layer())).toEqual([4, 4]);
});

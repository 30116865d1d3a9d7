/** Steps recorded on the wasm backend and replayed, beside the same steps through the tensor engine. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { startBackend } from './backend.ts';
import { defineOp, registerForm, runOp } from './op.ts';
import { repeat } from './repeat.ts';
import { copyOf, overwrite, viewOf } from './storage.ts';
import { draw } from './testing/oracle.ts';
import * as tf from './tf.ts';
import { type WasmBackend, wasmBackend } from './wasm-backend.ts';
import { wasmFilesInNode } from './wasm-files-in-node.ts';
import { bindForm, type WasmForm } from './wasm-form.ts';
import { loadKernels } from './wasm-module.ts';

let backend: WasmBackend;

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
  backend = wasmBackend() as WasmBackend;
  expect(backend).not.toBeNull();
});

type Work = (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;

/** What `work` gives for one pair of inputs after the other: through the engine, and replayed. */
function runBoth(work: Work, shapes: [number[], number[]]): { engine: number[]; replayed: number[]; calls: number } {
  const inputs = [1, 2, 3, 4].map((seed) => shapes.map((shape, at) => draw(shape, 10 * seed + at)));
  const [x, y] = inputs[0].map(copyOf);
  const result = tf.tidy(() => tf.zeros(work(x, y).shape));
  const step = repeat(() => overwrite(result, tf.cast(work(x, y), 'float32')));
  const replayed = inputs.flatMap((values, at) => {
    [x, y].forEach((tensor, which) => {
      overwrite(tensor, values[which]);
    });
    step.run(at);
    return Array.from(result.dataSync());
  });
  const calls = step.dispatches ?? 0;
  step.dispose();
  const engine = inputs.flatMap(([a, b]) => tf.tidy(() => Array.from(tf.cast(work(a, b), 'float32').dataSync())));
  tf.dispose([x, y, result, ...inputs.flat()]);
  return { engine, replayed, calls };
}

const positive = (x: tf.Tensor) => tf.add(tf.square(x), 0.1);
const works: Record<string, Work> = {
  abs: (x) => tf.abs(x),
  exp: (x) => tf.exp(x),
  log: (x) => tf.log(positive(x)),
  neg: (x) => tf.neg(x),
  relu: (x) => tf.relu(x),
  rsqrt: (x) => tf.rsqrt(positive(x)),
  sigmoid: (x) => tf.sigmoid(x),
  softplus: (x) => tf.softplus(x),
  sqrt: (x) => tf.sqrt(positive(x)),
  square: (x) => tf.square(x),
  step: (x) => tf.step(x),
  tanh: (x) => tf.tanh(x),
  add: tf.add,
  maximum: tf.maximum,
  minimum: tf.minimum,
  multiply: tf.mul,
  divide: (x, y) => tf.div(x, positive(y)),
  'squared difference': tf.squaredDifference,
  subtract: tf.sub,
  equal: (x, y) => tf.equal(tf.relu(x), tf.relu(y)),
  greater: tf.greater,
  'greater or equal': tf.greaterEqual,
  less: tf.less,
  'less or equal': tf.lessEqual,
  'not equal': (x, y) => tf.notEqual(tf.relu(x), tf.relu(y)),
  max: (x) => tf.max(x, 1),
  mean: (x) => tf.mean(x, 0),
  min: (x) => tf.min(x, [0, 2]),
  sum: (x) => tf.sum(x, 1, true),
  pad: (x) =>
    tf.pad(
      x,
      [
        [1, 0],
        [0, 2],
        [3, 1],
      ],
      7,
    ),
  tile: (x) => tf.tile(x, [1, 2, 3]),
  transpose: (x) => tf.transpose(x, [2, 0, 1]),
  'transpose of one row': (x) => tf.transpose(tf.slice(x, [1, 0, 0], [1, 4, 5]), [1, 2, 0]),
  slice: (x) => tf.slice(x, [1, 1, 2], [2, 2, 3]),
  'slice of rows': (x) => tf.slice(x, [1, 0, 0], [2, 4, 5]),
  'concatenation within': (x, y) => tf.concat([x, y, x], 1),
  'concatenation of rows': (x, y) => tf.concat([x, y], 0),
  split: (x) => tf.concat(tf.split(x, [1, 3], 1).reverse(), 1),
  stack: (x, y) => tf.stack([x, y, y], 2),
  unstack: (x) => tf.stack(tf.unstack(x, 1).reverse()),
  'whole numbers and fractions': (x) => tf.mul(x, tf.cast(tf.tensor1d([0, 1, 2, -3, 4], 'int32'), 'float32')),
  gather: (x) =>
    tf.gather(
      x,
      tf.tensor2d(
        [
          [3, 0],
          [1, 1],
        ],
        [2, 2],
        'int32',
      ),
      1,
    ),
  range: (x) => tf.add(tf.mul(x, tf.range(0.5, 3, 0.5)), tf.gather(tf.range(9, 0, -2), tf.range(0, 5, 1, 'int32'))),
  'filled tensors': (x) => tf.add(tf.mul(x, tf.fill([4, 5], 0.3)), tf.zerosLike(x)),
};

test.each(Object.keys(works))('%s is replayed with the numbers of the engine', (name) => {
  const { engine, replayed, calls } = runBoth(works[name], [
    [3, 4, 5],
    [3, 4, 5],
  ]);
  expect(backend.lastRefusal).toBeNull();
  expect(calls).toBeGreaterThan(0);
  expect(replayed).toEqual(engine);
  expect(new Set(replayed).size).toBeGreaterThan(1);
});

test('broadcasting is replayed with the numbers of the engine', () => {
  for (const work of [tf.add, tf.mul, tf.sub]) {
    const { engine, replayed, calls } = runBoth(work, [[3, 4, 5], [5]]);
    expect(calls).toBeGreaterThan(0);
    expect(replayed).toEqual(engine);
  }
});

describe('copies of ours', () => {
  const shapes = [[7], [3, 4], [1, 6, 2], [2, 3, 4], [2, 3, 2, 3], [2, 1, 3, 2, 2]];
  /** Everything that copies, of one tensor, joined to one list. */
  function copyAll(x: tf.Tensor): number[] {
    const axes = x.shape.map((_, axis) => axis);
    const parts = axes.flatMap((axis) => [
      ...tf.unstack(x, axis),
      ...tf.split(x, x.shape[axis], axis),
      tf.concat([x, tf.neg(x)], axis),
      tf.stack([x, tf.neg(x)], axis),
      tf.slice(
        x,
        axes.map((other) => (other === axis ? x.shape[axis] - 1 : 0)),
        axes.map((other) => (other === axis ? 1 : -1)),
      ),
      tf.slice(
        x,
        axes.map((other) => (other <= axis ? x.shape[other] - 1 : 0)),
        axes.map(() => -1),
      ),
      tf.transpose(x, [...axes.slice(axis), ...axes.slice(0, axis)]),
    ]);
    const last = [
      tf.stack([x, x], -1),
      tf.concat([x, x], -1),
      ...tf.unstack(x, -1),
      tf.cast(tf.greater(x, 0), 'float32'),
    ];
    return [...parts, ...last].flatMap((part) => [...part.shape, ...part.dataSync()]);
  }

  test.each(shapes.map((shape) => [shape]))('of shape %j are those of the cpu backend', async (shape) => {
    const values = draw(shape, 5).dataSync();
    const ours = tf.tidy(() => copyAll(tf.tensor(values, shape)));
    await tf.setBackend('cpu');
    const expected = tf.tidy(() => copyAll(tf.tensor(values, shape)));
    await tf.setBackend('wasm');
    expect(ours).toEqual(expected);
  });

  test('of whole numbers and of texts are right as well', () => {
    expect(Array.from(tf.concat([tf.tensor1d([1, 2], 'int32'), tf.tensor1d([3], 'int32')]).dataSync())).toEqual([
      1, 2, 3,
    ]);
    expect(Array.from(tf.cast(tf.tensor1d([-3, 9], 'int32'), 'float32').dataSync())).toEqual([-3, 9]);
    expect(Array.from(tf.cast(tf.tensor1d([1.7, -1.7]), 'int32').dataSync())).toEqual([1, -1]);
    expect(Array.from(tf.slice(tf.tensor1d(['a', 'b', 'c']), 1, 2).dataSync())).toEqual(['b', 'c']);
    expect(Array.from(tf.slice(tf.tensor1d([true, false, true], 'bool'), 1, 2).dataSync())).toEqual([0, 1]);
  });
});

test('what is written before the step and read in it through a view is read anew each time', () => {
  const whole = tf.tensor1d(Float32Array.from({ length: 128 }, (_, at) => at));
  const sum = tf.scalar(0);
  const step = repeat(() => overwrite(sum, tf.sum(viewOf(whole, 64, [8, 8]))));
  const read = () => {
    step.run(0);
    return sum.dataSync()[0];
  };
  const first = read();
  overwrite(whole, Float32Array.of(0), 127);
  expect(read()).toBe(first - 127);
  expect(step.dispatches).toBe(2);
  step.dispose();
  tf.dispose([whole, sum]);
});

/** Counts blocks of memory that are asked for and given back while `work` runs. */
function countBlocks(work: () => void): { taken: number; left: number } {
  const allocate = vi.spyOn(backend.wasm, '_malloc');
  const free = vi.spyOn(backend.wasm, '_free');
  try {
    work();
    const taken = allocate.mock.calls.length;
    return { taken, left: taken - free.mock.calls.length };
  } finally {
    allocate.mockRestore();
    free.mockRestore();
  }
}

test('a replay takes no memory, and disposing of it gives back what recording took', () => {
  const state = draw([40, 50], 1);
  const step = repeat(() => overwrite(state, tf.sub(tf.sigmoid(tf.mul(state, 1.5)), tf.sum(state, 0))));
  const recording = countBlocks(() => step.run(0));
  expect(recording.left).toBeGreaterThan(0);
  expect(countBlocks(() => step.run(1)).taken).toBe(0);
  expect(step.dispatches).toBeGreaterThan(0);
  expect(recording.left + countBlocks(() => step.dispose()).left).toBe(0);
  state.dispose();
});

describe('a step is not recorded, and gives the right numbers and leaves nothing behind,', () => {
  const state = () => tf.tensor1d([1, 2, 3]);

  test.each<[string, RegExp, (x: tf.Tensor1D, step: number) => void]>([
    ['when it uses a kernel that nobody vouches for', /Cumsum/, (x) => overwrite(x, tf.cumsum(x))],
    ['when a kernel computes in JavaScript', /in JavaScript/, (x) => overwrite(x, tf.add(x, tf.onesLike(x)))],
    [
      'when it gathers by what it has computed',
      /was read/,
      (x) => overwrite(x, tf.gather(x, tf.add(tf.tensor1d([0, 1, 0], 'int32'), tf.tensor1d([1, 1, 2], 'int32')))),
    ],
    ['when it reads a tensor', /was read/, (x) => overwrite(x, tf.mul(x, x.dataSync()[0]))],
    ['when it writes numbers', /numbers from JavaScript/, (x, step) => overwrite(x, Float32Array.of(step), 1)],
  ])('%s', (_, reason, work) => {
    const x = state();
    const expected = state();
    const before = tf.memory().numTensors;
    const step = repeat((at) => work(x, at));
    const { left } = countBlocks(() => {
      for (let at = 0; at < 3; at += 1) step.run(at);
    });
    for (let at = 0; at < 3; at += 1) tf.tidy(() => work(expected, at));
    expect(step.dispatches).toBeNull();
    expect(backend.lastRefusal).toMatch(reason);
    expect(Array.from(x.dataSync())).toEqual(Array.from(expected.dataSync()));
    expect(tf.memory().numTensors).toBe(before);
    expect(left).toBe(0);
    tf.dispose([x, expected]);
  });

  test('when a form of ours asks JavaScript for the number of the step', async () => {
    const double: WasmForm = (call, { x }, { step }) => {
      const y = call.create(x.shape);
      call.kernels.copyRows((step as number) + 1, 4, call.at(x), 4, call.at(y), 4);
      return [y];
    };
    defineOp('CopySome', ({ x }) => [tf.clone(x)]);
    registerForm('CopySome', 'wasm', bindForm(double, await loadKernels(false)));
    const x = state();
    const copied = tf.tensor1d([0, 0, 0]);
    const repeated = repeat((step) => overwrite(copied, runOp('CopySome', { x }, { step })[0]));
    repeated.run(0);
    expect(backend.lastRefusal).toMatch(/number of the step/);
    repeated.run(2);
    expect(Array.from(copied.dataSync())).toEqual([1, 2, 3]);
    tf.dispose([x, copied]);
  });

  test('when a tensor outlives it', () => {
    const x = state();
    let kept: tf.Tensor | null = null;
    const step = repeat(() => {
      kept?.dispose();
      kept = tf.keep(tf.mul(x, 2));
    });
    step.run(0);
    expect(backend.lastRefusal).toMatch(/outlived/);
    overwrite(x, Float32Array.of(5));
    step.run(1);
    expect(Array.from((kept as tf.Tensor | null)?.dataSync() ?? [])).toEqual([10, 4, 6]);
    tf.dispose([x, kept as unknown as tf.Tensor]);
  });

  test('when it fails', () => {
    const x = state();
    const { left } = countBlocks(() => {
      const step = repeat(() => {
        tf.mul(x, 2);
        throw new Error('no');
      });
      expect(() => step.run(0)).toThrow('no');
    });
    expect(left).toBe(0);
    expect(Array.from(tf.mul(x, 2).dataSync())).toEqual([2, 4, 6]);
    x.dispose();
  });
});

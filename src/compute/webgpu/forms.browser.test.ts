/** Every operation's form on WebGPU beside its twin on the CPU: values and all gradients, over shapes that are multiples of nothing. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { usually } from '../../../scripts/test/nightly.ts';
import { planSteps, stepAdamw } from '../adamw/adamw.ts';
import { attend } from '../attention/attention.ts';
import { augmentWindows } from '../augment/augment.ts';
import { startBackend } from '../backend.ts';
import { createDropout, drop } from '../dropout/dropout.ts';
import { embedRows } from '../embedding/embedding.ts';
import { currentFault } from '../fault.ts';
import { normaliseLayer } from '../layer-norm/layer-norm.ts';
import { type Activation, applyLinear } from '../linear/linear.ts';
import { computeLoss, type LossKind } from '../loss/loss.ts';
import { lstmSequence } from '../lstm/lstm.ts';
import { takeRetirements } from '../op.ts';
import { draw, weigh } from '../testing/oracle.ts';
import { recurrentLayers } from '../testing/recurrent-layers.ts';
import * as tf from '../tf.ts';
import { wasmFiles } from '../wasm-files.ts';
import { cutSpans } from '../windows/spans.ts';
import { cutWindows } from '../windows/windows.ts';

beforeAll(async () => {
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles });
  expect(backend).toBe('webgpu');
});

afterEach(() => {
  expect(currentFault()).toBeNull();
  expect(takeRetirements()).toEqual([]);
});

type Work = () => tf.Tensor[];

async function valuesOn(backend: string, work: Work): Promise<{ shape: number[]; values: Float32Array }[]> {
  await tf.setBackend(backend);
  const outputs = tf.tidy(work);
  const read = await Promise.all(
    outputs.map(async (tensor) => ({ shape: tensor.shape, values: Float32Array.from(await tensor.data()) })),
  );
  tf.dispose(outputs);
  return read;
}

/** How far WebGPU is from the twins: the largest error of each output beside the output's largest value. */
async function errorsOf(work: Work): Promise<number[]> {
  const expected = await valuesOn('cpu', work);
  const actual = await valuesOn('webgpu', work);
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  return actual.map(({ values }, which) => {
    const wanted = expected[which].values;
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    return (
      values.reduce((most, value, at) => Math.max(most, Number.isNaN(value) ? 1e9 : Math.abs(value - wanted[at])), 0) /
      largest
    );
  });
}

/** The operation's value and its gradients by all inputs drawn in these shapes. */
function withGradients(shapes: number[][], op: (...inputs: tf.Tensor[]) => tf.Tensor, scale = 1): Work {
  return () => {
    const inputs = shapes.map((shape, at) => tf.mul(draw(shape, at + 1), scale) as tf.Tensor);
    return [op(...inputs), ...tf.grads((...args) => weigh(op(...args)))(inputs)];
  };
}

async function expectClose(work: Work, tolerance = 2e-5) {
  for (const [at, error] of (await errorsOf(work)).entries()) expect(error, `output ${at}`).toBeLessThan(tolerance);
}

const sequences = [
  { time: 1, batch: 1, features: 1, hidden: 1 },
  { time: 2, batch: 1, features: 3, hidden: 5 },
  { time: 7, batch: 3, features: 2, hidden: 4 },
  { time: 1, batch: 40, features: 2, hidden: 6 },
  { time: 6, batch: 1, features: 17, hidden: 64 },
  { time: 5, batch: 37, features: 17, hidden: 33 },
  { time: 13, batch: 65, features: 1, hidden: 32 },
  { time: 11, batch: 70, features: 20, hidden: 64 },
  { time: 3, batch: 5, features: 9, hidden: 130 },
  { time: 2, batch: 18, features: 4, hidden: 300 },
  { time: 2, batch: 2, features: 5, hidden: 512 },
];

/** One value of everything, a tile and more of everything, many rows, many hidden units. */
const usualSequences = usually(sequences, (_, at) => [0, 5, 7, 8].includes(at));

describe.each(usualSequences)('over $time steps, batch $batch, $features features, $hidden hidden', (shape) => {
  // Weights of the size that first weights have, or every gate would be shut.
  const scale = 1 / Math.sqrt(Math.max(1, shape.hidden / 4));

  test.each(Object.entries(recurrentLayers))('%s', (_, { apply, shapesOf }) =>
    expectClose(withGradients(shapesOf(shape), apply, scale)),
  );
});

test.each(['LSTM', 'GRU'] as const)('layers of %s one above the other', (kind) => {
  const { apply, shapesOf } = recurrentLayers[kind];
  const [first, next] = [3, 7].map((features) => shapesOf({ time: 6, batch: 9, features, hidden: 7 }));
  return expectClose(
    withGradients([...first, ...next.slice(1), ...next.slice(1)], (x, ...layers) =>
      [0, 3, 6].reduce((below, at) => apply(below, ...layers.slice(at, at + 3)), x),
    ),
  );
});

test('a recurrent layer that learns nothing through its input', () =>
  expectClose(() => {
    const x = draw([4, 6, 3], 9) as tf.Tensor3D;
    const loss = (kernel: tf.Tensor, recurrent: tf.Tensor, bias: tf.Tensor) =>
      weigh(
        lstmSequence(
          x,
          { kernel: kernel as tf.Tensor2D, recurrent: recurrent as tf.Tensor2D, bias: bias as tf.Tensor1D },
          ['x'],
        ),
      );
    return tf.grads(loss)([draw([3, 20], 1), draw([5, 20], 2), draw([20], 3)]);
  }));

const linears: { rows: number; inputs: number; outputs: number; activation: Activation }[] = [
  { rows: 1, inputs: 1, outputs: 1, activation: 'none' },
  { rows: 33, inputs: 7, outputs: 5, activation: 'none' },
  { rows: 1000, inputs: 65, outputs: 31, activation: 'gelu' },
  { rows: 70, inputs: 40, outputs: 3, activation: 'relu' },
  { rows: 5, inputs: 300, outputs: 129, activation: 'tanh' },
  { rows: 17, inputs: 2, outputs: 90, activation: 'sigmoid' },
];

test.each(linears)(
  'a linear layer of $rows rows, $inputs to $outputs, $activation',
  ({ rows, inputs, outputs, activation }) =>
    expectClose(
      withGradients([[rows, inputs], [inputs, outputs], [outputs]], (x, kernel, bias) =>
        applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation }),
      ),
    ),
);

test.each([
  [1, 1],
  [3, 7],
  [130, 64],
  [1500, 33],
  [9, 257],
])('layer normalisation of %d rows of %d', (rows, size) =>
  expectClose(
    // A row of one value has no deviation: its gradient is nothing but rounding.
    size === 1
      ? () => [normaliseLayer(draw([rows, size], 1) as tf.Tensor2D, draw([size], 2), draw([size], 3))]
      : withGradients([[rows, size], [size], [size]], (x, gain, bias) => normaliseLayer(x as tf.Tensor2D, gain, bias)),
    5e-5,
  ),
);

test.each([
  [1, 1, 1, 1],
  [2, 5, 6, 2],
  [3, 48, 64, 4],
  [1, 130, 9, 1],
  [7, 17, 130, 2],
])('attention of batch %d, %d tokens of %d, %d heads', (batch, tokens, size, heads) =>
  expectClose(
    withGradients([[batch, tokens, 3 * size]], (qkv) => attend(qkv as tf.Tensor3D, heads)),
    5e-5,
  ),
);

const losses: [LossKind, number[]][] = [
  [{ kind: 'mse' }, [5, 3]],
  [{ kind: 'huber', delta: 0.4 }, [300, 7]],
  [{ kind: 'mae' }, [300, 7]],
  [{ kind: 'pinball', quantiles: [0.1, 0.5, 0.9] }, [33, 4, 3]],
];

/** Which windows count. */
const masks: Record<string, (at: number, windows: number) => boolean> = {
  'some windows masked': (at) => at % 3 !== 0,
  'a batch that is not full': (at, windows) => at < windows / 3,
  'a batch of a single window': (at) => at === 0,
};

describe.each(Object.entries(masks))('with %s', (_, counts) => {
  test.each(losses)('the loss %j', (kind, shape) =>
    expectClose(
      withGradients([shape], (yhat) => {
        const y = draw(shape.slice(0, 2), 7) as tf.Tensor2D;
        const mask = tf.tensor1d(Float32Array.from({ length: shape[0] }, (_, at) => (counts(at, shape[0]) ? 1 : 0)));
        return computeLoss(yhat, y, mask, kind);
      }),
    ),
  );
});

test('rows of an embedding that are named, more than once and not at all', () =>
  expectClose(
    withGradients([[70, 5]], (table) =>
      embedRows(table as tf.Tensor2D, tf.tensor2d([0, 69, 3, -1, 3, 3, 65, 2], [4, 2])),
    ),
    1e-5,
  ));

test('dropout drops the same values', () =>
  expectClose(
    withGradients([[7, 999]], (x) => {
      const dropout = createDropout({ rate: 0.3, seed: -5, step: 12, clock: tf.tensor1d([12, 3], 'int32') });
      drop(x, dropout);
      return drop(x, dropout);
    }),
    1e-6,
  ));

test.each([3, 700, 70_000])('AdamW on %d parameters, with clipping, decay, clock and losses', (size) =>
  expectClose(() => {
    const state = {
      theta: draw([size], 1) as tf.Tensor1D,
      moments: tf.tensor2d(new Float32Array(2 * size), [2, size]),
      decays: tf.tensor1d(Float32Array.from({ length: size }, (_, at) => at % 2)),
      schedule: tf.tensor2d(
        planSteps({ steps: 5, learningRateAt: (step) => 0.1 / (step + 1), weightDecay: 0.1 }),
        [5, 3],
      ),
      clock: tf.tensor1d([0, 0], 'int32'),
      losses: tf.tensor1d([0, 0, 0]),
    };
    for (let step = 0; step < 4; step += 1) {
      const starts = { values: draw([9], 2) as tf.Tensor1D, starts: tf.tensor1d([0], 'int32'), clock: state.clock };
      cutWindows(starts, { batch: 1, step, lookBackSteps: 3, horizonSteps: 1, seasonLength: 1 });
      stepAdamw(state, draw([size], 10 + step) as tf.Tensor1D, tf.scalar(step + 1), { step, clipNorm: 2 });
    }
    const { clock, theta, moments, losses: ring } = state;
    return [theta, moments, tf.cast(tf.slice(clock, 1, 1), 'float32'), ring];
  }),
);

test.each([
  [4, 3, 2, 3, 'window'],
  [100, 7, 24, 5, 'window'],
  [1, 1, 1, 1, 'window'],
  [70, 80, 100, 6, 'window'],
  [70, 9, 0, 6, 'last'],
  [5, 9, 3, 2, 'none'],
] as const)('windows of %d steps with %d to come, season %d, %d at a time, by %s', (...shape) =>
  expectClose(() => {
    const [lookBackSteps, horizonSteps, seasonLength, batch, normalisation] = shape;
    const source = {
      values: draw([300], 3) as tf.Tensor1D,
      starts: tf.tensor1d(
        Int32Array.from({ length: 3 * batch }, (_, at) => (at * 7) % 100),
        'int32',
      ),
      clock: tf.tensor1d([0, 4], 'int32'),
    };
    const attributes = { batch, step: 4, lookBackSteps, horizonSteps, seasonLength, normalisation };
    const { x, y } = cutWindows(source, attributes);
    return [x, y, tf.cast(source.clock, 'float32')];
  }),
);

test.each([
  [1, 1, 1],
  [5, 70, 7],
  [3, 64, 9],
])('spans of %d rows, %d values each, %d at a time', (rows, span, batch) =>
  expectClose(() => {
    const source = {
      values: draw([rows, 300], 3) as tf.Tensor2D,
      starts: tf.tensor1d(
        Int32Array.from({ length: 3 * batch }, (_, at) => (at * 7) % 100),
        'int32',
      ),
      clock: tf.tensor1d([0, 4], 'int32'),
    };
    return [cutSpans(source, { batch, step: 4, span })];
  }, 1e-9),
);

test.each([
  [1, 3, 1, 0],
  [2, 24, 12, 12],
  [7, 31, 9, 4],
  [33, 100, 70, 24],
])('%d augmented windows of %d steps with %d to come, season %d', (batch, lookBack, horizon, period) =>
  expectClose(() => {
    const windows = { x: draw([batch, lookBack], 1) as tf.Tensor2D, y: draw([batch, horizon], 2) as tf.Tensor2D };
    const attributes = { jitter: 0.03, scaling: 0.1, warping: 0.5, mixing: true, seed: 77, step: 1234, period };
    const { x, y } = augmentWindows(windows, tf.tensor1d([1234, 1234], 'int32'), attributes);
    return [x, y];
  }),
);

type Op = (...inputs: tf.Tensor[]) => tf.Tensor;
const small = { time: 5, batch: 3, features: 2, hidden: 4 };
const gelu: Op = (x, kernel, bias) =>
  applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation: 'gelu' });

test.each<[string, Op, number[][]]>([
  ['an LSTM', recurrentLayers.LSTM.apply, recurrentLayers.LSTM.shapesOf(small)],
  ['a GRU', recurrentLayers.GRU.apply, recurrentLayers.GRU.shapesOf(small)],
  ['a linear layer', gelu, [[5, 3], [3, 4], [4]]],
  ['layer normalisation', (x, gain, bias) => normaliseLayer(x as tf.Tensor2D, gain, bias), [[3, 7], [7], [7]]],
  ['attention', (qkv) => attend(qkv as tf.Tensor3D, 2), [[2, 5, 18]]],
])('the gradients of %s are the slopes that finite differences give', async (_, op, shapes) => {
  await tf.setBackend('webgpu');
  const inputs = shapes.map((shape, at) => draw(shape, at + 1));
  const gradients = tf.grads((...args) => weigh(op(...args)))(inputs);
  const nudge = 1e-2;
  for (const [which, gradient] of gradients.entries()) {
    const [slopes, base] = await Promise.all([gradient.data(), inputs[which].data()]);
    const lossAt = async (at: number, by: number) => {
      const moved = Float32Array.from(base);
      moved[at] += by;
      const all = inputs.map((input, other) => (other === which ? tf.tensor(moved, input.shape) : input));
      return (await tf.tidy(() => weigh(op(...all))).data())[0];
    };
    for (let at = 0; at < base.length; at += Math.max(1, Math.floor(base.length / 3))) {
      const slope = ((await lossAt(at, nudge)) - (await lossAt(at, -nudge))) / (2 * nudge);
      expect(Math.abs(slope - slopes[at]), `input ${which}, value ${at}`).toBeLessThan(3e-3 + 1e-2 * Math.abs(slope));
    }
  }
});

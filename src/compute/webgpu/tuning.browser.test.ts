/** Rival shaders give the same numbers, bit for bit, and tuning finds the fastest of them. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { usually } from '../../../scripts/test/nightly.ts';
import { startBackend } from '../backend.ts';
import { currentFault } from '../fault.ts';
import { applyLinear } from '../linear/linear.ts';
import { takeRetirements } from '../op.ts';
import { repeat } from '../repeat.ts';
import { overwrite } from '../storage.ts';
import { keepDevice } from '../testing/keep-device.ts';
import { draw, weigh } from '../testing/oracle.ts';
import { recurrentLayers } from '../testing/recurrent-layers.ts';
import * as tf from '../tf.ts';
import { wasmFiles } from '../wasm-files.ts';
import { DeviceBackend, deviceBackend } from './device-backend.ts';
import type { Program, Shader } from './program.ts';
import { findFastest } from './tuning.ts';

keepDevice();

beforeEach(async () => {
  await forget();
  const { backend } = await startBackend({ asked: 'webgpu', wasmFiles, tunes: true });
  expect(backend).toBe('webgpu');
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(currentFault()).toBeNull();
  expect(takeRetirements()).toEqual([]);
});

async function forget() {
  for (const name of await caches.keys()) await caches.delete(name);
}

const never = new AbortController().signal;

type Op = (...inputs: tf.Tensor[]) => tf.Tensor;

/** An operation's value and all its gradients, as bits. */
async function bitsOf(op: Op, shapes: number[][]): Promise<Uint32Array[]> {
  const outputs = tf.tidy(() => {
    const inputs = shapes.map((shape, at) => tf.mul(draw(shape, at + 1), 0.5) as tf.Tensor);
    return [op(...inputs), ...tf.grads((...args) => weigh(op(...args)))(inputs)];
  });
  const values = await Promise.all(outputs.map((output) => output.data()));
  tf.dispose(outputs);
  return values.map((value) => new Uint32Array(Float32Array.from(value).buffer));
}

/** Has every program run its rival of that place among those wanted, where it has so many; says how many had. */
function preferRival(at: number, isWanted: (shader: Shader) => boolean = () => true): () => number {
  const original = DeviceBackend.prototype.run;
  let preferred = 0;
  vi.spyOn(DeviceBackend.prototype, 'run').mockImplementation(function (this: DeviceBackend, program: Program) {
    const rival = program.rivals?.().filter(isWanted)[at];
    if (rival) preferred += 1;
    original.call(this, rival ? { ...program, ...rival } : program);
  });
  return () => preferred;
}

const keepsWeights = ({ body }: Shader) => body.includes('kept_0');

/** Runs the operation once with each rival in its turn; their shaders. */
async function expectSameBits(op: Op, shapes: number[][], isWanted: (shader: Shader) => boolean): Promise<string> {
  const expected = await bitsOf(op, shapes);
  const written: string[] = [];
  for (let at = 0; ; at += 1) {
    const preferred = preferRival(at, isWanted);
    const bits = await bitsOf(op, shapes);
    const shaders = vi
      .mocked(DeviceBackend.prototype.run)
      .mock.calls.map(([{ rivals }]) => rivals?.().filter(isWanted));
    vi.restoreAllMocks();
    if (preferred() === 0) return written.join('\n');
    written.push(...shaders.flatMap((rivals) => rivals?.[at]?.body ?? []));
    expect(bits, `rival ${at}`).toEqual(expected);
  }
}

test.each([
  ['LSTM', 3, 7, 3, 5],
  ['GRU', 3, 5, 18, 12],
  ['simple RNN', 3, 9, 1, 20],
] as const)(
  'all layouts of a %s over %d steps, batch %d, %d features, %d hidden give the same numbers',
  async (name, time, batch, features, hidden) => {
    const { apply, shapesOf } = recurrentLayers[name];
    const shaders = await expectSameBits(apply, shapesOf({ time, batch, features, hidden }), () => true);
    expect(shaders).toContain('kept_0');
    expect(shaders.includes('subgroupBroadcast')).toBe(hidden % (deviceBackend()?.subgroupSize ?? 0) === 0);
  },
);

test.each(usually([24, 64], (hidden) => hidden === 24))(
  '%d hidden units of an LSTM kept in registers give the same numbers',
  async (hidden) => {
    const { apply, shapesOf } = recurrentLayers.LSTM;
    const shapes = shapesOf({ time: 2, batch: 5, features: 1, hidden });
    expect(await expectSameBits(apply, shapes, keepsWeights)).toContain(`kept_${hidden - 1}`);
  },
);

test('matrix products give the same numbers in tiles of any size', async () => {
  const op: Op = (x, kernel, bias) =>
    applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation: 'gelu' });
  const shapes = [[300, 65], [65, 31], [31]];
  const expected = await bitsOf(op, shapes);
  for (const at of [0, 1]) {
    const preferred = preferRival(at);
    expect(await bitsOf(op, shapes)).toEqual(expected);
    // The value alone, and the value with its gradients.
    expect(preferred()).toBe(3);
    vi.restoreAllMocks();
  }
});

describe('the fastest of several shaders', () => {
  const size = 256;
  const shaderOf = (value: string): Shader => ({
    body: `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let own = x[id.x];
  y[id.x] = ${value};
}
fn slow(own: f32) -> f32 {
  var sum = own;
  for (var i = 0u; i < 20000u; i++) { sum = sum * 0.5 + x[i % ${size}u]; }
  return select(own, sum, sum > 1.0e30);
}`,
    grid: [size / 64, 1, 1],
  });
  const [slow, quick, wrong] = [shaderOf('slow(own)'), shaderOf('own'), shaderOf('own + 1.0e-3')];

  async function fastestOf(device: GPUDevice, shaders: Shader[], signal = never) {
    const candidates = shaders.map(({ body, grid }) => {
      const compute = { module: device.createShaderModule({ code: body }), entryPoint: 'main' };
      return { grid, pipeline: device.createComputePipeline({ layout: 'auto', compute }) };
    });
    const rooms = [
      { bytes: 4 * size, isWritten: false },
      { bytes: 4 * size, isWritten: true },
    ];
    return findFastest(device, candidates, rooms, signal);
  }

  test.each([
    ['by timestamps', ['timestamp-query']],
    ['by the clock', []],
  ] as [string, GPUFeatureName[]][])('is found %s', async (_, requiredFeatures) => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = (await adapter?.requestDevice({ requiredFeatures })) as GPUDevice;
    expect(await fastestOf(device, [slow, quick])).toBe(1);
    expect(await fastestOf(device, [quick, slow])).toBe(0);
    device.destroy();
  });

  test('is never one that gives other numbers', async () => {
    const device = deviceBackend()?.device as GPUDevice;
    expect(await fastestOf(device, [slow, wrong])).toBe(0);
    expect(await fastestOf(device, [slow, wrong, quick])).toBe(2);
  });

  test('is not looked for any longer once that is called off', async () => {
    const controller = new AbortController();
    controller.abort();
    const device = deviceBackend()?.device as GPUDevice;
    expect(await fastestOf(device, [slow, quick], controller.signal)).toBe(0);
  });
});

/** A step forwards and back, on the backend in use, and what it gives. */
function createStep() {
  const { apply, shapesOf } = recurrentLayers.LSTM;
  const shapes = shapesOf({ time: 6, batch: 20, features: 3, hidden: 8 });
  const [x, kernel, recurrent, bias] = shapes.map((shape, at) => tf.keep(draw(shape, at + 1)));
  const sums = tf.keep(tf.zeros([8]));
  const repeated = repeat(() => {
    const gradient = tf.grad((weights: tf.Tensor) => weigh(apply(x, kernel, weights, bias)))(recurrent);
    overwrite(sums, tf.sum(gradient, 1));
  });
  return {
    prepare: () => repeated.compile(never),
    async run() {
      repeated.run(0);
      return Array.from(await sums.data());
    },
  };
}

test('a step is tuned once, and a tuned step gives the same numbers', async () => {
  const untuned = await createStep().run();
  const compile = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync');
  await createStep().prepare();
  const compared = compile.mock.calls.length;
  expect(compared).toBeGreaterThan(20);
  compile.mockClear();
  const submit = vi.spyOn(GPUQueue.prototype, 'submit');
  const tuned = createStep();
  await tuned.prepare();
  expect(compile).not.toHaveBeenCalled();
  expect(submit).not.toHaveBeenCalled();
  expect(await tuned.run()).toEqual(untuned);
});

test('what was found is remembered for the next visit', async () => {
  const measure = vi.spyOn(GPUDevice.prototype, 'createQuerySet');
  await createStep().prepare();
  expect(measure).toHaveBeenCalled();
  measure.mockClear();
  await startBackend({ asked: 'webgpu', wasmFiles, tunes: true });
  await createStep().prepare();
  expect(measure).not.toHaveBeenCalled();
});

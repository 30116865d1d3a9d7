/** The build with relaxed SIMD, which Node does not have, beside the twins. */
import { expect, test } from 'vitest';
import { attend } from './attention/attention.ts';
import { startBackend } from './backend.ts';
import { normaliseLayer } from './layer-norm/layer-norm.ts';
import { applyLinear } from './linear/linear.ts';
import { takeRetirements } from './op.ts';
import { draw, weigh } from './testing/oracle.ts';
import { recurrentLayers } from './testing/recurrent-layers.ts';
import * as tf from './tf.ts';
import { wasmFiles } from './wasm-files.ts';
import { hasRelaxedSimd } from './wasm-module.ts';

type Case = [name: string, shapes: number[][], run: (...inputs: tf.Tensor[]) => tf.Tensor];

const sizes = { time: 5, batch: 9, features: 3, hidden: 7 };

const cases: Case[] = [
  ...Object.entries(recurrentLayers).map(([name, { apply, shapesOf }]): Case => [name, shapesOf(sizes), apply]),
  ['layer normalisation', [[9, 13], [13], [13]], (x, gain, bias) => normaliseLayer(x as tf.Tensor2D, gain, bias)],
  ['attention', [[2, 11, 45]], (qkv) => attend(qkv as tf.Tensor3D, 3)],
  [
    'linear layer',
    [[101, 300], [300, 11], [11]],
    (x, kernel, bias) =>
      applyLinear(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, { activation: 'gelu' }),
  ],
];

test('Chromium has relaxed SIMD, and no form was given up', async () => {
  await startBackend({ asked: 'wasm', wasmFiles });
  expect(hasRelaxedSimd()).toBe(true);
  expect(takeRetirements()).toEqual([]);
});

test.each(cases)('%s: values and gradients are those of the twin', async (_, shapes, run) => {
  const compute = async (backend: 'wasm' | 'cpu') => {
    await startBackend({ asked: backend, wasmFiles });
    const inputs = shapes.map((shape, at) => draw(shape, at + 1));
    const all = [run(...inputs), ...tf.grads((...args) => weigh(run(...args)))(inputs)];
    return Promise.all(all.map(async (tensor) => (await tensor.data()) as Float32Array));
  };
  const ours = await compute('wasm');
  const twins = await compute('cpu');
  ours.forEach((values, which) => {
    const most = twins[which].reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    const off = values.reduce((largest, value, at) => Math.max(largest, Math.abs(value - twins[which][at])), 0);
    expect(off / most, `output ${which}`).toBeLessThan(1e-5);
  });
});

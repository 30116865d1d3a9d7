import { expect, test } from 'vitest';
import { startBackend } from './backend.ts';
import * as tf from './tf.ts';
import { wasmFilesInNode } from './wasm-files-in-node.ts';

test('without a GPU the SIMD build of wasm runs, on one thread, and the choice says why', async () => {
  const choice = await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
  expect(choice).toEqual({
    backend: 'wasm',
    adapter: null,
    softwareAdapter: false,
    passedOver: [{ backend: 'webgpu', refusal: 'not-supported' }],
  });
  expect(tf.getBackend()).toBe('wasm');
  expect(tf.env().get('WASM_HAS_SIMD_SUPPORT')).toBe(true);
  expect(tf.env().get('WASM_HAS_MULTITHREAD_SUPPORT')).toBe(false);
});

test('a backend asked for runs, and the faster ones count as not asked for', async () => {
  const choice = await startBackend({ asked: 'cpu', wasmFiles: wasmFilesInNode() });
  expect(choice.backend).toBe('cpu');
  expect(choice.passedOver).toEqual([
    { backend: 'webgpu', refusal: 'not-asked-for' },
    { backend: 'wasm', refusal: 'not-asked-for' },
  ]);
});

test('a backend that failed while running is passed over', async () => {
  const choice = await startBackend({
    asked: null,
    failed: { wasm: 'failed-while-running' },
    wasmFiles: wasmFilesInNode(),
  });
  expect(choice.backend).toBe('cpu');
  expect(choice.passedOver).toContainEqual({ backend: 'wasm', refusal: 'failed-while-running' });
});

test('a backend that computes wrong gradients is passed over', async () => {
  tf.registerBackend('webgpu', () => tf.findBackend('cpu'));
  const kernel = tf.getKernel('Softmax', 'wasm');
  if (!kernel) throw new Error('the wasm backend has no Softmax');
  tf.unregisterKernel('Softmax', 'wasm');
  tf.registerKernel({
    ...kernel,
    kernelFunc: ({ inputs, ...call }) =>
      tf.getKernel('ZerosLike', 'wasm')?.kernelFunc({ ...call, inputs: { x: inputs.logits } }) as never,
  });
  try {
    const choice = await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
    expect(choice.backend).toBe('cpu');
  } finally {
    tf.unregisterKernel('Softmax', 'wasm');
    tf.registerKernel(kernel);
    tf.removeBackend('webgpu');
  }
});

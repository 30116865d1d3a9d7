/** Takes steps of training as stock TensorFlow.js does, on its own wasm backend with SIMD. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { wasmFiles } from '../../src/compute/wasm-files.ts';
import { createStockStep } from './stock-training.ts';
import { timeStep } from './time-step.ts';
import { findCase } from './training-cases.ts';

let step = () => {};

window.prepareStep = async (name) => {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmFiles.plain,
    'tfjs-backend-wasm-simd.wasm': wasmFiles.simd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmFiles.simd,
  });
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend does not start');
  step = createStockStep(findCase(name));
};

window.timeStep = (leastMs) => timeStep(step, leastMs);

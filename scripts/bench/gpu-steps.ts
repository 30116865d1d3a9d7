/** Counts and times steps of training on WebGPU, of the app and of stock TensorFlow.js, on the same adapter; in a page and in Node. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { startBackend } from '../../src/compute/backend.ts';
import { currentFault } from '../../src/compute/fault.ts';
import { takeRetirements } from '../../src/compute/op.ts';
import { waitForRoom } from '../../src/compute/repeat.ts';
import { createOurs } from './our-training.ts';
import { createStockStep } from './stock-training.ts';
import type { TrainingCase } from './training-cases.ts';

/** A step: what the GPU is given, and the mean time. */
export type StepCost = { dispatches: number; ms: number };
export type OurCost = StepCost & { jsMs: number; adapter: string };
export type Budget = { warmUps: number; leastMs: number; mostSteps: number };

let dispatches = 0;
const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...grid) {
  dispatches += 1;
  return dispatchWorkgroups.apply(this, grid);
};

type Device = { device: GPUDevice };

/** Sends what is encoded and waits until the device has done it. */
async function finish(): Promise<void> {
  const backend = tf.backend() as unknown as Device & {
    commandEncoder: GPUCommandEncoder | null;
    endComputePassEncoder(): void;
    submitQueue(): void;
  };
  backend.endComputePassEncoder();
  if (backend.commandEncoder) backend.submitQueue();
  await backend.device.queue.onSubmittedWorkDone();
}

/** After steps that compile and record; `wait` is what keeps JavaScript from running ahead of the device. */
async function measure(step: () => void, wait: () => Promise<void> | null, budget: Budget): Promise<StepCost> {
  for (let warmUp = 0; warmUp < budget.warmUps; warmUp += 1) step();
  await finish();
  dispatches = 0;
  let steps = 0;
  const startMs = performance.now();
  while (steps < budget.mostSteps && (steps === 0 || performance.now() - startMs < budget.leastMs)) {
    step();
    steps += 1;
    const room = wait();
    if (room) await room;
  }
  await finish();
  return { dispatches: dispatches / steps, ms: (performance.now() - startMs) / steps };
}

const stepsOfJavaScript = 200;

/**
 * The time of JavaScript alone: what is encoded is submitted empty, for a software adapter would compute on the cores that
 * JavaScript runs on.
 */
async function measureJavaScript(step: () => void): Promise<number> {
  const { submit } = GPUQueue.prototype;
  GPUQueue.prototype.submit = function () {
    return submit.call(this, []);
  };
  try {
    for (let warmUp = 0; warmUp < stepsOfJavaScript; warmUp += 1) step();
    await finish();
    const startMs = performance.now();
    for (let at = 0; at < stepsOfJavaScript; at += 1) step();
    return (performance.now() - startMs) / stepsOfJavaScript;
  } finally {
    GPUQueue.prototype.submit = submit;
  }
}

/** The backend is chosen as the app does, but for a software adapter being good enough. */
export async function benchOurs(one: TrainingCase, budget: Budget): Promise<OurCost> {
  const wasmFiles = { plain: '', simd: '' };
  const { adapter, backend, passedOver } = await startBackend({ asked: 'webgpu', wasmFiles });
  if (backend !== 'webgpu') throw new Error(`the app chose ${backend}: ${JSON.stringify(passedOver)}`);
  const learner = createOurs(one);
  await learner.compile(new AbortController().signal);
  const cost = await measure(() => learner.takeStep(), waitForRoom, budget);
  const jsMs = await measureJavaScript(() => learner.takeStep());
  learner.dispose();
  const retired = takeRetirements();
  const fault = currentFault();
  if (fault || retired.length > 0) throw new Error(JSON.stringify({ fault, retired }));
  return { ...cost, jsMs, adapter: adapter ?? '' };
}

export async function benchStock(one: TrainingCase, budget: Budget): Promise<StepCost> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  const device = await adapter?.requestDevice();
  if (!adapter || !device) throw new Error('no WebGPU');
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
  await tf.setBackend('webgpu');
  return measure(createStockStep(one), () => null, budget);
}

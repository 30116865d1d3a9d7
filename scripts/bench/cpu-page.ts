/** Takes steps of training on the wasm backend as the app does. */
import { startBackend } from '../../src/compute/backend.ts';
import { takeRetirements } from '../../src/compute/op.ts';
import { wasmFiles } from '../../src/compute/wasm-files.ts';
import { createOurs } from './our-training.ts';
import { timeStep } from './time-step.ts';
import { findCase } from './training-cases.ts';

declare global {
  interface Window {
    /** Makes the steps of a case ready. */
    prepareStep: (name: string) => Promise<void>;
    /** Mean ms of a step over at least so long. */
    timeStep: (leastMs: number) => number;
  }
}

let step = () => {};

window.prepareStep = async (name) => {
  await startBackend({ asked: 'wasm', wasmFiles });
  const retired = takeRetirements();
  if (retired.length > 0) throw new Error(JSON.stringify(retired));
  const learner = createOurs(findCase(name));
  step = () => learner.takeStep();
};

window.timeStep = (leastMs) => timeStep(step, leastMs);

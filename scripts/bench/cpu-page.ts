/** Takes steps of training on the wasm backend as the app does. */
import { startBackend } from '../../src/compute/backend.ts';
import { takeRetirements } from '../../src/compute/op.ts';
import { wasmFiles } from '../../src/compute/wasm-files.ts';
import { createLearner } from '../../src/forecasters/training/learner.ts';
import { timeStep } from './time-step.ts';
import { createNetwork, dropoutRate, findCase, horizonSteps, type TrainingCase } from './training-cases.ts';

declare global {
  interface Window {
    /** Makes the steps of a case ready. */
    prepareStep: (name: string) => Promise<void>;
    /** Mean ms of a step over at least so long. */
    timeStep: (leastMs: number) => number;
  }
}

const stepsPerEpoch = 8;

/** Steps as the app's training loop takes them: windows cut, gradients, clipping, AdamW. */
function createOurStep(one: TrainingCase): () => void {
  const lookBackSteps = one.time * one.features;
  const data = {
    lookBackSteps,
    horizonSteps,
    seasonLength: 12,
    values: Float32Array.from({ length: lookBackSteps + 1000 }, (_, at) => Math.sin(at / 5) + Math.sin(at * at)),
    trainStarts: Int32Array.from({ length: 900 }, (_, at) => at),
    validationStarts: new Int32Array(),
  };
  const options = {
    learningRateAt: () => 1e-3,
    weightDecay: 0.01,
    dropout: dropoutRate,
    seed: 1,
    batch: one.batch,
    stepsPerEpoch,
    epochs: 1000,
    ringEpochs: 32,
  };
  const learner = createLearner(createNetwork(one), data, options, null);
  learner.beginEpoch(Int32Array.from({ length: stepsPerEpoch * one.batch }, (_, at) => (at * 37) % 900));
  return () => learner.takeStep();
}

let step = () => {};

window.prepareStep = async (name) => {
  await startBackend({ asked: 'wasm', wasmFiles });
  const retired = takeRetirements();
  if (retired.length > 0) throw new Error(JSON.stringify(retired));
  step = createOurStep(findCase(name));
};

window.timeStep = (leastMs) => timeStep(step, leastMs);

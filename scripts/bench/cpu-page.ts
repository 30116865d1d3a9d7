/** Times a step of training on the wasm backend, of the app and of stock TensorFlow.js, in turns. */
import { startBackend } from '../../src/compute/backend.ts';
import { takeRetirements } from '../../src/compute/op.ts';
import { wasmFiles } from '../../src/compute/wasm-files.ts';
import { createLearner } from '../../src/forecasters/training/learner.ts';
import { createStockStep } from './stock-training.ts';
import { createNetwork, dropoutRate, horizonSteps, type TrainingCase, trainingCases } from './training-cases.ts';

/** Times of a step in ms: of the app several a round, of stock tfjs one. */
export type CpuTimes = { ours: number[][]; stock: number[] };

declare global {
  interface Window {
    benchCpu: (rounds: number) => Promise<Record<string, CpuTimes>>;
  }
}

const stepsPerEpoch = 8;
const blocksPerRound = 8;

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

/** Mean time of a step over at least `leastMs`, long enough for a clock of coarse ticks. */
function time(step: () => void, leastMs: number): number {
  const startMs = performance.now();
  let steps = 0;
  let elapsedMs = 0;
  while (elapsedMs < leastMs) {
    step();
    steps += 1;
    elapsedMs = performance.now() - startMs;
  }
  return elapsedMs / steps;
}

window.benchCpu = async (rounds) => {
  await startBackend({ asked: 'wasm', wasmFiles });
  const retired = takeRetirements();
  if (retired.length > 0) throw new Error(JSON.stringify(retired));
  const times: Record<string, CpuTimes> = {};
  for (const one of trainingCases) {
    const [ours, stock] = [createOurStep(one), createStockStep(one)];
    const measured: CpuTimes = { ours: [], stock: [] };
    time(ours, 1000);
    time(stock, 1);
    for (let round = 0; round < rounds; round += 1) {
      measured.ours.push(Array.from({ length: blocksPerRound }, () => time(ours, 10)));
      measured.stock.push(time(stock, 1));
    }
    times[one.name] = measured;
  }
  return times;
};

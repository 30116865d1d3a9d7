/** Times a step of training on the wasm backend, of the app and of stock TensorFlow.js, in turns. */
import { startBackend } from '../../src/compute/backend.ts';
import { takeRetirements } from '../../src/compute/op.ts';
import { wasmFiles } from '../../src/compute/wasm-files.ts';
import { createOurs } from './our-training.ts';
import { createStockStep } from './stock-training.ts';
import { trainingCases } from './training-cases.ts';

/** Times of a step in ms: of the app several a round, of stock tfjs one. */
export type CpuTimes = { ours: number[][]; stock: number[] };

declare global {
  interface Window {
    benchCpu: (rounds: number) => Promise<Record<string, CpuTimes>>;
  }
}

const blocksPerRound = 8;

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
    const learner = createOurs(one);
    const [ours, stock] = [() => learner.takeStep(), createStockStep(one)];
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

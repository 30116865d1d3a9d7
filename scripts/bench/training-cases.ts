/** The shapes of training that are measured: `<network>-<time>-<features>-<hidden>-<batch>`. */
import type { Network } from '../../src/forecasters/neural/network.ts';
import { createRecurrent } from '../../src/forecasters/neural/recurrent.ts';
import { createTransformer } from '../../src/forecasters/neural/transformer.ts';

export type TrainingCase = {
  name: string;
  kind: 'lstm' | 'gru' | 'transformer';
  /** Steps of the recurrence, or tokens. */
  time: number;
  features: number;
  hidden: number;
  batch: number;
};

export const horizonSteps = 12;
export const dropoutRate = 0.1;
export const heads = 4;
export const blocks = 2;

const trainingCases: readonly TrainingCase[] = [
  { name: 'lstm-30-1-32-64', kind: 'lstm', time: 30, features: 1, hidden: 32, batch: 64 },
  { name: 'gru-30-1-32-64', kind: 'gru', time: 30, features: 1, hidden: 32, batch: 64 },
  { name: 'lstm-48-8-64-64', kind: 'lstm', time: 48, features: 8, hidden: 64, batch: 64 },
  { name: 'transformer-2x64', kind: 'transformer', time: 48, features: 8, hidden: 64, batch: 64 },
];

/** The app's own network of that shape. */
export function createNetwork({ kind, time, features, hidden }: TrainingCase): Network {
  const common = { horizonSteps, lookBackSteps: time * features, patchLength: features, hiddenSize: hidden };
  if (kind === 'transformer') return createTransformer({ ...common, layers: blocks, heads });
  return createRecurrent({ ...common, cell: kind, layers: 1 });
}

export function findCase(name: string): TrainingCase {
  const found = trainingCases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}

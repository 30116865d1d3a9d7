/** The shapes of training that are measured: `<network>-<time>-<features>-<hidden>-<batch>`. */
import type { Network } from '../../src/forecasters/neural/network.ts';
import { createRecurrent } from '../../src/forecasters/neural/recurrent-networks.ts';
import { createTransformer } from '../../src/forecasters/neural/transformer.ts';

export type TrainingCase = {
  name: string;
  kind: 'lstm' | 'gru' | 'transformer';
  /** Steps of the recurrence, or tokens. */
  time: number;
  features: number;
  hidden: number;
  batch: number;
  /** Recurrent layers one above the other; 1 where absent. */
  layers?: number;
  /** Share of values dropped while training. */
  dropout: number;
};

export const horizonSteps = 12;
export const heads = 4;
export const blocks = 2;

const dropout = 0.1;

/** Measured without a GPU. */
const trainingCases: readonly TrainingCase[] = [
  { name: 'lstm-30-1-32-64', kind: 'lstm', time: 30, features: 1, hidden: 32, batch: 64, dropout },
  { name: 'gru-30-1-32-64', kind: 'gru', time: 30, features: 1, hidden: 32, batch: 64, dropout },
  { name: 'lstm-48-8-64-64', kind: 'lstm', time: 48, features: 8, hidden: 64, batch: 64, dropout },
  { name: 'transformer-2x64', kind: 'transformer', time: 48, features: 8, hidden: 64, batch: 64, dropout },
];

/** Measured on a GPU; without dropout, whose every use is a dispatch forwards and one back. */
export const gpuCases: readonly TrainingCase[] = [
  { name: 'lstm-48-8-64-64', kind: 'lstm', time: 48, features: 8, hidden: 64, batch: 64, dropout: 0 },
  { name: 'lstm2-48-8-64-64', kind: 'lstm', time: 48, features: 8, hidden: 64, batch: 64, layers: 2, dropout: 0 },
  { name: 'gru-48-8-64-64', kind: 'gru', time: 48, features: 8, hidden: 64, batch: 64, dropout: 0 },
  { name: 'transformer-2x64', kind: 'transformer', time: 48, features: 8, hidden: 64, batch: 64, dropout: 0 },
  { name: 'lstm-30-1-32-64', kind: 'lstm', time: 30, features: 1, hidden: 32, batch: 64, dropout: 0 },
];

/** The app's own network of that shape. */
export function createNetwork({ kind, time, features, hidden, layers = 1 }: TrainingCase): Network {
  const common = { horizonSteps, lookBackSteps: time * features, patchLength: features, hiddenSize: hidden };
  if (kind === 'transformer') return createTransformer({ ...common, layers: blocks, heads });
  return createRecurrent({ ...common, cell: kind, layers });
}

/** One of those measured without a GPU. */
export function findCase(name: string): TrainingCase {
  const found = trainingCases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}

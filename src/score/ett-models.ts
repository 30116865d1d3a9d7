/** The networks that the ETT benchmark is run with, each with the settings that its paper or the validation part chose. */
import * as tf from '../compute/tf.ts';
import type { Normalisation } from '../compute/windows/window-frame.ts';
import { forecastWindows } from '../forecasters/neural/forecast-windows.ts';
import { createDLinear, createNLinear } from '../forecasters/neural/linear-models.ts';
import type { Network } from '../forecasters/neural/network.ts';
import { placeParameters } from '../forecasters/neural/place-parameters.ts';
import { createSegRnn } from '../forecasters/neural/segrnn.ts';
import { createTransformer } from '../forecasters/neural/transformer.ts';
import { type TrainingOptions, trainNetwork } from '../forecasters/training/train.ts';
import { thinOut } from '../series/windows.ts';
import {
  type EttData,
  type EttLengths,
  type EttPart,
  type EttSet,
  ettStarts,
  scoreEtt,
  type WindowForecast,
} from './ett.ts';

type Plan = {
  create: (lengths: EttLengths) => Network;
  normalisation: Normalisation;
  training: Omit<TrainingOptions, 'scheduleEpochs' | 'seed' | 'mostStepsAnEpoch'>;
};

const channels = 7;

/** As LTSF-Linear's scripts train both: so many windows of all channels in a batch, the rate halved after every epoch. */
const published: Record<EttSet, { learningRate: number; batchSize: number }> = {
  ETTh1: { learningRate: 0.005, batchSize: 32 * channels },
  ETTh2: { learningRate: 0.05, batchSize: 32 * channels },
  ETTm1: { learningRate: 0.0001, batchSize: 8 * channels },
  ETTm2: { learningRate: 0.001, batchSize: 32 * channels },
};
const linear = { epochs: 10, patienceEpochs: 3, schedule: 'halving', weightDecay: 0, dropout: 0 } as const;
/** Larger than any gradient: the published figures are of training without clipping. */
const unclipped = 1e30;

const plans: Record<string, (set: EttSet) => Plan> = {
  dlinear: (set) => ({
    create: createDLinear,
    normalisation: 'none',
    training: { ...linear, ...published[set], clipNorm: unclipped },
  }),
  nlinear: (set) => ({
    create: createNLinear,
    normalisation: 'last',
    training: { ...linear, ...published[set], clipNorm: unclipped },
  }),
  'dlinear-clipped': (set) => ({
    create: createDLinear,
    normalisation: 'none',
    training: { ...linear, ...published[set] },
  }),
  'nlinear-clipped': (set) => ({
    create: createNLinear,
    normalisation: 'last',
    training: { ...linear, ...published[set] },
  }),
  segrnn: () => ({
    create: (lengths) => createSegRnn({ ...lengths, hiddenSize: 128, segmentLength: 24 }),
    normalisation: 'last',
    training: {
      epochs: 10,
      patienceEpochs: 4,
      learningRate: 0.0005,
      weightDecay: 0,
      dropout: 0.3,
      batchSize: 256,
      loss: { kind: 'huber', delta: 0.5 },
    },
  }),
  patchtst: () => ({
    create: (lengths) =>
      createTransformer({ ...lengths, hiddenSize: 16, layers: 3, heads: 4, patchLength: 16, overlapping: true }),
    normalisation: 'window',
    training: {
      epochs: 20,
      patienceEpochs: 4,
      learningRate: 0.001,
      weightDecay: 0.01,
      dropout: 0.3,
      batchSize: 256,
    },
  }),
};

export const ettModels: readonly string[] = Object.keys(plans);

const mostValidationWindows = 4096;

export type EttScore = {
  model: string;
  /** Errors on the part that was asked for, standardised. */
  mse: number;
  mae: number;
  /** Windows of one channel in that part. */
  windows: number;
  /** Epochs behind the weights, which the validation part chose. */
  epochs: number;
  parameters: number;
  seconds: number;
};

/**
 * Trains a network on all channels alike and measures it.
 *
 * @param part `validation` to choose settings by, `test` once they are chosen
 */
export async function scoreEttModel(
  model: string,
  data: EttData,
  { set, part, seed, ...lengths }: EttLengths & { set: EttSet; part: EttPart; seed: number },
): Promise<EttScore> {
  const { create, normalisation, training } = plans[model](set);
  const startedMs = performance.now();
  const network = create(lengths);
  const shape = { ...lengths, normalisation, seasonLength: 0 };
  const windows = {
    ...shape,
    values: data.values,
    trainStarts: ettStarts(data, 'train', lengths),
    validationStarts: thinOut(ettStarts(data, 'validation', lengths), mostValidationWindows),
  };
  const options = { ...training, scheduleEpochs: training.epochs, seed, mostStepsAnEpoch: Number.MAX_SAFE_INTEGER };
  const { theta, layout, epochs } = await trainNetwork(network, windows, options, {
    signal: new AbortController().signal,
  });
  const placed = placeParameters(theta, layout);
  const forecast: WindowForecast = async (starts) => {
    const { lookBackSteps } = lengths;
    const pasts = new Float32Array(starts.length * lookBackSteps);
    starts.forEach((start, at) => {
      pasts.set(data.values.subarray(start, start + lookBackSteps), at * lookBackSteps);
    });
    const past = tf.tensor2d(pasts, [starts.length, lookBackSteps]);
    const yhat = forecastWindows(network, placed.here(), past, shape);
    const values = (await yhat.data()) as Float32Array;
    tf.dispose([past, yhat]);
    return values;
  };
  const score = await scoreEtt(data, part, lengths, forecast);
  placed.dispose();
  return {
    model,
    ...score,
    epochs,
    parameters: layout.reduce((sum, { size }) => sum + size, 0),
    seconds: (performance.now() - startedMs) / 1000,
  };
}

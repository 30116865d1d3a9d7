/** The networks that the ETT benchmark is run with, each with the settings that its paper or the validation part chose. */
import * as tf from '../compute/tf.ts';
import type { Normalisation } from '../compute/windows/window-frame.ts';
import { forecastWindows } from '../forecasters/neural/forecast-windows.ts';
import { createDLinear, createNLinear } from '../forecasters/neural/linear-models.ts';
import type { Network } from '../forecasters/neural/network.ts';
import { placeParameters } from '../forecasters/neural/place-parameters.ts';
import { createSegRnn } from '../forecasters/neural/segrnn.ts';
import { createTransformer } from '../forecasters/neural/transformer.ts';
import { countParameters } from '../forecasters/training/flat-parameters.ts';
import { type TrainedNetwork, type TrainingOptions, trainNetwork } from '../forecasters/training/train.ts';
import { thinOut } from '../series/window-starts.ts';
import {
  type EttData,
  type EttLengths,
  type EttPart,
  type EttSet,
  ettStarts,
  scoreEtt,
  type WindowForecast,
} from './ett.ts';

type EttPlan = {
  create: (lengths: EttLengths) => Network;
  normalisation: Normalisation;
  training: Omit<TrainingOptions, 'scheduleEpochs' | 'seed'>;
  /** Networks whose forecasts are averaged, each of a seed of its own; one where absent. */
  members?: number;
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

/** Windows of all channels in an epoch are so many that some of them are enough. */
const segRnnTraining: EttPlan['training'] = {
  epochs: 10,
  patienceEpochs: 4,
  learningRate: 0.0005,
  weightDecay: 0,
  dropout: 0.3,
  batchSize: 256,
  mostStepsAnEpoch: 240,
  loss: { kind: 'huber', delta: 0.5 },
};

/** Segments of a day by the hour and of half a day by the quarter, as in the paper's scripts. */
function createSegRnnPlan(set: EttSet, training: EttPlan['training']): EttPlan {
  const segmentLength = set === 'ETTh1' || set === 'ETTh2' ? 24 : 48;
  const create = (lengths: EttLengths) => createSegRnn({ ...lengths, hiddenSize: 128, segmentLength });
  return { create, normalisation: 'last', training };
}

const plans: Record<string, (set: EttSet) => EttPlan> = {
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
  segrnn: (set) => createSegRnnPlan(set, segRnnTraining),
  // Its training does better on the validation part of ETTh2, and worse on that of ETTh1.
  'segrnn-averaged': (set) =>
    createSegRnnPlan(set, {
      ...segRnnTraining,
      learningRate: 0.001,
      dropout: 0.5,
      averaging: true,
      loss: { kind: 'mse' },
    }),
  'segrnn-3-seeds': (set) => ({ ...createSegRnnPlan(set, segRnnTraining), members: 3 }),
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
  /** Epochs behind the weights, which the validation part chose; their mean over several networks. */
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
  const { create, normalisation, training, members = 1 } = plans[model](set);
  const startedMs = performance.now();
  const network = create(lengths);
  const shape = { ...lengths, normalisation, seasonLength: 0 };
  const windows = {
    ...shape,
    values: data.values,
    trainStarts: ettStarts(data, 'train', lengths),
    validationStarts: thinOut(ettStarts(data, 'validation', lengths), mostValidationWindows),
  };
  const allSteps = Number.MAX_SAFE_INTEGER;
  const { signal } = new AbortController();
  const trained: TrainedNetwork[] = [];
  for (let member = 0; member < members; member += 1) {
    const options = { mostStepsAnEpoch: allSteps, ...training, scheduleEpochs: training.epochs, seed: seed + member };
    trained.push(await trainNetwork(network, windows, options, { signal }));
  }
  const placed = trained.map(({ theta, layout }) => placeParameters(theta, layout));
  const forecast: WindowForecast = async (starts) => {
    const { lookBackSteps } = lengths;
    const pasts = new Float32Array(starts.length * lookBackSteps);
    starts.forEach((start, at) => {
      pasts.set(data.values.subarray(start, start + lookBackSteps), at * lookBackSteps);
    });
    const parameters = placed.map((one) => one.here());
    const mean = tf.tidy(() => {
      const past = tf.tensor2d(pasts, [starts.length, lookBackSteps]);
      const all = parameters.map((own) => forecastWindows(network, own, past, shape));
      return tf.div(tf.addN(all), members);
    });
    const values = (await mean.data()) as Float32Array;
    mean.dispose();
    return values;
  };
  const score = await scoreEtt(data, part, lengths, forecast);
  for (const one of placed) one.dispose();
  const sumOf = (of: (network: TrainedNetwork) => number) => trained.reduce((sum, one) => sum + of(one), 0);
  return {
    model,
    ...score,
    epochs: sumOf(({ epochs }) => epochs) / members,
    parameters: sumOf(({ layout }) => countParameters(layout)),
    seconds: (performance.now() - startedMs) / 1000,
  };
}

/** The networks that the ETT benchmark is run with, each with the settings that its validation part chose. */
import * as tf from '../compute/tf.ts';
import { frameWindows, type Normalisation, outOfFrame } from '../compute/windows/window-frame.ts';
import { createDLinear, createNLinear } from '../forecasters/neural/linear-models.ts';
import type { Network } from '../forecasters/neural/network.ts';
import { createSegRnn } from '../forecasters/neural/segrnn.ts';
import { createTransformer } from '../forecasters/neural/transformer.ts';
import { unflatten } from '../forecasters/training/flat-parameters.ts';
import { type TrainingOptions, trainNetwork } from '../forecasters/training/train.ts';
import { thinOut } from '../series/windows.ts';
import { type EttData, type EttLengths, ettStarts, scoreEtt, type WindowForecast } from './ett.ts';

type Plan = {
  create: (lengths: EttLengths) => Network;
  normalisation: Normalisation;
  training: Pick<TrainingOptions, 'epochs' | 'learningRate' | 'weightDecay' | 'dropout' | 'batchSize' | 'loss'>;
};

const linear = { epochs: 20, learningRate: 0.0005, weightDecay: 0, dropout: 0, batchSize: 256 };

const plans: Record<string, Plan> = {
  dlinear: { create: createDLinear, normalisation: 'none', training: linear },
  nlinear: { create: createNLinear, normalisation: 'last', training: linear },
  segrnn: {
    create: (lengths) => createSegRnn({ ...lengths, hiddenSize: 128, segmentLength: 24 }),
    normalisation: 'last',
    training: {
      epochs: 10,
      learningRate: 0.0005,
      weightDecay: 0,
      dropout: 0.3,
      batchSize: 256,
      loss: { kind: 'huber', delta: 0.5 },
    },
  },
  patchtst: {
    create: (lengths) =>
      createTransformer({ ...lengths, hiddenSize: 16, layers: 3, heads: 4, patchLength: 16, overlapping: true }),
    normalisation: 'window',
    training: { epochs: 20, learningRate: 0.001, weightDecay: 0.01, dropout: 0.3, batchSize: 256 },
  },
};

export const ettModels: readonly string[] = Object.keys(plans);

const mostValidationWindows = 4096;
const patienceEpochs = 4;

export type EttScore = {
  model: string;
  mse: number;
  mae: number;
  /** Windows of one channel in the test part. */
  windows: number;
  /** Mean loss on the validation part that chose when to stop. */
  validationLoss: number;
  epochs: number;
  parameters: number;
  seconds: number;
};

/** Trains a network on all channels alike and measures it on the test part. */
export async function scoreEttModel(
  model: string,
  data: EttData,
  lengths: EttLengths,
  seed: number,
): Promise<EttScore> {
  const { create, normalisation, training } = plans[model];
  const startedMs = performance.now();
  const network = create(lengths);
  const shape = { ...lengths, normalisation, seasonLength: 0 };
  const windows = {
    ...shape,
    values: data.values,
    trainStarts: ettStarts(data, 'train', lengths),
    validationStarts: thinOut(ettStarts(data, 'validation', lengths), mostValidationWindows),
  };
  const options = { ...training, scheduleEpochs: training.epochs, seed, patienceEpochs, mostStepsAnEpoch: 1e6 };
  const trained = await trainNetwork(network, windows, options, { signal: new AbortController().signal });
  const theta = tf.tensor1d(trained.theta);
  const parameters = tf.tidy(() => unflatten(theta, trained.layout));
  const forecast: WindowForecast = async (starts) => {
    const { lookBackSteps } = lengths;
    const pasts = new Float32Array(starts.length * lookBackSteps);
    starts.forEach((start, at) => {
      pasts.set(data.values.subarray(start, start + lookBackSteps), at * lookBackSteps);
    });
    const yhat = tf.tidy(() => {
      const { x, frame } = frameWindows(tf.tensor2d(pasts, [starts.length, lookBackSteps]), shape);
      return outOfFrame(network.apply(parameters, x, null), frame);
    });
    const values = (await yhat.data()) as Float32Array;
    yhat.dispose();
    return values;
  };
  const score = await scoreEtt(data, 'test', lengths, forecast);
  tf.dispose([theta, ...Object.values(parameters)]);
  return {
    model,
    ...score,
    validationLoss: Math.min(...trained.curve.validation),
    epochs: trained.epochs,
    parameters: trained.layout.reduce((sum, { size }) => sum + size, 0),
    seconds: (performance.now() - startedMs) / 1000,
  };
}

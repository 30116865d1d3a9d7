import { runThroughFaults } from '../../compute/recovery.ts';
import * as tf from '../../compute/tf.ts';
import { frameWindows, type Normalisation, outOfFrame } from '../../compute/windows/window-frame.ts';
import { fitScaler, type Scaler, scale, unscale } from '../../series/scaling.ts';
import { thinOut, windowStarts } from '../../series/windows.ts';
import type { FitTask, Forecast, Forecaster } from '../forecaster.ts';
import type { NetworkSettings } from '../settings.ts';
import { countParameters, type Layout, unflatten } from '../training/flat-parameters.ts';
import type { TrainingData } from '../training/learner.ts';
import { trainNetwork } from '../training/train.ts';
import type { Network, Parameters } from './network.ts';

export type NeuralOptions = Pick<NetworkSettings, 'epochs' | 'learningRate' | 'weightDecay' | 'dropout'> & {
  lookBackSteps: number;
  horizonSteps: number;
  seasonLength: number;
  normalisation?: Normalisation;
  seed: number;
};

const mostValidationWindows = 512;
const forecastBatch = 256;

/** Lists the windows of all histories, each scaled by its own scaler. */
function prepareData(
  { histories, validationSteps }: FitTask,
  scalers: readonly Scaler[],
  { lookBackSteps, horizonSteps, seasonLength, normalisation = 'window' }: NeuralOptions,
): TrainingData {
  const shape = { span: lookBackSteps + horizonSteps, judgedFrom: lookBackSteps };
  const values = new Float32Array(histories.reduce((sum, { length }) => sum + length, 0));
  const trainStarts: number[] = [];
  const validationStarts: number[] = [];
  let offset = 0;
  histories.forEach((history, series) => {
    const trainEnd = history.length - validationSteps;
    values.set(scale(history, scalers[series]), offset);
    for (const start of windowStarts({ from: 0, to: trainEnd }, shape)) trainStarts.push(offset + start);
    if (validationSteps > 0) {
      for (const start of windowStarts({ from: trainEnd, to: history.length }, shape))
        validationStarts.push(offset + start);
    }
    offset += history.length;
  });
  return {
    values,
    trainStarts: Int32Array.from(trainStarts),
    validationStarts: thinOut(Int32Array.from(validationStarts), mostValidationWindows),
    lookBackSteps,
    horizonSteps,
    seasonLength,
    normalisation,
  };
}

/** The last `lookBackSteps` of a history; a shorter one is continued backwards with its first value. */
function lastWindow(history: Float64Array, lookBackSteps: number): Float64Array {
  if (history.length >= lookBackSteps) return history.subarray(history.length - lookBackSteps);
  const window = new Float64Array(lookBackSteps).fill(history[0]);
  window.set(history, lookBackSteps - history.length);
  return window;
}

/** Parameters on whichever backend is in use: a fault may have put another in the place of the one they were trained on. */
function placeParameters(values: Float32Array, layout: Layout) {
  let place: { backend: tf.KernelBackend; theta: tf.Tensor1D; parameters: Parameters } | null = null;
  const dispose = () => {
    if (place) tf.dispose([place.theta, ...Object.values(place.parameters)]);
    place = null;
  };
  const here = (): Parameters => {
    if (place?.backend === tf.backend()) return place.parameters;
    dispose();
    const theta = tf.tensor1d(values.slice());
    const parameters = tf.tidy(() => unflatten(theta, layout));
    place = { backend: tf.backend(), theta, parameters };
    return parameters;
  };
  return { here, dispose };
}

/** Makes a forecaster of a network: windows in, the whole horizon out, one set of weights for all series. */
export function createNeuralForecaster(network: Network, options: NeuralOptions): Forecaster {
  const { lookBackSteps, horizonSteps } = options;

  async function forecastBatchOf(
    parameters: Parameters,
    histories: readonly Float64Array[],
    scaler: Scaler,
  ): Promise<Float64Array[]> {
    const forecast = tf.tidy(() => {
      const windows = histories.map((history) => tf.tensor1d(scale(lastWindow(history, lookBackSteps), scaler)));
      const past = tf.stack(windows) as tf.Tensor2D;
      const { x, frame } = frameWindows(past, options);
      return outOfFrame(network.apply(parameters, x, null), frame);
    });
    const flat = (await forecast.data()) as Float32Array;
    forecast.dispose();
    return histories.map((_, at) => unscale(flat.subarray(at * horizonSteps, (at + 1) * horizonSteps), scaler));
  }

  return {
    async fit(task, context) {
      const { histories, validationSteps } = task;
      const scalers = histories.map((history) => fitScaler(history.subarray(0, history.length - validationSteps)));
      const { theta, layout, ...report } = await trainNetwork(
        network,
        prepareData(task, scalers, options),
        { ...options, epochs: task.epochs ?? options.epochs, scheduleEpochs: options.epochs },
        context,
      );
      const placed = placeParameters(theta, layout);
      return {
        ...report,
        parameterCount: countParameters(layout),
        async forecast(histories, series) {
          const forecasts: Forecast[] = [];
          for (let from = 0; from < histories.length; from += forecastBatch) {
            const batch = histories.slice(from, from + forecastBatch);
            const points = await runThroughFaults(() => forecastBatchOf(placed.here(), batch, scalers[series]));
            forecasts.push(...points.map((yhat) => ({ yhat, quantiles: null })));
          }
          return forecasts;
        },
        dispose: placed.dispose,
      };
    },
  };
}

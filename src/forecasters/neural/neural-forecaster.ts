import { runThroughFaults } from '../../compute/recovery.ts';
import { compileAhead, compilesShapes } from '../../compute/repeat.ts';
import * as tf from '../../compute/tf.ts';
import type { Normalisation } from '../../compute/windows/window-frame.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { fitScaler, type Scaler, scale, unscale } from '../../series/scaling.ts';
import {
  FitCancelled,
  type FitContext,
  FitDiverged,
  type FitTask,
  type Forecast,
  type Forecaster,
  quantileLevels,
} from '../forecaster.ts';
import type { FineTuning, NetworkSettings } from '../settings.ts';
import { placeCovariates } from '../training/covariate-windows.ts';
import { countParameters, type Layout } from '../training/flat-parameters.ts';
import type { TrainingData } from '../training/learner.ts';
import { prepareTraining, type TrainedNetwork, type TrainingOptions, trainNetwork } from '../training/train.ts';
import { withCovariates } from './covariate-part.ts';
import { forecastWindows } from './forecast-windows.ts';
import type { Network } from './network.ts';
import { type PlacedParameters, placeParameters } from './place-parameters.ts';
import { type CovariateReader, prepareCovariates } from './prepare-covariates.ts';
import { prepareWindows } from './prepare-windows.ts';
import { withQuantiles } from './quantiles.ts';

export type NeuralOptions = Pick<NetworkSettings, 'epochs' | 'learningRate' | 'weightDecay' | 'dropout'> &
  Pick<TrainingOptions, 'loss' | 'averaging' | 'augmentation' | 'batchSize' | 'mostStepsAnEpoch' | 'patienceEpochs'> & {
    lookBackSteps: number;
    horizonSteps: number;
    seasonLength: number;
    normalisation?: Normalisation;
    /** Of a task of several histories. */
    fineTuning?: FineTuning;
    seed: number;
  };

/** A network as it is fitted to one task, and how it reads the covariates there are. */
type Reading = { network: Network; reader: CovariateReader | null };

/** Histories of the fitted series number `series` to forecast from. */
type Given = {
  histories: readonly Float64Array[];
  covariates: readonly KnownCovariates[] | undefined;
  series: number;
};

/** Most windows forecast at once, and how many are where each number of them has to be compiled for. */
const forecastBatch = 256;
const panelBatchSize = 64;
const panelSteps = 64;
const compiledBatches = [1, 32, forecastBatch];
/** Fine-tuning takes smaller steps, and fewer of them. */
const fineTuningRate = 0.2;
const fineTuningEpochs = 20;
/**
 * Share of the loss without covariates that the loss with them must fall below: the few validation windows of a single series
 * overlap, and what fits them a little better is mostly chance.
 */
const clearlyLower = 0.9;
const middleLevel = (quantileLevels.length - 1) / 2;

/** The last `lookBackSteps` of a history; a shorter one is continued backwards with its first value. */
function lastWindow(history: Float64Array, lookBackSteps: number): Float64Array {
  if (history.length >= lookBackSteps) return history.subarray(history.length - lookBackSteps);
  const window = new Float64Array(lookBackSteps).fill(history[0]);
  window.set(history, lookBackSteps - history.length);
  return window;
}

/** The weights that stay as they are: all but the head, or the lower half of what lies below it. */
function frozenNames(layout: Layout, { head }: Network, tuning: FineTuning): string[] {
  const below = layout.map(({ name }) => name).filter((name) => !head.some((part) => name.startsWith(`${part}.`)));
  if (tuning === 'head') return below;
  return tuning === 'upper' ? below.slice(0, Math.ceil(below.length / 2)) : [];
}

/** [values] of a window's forecast, level by level where there are several. */
function toForecast(values: Float32Array, scaler: Scaler, levels: number): Forecast {
  if (levels === 1) return { yhat: unscale(values, scaler), quantiles: null };
  const horizonSteps = values.length / levels;
  const quantiles = Array.from({ length: levels }, (_, level) =>
    unscale(
      Float32Array.from({ length: horizonSteps }, (__, step) => values[step * levels + level]),
      scaler,
    ),
  );
  return { yhat: quantiles[middleLevel], quantiles };
}

/**
 * Makes a forecaster of a network: windows in, the whole horizon out, one set of weights for all series, which may then be
 * tuned to the first of them.
 *
 * Where covariates are known, the network is given a part that reads them.
 *
 * @param network gives a value a step, or with the pinball loss one for each of `quantileLevels`, in which case these are kept
 *   from crossing
 */
export function createNeuralForecaster(network: Network, options: NeuralOptions): Forecaster {
  const { lookBackSteps, horizonSteps, seasonLength, normalisation = 'window', fineTuning = 'none' } = options;
  const levels = options.loss?.kind === 'pinball' ? options.loss.quantiles.length : 1;
  const shape = { lookBackSteps, horizonSteps, seasonLength, normalisation };

  function createReading({ histories, covariates, validationSteps }: FitTask): Reading {
    const reader = prepareCovariates(histories, covariates, validationSteps);
    const reads = reader ? withCovariates(network, { ...shape, levels }, reader.counts) : network;
    return { network: levels > 1 ? withQuantiles(reads, levels) : reads, reader };
  }

  async function forecastBatchOf(
    { network, reader }: Reading,
    placed: PlacedParameters,
    { histories, covariates, series }: Given,
    scaler: Scaler,
  ): Promise<Forecast[]> {
    if (reader && !covariates) throw new Error('fitted with covariates, asked without');
    const compiled = compiledBatches.find((size) => size >= histories.length) ?? forecastBatch;
    const batch = compilesShapes() ? compiled : histories.length;
    const windows = new Float32Array(batch * lookBackSteps);
    histories.forEach((history, at) => {
      windows.set(scale(lastWindow(history, lookBackSteps), scaler), at * lookBackSteps);
    });
    const past = tf.tensor2d(windows, [batch, lookBackSteps]);
    const known = reader && covariates ? reader.windowsAt({ histories, covariates, series, batch, ...shape }) : null;
    const forecast = forecastWindows(network, placed.here(), past, shape, known);
    const flat = (await forecast.data()) as Float32Array;
    tf.dispose([past, forecast]);
    if (known) for (const tensor of Object.values(known)) tensor?.dispose();
    const size = horizonSteps * levels;
    return histories.map((_, at) => toForecast(flat.subarray(at * size, (at + 1) * size), scaler, levels));
  }

  /** Mean absolute error, scaled, over the validation windows. */
  async function validationError(
    network: Network,
    theta: Float32Array,
    layout: Layout,
    data: TrainingData,
  ): Promise<number> {
    const starts = Array.from(data.validationStarts);
    const placed = placeParameters(theta, layout);
    const valuesFrom = (start: number, length: number) => Array.from(data.values.subarray(start, start + length));
    const past = tf.tensor2d(starts.map((start) => valuesFrom(start, lookBackSteps)));
    const parameters = placed.here();
    const forecast = tf.tidy(() => {
      const { covariates } = data;
      const known = covariates
        ? placeCovariates(covariates, tf.tensor1d(data.values), shape).cut(
            tf.tensor1d(data.validationStarts, 'int32'),
            tf.tensor1d([0, 0], 'int32'),
            { batch: starts.length, step: 0 },
          )
        : null;
      return forecastWindows(network, parameters, past, shape, known);
    });
    const values = (await forecast.data()) as Float32Array;
    tf.dispose([past, forecast]);
    placed.dispose();
    const middle = levels === 1 ? 0 : middleLevel;
    const errors = starts.flatMap((start, window) =>
      valuesFrom(start + lookBackSteps, horizonSteps).map((value, step) =>
        Math.abs(value - values[(window * horizonSteps + step) * levels + middle]),
      ),
    );
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  }

  /** Epochs of tuning that a task asks for; 0 where there is nothing to tune. */
  function countTuningEpochs({ histories, tuningEpochs }: FitTask): number {
    return fineTuning === 'none' || histories.length < 2 ? 0 : (tuningEpochs ?? fineTuningEpochs);
  }

  /** Goes on from what was learnt from all series, with the first alone; null where there is nothing to tune or it came to nothing. */
  async function tune(
    { network, reader }: Reading,
    task: FitTask,
    scalers: readonly Scaler[],
    { theta, layout }: TrainedNetwork,
    context: FitContext,
  ): Promise<TrainedNetwork | null> {
    const { histories, validationSteps } = task;
    const epochs = countTuningEpochs(task);
    if (epochs === 0 || context.signal.aborted) return null;
    const own = prepareWindows(histories.slice(0, 1), scalers.slice(0, 1), validationSteps, {
      ...shape,
      covariates: reader?.rowsOf(1) ?? null,
    });
    if (own.trainStarts.length === 0) return null;
    const tuning = {
      ...options,
      epochs,
      scheduleEpochs: fineTuningEpochs,
      learningRate: options.learningRate * fineTuningRate,
      initial: theta,
      frozen: frozenNames(layout, network, fineTuning),
    };
    const tuned = await trainNetwork(network, own, tuning, context).catch((error: unknown) => {
      // What was learnt from all series is there to go on with.
      if (error instanceof FitCancelled || error instanceof FitDiverged) return null;
      throw error;
    });
    if (!tuned || validationSteps === 0) return tuned;
    return (await validationError(network, tuned.theta, layout, own)) <
      (await validationError(network, theta, layout, own))
      ? tuned
      : null;
  }

  /** Several series have windows for larger batches and longer epochs. */
  function batchesFor({ length }: FitTask['histories']) {
    if (length < 2) return {};
    return { batchSize: options.batchSize ?? panelBatchSize, mostStepsAnEpoch: options.mostStepsAnEpoch ?? panelSteps };
  }

  function compileForecasts({ network, reader }: Reading, batch: number): Promise<void> {
    return compileAhead(() => {
      const known = reader?.emptyWindows({ batch, ...shape }) ?? null;
      forecastWindows(network, network.init(options.seed), tf.zeros([batch, lookBackSteps]), shape, known);
    });
  }

  function scalersOf({ histories, validationSteps }: FitTask): Scaler[] {
    return histories.map((history) => fitScaler(history.subarray(0, history.length - validationSteps)));
  }

  /** What is learnt from all series, and how. */
  function planFit(
    { reader }: Reading,
    { histories, validationSteps, epochs }: FitTask,
    scalers: readonly Scaler[],
  ): [TrainingData, TrainingOptions] {
    const covariates = reader?.rowsOf(histories.length) ?? null;
    return [
      prepareWindows(histories, scalers, validationSteps, { ...shape, covariates }),
      { ...options, ...batchesFor(histories), epochs: epochs ?? options.epochs, scheduleEpochs: options.epochs },
    ];
  }

  /**
   * With the covariates that there are and, where validation can tell whether they help, without; one way where nothing is open.
   * What describes a series is read wherever it is there.
   */
  function waysToRead(task: FitTask): Reading[] {
    const { covariates: _, ...without } = task;
    const whole = createReading(task);
    if (!whole.reader || task.useCovariates === true) return [whole];
    if (task.useCovariates === false) return [createReading(without)];
    const { future, past } = whole.reader.counts;
    return task.validationSteps > 0 && future + past > 0 ? [whole, createReading(without)] : [whole];
  }

  /** Trains a network in each way; the first, which reads covariates, is kept where its validation loss is clearly lower. */
  async function trainEachWay(
    ways: readonly Reading[],
    task: FitTask,
    scalers: readonly Scaler[],
    { signal, onEpoch }: FitContext,
  ): Promise<{ reading: Reading; trained: TrainedNetwork; data: TrainingData }> {
    const done: { reading: Reading; trained: TrainedNetwork; data: TrainingData }[] = [];
    for (const [at, reading] of ways.entries()) {
      const [data, plan] = planFit(reading, task, scalers);
      const report: FitContext['onEpoch'] = (one) => onEpoch?.({ ...one, epoch: at * plan.epochs + one.epoch });
      try {
        const trained = await trainNetwork(reading.network, data, plan, { signal, onEpoch: report });
        done.push({ reading, trained, data });
      } catch (error) {
        const isLost = error instanceof FitCancelled || error instanceof FitDiverged;
        if (!isLost || (done.length === 0 && at === ways.length - 1)) throw error;
        if (done.length === 0 && error instanceof FitCancelled) throw error;
      }
      // What was cut short says nothing about its way.
      if (signal.aborted) break;
    }
    const lossOf = ({ trained }: (typeof done)[number]) => Math.min(...trained.curve.validation);
    const [first, second] = done;
    const margin = task.histories.length > 1 ? 1 : clearlyLower;
    return second && lossOf(first) > margin * lossOf(second) ? second : first;
  }

  return {
    async prepare(task, signal) {
      const reading = createReading(task);
      await prepareTraining(reading.network, ...planFit(reading, task, scalersOf(task)), signal);
      for (const batch of compiledBatches) if (!signal.aborted) await compileForecasts(reading, batch);
    },

    async fit(task, { signal, onEpoch }) {
      const scalers = scalersOf(task);
      const tuningEpochs = countTuningEpochs(task);
      const ways = waysToRead(task);
      const epochs = ways.length * (task.epochs ?? options.epochs);
      const { reading, trained, data } = await trainEachWay(ways, task, scalers, {
        signal,
        onEpoch: (report) => onEpoch?.({ ...report, epochs: epochs + tuningEpochs }),
      });
      const { theta, layout, ...report } = trained;
      const tuned = await tune(reading, task, scalers, trained, {
        signal,
        onEpoch: ({ epoch }) =>
          onEpoch?.({ epoch: epochs + epoch, epochs: epochs + tuningEpochs, curve: report.curve }),
      });
      const shared = placeParameters(theta, layout);
      const own = tuned && placeParameters(tuned.theta, layout);
      return {
        ...report,
        fitEnd: tuningEpochs > 0 && signal.aborted ? 'cancelled' : report.fitEnd,
        tuningEpochs: tuned?.epochs ?? 0,
        windows: data.trainStarts.length,
        parameterCount: countParameters(layout),
        ...(ways[0].reader && { usesCovariates: reading.reader !== null }),
        async forecast(given, series, _, covariates) {
          const forecasts: Forecast[] = [];
          const placed = series === 0 && own ? own : shared;
          for (let from = 0; from < given.length; from += forecastBatch) {
            const part = {
              histories: given.slice(from, from + forecastBatch),
              covariates: covariates?.slice(from, from + forecastBatch),
              series,
            };
            const forecast = () => forecastBatchOf(reading, placed, part, scalers[series]);
            forecasts.push(...(await runThroughFaults(forecast)));
          }
          return forecasts;
        },
        dispose() {
          shared.dispose();
          own?.dispose();
        },
      };
    },
  };
}

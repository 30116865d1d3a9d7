import { runThroughFaults } from '../../compute/recovery.ts';
import { compilesShapes } from '../../compute/repeat.ts';
import * as tf from '../../compute/tf.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { type Scaler, scale, unscale } from '../../series/scaling.ts';
import { staysAboveZero } from '../floor.ts';
import type { FitTask, FittedForecaster, Forecast, LearntNetwork } from '../forecaster.ts';
import { middleLevel } from '../forecaster.ts';
import type { NamedTensor } from '../trained-network.ts';
import { countParameters, type ParameterLayout } from '../training/flat-parameters.ts';
import { forecastWindows } from './forecast-windows.ts';
import { type PlacedParameters, placeParameters } from './place-parameters.ts';
import { type NetworkPlan, type NetworkReading, readTask, scalerOf } from './plan-network.ts';

/** Histories of the fitted series number `series` to forecast from. */
type GivenHistories = {
  histories: readonly Float64Array[];
  covariates: readonly KnownCovariates[] | undefined;
  series: number;
};

/** Most windows forecast at once. */
const forecastBatch = 256;
/** How many windows are forecast at once where each number of them has to be compiled for. */
export const compiledBatches = [1, 32, forecastBatch];

/** The last `lookBackSteps` of a history; a shorter one is continued backwards with its first value. */
function lastWindow(history: Float64Array, lookBackSteps: number): Float64Array {
  if (history.length >= lookBackSteps) return history.subarray(history.length - lookBackSteps);
  const window = new Float64Array(lookBackSteps).fill(history[0]);
  window.set(history, lookBackSteps - history.length);
  return window;
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

async function forecastBatchOf(
  { shape, levels }: NetworkPlan,
  { network, reader }: NetworkReading,
  placed: PlacedParameters,
  { histories, covariates, series }: GivenHistories,
  scaler: Scaler,
): Promise<Forecast[]> {
  if (reader?.readsAny && !covariates) throw new Error('fitted with covariates, asked without');
  const { lookBackSteps, horizonSteps } = shape;
  const compiled = compiledBatches.find((size) => size >= histories.length) ?? forecastBatch;
  const batch = compilesShapes() ? compiled : histories.length;
  const windows = new Float32Array(batch * lookBackSteps);
  histories.forEach((history, at) => {
    windows.set(scale(lastWindow(history, lookBackSteps), scaler), at * lookBackSteps);
  });
  const past = tf.tensor2d(windows, [batch, lookBackSteps]);
  const known = reader?.windowsAt({ histories, covariates: covariates ?? [], series, batch, ...shape }) ?? null;
  const forecast = forecastWindows(network, placed.here(), past, shape, known);
  const flat = (await forecast.data()) as Float32Array;
  tf.dispose([past, forecast]);
  if (known) for (const tensor of Object.values(known)) tensor?.dispose();
  const size = horizonSteps * levels;
  return histories.map((_, at) => toForecast(flat.subarray(at * size, (at + 1) * size), scaler, levels));
}

export function tensorsOf(theta: Float32Array, layout: ParameterLayout): NamedTensor[] {
  return layout.map(({ name, shape, offset, size }) => ({ name, shape, values: theta.slice(offset, offset + size) }));
}

/**
 * Makes what a network has learnt, here or in another thread, ready to forecast with.
 *
 * @param scalerFor how a fitted history is scaled, where that is not by its own values
 */
export function placeLearnt(
  plan: NetworkPlan,
  task: FitTask,
  learnt: LearntNetwork,
  scalerFor: (series: number) => Scaler = (series) => scalerOf(task, series),
): FittedForecaster {
  const { theta, tuned, layout, usesCovariates, ...report } = learnt;
  const reading = readTask(plan, { ...task, useCovariates: usesCovariates });
  const shared = placeParameters(theta, layout);
  const own = tuned && placeParameters(tuned, layout);
  return {
    ...report,
    parameterCount: countParameters(layout),
    ...(usesCovariates !== undefined && { usesCovariates }),
    async forecast(given, series, _, covariates) {
      const forecasts: Forecast[] = [];
      const placed = series === 0 && own ? own : shared;
      const scaler = scalerFor(series);
      for (let from = 0; from < given.length; from += forecastBatch) {
        const part = {
          histories: given.slice(from, from + forecastBatch),
          covariates: covariates?.slice(from, from + forecastBatch),
          series,
        };
        const forecast = () => forecastBatchOf(plan, reading, placed, part, scaler);
        forecasts.push(...(await runThroughFaults(forecast)));
      }
      return forecasts;
    },
    trained: () =>
      reading.reader
        ? null
        : {
            members: [tensorsOf(tuned ?? theta, layout)],
            scaler: scalerFor(0),
            isFloored: staysAboveZero(task.histories[0]),
          },
    dispose() {
      shared.dispose();
      own?.dispose();
    },
  };
}

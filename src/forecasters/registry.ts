import { createAutoArima } from './classical/arima.ts';
import { createDrift, createMean, createNaive, createWindowAverage } from './classical/baselines.ts';
import { withDetectedSeasons } from './classical/detected-seasons.ts';
import {
  createAutoEts,
  createDampedHolt,
  createHolt,
  createHoltWinters,
  createLogEts,
  createSes,
} from './classical/exponential-smoothing.ts';
import { createAdida, createCrostonSba, createTsb } from './classical/intermittent.ts';
import { createMstl } from './classical/mstl.ts';
import { createPiecewiseTrend } from './classical/piecewise-trend.ts';
import { createRidgeLags } from './classical/ridge-lags.ts';
import { createSeasonalNaive } from './classical/seasonal-naive.ts';
import { createDynamicTheta, createTheta } from './classical/theta.ts';
import type { Forecaster } from './forecaster.ts';
import { createNeuralForecaster } from './neural/neural-forecaster.ts';
import { createRecurrent } from './neural/recurrent.ts';
import { createTransformer } from './neural/transformer.ts';
import type { ModelId, Settings } from './settings.ts';

/** The lengths that every forecaster is made for. */
export type Lengths = Pick<Settings, 'horizonSteps' | 'seasonLength'>;

/** Forecasters that need nothing but the lengths. */
export const classicalFactories = {
  'seasonal-naive': ({ seasonLength, horizonSteps }) => createSeasonalNaive(seasonLength, horizonSteps),
  naive: ({ horizonSteps }) => createNaive(horizonSteps),
  drift: ({ horizonSteps }) => createDrift(horizonSteps),
  mean: ({ horizonSteps }) => createMean(horizonSteps),
  'window-average': ({ seasonLength, horizonSteps }) => createWindowAverage(seasonLength, horizonSteps),
  ses: ({ horizonSteps }) => createSes(horizonSteps),
  holt: ({ horizonSteps }) => createHolt(horizonSteps),
  'damped-holt': ({ horizonSteps }) => createDampedHolt(horizonSteps),
  'holt-winters': ({ seasonLength, horizonSteps }) => createHoltWinters('multiplicative', seasonLength, horizonSteps),
  ets: ({ seasonLength, horizonSteps }) => createAutoEts(seasonLength, horizonSteps),
  'log-ets': ({ seasonLength, horizonSteps }) => createLogEts(seasonLength, horizonSteps),
  theta: ({ seasonLength, horizonSteps }) => createTheta(seasonLength, horizonSteps),
  arima: ({ seasonLength, horizonSteps }) => createAutoArima(seasonLength, horizonSteps),
  mstl: ({ seasonLength, horizonSteps }) =>
    withDetectedSeasons((seasons) => createMstl(seasons, horizonSteps), seasonLength),
  ridge: ({ seasonLength, horizonSteps }) =>
    withDetectedSeasons((seasons) => createRidgeLags(seasons, horizonSteps), seasonLength),
  'piecewise-trend': ({ seasonLength, horizonSteps }) =>
    withDetectedSeasons((seasons) => createPiecewiseTrend(seasons, horizonSteps), seasonLength),
  croston: ({ horizonSteps }) => createCrostonSba(horizonSteps),
  tsb: ({ horizonSteps }) => createTsb(horizonSteps),
  adida: ({ horizonSteps }) => createAdida(horizonSteps),
  'dynamic-theta': ({ seasonLength, horizonSteps }) => createDynamicTheta(seasonLength, horizonSteps),
} as const satisfies Partial<Record<ModelId, (lengths: Lengths) => Forecaster>>;
export type ClassicalId = keyof typeof classicalFactories;

const networkFactories = {
  lstm: (settings) =>
    createNeuralForecaster(
      createRecurrent({ cell: 'lstm', ...settings, ...settings.network }),
      neuralOptions(settings),
    ),
  transformer: (settings) =>
    createNeuralForecaster(createTransformer({ ...settings, ...settings.network }), neuralOptions(settings)),
} as const satisfies Partial<Record<ModelId, (settings: Settings) => Forecaster>>;

function neuralOptions({ network, lookBackSteps, horizonSteps, seasonLength, seed }: Settings) {
  return { ...network, lookBackSteps, horizonSteps, seasonLength, seed };
}

const factories = { ...classicalFactories, ...networkFactories };
/** Forecasters that stand alone; the others are made of these (evaluation/models.ts). */
export type SingleId = keyof typeof factories;

export function createSingle(model: SingleId, settings: Settings): Forecaster {
  return factories[model](settings);
}

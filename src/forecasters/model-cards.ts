/**
 * Every model, a card each: what the page, the settings and the advice know of it. Free of tfjs, as the page reads it at once;
 * what makes the models is in registry.ts, what they are called in src/i18n/languages.
 */
import {
  countConvolutionWeights,
  countDLinearWeights,
  countNHitsWeights,
  countNLinearWeights,
  countRecurrentWeights,
  countSegRnnWeights,
  countTideWeights,
  countTransformerWeights,
  type NetworkSize,
} from './neural/count-weights.ts';
import { planOverlapping, planPatches } from './neural/network-shapes.ts';
import type { NetworkNumber } from './setting-cards.ts';

/** What a model is, for the page to group by and to tell which settings matter. */
export type ModelFamily =
  | 'pretrained'
  | 'baseline'
  | 'smoothing'
  | 'intermittent'
  | 'regression'
  | 'combination'
  | 'network';

type StatisticalCard = {
  family: Exclude<ModelFamily, 'network'>;
  /** Whether it runs without a word from the user. */
  isDefault: boolean;
  /**
   * Seasons it needs to have seen, 0 where it knows none: the test for a season asks for three; a model whose season is free
   * needs two to tell it from the level (Hyndman and Kostenko 2007).
   */
  seasonsNeeded: number;
  /**
   * Whether it sees the series without what covariates and the time of year make of it (`drivers/`): always, or where that did
   * better on the recent past; never where absent.
   */
  drivers?: 'always' | 'tried';
  /** As of a network, where it learns in epochs; absent where it does not. */
  trainingSeconds?: number;
};

type NetworkCard = {
  family: 'network';
  isDefault: boolean;
  /** How the window is cut into pieces; null where it reads value by value. */
  planPatches: typeof planPatches | null;
  /** Numbers of the settings that it makes nothing of. */
  idleNumbers: readonly NetworkNumber[];
  /** Seconds on one core with the default settings and 1,200 points: other settings change the order of networks little. */
  trainingSeconds: number;
  /** Weights and biases. */
  countWeights: (size: NetworkSize) => number;
};

/** The models a user can pick, in the order they run: what is quick first. */
export const modelCards = {
  'seasonal-naive': { family: 'baseline', isDefault: true, seasonsNeeded: 1 },
  pretrained: { family: 'pretrained', isDefault: true, seasonsNeeded: 0 },
  'fine-tuned': { family: 'pretrained', isDefault: false, seasonsNeeded: 0, trainingSeconds: 9 },
  naive: { family: 'baseline', isDefault: false, seasonsNeeded: 0 },
  drift: { family: 'baseline', isDefault: false, seasonsNeeded: 0 },
  mean: { family: 'baseline', isDefault: false, seasonsNeeded: 0 },
  'window-average': { family: 'baseline', isDefault: false, seasonsNeeded: 0 },
  ses: { family: 'smoothing', isDefault: false, seasonsNeeded: 0 },
  holt: { family: 'smoothing', isDefault: false, seasonsNeeded: 0 },
  'damped-holt': { family: 'smoothing', isDefault: false, seasonsNeeded: 0 },
  'holt-winters': { family: 'smoothing', isDefault: false, seasonsNeeded: 2 },
  ets: { family: 'smoothing', isDefault: true, seasonsNeeded: 2 },
  'log-ets': { family: 'smoothing', isDefault: false, seasonsNeeded: 2 },
  theta: { family: 'smoothing', isDefault: true, seasonsNeeded: 3 },
  'dynamic-theta': { family: 'smoothing', isDefault: false, seasonsNeeded: 3 },
  arima: { family: 'regression', isDefault: false, seasonsNeeded: 2 },
  'regression-ets': { family: 'regression', isDefault: false, seasonsNeeded: 2, drivers: 'always' },
  'regression-arima': { family: 'regression', isDefault: false, seasonsNeeded: 2, drivers: 'always' },
  mstl: { family: 'smoothing', isDefault: false, seasonsNeeded: 2 },
  croston: { family: 'intermittent', isDefault: false, seasonsNeeded: 0 },
  tsb: { family: 'intermittent', isDefault: false, seasonsNeeded: 0 },
  adida: { family: 'intermittent', isDefault: false, seasonsNeeded: 0 },
  ridge: { family: 'regression', isDefault: false, seasonsNeeded: 3 },
  'piecewise-trend': { family: 'regression', isDefault: false, seasonsNeeded: 2 },
  auto: { family: 'combination', isDefault: true, seasonsNeeded: 0, drivers: 'tried' },
  quick: { family: 'combination', isDefault: false, seasonsNeeded: 0, drivers: 'tried' },
  lstm: {
    family: 'network',
    isDefault: true,
    planPatches,
    idleNumbers: ['heads'],
    trainingSeconds: 1.7,
    countWeights: countRecurrentWeights({ gates: 4, biases: 1 }),
  },
  transformer: {
    family: 'network',
    isDefault: true,
    planPatches,
    idleNumbers: [],
    trainingSeconds: 3.9,
    countWeights: countTransformerWeights(planPatches),
  },
  nlinear: {
    family: 'network',
    isDefault: false,
    planPatches: null,
    idleNumbers: ['hiddenSize', 'layers', 'patchLength', 'heads', 'dropout'],
    trainingSeconds: 0.15,
    countWeights: countNLinearWeights,
  },
  dlinear: {
    family: 'network',
    isDefault: false,
    planPatches: null,
    idleNumbers: ['hiddenSize', 'layers', 'patchLength', 'heads', 'dropout'],
    trainingSeconds: 0.3,
    countWeights: countDLinearWeights,
  },
  gru: {
    family: 'network',
    isDefault: false,
    planPatches,
    idleNumbers: ['heads'],
    trainingSeconds: 1.3,
    countWeights: countRecurrentWeights({ gates: 3, biases: 2 }),
  },
  rnn: {
    family: 'network',
    isDefault: false,
    planPatches,
    idleNumbers: ['heads'],
    trainingSeconds: 0.5,
    countWeights: countRecurrentWeights({ gates: 1, biases: 1 }),
  },
  segrnn: {
    family: 'network',
    isDefault: false,
    planPatches,
    idleNumbers: ['layers', 'heads'],
    trainingSeconds: 2.6,
    countWeights: countSegRnnWeights,
  },
  'n-hits': {
    family: 'network',
    isDefault: false,
    planPatches: null,
    idleNumbers: ['layers', 'patchLength', 'heads'],
    trainingSeconds: 1.3,
    countWeights: countNHitsWeights,
  },
  tide: {
    family: 'network',
    isDefault: false,
    planPatches: null,
    idleNumbers: ['patchLength', 'heads'],
    trainingSeconds: 1.4,
    countWeights: countTideWeights,
  },
  patchtst: {
    family: 'network',
    isDefault: false,
    planPatches: planOverlapping,
    idleNumbers: [],
    trainingSeconds: 8.3,
    countWeights: countTransformerWeights(planOverlapping),
  },
  tcn: {
    family: 'network',
    isDefault: false,
    planPatches: null,
    idleNumbers: ['layers', 'patchLength', 'heads'],
    trainingSeconds: 38,
    countWeights: countConvolutionWeights,
  },
} as const satisfies Record<string, StatisticalCard | NetworkCard>;

export type ModelId = keyof typeof modelCards;
export const modelIds = Object.keys(modelCards) as ModelId[];
type IdOf<Family extends ModelFamily> = {
  [Id in ModelId]: (typeof modelCards)[Id]['family'] extends Family ? Id : never;
}[ModelId];
export type NetworkId = IdOf<'network'>;
/** Tuned to one or all series from weights that were trained ahead. */
export type TunedId = 'fine-tuned';
/** Models that need nothing but the lengths. */
export type StatisticalId = Exclude<IdOf<Exclude<ModelFamily, 'network' | 'combination'>>, TunedId>;

/** What runs without a word from the user. */
export const defaultModels: readonly ModelId[] = modelIds.filter((model) => modelCards[model].isDefault);

export function isNetwork(model: ModelId): model is NetworkId {
  return modelCards[model].family === 'network';
}

/** Whether a model learns in epochs, from one series or all of a file. */
export function trains(model: ModelId): model is NetworkId | TunedId {
  return 'trainingSeconds' in modelCards[model];
}

/** The numbers of the settings that a network makes nothing of; none for other models. */
export function idleNumbersOf(model: ModelId): readonly NetworkNumber[] {
  return isNetwork(model) ? modelCards[model].idleNumbers : [];
}

import type { LossKind } from '../compute/loss/loss.ts';
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
import { type FitTask, type Forecaster, type LearnNetwork, quantileLevels } from './forecaster.ts';
import { isNetwork, type NetworkId, type StatisticalId, type TunedId } from './model-cards.ts';
import { createAugmentationChoice, usualAugmentation } from './neural/augmentation-choice.ts';
import { createDeployed } from './neural/deployed-network.ts';
import { learnNetwork } from './neural/learn-network.ts';
import { createDLinear, createNLinear } from './neural/linear-models.ts';
import { createNHits } from './neural/n-hits.ts';
import type { Network } from './neural/network.ts';
import { createNeuralForecaster } from './neural/neural-forecaster.ts';
import { type NeuralOptions, planNetwork } from './neural/plan-network.ts';
import { createRecurrent } from './neural/recurrent-networks.ts';
import { createSeedEnsemble } from './neural/seed-ensemble.ts';
import { createSegRnn } from './neural/segrnn.ts';
import { createShopLearner, drawWeights, type ShopLearner } from './neural/shop-learner.ts';
import { inOrderOfHeads } from './neural/target-heads.ts';
import { createTemporalConvolution } from './neural/temporal-convolution.ts';
import { createTide } from './neural/tide.ts';
import { createTransformer } from './neural/transformer.ts';
import { createUpdated } from './neural/updated-network.ts';
import { createFineTuned } from './pretrained/fine-tuned-forecaster.ts';
import { loadWeights } from './pretrained/load-weights.ts';
import { createPretrained } from './pretrained/pretrained-forecaster.ts';
import type { LossName, Settings } from './settings.ts';
import type { NamedTensor, TrainedNetwork } from './trained-network.ts';

/** The lengths that every forecaster is made for. */
export type Lengths = Pick<Settings, 'horizonSteps' | 'seasonLength'>;

/** Forecasters that need nothing but the lengths. */
export const statisticalCreators = {
  'seasonal-naive': ({ seasonLength, horizonSteps }) => createSeasonalNaive(seasonLength, horizonSteps),
  pretrained: (lengths) => createPretrained(lengths, loadWeights),
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
  'regression-ets': ({ seasonLength, horizonSteps }) => createAutoEts(seasonLength, horizonSteps),
  'regression-arima': ({ seasonLength, horizonSteps }) => createAutoArima(seasonLength, horizonSteps),
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
} as const satisfies Record<StatisticalId, (lengths: Lengths) => Forecaster>;

/** What networks are built from: the settings with those of the networks among them. */
type Build = Settings & Settings['network'] & { levels?: number };

const networks = {
  lstm: (build) => createRecurrent({ cell: 'lstm', ...build }),
  transformer: (build) => createTransformer(build),
  nlinear: (build) => createNLinear(build),
  dlinear: (build) => createDLinear(build),
  gru: (build) => createRecurrent({ cell: 'gru', ...build }),
  rnn: (build) => createRecurrent({ cell: 'rnn', ...build }),
  segrnn: (build) => createSegRnn({ ...build, segmentLength: build.patchLength }),
  'n-hits': (build) => createNHits(build),
  tide: (build) => createTide(build),
  patchtst: (build) => createTransformer({ ...build, overlapping: true }),
  tcn: (build) => createTemporalConvolution(build),
} as const satisfies Record<NetworkId, (build: Build) => Network>;

/** A network by these settings, untrained. */
export function createNetwork(model: NetworkId, build: Build): Network {
  const widened = (heads: number) => networks[model]({ ...build, levels: heads * (build.levels ?? 1) });
  return { ...networks[model](build), widened };
}

/** Seeds with which augmentation is tried before it is taken. */
const augmentationTrials = 3;

/** Errors beyond this many deviations of their window count in proportion, not squared. */
const huberDelta = 0.5;

const losses: Record<LossName, LossKind> = {
  mse: { kind: 'mse' },
  mae: { kind: 'mae' },
  huber: { kind: 'huber', delta: huberDelta },
  pinball: { kind: 'pinball', quantiles: quantileLevels },
};

/** One network by these settings, whose seed is the only one: `members` and what `augmentation` leaves open play no part. */
function planMember(model: NetworkId, settings: Settings): [Network, NeuralOptions] {
  const { network: options, lookBackSteps, horizonSteps, seasonLength, seed } = settings;
  const { augmentation, ...others } = options;
  const loss = losses[options.loss];
  const levels = loss.kind === 'pinball' ? loss.quantiles.length : 1;
  const augmenting = augmentation === 'on' ? { augmentation: usualAugmentation } : {};
  return [
    createNetwork(model, { ...settings, ...options, levels }),
    { ...others, lookBackSteps, horizonSteps, seasonLength, ...augmenting, loss, seed },
  ];
}

/** Does what another thread has asked for. */
export const learnJob: LearnNetwork = ({ model, settings, task }, context) =>
  learnNetwork(planNetwork(...planMember(model, settings)), task, context);

/**
 * A network that was trained by these settings before.
 *
 * @throws {WeightsOfAnother} where the weights are not those of such a network
 */
export function createTrained(model: NetworkId, settings: Settings, trained: TrainedNetwork): Forecaster {
  return createDeployed(...planMember(model, settings), trained);
}

/** A network that learns on from what it had learnt before, where that does better on the newest values. */
export function createLearningOn(
  model: NetworkId,
  settings: Settings,
  trained: TrainedNetwork,
  cameSteps: number,
): Forecaster {
  return createUpdated(...planMember(model, settings), trained, cameSteps);
}

/** A network's first weights by these settings. */
export function drawFirstWeights(model: NetworkId, settings: Settings): NamedTensor[] {
  const [network, { seed }] = planMember(model, settings);
  return drawWeights(network, seed);
}

/**
 * What learns on from weights that others learnt, by the histories of a task.
 *
 * @throws {WeightsOfAnother} where the weights are not those of such a network
 */
export function createLearnerOfShop(
  model: NetworkId,
  settings: Settings,
  task: FitTask,
  weights: readonly NamedTensor[],
): ShopLearner {
  return createShopLearner(...planMember(model, settings), task, weights);
}

function createNeural(model: NetworkId, settings: Settings): Forecaster {
  const { network: options, lookBackSteps, horizonSteps, seed } = settings;
  const create = (memberSeed: number, augmentation: 'on' | 'off') => {
    const own = { ...settings, seed: memberSeed, network: { ...options, augmentation } };
    return inOrderOfHeads(createNeuralForecaster(...planMember(model, own), { model, settings: own }));
  };
  const createAll = (augmentation: 'on' | 'off') => {
    if (options.members === 1) return create(seed, augmentation);
    const members = Array.from({ length: options.members }, (_, member) => create(seed + member, augmentation));
    return createSeedEnsemble(members);
  };
  if (options.augmentation !== 'auto') return createAll(options.augmentation);
  return createAugmentationChoice({
    lookBackSteps,
    horizonSteps,
    plain: createAll('off'),
    augmented: createAll('on'),
    trials: Array.from({ length: augmentationTrials }, (_, trial) => ({
      plain: create(seed + trial, 'off'),
      augmented: create(seed + trial, 'on'),
    })),
  });
}

/** Forecasters that stand alone; the others are made of these (evaluation/create-forecaster.ts). */
export type SingleId = StatisticalId | NetworkId | TunedId;

export function createSingle(model: SingleId, settings: Settings): Forecaster {
  if (model === 'fine-tuned') {
    const { seasonLength, horizonSteps, seed, network } = settings;
    return createFineTuned({ seasonLength, horizonSteps, seed, layers: network.tunedLayers }, loadWeights);
  }
  if (!isNetwork(model)) return statisticalCreators[model](settings);
  return createNeural(model, settings);
}

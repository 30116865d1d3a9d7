/** Where a model is out of its depth on a series, and what would fit instead. Knows lengths and counts alone, nothing is fitted. */

import { intermittentInterval, type SeriesTraits } from '../series/traits.ts';
import { originsOf, splitFor } from './backtest-settings.ts';
import { quantileLevels } from './forecaster.ts';
import { isNetwork, type ModelId, modelCards, modelIds, type NetworkId } from './model-cards.ts';
import { coarsestPooling } from './neural/network-shapes.ts';
import { checkSettings, type Settings } from './settings.ts';

/** Why a model is out of its depth, and the numbers that show it. */
export type Concern =
  /** Windows to learn from, and how many a batch has. */
  | { code: 'few-windows'; params: { count: number; wanted: number } }
  /** Windows that decide when to stop. */
  | { code: 'few-validation-windows'; params: { count: number } }
  /** Weights for each point learnt from. */
  | { code: 'many-weights'; params: { weights: number; points: number } }
  /** Corrections of the weights in all. */
  | { code: 'few-corrections'; params: { count: number } }
  | { code: 'season-out-of-sight'; params: { lookBack: number; season: number } }
  /** Pieces that the look-back is read in. */
  | { code: 'few-pieces'; params: { count: number; patch: number; lookBack: number } }
  | { code: 'short-look-back'; params: { lookBack: number; wanted: number } }
  /** Seasons learnt from before the test part, rounded down to tenths. */
  | { code: 'few-seasons'; params: { seasons: number; wanted: number } }
  | { code: 'no-season'; params: Record<never, never> }
  | { code: 'long-season'; params: { season: number; most: number } }
  | { code: 'no-zeros'; params: { zeros: number; length: number } }
  | { code: 'not-positive'; params: Record<never, never> };

/** What would fit: a number of the settings, or another model in place of this one. */
export type Proposal =
  | {
      kind: 'setting';
      setting: 'lookBackSteps' | 'horizonSteps' | 'testSteps' | 'hiddenSize' | 'epochs' | 'patchLength';
      value: number;
    }
  | { kind: 'model'; instead: ModelId };

/** A concern about a model; the proposal is null where nothing is known to fit. */
export type Advice = Concern & { proposal: Proposal | null };

/** With fewer windows than a batch has, each epoch is a single correction, and each window seen in all of them. */
const leastWindows = 32;
/** One window alone is one accident of the past. */
const leastValidationWindows = 2;
/** Regularised networks bear many more weights than points, but not without end. */
const mostWeightsAPoint = 200;
const leastCorrections = 40;
const windowsInBatch = 32;
const mostBatchesInEpoch = 32;
const leastPieces = 2;
const goodPieces = 4;
/** Holt-Winters has no form for longer seasons. */
const longestWintersSeason = 24;

/** Weights of a network of these settings; with quantiles it has an output for each. */
export function weightsOf(model: NetworkId, { lookBackSteps, horizonSteps, network }: Settings): number {
  const levels = network.loss === 'pinball' ? quantileLevels.length : 1;
  return modelCards[model].countWeights({ lookBackSteps, horizonSteps, ...network, levels });
}

/** Points that the first fit learns from, and windows in them. */
function learningPart({ length }: SeriesTraits, settings: Settings) {
  const { trainEnd, validationEnd } = splitFor(length, settings);
  const { lookBackSteps, horizonSteps, backtest } = settings;
  const start = backtest.windowSteps === null ? 0 : Math.max(0, validationEnd - backtest.windowSteps);
  return {
    points: trainEnd - start,
    windows: trainEnd - start - lookBackSteps - horizonSteps + 1,
    validationWindows: validationEnd - trainEnd - horizonSteps + 1,
    pointsBeforeTest: validationEnd - start,
  };
}

/** The longest look-back below the present one that leaves enough windows; null where it would lose sight of the season. */
function shorterLookBack(traits: SeriesTraits, settings: Settings): Proposal | null {
  const { lookBackSteps, seasonLength } = settings;
  const spare = learningPart(traits, { ...settings, lookBackSteps: 0 }).windows - leastWindows;
  const value = Math.min(lookBackSteps - 1, spare);
  const least = lookBackSteps >= seasonLength ? Math.max(2, seasonLength) : 2;
  return value >= least ? { kind: 'setting', setting: 'lookBackSteps', value } : null;
}

/** The longest horizon below the present one, and not under half of it, with which a condition holds. */
function shorterHorizon(settings: Settings, holds: (changed: Settings) => boolean): Proposal | null {
  for (let value = settings.horizonSteps - 1; value >= settings.horizonSteps / 2; value -= 1) {
    if (holds({ ...settings, horizonSteps: value })) return { kind: 'setting', setting: 'horizonSteps', value };
  }
  return null;
}

/** A statistical model for a series that a network has too little of: the first that is not out of its own depth. */
function statistical(traits: SeriesTraits, settings: Settings): Proposal {
  const fitting = (['ets', 'theta', 'damped-holt'] as const).find(
    (model) => adviseOnSeasons(model, traits, settings).length === 0,
  );
  return { kind: 'model', instead: fitting ?? 'damped-holt' };
}

/** The widest network of half the width, a quarter and so on, that is not too large; its heads still divide it. */
function narrower(model: NetworkId, settings: Settings, most: number): Proposal | null {
  const { hiddenSize, heads } = settings.network;
  for (let value = Math.floor(hiddenSize / 2); value >= Math.max(4, heads); value = Math.floor(value / 2)) {
    const width = value - (value % heads);
    const network = { ...settings.network, hiddenSize: width };
    if (weightsOf(model, { ...settings, network }) <= most)
      return { kind: 'setting', setting: 'hiddenSize', value: width };
  }
  return null;
}

function instead(model: ModelId, other: ModelId): Proposal | null {
  return model === other ? null : { kind: 'model', instead: other };
}

function adviseOnNetwork(model: NetworkId, traits: SeriesTraits, settings: Settings): Advice[] {
  const { lookBackSteps, seasonLength, network } = settings;
  const { points, windows, validationWindows } = learningPart(traits, settings);
  const advice: Advice[] = [];
  // Where other series are learnt from too, the length of this one says little.
  const isAlone = network.scope === 'series';
  if (isAlone && windows < leastWindows) {
    const proposal =
      shorterLookBack(traits, settings) ??
      shorterHorizon(settings, (changed) => learningPart(traits, changed).windows >= leastWindows) ??
      statistical(traits, settings);
    advice.push({ code: 'few-windows', params: { count: windows, wanted: leastWindows }, proposal });
  }
  const weights = weightsOf(model, settings);
  const most = mostWeightsAPoint * points;
  if (isAlone && weights > most) {
    const proposal = narrower(model, settings, most) ?? instead(model, 'nlinear');
    advice.push({ code: 'many-weights', params: { weights, points }, proposal });
  }
  const pieces = modelCards[model].planPatches?.(lookBackSteps, network.patchLength);
  if (pieces && (network.patchLength > lookBackSteps || pieces.patches < leastPieces)) {
    const value = Math.max(1, Math.floor(lookBackSteps / goodPieces));
    const params = { count: pieces.patches, patch: network.patchLength, lookBack: lookBackSteps };
    advice.push({ code: 'few-pieces', params, proposal: { kind: 'setting', setting: 'patchLength', value } });
  }
  if (model === 'n-hits' && lookBackSteps < coarsestPooling) {
    const params = { lookBack: lookBackSteps, wanted: coarsestPooling };
    advice.push({ code: 'short-look-back', params, proposal: longerLookBack(coarsestPooling) });
  }
  if (seasonLength > 1 && lookBackSteps < seasonLength) {
    const params = { lookBack: lookBackSteps, season: seasonLength };
    advice.push({ code: 'season-out-of-sight', params, proposal: longerLookBack(seasonLength) });
  }
  const batches = Math.min(mostBatchesInEpoch, Math.ceil(Math.max(1, windows) / windowsInBatch));
  const corrections = network.epochs * batches;
  if (isAlone && corrections < leastCorrections) {
    const value = Math.ceil(leastCorrections / batches);
    const proposal: Proposal = { kind: 'setting', setting: 'epochs', value };
    advice.push({ code: 'few-corrections', params: { count: corrections }, proposal });
  }
  if (validationWindows < leastValidationWindows) {
    const proposal = shorterHorizon(
      settings,
      (changed) => learningPart(traits, changed).validationWindows >= leastValidationWindows,
    );
    advice.push({ code: 'few-validation-windows', params: { count: validationWindows }, proposal });
  }
  return advice;

  function longerLookBack(value: number): Proposal {
    const longer = learningPart(traits, { ...settings, lookBackSteps: value });
    return longer.windows >= leastWindows
      ? { kind: 'setting', setting: 'lookBackSteps', value }
      : statistical(traits, settings);
  }
}

/** A test part no longer than it must be, where that leaves enough seasons before it. */
function shorterTest(traits: SeriesTraits, settings: Settings, points: number): Proposal | null {
  const { horizonSteps, backtest } = settings;
  const shortest = { ...settings, testSteps: horizonSteps };
  const isFree = backtest.origins === null;
  return isFree && learningPart(traits, shortest).pointsBeforeTest >= points
    ? { kind: 'setting', setting: 'testSteps', value: horizonSteps }
    : null;
}

/** What takes the place of a seasonal model that has seen too little of its season. */
function withoutSeason(model: ModelId, seasons: number): Proposal | null {
  if (seasons >= 1) return instead(model, 'seasonal-naive');
  return instead(model, 'damped-holt');
}

/** The seasonal naive stays whatever is proposed: once the naive stands beside it there is nothing left to do. */
function besideNaive({ models }: Settings): Proposal | null {
  return models.includes('naive') ? null : { kind: 'model', instead: 'naive' };
}

function adviseOnSeasons(model: ModelId, traits: SeriesTraits, settings: Settings): Advice[] {
  const { seasonLength } = settings;
  const card = modelCards[model];
  const needed = card.family === 'network' ? 0 : card.seasonsNeeded;
  if (seasonLength === 1) {
    return model === 'holt-winters' ? [{ code: 'no-season', params: {}, proposal: instead(model, 'damped-holt') }] : [];
  }
  if (model === 'holt-winters' && seasonLength > longestWintersSeason) {
    const params = { season: seasonLength, most: longestWintersSeason };
    return [{ code: 'long-season', params, proposal: instead(model, 'mstl') }];
  }
  if (needed === 0) return [];
  const { pointsBeforeTest } = learningPart(traits, settings);
  if (pointsBeforeTest >= needed * seasonLength) return [];
  const seasons = Math.max(0, Math.floor((10 * pointsBeforeTest) / seasonLength) / 10);
  const proposal =
    shorterTest(traits, settings, needed * seasonLength) ??
    (model === 'seasonal-naive' ? besideNaive(settings) : withoutSeason(model, seasons));
  return [{ code: 'few-seasons', params: { seasons, wanted: needed }, proposal }];
}

function adviseOnValues(model: ModelId, { length, demands, isPositive }: SeriesTraits): Advice[] {
  const advice: Advice[] = [];
  if (modelCards[model].family === 'intermittent' && demands > 0 && length / demands < intermittentInterval) {
    const params = { zeros: length - demands, length };
    advice.push({ code: 'no-zeros', params, proposal: instead(model, 'ses') });
  }
  if (model === 'log-ets' && !isPositive) {
    advice.push({ code: 'not-positive', params: {}, proposal: instead(model, 'ets') });
  }
  return advice;
}

/**
 * Where a model is out of its depth on a series, the gravest first; empty where it is not, or where the settings cannot be run
 * at all, which `checkSettings` says.
 */
export function adviseOn(model: ModelId, traits: SeriesTraits, settings: Settings): Advice[] {
  if (
    !checkSettings(settings, traits.length).ok ||
    originsOf(splitFor(traits.length, settings), settings).length === 0
  ) {
    return [];
  }
  if (isNetwork(model)) return adviseOnNetwork(model, traits, settings);
  return [...adviseOnSeasons(model, traits, settings), ...adviseOnValues(model, traits)];
}

/**
 * The settings with a proposal followed.
 *
 * @param model the one the proposal was made for
 */
export function followProposal(settings: Settings, model: ModelId, proposal: Proposal): Settings {
  if (proposal.kind === 'model') {
    // The seasonal naive is the measure of all others and stays.
    const isLeft = (id: ModelId) => id !== model || id === 'seasonal-naive';
    const chosen = (id: ModelId) => id === proposal.instead || (settings.models.includes(id) && isLeft(id));
    return { ...settings, models: modelIds.filter(chosen) };
  }
  const { setting, value } = proposal;
  if (setting === 'hiddenSize' || setting === 'epochs' || setting === 'patchLength') {
    return { ...settings, network: { ...settings.network, [setting]: value } };
  }
  return { ...settings, [setting]: value };
}

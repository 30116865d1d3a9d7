/** How the test part is gone through: from which origins, learning from how much of the past, and how often anew. */
import type { Split } from '../series/split.ts';
import { isNetwork, type ModelId } from './model-cards.ts';
import { fixedDefaults, type SettingsPart } from './setting-cards.ts';

export type BacktestSettings = SettingsPart<'backtest'>;

export const defaultBacktest: BacktestSettings = fixedDefaults('backtest');

/** What of the settings says where the test part begins and from where in it forecasts are made. */
export type TestSettings = {
  horizonSteps: number;
  seasonLength: number;
  testSteps: number | null;
  backtest: BacktestSettings;
  /** What networks need room for before the test part; a test that is left open yields to it. */
  lookBackSteps: number;
  models: readonly ModelId[];
};

type Lengths = Pick<TestSettings, 'horizonSteps' | 'seasonLength'>;

/** Fewest windows a network is trained on; with less there is nothing to learn from. */
export const leastTrainingWindows = 8;

/** Origins of a test that is left open: they lie half a horizon apart and so reach back three and a half horizons. */
export const usualOrigins = 6;
/** There are more where the series is long, but no more than these. */
const mostOrigins = 60;

/** Points from one origin to the next in a test that is left open, or a multiple of it in a very long one. */
export function originSpacing(horizonSteps: number): number {
  return Math.max(1, Math.ceil(horizonSteps / 2));
}

const trainShare = 0.7;
/** What is held out for the test where nothing else is asked for, of a long series. */
const testShare = 0.2;

/**
 * Origins counted back from the end (rolling origins: Tashman 2000), for any series tested without a word from the user. Before the
 * last lie two seasons and two points, or half of a short series; before the others three seasons or half of the series, a whole season,
 * and two horizons.
 *
 * @param length points of the series
 * @param least points before all origins but the last
 * @returns ascending; none where the series is too short
 */
export function usualOriginsOf(length: number, lengths: Lengths, least = 0): number[] {
  const usual = planUsual(length, lengths, least);
  if (!usual) return [];
  const { first, spacing, count } = usual;
  return Array.from({ length: count }, (_, at) => first + at * spacing);
}

/** The same as the first origin, how far the others lie apart and how many there are; null for none. */
function planUsual(length: number, { horizonSteps, seasonLength }: Lengths, least: number) {
  const last = length - horizonSteps;
  const leastForLast = Math.max(4, Math.min(2 * seasonLength + 2, length >> 1));
  if (last < leastForLast) return null;
  const leastForAll = Math.max(
    leastForLast,
    2 * horizonSteps,
    Math.min(3 * seasonLength, length >> 1),
    seasonLength,
    least,
  );
  const closest = originSpacing(horizonSteps);
  const wanted = Math.max((usualOrigins - 1) * closest, Math.round(length * testShare) - horizonSteps);
  const reach = Math.max(0, Math.min(wanted, last - leastForAll));
  const spacing = closest * Math.ceil((Math.floor(reach / closest) + 1) / mostOrigins);
  const count = Math.floor(reach / spacing) + 1;
  return { first: last - (count - 1) * spacing, spacing, count };
}

function isOpen({ testSteps, backtest }: TestSettings): boolean {
  return testSteps === null && backtest.origins === null && backtest.stepSteps === null;
}

/** Points that have to lie before the test part, and are no part of it, for networks to learn from. */
function roomForNetworks({ models, lookBackSteps, horizonSteps }: TestSettings): number {
  return models.some(isNetwork) ? lookBackSteps + horizonSteps + leastTrainingWindows - 1 : 0;
}

function validationLength(length: number, { horizonSteps }: TestSettings): number {
  return Math.max(horizonSteps, Math.round(length * (1 - trainShare - testShare)));
}

/**
 * Points from one origin to the next, as asked for or as the length of the test part has it.
 *
 * @param testLength points of the test part; 0 where the origins decide it
 */
export function stepBetweenOrigins({ horizonSteps, backtest }: TestSettings, testLength: number): number {
  if (backtest.stepSteps !== null) return backtest.stepSteps;
  if (backtest.origins !== null) return horizonSteps;
  const horizons = Math.ceil(testLength / horizonSteps);
  return horizonSteps * Math.max(1, Math.ceil(horizons / mostOrigins));
}

/** Points of the test part: as asked for, just enough for the origins asked for, or what the usual origins reach back. */
function testLength(length: number, settings: TestSettings): number {
  const { horizonSteps, testSteps, backtest } = settings;
  if (backtest.origins !== null) {
    return (backtest.origins - 1) * stepBetweenOrigins(settings, 0) + horizonSteps;
  }
  if (testSteps !== null) return testSteps;
  if (!isOpen(settings)) return Math.round(length * testShare);
  const least = roomForNetworks(settings) + validationLength(length, settings);
  const usual = planUsual(length, settings, least);
  return usual ? length - usual.first : 0;
}

/**
 * Where a series is cut for these settings: unless they say otherwise the test part is what the usual origins reach back, and a tenth
 * before it chooses when to stop; at least one horizon in the validation and the test part.
 *
 * @param length points of the series
 */
export function splitFor(length: number, settings: TestSettings): Split {
  const test = Math.max(settings.horizonSteps, testLength(length, settings));
  const validation = validationLength(length, settings);
  return { length, trainEnd: length - test - validation, validationEnd: length - test };
}

/**
 * The origins of the test, in the order of time: the first points forecast within the test part, until its last point is reached.
 * Where they are asked for the last forecast may be cut short by the end. Closer together than a horizon the forecasts overlap; further apart some points
 * are not forecast.
 */
export function originsOf(split: Split, settings: TestSettings): number[] {
  if (isOpen(settings)) {
    const usual = usualOriginsOf(split.length, settings).filter((origin) => origin >= split.validationEnd);
    if (usual.length > 0) return usual;
  }
  const stepSteps = stepBetweenOrigins(settings, split.length - split.validationEnd);
  const origins: number[] = [];
  for (let origin = split.validationEnd; origin < split.length; origin += stepSteps) {
    origins.push(origin);
    if (origin + settings.horizonSteps >= split.length) break;
  }
  return origins;
}

/** How the test part is gone through: from which origins, learning from how much of the past, and how often anew. */
import type { Split } from '../series/split.ts';
import { fixedDefaults, type SettingsPart } from './setting-cards.ts';

export type BacktestSettings = SettingsPart<'backtest'>;

export const defaultBacktest: BacktestSettings = fixedDefaults('backtest');

/** What of the settings says where the test part begins and from where in it forecasts are made. */
export type TestSettings = { horizonSteps: number; testSteps: number | null; backtest: BacktestSettings };

/** Where the number of origins is left open, there are no more: every model forecasts from each. */
const mostOrigins = 60;

/**
 * Points from one origin to the next.
 *
 * @param testLength points of the test part; 0 where the origins decide it
 */
export function stepBetweenOrigins({ horizonSteps, backtest }: TestSettings, testLength: number): number {
  if (backtest.stepSteps !== null) return backtest.stepSteps;
  if (backtest.origins !== null) return horizonSteps;
  const horizons = Math.ceil(testLength / horizonSteps);
  return horizonSteps * Math.max(1, Math.ceil(horizons / mostOrigins));
}

/** Points of the test part, where the settings say so: as asked for, or just enough for the origins asked for. */
function testLength(settings: TestSettings): number | null {
  const { origins } = settings.backtest;
  if (origins === null) return settings.testSteps;
  return (origins - 1) * stepBetweenOrigins(settings, 0) + settings.horizonSteps;
}

const trainShare = 0.7;
/** What is held out for the test where nothing else is asked for, of the whole series. */
export const testShare = 0.2;

/**
 * Where a series is cut for these settings: 70 / 10 / 20 unless they say otherwise, with at least one horizon in the validation
 * and the test part.
 *
 * @param length points of the series
 */
export function splitFor(length: number, settings: TestSettings): Split {
  const { horizonSteps } = settings;
  const test = Math.max(horizonSteps, testLength(settings) ?? Math.round(length * testShare));
  const validation = Math.max(horizonSteps, Math.round(length * (1 - trainShare - testShare)));
  return { length, trainEnd: length - test - validation, validationEnd: length - test };
}

/**
 * The origins of the test, in the order of time: the first points forecast within the test part, until its last point is reached.
 * The last forecast may be cut short by the end. Closer together than a horizon the forecasts overlap; further apart some points
 * are not forecast.
 */
export function originsOf(split: Split, settings: TestSettings): number[] {
  const stepSteps = stepBetweenOrigins(settings, split.length - split.validationEnd);
  const origins: number[] = [];
  for (let origin = split.validationEnd; origin < split.length; origin += stepSteps) {
    origins.push(origin);
    if (origin + settings.horizonSteps >= split.length) break;
  }
  return origins;
}

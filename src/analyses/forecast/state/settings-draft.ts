/** Settings as they are being edited: what carries over to new data, and what is wrong with them. */
import type { BacktestSettings } from '../../../forecasters/backtest-settings.ts';
import { isNetwork, type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import {
  checkSettings,
  defaultSettings,
  isOptional,
  type Settings,
  type SettingsProblem,
  settingRanges,
  withoutNetworks,
} from '../../../forecasters/settings.ts';
import type { SeriesOutline } from '../../../series/series-outline.ts';

/** The forecaster that every other is measured against; it takes part in every run. */
export const baselineModel: ModelId = 'seasonal-naive';

export type SettingName = keyof typeof settingRanges;
export type RangeProblem = Extract<SettingsProblem, { code: 'setting-out-of-range' }>;

const topLevel = ['horizonSteps', 'lookBackSteps', 'seasonLength', 'testSteps', 'seed'] as const;
type TopLevelName = (typeof topLevel)[number];

function isTopLevel(name: SettingName): name is TopLevelName {
  return topLevel.some((known) => known === name);
}

type BacktestNumber = Exclude<keyof BacktestSettings, 'refit'>;
const ofBacktest = ['origins', 'stepSteps', 'windowSteps'] as const satisfies readonly BacktestNumber[];

function isOfBacktest(name: SettingName): name is BacktestNumber {
  return ofBacktest.some((known) => known === name);
}

/** The number of one setting; null where it is left to the default, NaN where a field is empty that needs one. */
export function settingValue(settings: Settings, name: SettingName): number | null {
  if (isOfBacktest(name)) return settings.backtest[name];
  return isTopLevel(name) ? settings[name] : settings.network[name];
}

/** The settings with one number changed. */
export function withValue(settings: Settings, name: SettingName, value: number | null): Settings {
  if (isOfBacktest(name)) return { ...settings, backtest: { ...settings.backtest, [name]: value } };
  const number = isOptional(name) ? value : (value ?? Number.NaN);
  return isTopLevel(name)
    ? { ...settings, [name]: number }
    : { ...settings, network: { ...settings.network, [name]: number } };
}

/**
 * Settings for a series just read: the defaults for its rhythm and length, with the choices that do not depend on them
 * (models, seed, network) kept from before.
 *
 * @param before settings of the data shown until now
 * @param setAside networks that the data shown until now was too short for: they take part again where they can
 */
export function settingsForNewData(
  { step, length }: SeriesOutline,
  before: Settings | null,
  setAside: readonly ModelId[] = [],
): Settings {
  const defaults = defaultSettings(step, length);
  if (!before) return defaults;
  const network = { ...before.network, patchLength: defaults.network.patchLength };
  const hasNetworks = defaults.models.some((model) => isNetwork(model));
  const wanted = modelIds.filter((model) => before.models.includes(model) || setAside.includes(model));
  const models = hasNetworks ? wanted : withoutNetworks(wanted);
  return { ...defaults, models, seed: before.seed, network };
}

/**
 * Settings for another reading of the data shown: as they are, where they still fit and the user changed them; else the
 * defaults.
 */
export function settingsForSameData(
  series: SeriesOutline,
  before: SeriesOutline,
  settings: Settings,
  setAside: readonly ModelId[] = [],
): Settings {
  const isChanged = JSON.stringify(settings) !== JSON.stringify(settingsForNewData(before, settings));
  const isSameRhythm = JSON.stringify(series.step) === JSON.stringify(before.step);
  const isKept = isChanged && isSameRhythm && checkSettings(settings, series.length).ok;
  if (isKept) return settings;
  const fitting = settingsForNewData(series, settings, setAside);
  // What has not changed is the same object, so that nothing is drawn anew for it.
  return JSON.stringify(fitting) === JSON.stringify(settings) ? settings : fitting;
}

/** The models chosen before, or set aside already, that the settings after another reading go without. */
export function modelsSetAside(before: Settings | null, setAside: readonly ModelId[], { models }: Settings): ModelId[] {
  return [...new Set([...setAside, ...(before?.models ?? [])])].filter((model) => !models.includes(model));
}

/** Every number out of its range, by setting, so that each can be shown at its field. */
export function rangeProblems(
  settings: Settings,
  { step, length }: SeriesOutline,
): Partial<Record<SettingName, RangeProblem>> {
  const sound = defaultSettings(step, length);
  const problems: Partial<Record<SettingName, RangeProblem>> = {};
  for (const name of Object.keys(settingRanges) as SettingName[]) {
    const checked = checkSettings(withValue(sound, name, settingValue(settings, name)), length);
    if (!checked.ok && checked.problem.code === 'setting-out-of-range') problems[name] = checked.problem;
  }
  return problems;
}

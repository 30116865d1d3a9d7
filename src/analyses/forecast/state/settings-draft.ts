/** Settings as they are being edited: what carries over to new data, and what is wrong with them. */
import { isNetwork, type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import type { SettingName } from '../../../forecasters/setting-cards.ts';
import {
  checkSettings,
  defaultSettings,
  type RangeProblem,
  rangeProblems,
  type Settings,
  withoutNetworks,
} from '../../../forecasters/settings.ts';
import type { SeriesOutline } from '../../../series/series-outline.ts';

/** The forecaster that every other is measured against; it takes part in every run. */
export const baselineModel: ModelId = 'seasonal-naive';

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

/** What is wrong with each number that is out of its range, by setting, to be shown at its field. */
export type RangeProblems = Partial<Record<SettingName, RangeProblem>>;

export function rangeProblemsByName(settings: Settings): RangeProblems {
  return Object.fromEntries(rangeProblems(settings).map((problem) => [problem.params.setting, problem]));
}

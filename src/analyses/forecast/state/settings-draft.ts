/** Settings as they are being edited: what carries over to new data, and what is wrong with them. */
import { adviseOn } from '../../../forecasters/advice.ts';
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
import type { SeriesFacts } from '../../../series/describe-series.ts';
import type { SeriesOutline } from '../../../series/series-outline.ts';

/** The forecaster that every other is measured against; it takes part in every run. */
export const baselineModel: ModelId = 'seasonal-naive';

/** What of a series decides the settings to begin with. */
export type SeriesRead = { series: Pick<SeriesOutline, 'step' | 'length'>; facts: SeriesFacts };

/** Models that the user put in or out, by whichever way; the others follow the series. */
export type PickedModels = ReadonlyMap<ModelId, boolean>;

export const nothingPicked: PickedModels = new Map();

/** Mean steps from one demand to the next from which demand counts as intermittent (Syntetos, Boylan and Croston 2005). */
const intermittentInterval = 1.32;
const intermittentModels: readonly ModelId[] = ['croston', 'tsb'];

function isIntermittent({ smallest, known, demands }: SeriesFacts): boolean {
  return smallest >= 0 && demands > 0 && known >= intermittentInterval * demands;
}

/** The models that suit a series: those that run by default and are not out of their depth, and what rare demand asks for. */
function modelsFor({ facts }: SeriesRead, defaults: Settings): ModelId[] {
  const usual = isIntermittent(facts) ? [...defaults.models, ...intermittentModels] : defaults.models;
  return usual.filter((model) => model === baselineModel || adviseOn(model, facts, defaults).length === 0);
}

/**
 * Settings for a series just read: the defaults for its rhythm and length and the models that suit it, with the choices that do not
 * depend on them (models picked, seed, network) kept from before.
 *
 * @param before settings of the data shown until now
 */
export function settingsForNewData(read: SeriesRead, before: Settings | null, picked: PickedModels): Settings {
  const { step, length } = read.series;
  const defaults = defaultSettings(step, length);
  const network = before ? { ...before.network, patchLength: defaults.network.patchLength } : defaults.network;
  const begun: Settings = { ...defaults, network, seed: before?.seed ?? defaults.seed };
  // Numbers that the user has given networks do not put them out; that they learn from all series puts them in.
  const suited = modelsFor(read, { ...defaults, network: { ...defaults.network, scope: network.scope } });
  const wanted = modelIds.filter((model) => picked.get(model) ?? suited.includes(model));
  const canTrain = defaults.models.some((model) => isNetwork(model));
  return { ...begun, models: canTrain ? wanted : withoutNetworks(wanted) };
}

/**
 * Settings for another reading of the data shown: as they are, where they still fit and the user changed them; else those for new
 * data.
 */
export function settingsForSameData(
  read: SeriesRead,
  before: SeriesRead,
  settings: Settings,
  picked: PickedModels,
): Settings {
  const isChanged = JSON.stringify(settings) !== JSON.stringify(settingsForNewData(before, settings, picked));
  const isSameRhythm = JSON.stringify(read.series.step) === JSON.stringify(before.series.step);
  const isKept = isChanged && isSameRhythm && checkSettings(settings, read.series.length).ok;
  if (isKept) return settings;
  const fitting = settingsForNewData(read, settings, picked);
  // What has not changed is the same object, so that nothing is drawn anew for it.
  return JSON.stringify(fitting) === JSON.stringify(settings) ? settings : fitting;
}

/** The models picked after those of some settings were changed to others. */
export function pickModels(picked: PickedModels, before: Settings | null, after: Settings): PickedModels {
  const changed = modelIds.filter((model) => before?.models.includes(model) !== after.models.includes(model));
  return new Map([...picked, ...changed.map((model) => [model, after.models.includes(model)] as const)]);
}

/** What is wrong with each number that is out of its range, by setting, to be shown at its field. */
export type RangeProblems = Partial<Record<SettingName, RangeProblem>>;

export function rangeProblemsByName(settings: Settings): RangeProblems {
  return Object.fromEntries(rangeProblems(settings).map((problem) => [problem.params.setting, problem]));
}

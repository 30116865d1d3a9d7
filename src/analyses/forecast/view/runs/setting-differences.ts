/** What two runs were asked differently, as far as it can have made a difference. */
import { idleNumbersOf, isNetwork, type ModelId } from '../../../../forecasters/model-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';

const testSettings = ['testSteps', 'origins', 'stepSteps', 'windowSteps', 'refit'] as const;
const networkNumbers = [
  'epochs',
  'hiddenSize',
  'layers',
  'dropout',
  'learningRate',
  'weightDecay',
  'heads',
  'patchLength',
  'members',
] as const;
const networkChoices = [
  'normalisation',
  'loss',
  'averaging',
  'augmentation',
  'scope',
  'fineTuning',
  'seriesEmbedding',
  'calendar',
  'holidays',
] as const;

/** In the order in which they are told. */
export const comparedSettings = [
  'horizonSteps',
  'seasonLength',
  ...testSettings,
  'lookBackSteps',
  'seed',
  ...networkNumbers,
  ...networkChoices,
] as const;
export type ComparedSetting = (typeof comparedSettings)[number];

/** The value of a setting, wherever in the settings it lies. */
export function standingAt(settings: Settings, name: ComparedSetting): string | number | boolean | null {
  const { models: _, network, backtest, ...others } = settings;
  return { ...others, ...network, ...backtest }[name];
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((known) => known === name);
}

/** Whether a setting changes anything for the models of a run. */
function matters({ models, network }: Settings, name: ComparedSetting): boolean {
  if (name === 'horizonSteps' || name === 'seasonLength' || isOneOf(testSettings, name)) return true;
  const networks = models.filter(isNetwork);
  if (isOneOf(networkNumbers, name)) return networks.some((model) => !idleNumbersOf(model).includes(name));
  // Nothing is tuned, or told apart, that learns from one series alone.
  if (name === 'fineTuning' || name === 'seriesEmbedding') return networks.length > 0 && network.scope === 'panel';
  return networks.length > 0;
}

export type SettingDifferences = {
  /** Models that only the one has, and only the other. */
  models: { onlyBefore: ModelId[]; onlyAfter: ModelId[] } | null;
  settings: ComparedSetting[];
};

/** What differs between two settings; a setting counts where it matters to either. */
export function settingDifferences(before: Settings, after: Settings): SettingDifferences {
  const onlyBefore = before.models.filter((model) => !after.models.includes(model));
  const onlyAfter = after.models.filter((model) => !before.models.includes(model));
  return {
    models: onlyBefore.length + onlyAfter.length > 0 ? { onlyBefore, onlyAfter } : null,
    settings: comparedSettings.filter(
      (name) => standingAt(before, name) !== standingAt(after, name) && (matters(before, name) || matters(after, name)),
    ),
  };
}

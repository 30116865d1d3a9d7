/** What two runs were asked differently, as far as it can have made a difference. */
import { idleNumbersOf, isNetwork, type ModelId } from '../../../../forecasters/model-cards.ts';
import { type SettingName, settingCards, settingNames } from '../../../../forecasters/setting-cards.ts';
import { type Settings, settingValue } from '../../../../forecasters/settings.ts';

/** What tuning weights that were trained ahead makes something of, as networks do. */
const readByTuning: readonly SettingName[] = ['scope', 'seed'];

/** Whether a setting changes anything for the models of a run. */
export function matters({ models, network }: Settings, name: SettingName): boolean {
  const networks = models.filter(isNetwork);
  const tunes = models.includes('fine-tuned');
  switch (settingCards[name].readers) {
    case 'all-models':
      return true;
    case 'networks':
      if (tunes && readByTuning.includes(name)) return true;
      return networks.some((model) => !idleNumbersOf(model).some((idle) => idle === name));
    case 'networks-of-panel':
      // Nothing is tuned, or told apart, that learns from one series alone.
      return networks.length > 0 && network.scope === 'panel';
    case 'fine-tuned':
      return tunes;
  }
}

export type SettingDifferences = {
  /** Models that only the one has, and only the other. */
  models: { onlyBefore: ModelId[]; onlyAfter: ModelId[] } | null;
  settings: SettingName[];
};

/** What differs between two settings; a setting counts where it matters to either. */
export function settingDifferences(before: Settings, after: Settings): SettingDifferences {
  const onlyBefore = before.models.filter((model) => !after.models.includes(model));
  const onlyAfter = after.models.filter((model) => !before.models.includes(model));
  return {
    models: onlyBefore.length + onlyAfter.length > 0 ? { onlyBefore, onlyAfter } : null,
    settings: settingNames.filter(
      (name) =>
        String(settingValue(before, name)) !== String(settingValue(after, name)) &&
        (matters(before, name) || matters(after, name)),
    ),
  };
}

/** What differs between any of several settings. */
export function settingsThatDiffer([first, ...others]: readonly Settings[]): {
  models: boolean;
  settings: SettingName[];
} {
  const found = first ? others.map((other) => settingDifferences(first, other)) : [];
  return {
    models: found.some(({ models }) => models !== null),
    settings: settingNames.filter((name) => found.some(({ settings }) => settings.includes(name))),
  };
}

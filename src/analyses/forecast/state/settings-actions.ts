/** The settings of the next run: changed field by field, fitted to what is read, brought by a link. */

import { type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { type Settings, settingValue, withSetting } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { namesSeveral } from '../../../session/selection.ts';
import type { ForecastAccess, ForecastState, SettingsActions } from './forecast-store.ts';
import {
  baselineModel,
  nothingPicked,
  type PickedModels,
  pickModels,
  settingsForNewData,
  settingsForSameData,
} from './settings-draft.ts';

export type SettingsOfForecast = {
  actions: SettingsActions;
  /** The settings for a series just read, of the table shown before or of another. */
  fitSettings(data: LoadedSeries, isSameTable: boolean): Pick<ForecastState, 'settings' | 'settingsBefore'>;
  /** The models that the user put in or out, to keep; and back again. */
  pickedModels(): KeptPicks;
  restorePicks(picks: KeptPicks): void;
};

export type KeptPicks = readonly (readonly [ModelId, boolean])[];

/** The settings with only those columns forecast together that are targets. */
function withTargets(settings: Settings, targetColumns: readonly number[]): Settings {
  const together = settingValue(settings, 'together');
  const known = together.filter((place) => targetColumns.includes(place));
  if (known.length === together.length) return settings;
  return { ...settings, network: { ...settings.network, together: known.length > 1 ? known : [] } };
}

/** The settings of a file that has no other series to learn from. */
function learningAlone(settings: Settings): Settings {
  if (settings.network.scope !== 'panel') return settings;
  return { ...settings, network: { ...settings.network, scope: 'series' } };
}

export function createSettingsPart({ set, get }: ForecastAccess): SettingsOfForecast {
  let picked: PickedModels = nothingPicked;

  /** Puts other settings in place; the models that are put in or out by it stay so, whatever is shown. */
  function change(make: (settings: Settings) => Settings, others: Partial<ForecastState> = {}): void {
    const { settings } = get();
    if (!settings) return;
    const changed = make(settings);
    picked = pickModels(picked, settings, changed);
    set({ settings: changed, ...others });
  }

  return {
    pickedModels: () => [...picked],
    restorePicks(picks) {
      picked = new Map(picks.filter(([model]) => modelIds.includes(model)));
    },

    fitSettings(read, isSameTable) {
      const { data, settings } = get();
      const fitting =
        isSameTable && data && settings
          ? withTargets(settingsForSameData(read, data, settings, picked), read.choice.targetColumns)
          : // Which columns of another file were forecast together says nothing of this one.
            withTargets(settingsForNewData(read, settings, picked), []);
      return { settings: namesSeveral(read.choice) ? fitting : learningAlone(fitting), settingsBefore: null };
    },

    actions: {
      takeSettings(settings) {
        const { settings: before } = get();
        picked = new Map(modelIds.map((model) => [model, settings.models.includes(model)]));
        set({ settings, settingsBefore: before });
      },

      changeSetting(name, value) {
        change((settings) => withSetting(settings, name, value));
      },

      changeSettings(parts) {
        change((settings) => ({ ...settings, ...parts }));
      },

      toggleModel(model) {
        if (model === baselineModel) return;
        change((settings) => {
          const chosen = (id: ModelId) => (id === model ? !settings.models.includes(id) : settings.models.includes(id));
          return { ...settings, models: modelIds.filter((id) => id === baselineModel || chosen(id)) };
        });
      },

      resetSettings() {
        picked = nothingPicked;
        set(({ data }) => (data ? { settings: settingsForNewData(data, null, picked), settingsBefore: null } : {}));
      },

      restoreSettings() {
        const { settingsBefore } = get();
        if (settingsBefore) change(() => settingsBefore, { settingsBefore: null });
      },
    },
  };
}

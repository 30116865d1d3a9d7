/** The settings of the next run: changed field by field, fitted to what is read, brought by a link. */

import { type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { type Settings, withSetting } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { namesSeveral } from '../../../session/selection.ts';
import type { ForecastAccess, ForecastState, SettingsActions } from './forecast-store.ts';
import { baselineModel, modelsSetAside, settingsForNewData, settingsForSameData } from './settings-draft.ts';

export type SettingsOfForecast = {
  actions: SettingsActions;
  /** The settings for a series just read, of the table shown before or of another. */
  fitSettings(data: LoadedSeries, isSameTable: boolean): Pick<ForecastState, 'settings' | 'settingsBefore'>;
};

/** The settings of a file that has no other series to learn from. */
function learningAlone(settings: Settings): Settings {
  if (settings.network.scope !== 'panel') return settings;
  return { ...settings, network: { ...settings.network, scope: 'series' } };
}

export function createSettingsPart({ set, get }: ForecastAccess): SettingsOfForecast {
  /** Networks that the user has not put aside: the series shown is too short for them. */
  let setAside: readonly ModelId[] = [];

  return {
    fitSettings({ series, choice }, isSameTable) {
      const { data, settings } = get();
      const fitting =
        isSameTable && data && settings
          ? settingsForSameData(series, data.series, settings, setAside)
          : settingsForNewData(series, settings, setAside);
      setAside = modelsSetAside(settings, setAside, fitting);
      return { settings: namesSeveral(choice) ? fitting : learningAlone(fitting), settingsBefore: null };
    },

    actions: {
      takeSettings(settings) {
        setAside = [];
        set(({ settings: before }) => ({ settings, settingsBefore: before }));
      },

      changeSetting(name, value) {
        set(({ settings }) => (settings ? { settings: withSetting(settings, name, value) } : {}));
      },

      changeSettings(change) {
        set(({ settings }) => (settings ? { settings: { ...settings, ...change } } : {}));
      },

      toggleModel(model) {
        if (model === baselineModel) return;
        setAside = setAside.filter((id) => id !== model);
        set(({ settings }) => {
          if (!settings) return {};
          const chosen = (id: ModelId) => (id === model ? !settings.models.includes(id) : settings.models.includes(id));
          return { settings: { ...settings, models: modelIds.filter((id) => id === baselineModel || chosen(id)) } };
        });
      },

      resetSettings() {
        setAside = [];
        set(({ data }) => (data ? { settings: settingsForNewData(data.series, null), settingsBefore: null } : {}));
      },

      restoreSettings() {
        set(({ settingsBefore }) => (settingsBefore ? { settings: settingsBefore, settingsBefore: null } : {}));
      },
    },
  };
}

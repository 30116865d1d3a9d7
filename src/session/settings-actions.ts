/** The settings of the next run: changed field by field, fitted to what is read, brought by a link. */
import { type ModelId, modelIds } from '../forecasters/model-cards.ts';
import type { Series } from '../series/series.ts';
import { isTraining } from './run.ts';
import { isSearching } from './search.ts';
import type { LinkState, SessionState, SettingsActions, Store } from './session-state.ts';
import { baselineModel, modelsSetAside, settingsForNewData, settingsForSameData, withValue } from './settings-draft.ts';
import { readLink } from './share-link.ts';

/** What an address says of settings. */
export function linkOf(fragment: string): LinkState {
  const read = readLink(fragment);
  if (!read) return { state: 'none' };
  return read.ok ? { state: 'waiting', settings: read.value } : { state: 'broken', problem: read.problem };
}

type FittedSettings = Pick<SessionState, 'settings' | 'settingsBefore' | 'link'>;

export type SettingsPart = {
  actions: SettingsActions;
  /** The settings for a series just read, of the table shown before or of another. */
  fitSettings(series: Series, isSameTable: boolean): FittedSettings;
};

export function createSettingsPart({ set, get }: Store): SettingsPart {
  /** Networks that the user has not put aside: the series shown is too short for them. */
  let setAside: readonly ModelId[] = [];

  function fitSettings(series: Series, isSameTable: boolean): FittedSettings {
    const { data, settings, link } = get();
    const fitting =
      isSameTable && data && settings
        ? settingsForSameData(series, data.series, settings, setAside)
        : settingsForNewData(series, settings, setAside);
    const linked = link.state === 'waiting' ? link.settings : null;
    setAside = linked ? [] : modelsSetAside(settings, setAside, fitting);
    return {
      settings: linked ?? fitting,
      settingsBefore: linked && fitting,
      link: linked ? { state: 'none' } : link,
    };
  }

  return {
    fitSettings,
    actions: {
      changeSetting(name, value) {
        set(({ settings }) => (settings ? { settings: withValue(settings, name, value) } : {}));
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

      openLink(fragment) {
        const link = linkOf(fragment);
        const { data, settings, run, search } = get();
        if (link.state === 'none') return;
        if (link.state === 'broken' || !data || isTraining(run) || isSearching(search)) set({ link });
        else set({ settings: link.settings, settingsBefore: settings, link: { state: 'none' } });
      },

      dismissLink() {
        set({ link: { state: 'none' } });
      },
    },
  };
}

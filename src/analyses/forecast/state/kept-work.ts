/** What of forecasting outlives the page, and how it comes back: the settings of a file, and a run that was broken off. */
import { isRecord } from '../../../base/is-record.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { KeptTraining } from '../../../forecasters/training/training-memory.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import type { RestoredPiece, SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import { runningName } from './forecast-actions.ts';
import type { ForecastStore } from './forecast-store.ts';
import { areSoundTrainings, type KeptTrainings, modelOfPiece } from './kept-trainings.ts';
import type { Work } from './run.ts';
import type { KeptPicks, SettingsOfForecast } from './settings-actions.ts';
import { readSettings } from './share-link.ts';
import { isSoundWork } from './sound-work.ts';

const settingsName = 'settings';
type KeptSettings = { settings: Settings; picked: KeptPicks };

/** A run that was broken off, and how far its trainings were. */
export type BrokenOff = { work: Work; trainings: KeptTrainings };

/** What waits for its data to be shown again. */
export type KeptForecast = {
  /** Another one where what is kept means something else. */
  version: number;
  restore(pieces: readonly RestoredPiece[]): void;
  isSound(piece: { name: string; value: unknown }): boolean;
  suitsOtherData(name: string): boolean;
  /**
   * The settings kept for this data; null where there are none, or they were taken already.
   *
   * @param work what is shown with them: settings that are the same are the same object, by which it is told whether they changed
   */
  takeSettings(data: LoadedSeries, work: Work | null): Settings | null;
  takeRun(data: LoadedSeries): BrokenOff | null;
  /** The settings that are kept of a file which is not shown itself. */
  settingsOf(candidate: Candidate): Settings | null;
  /** Keeps the settings from now on. */
  follow(store: ForecastStore): void;
};

export function createKeptForecast(
  { keep }: Pick<SessionParts, 'keep'>,
  { pickedModels, restorePicks }: SettingsOfForecast,
): KeptForecast {
  const settingsOf = new Map<string, Settings>();
  const runs = new Map<string, Work>();
  const trainings = new Map<string, Map<ModelId, readonly KeptTraining[]>>();

  function take<Value>(from: Map<string, Value>, data: LoadedSeries): Value | null {
    const key = describeInput(data);
    const found = from.get(key) ?? null;
    from.delete(key);
    return found;
  }

  return {
    version: 1,
    takeSettings(data, work) {
      const found = take(settingsOf, data);
      const isSame = work && JSON.stringify(readSettings(work.settings)) === JSON.stringify(found);
      return isSame ? work.settings : found;
    },
    takeRun(data) {
      const known = take(trainings, data);
      const work = take(runs, data);
      return work && { work, trainings: known ?? new Map() };
    },
    settingsOf: (candidate) => settingsOf.get(describeInput(candidate)) ?? null,
    suitsOtherData: (name) => name === settingsName,

    isSound({ name, value }) {
      if (modelOfPiece(name)) return areSoundTrainings(value);
      if (!isRecord(value)) return false;
      if (name === runningName) return isSoundWork(value);
      if (name !== settingsName) return isSoundWork(value.outcome);
      const picks = value.picked;
      return readSettings(value.settings) !== null && Array.isArray(picks) && picks.every(Array.isArray);
    },

    restore(pieces) {
      for (const { name, value, candidate } of pieces) {
        const key = describeInput(candidate);
        if (name === runningName) runs.set(key, value as Work);
        const model = modelOfPiece(name);
        if (model) {
          const others = trainings.get(key) ?? [];
          trainings.set(key, new Map([...others, [model, value as KeptTraining[]]]));
        }
        if (name !== settingsName) continue;
        const { settings, picked } = value as KeptSettings;
        const known = readSettings(settings);
        if (!known) continue;
        settingsOf.set(key, known);
        restorePicks(picked);
      }
    },

    follow(store) {
      store.subscribe(({ settings, data }, before) => {
        if (!data || !settings) return;
        // Those chosen for the columns shown before hold for these too, and are to be found under them.
        if (settings === before.settings && data.choice === before.data?.choice) return;
        const value: KeptSettings = { settings, picked: pickedModels() };
        keep(data, settingsName, value);
      });
    },
  };
}

/** What the models would be run on now. */
import { checkSettings, type Settings } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { ForecastState } from './forecast-store.ts';
import { isTraining } from './run.ts';
import { isSearching } from './search.ts';

export type ReadyRun = { data: LoadedSeries; settings: Settings };

/** Null where nothing can be run: something else is under way, or the settings do not fit. */
export function readyRun({ data, settings, run, elsewhere, search }: ForecastState): ReadyRun | null {
  if (!data || !settings || isTraining(run) || elsewhere || isSearching(search)) return null;
  return checkSettings(settings, data.facts.length).ok ? { data, settings } : null;
}

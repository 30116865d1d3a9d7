/** What the models would be run on now. */
import { checkSettings, type Settings } from '../../../forecasters/settings.ts';
import { closeGaps } from '../../../series/fill-gaps.ts';
import type { Series } from '../../../series/series.ts';
import { isTraining, type LoadedData } from './run.ts';
import { isSearching } from './search.ts';
import type { SessionState } from '../../../session/session-state.ts';

export type ReadyRun = { data: LoadedData; series: Series; settings: Settings };

/** Null where nothing can be run: something else is under way, or the settings do not fit. */
export function readyRun({ data, settings, run, search }: SessionState): ReadyRun | null {
  if (!data || !settings || isTraining(run) || run.state === 'parsing' || isSearching(search)) return null;
  const series = closeGaps(data.series);
  return checkSettings(settings, series.y.length).ok ? { data, series, settings } : null;
}

import { clockAt } from '../series/calendar.ts';
import type { SeriesOutline } from '../series/series-outline.ts';
import type { PanelList } from './shown.ts';

/** The last point of a series, and the last of its file, by the clock of the file. */
export type Ending = { lastMs: number; endMs: number };

/** Where a series ended that its file goes on without; null for any other, and until the series of the file have been listed. */
export function endingOf(panel: PanelList, series: SeriesOutline): Ending | null {
  if (panel.state !== 'listed' || panel.overview.step.unit === 'row') return null;
  const all = panel.overview.series;
  if (all.find(({ uniqueId }) => uniqueId === series.uniqueId)?.status !== 'inactive') return null;
  const endMs = all.reduce((latest, { lastMs }) => Math.max(latest, lastMs), Number.NEGATIVE_INFINITY);
  return clockAt(series, series.length) <= endMs ? { lastMs: clockAt(series, series.length - 1), endMs } : null;
}

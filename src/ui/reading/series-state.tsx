import { useMemo } from 'react';
import { sayTime } from '../../i18n/dates.ts';
import { clockAt } from '../../series/calendar.ts';
import { fewValues } from '../../series/place-rows.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { endingOf } from '../../session/series-ending.ts';
import { useSession, useWords } from '../shell/context.ts';

/** Says of a series that can just be forecast how little it tells. */
export function FewValues({ data: { series } }: { data: LoadedSeries }) {
  const { say } = useWords();
  const count = series.length;
  return count < fewValues ? <p data-testid="few-values">{say('series-state.few', { count })}</p> : null;
}

/** When a series ended that its file goes on without, and when the file ends, in words; null for any other. */
export function useEnding({ series }: Pick<LoadedSeries, 'series'>): { last: string; end: string } | null {
  const words = useWords();
  const panel = useSession((state) => state.panel);
  const ending = useMemo(() => endingOf(panel, series), [panel, series]);
  if (!ending || panel.state !== 'listed') return null;
  const { step } = panel.overview;
  return { last: sayTime(words, ending.lastMs, step), end: sayTime(words, ending.endMs, step) };
}

/** What has become of the series shown by the end of its file, where that is not simply going on. */
export function SeriesState({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const panel = useSession((state) => state.panel);
  const ending = useEnding(data);
  if (panel.state !== 'listed') return null;
  const { step } = panel.overview;
  const { series } = data;
  const own = panel.overview.series.find(({ uniqueId }) => uniqueId === series.uniqueId);
  if (!own || own.status === 'active' || step.unit === 'row') return null;
  const { status } = own;
  if (ending) {
    return (
      <p data-testid="series-state">{words.say('series-state.inactive', { series: series.uniqueId, ...ending })}</p>
    );
  }
  if (status === 'inactive') {
    const end = sayTime(words, clockAt(series, series.length - 1), step);
    return <p data-testid="series-state">{words.say('series-state.quiet', { series: series.uniqueId, end })}</p>;
  }
  if (status === 'new') {
    const first = sayTime(words, clockAt(series, 0), step);
    return <p data-testid="series-state">{words.say('series-state.new', { series: series.uniqueId, first })}</p>;
  }
  if (status === 'sparse') {
    return <p data-testid="series-state">{words.say('series-state.sparse', { series: series.uniqueId })}</p>;
  }
  return null;
}

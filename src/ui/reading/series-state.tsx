import { sayTime } from '../../i18n/dates.ts';
import { clockAt } from '../../series/calendar.ts';
import { fewValues } from '../../series/place-rows.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { useSession, useWords } from '../shell/context.ts';

/** Says of a series that can just be forecast how little it tells. */
export function FewValues({ data: { series } }: { data: LoadedSeries }) {
  const { say } = useWords();
  const count = series.length;
  return count < fewValues ? <p data-testid="few-values">{say('series-state.few', { count })}</p> : null;
}

/** What has become of the series shown by the end of its file, where that is not simply going on. */
export function SeriesState({ data: { series } }: { data: LoadedSeries }) {
  const words = useWords();
  const panel = useSession((state) => state.panel);
  if (panel.state !== 'listed') return null;
  const { series: all, step } = panel.overview;
  const own = all.find(({ uniqueId }) => uniqueId === series.uniqueId);
  if (!own || own.status === 'active' || step.unit === 'row') return null;
  const endMs = all.reduce((latest, { lastMs }) => Math.max(latest, lastMs), Number.NEGATIVE_INFINITY);
  const last = sayTime(words, clockAt(series, series.length - 1), step);
  const first = sayTime(words, clockAt(series, 0), step);
  const end = sayTime(words, endMs, step);
  const { status } = own;
  if (status === 'inactive') {
    const key = last === end ? 'series-state.quiet' : 'series-state.inactive';
    return <p data-testid="series-state">{words.say(key, { series: series.uniqueId, last, end })}</p>;
  }
  if (status === 'new') {
    return <p data-testid="series-state">{words.say('series-state.new', { series: series.uniqueId, first })}</p>;
  }
  if (status === 'sparse') {
    return <p data-testid="series-state">{words.say('series-state.sparse', { series: series.uniqueId })}</p>;
  }
  return null;
}

import { useMemo } from 'react';
import { clockAt } from '../../series/calendar.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import type { Candidate, PanelList } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import styles from './reading.module.css';
import { type ReadFacts, sayRead } from './say-read.ts';

/** What is known of all series of a file, else of the one in front; null before either is read. */
function factsOf({ choice, profile }: Candidate, panel: PanelList, data: LoadedSeries | null): ReadFacts | null {
  const headings = (places: readonly number[]) => places.flatMap((place) => profile.columns[place]?.name ?? []);
  const columns = { targets: headings(choice.targetColumns), ids: headings(choice.idColumns) };
  if (panel.state === 'listed' && panel.overview.series.length > 0) {
    const { step, series, refused } = panel.overview;
    let [firstMs, lastMs, longest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const summary of series) {
      firstMs = Math.min(firstMs, summary.firstMs);
      lastMs = Math.max(lastMs, summary.lastMs);
      longest = Math.max(longest, summary.length);
    }
    return { ...columns, step, firstMs, lastMs, length: longest, series: series.length + refused.length };
  }
  if (!data) return null;
  const { step, length } = data.series;
  return {
    ...columns,
    step,
    firstMs: clockAt(data.series, 0),
    lastMs: clockAt(data.series, length - 1),
    length,
    series: null,
  };
}

/**
 * What the file holds, in one line of plain words.
 *
 * @param props.data the series in front; null where none is
 */
export function ReadLine({ table, data }: { table: Candidate; data: LoadedSeries | null }) {
  const words = useWords();
  const panel = useSession((state) => state.panel);
  const facts = useMemo(() => factsOf(table, panel, data), [table, panel, data]);
  if (!facts) return null;
  return (
    <h1 className={styles.line} data-testid="read-line">
      {sayRead(words, facts)}
    </h1>
  );
}

import { useCallback, useMemo } from 'react';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { candidateOf } from '../../../../session/shown.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { PanelOverview } from '../../../../worker/protocol.ts';
import type { TrendItems } from '../../trends/items.ts';
import { comparedSteps, stretchesOf } from '../../trends/place-year.ts';
import { useWhy } from '../context.ts';
import { useScan } from '../use-scan.ts';
import { Moved } from './moved.tsx';
import { Peaks } from './peaks.tsx';
import { Ranked } from './ranked.tsx';
import { sayTotal, sayTrends } from './say-trends.ts';
import { causesOf, sumTrends } from './sum-trends.ts';
import styles from './trends.module.css';
import { trendsWords } from './words/trends-words.ts';

/** Ids of one kind that are named one by one. */
const mostNamed = 12;

function Came({ overview, onOpen }: { overview: PanelOverview; onOpen: (uniqueId: string) => void }) {
  const words = useWords(trendsWords);
  const { say } = words;
  const all = [...overview.series, ...overview.refused];
  return (
    <section className={styles.part} aria-labelledby="trends-come">
      <h3 id="trends-come">{say('trends.come')}</h3>
      {(['new', 'inactive'] as const).map((status) => {
        const found = all.filter((each) => each.status === status);
        return (
          <p key={status} className={styles.names}>
            {say(status === 'new' ? 'trends.new' : 'trends.ended')}{' '}
            {found.length === 0 && <span className={controls.faint}>{say('trends.nothing')}</span>}
            {found.slice(0, mostNamed).map(({ uniqueId }) => (
              <button key={uniqueId} className={controls.link} type="button" onClick={() => onOpen(uniqueId)}>
                {uniqueId}
              </button>
            ))}
            {found.length > mostNamed && say('trends.and-more', { count: found.length - mostNamed })}
          </p>
        );
      })}
    </section>
  );
}

function How() {
  const { say } = useWords(trendsWords);
  return (
    <details className={styles.how}>
      <summary>{say('trends.how')}</summary>
      <p>{say('trends.how.trend')}</p>
      <p>{say('trends.how.wander')}</p>
      <p>{say('trends.how.split')}</p>
    </details>
  );
}

type FoundProps = {
  found: TrendItems;
  done: number;
  overview: PanelOverview;
  compared: number;
  onOpen: (uniqueId: string) => void;
};

function Found({ found, done, overview, compared, onOpen }: FoundProps) {
  const words = useWords(trendsWords);
  const { items, total, isLevel } = found;
  const { step } = overview;
  const summary = useMemo(() => sumTrends(items), [items]);
  const causes = useMemo(() => (isLevel ? null : causesOf(items)), [items, isLevel]);
  const move = sayTotal(words, { found, causes, compared, step });
  return (
    <>
      <p className={styles.sentence} data-testid="trends-answer">
        {words.sentences([
          ...(done < total ? [words.say('trends.partly', { done, total })] : []),
          sayTrends(words, summary),
          ...(move ? [move] : []),
        ])}
      </p>
      {!isLevel && compared > 0 && <Moved found={found} causes={causes} compared={compared} step={step} />}
      <Ranked summary={summary} found={found} hasShares={!isLevel && compared > 0} onOpen={onOpen} />
      <Peaks summary={summary} />
      <Came overview={overview} onOpen={onOpen} />
      <How />
    </>
  );
}

function joinItems(known: TrendItems | null, more: TrendItems): TrendItems {
  return { ...more, items: [...(known?.items ?? []), ...more.items] };
}

function PanelTrends({ data, overview }: { data: LoadedSeries; overview: PanelOverview }) {
  const { say } = useWords(trendsWords);
  const look = useWhy((state) => state.look);
  const show = useSession((state) => state.show);
  const { step, series } = overview;
  const endMs = series.reduce((last, { lastMs }) => Math.max(last, lastMs), Number.NEGATIVE_INFINITY);
  const firstMs = series.reduce((first, one) => Math.min(first, one.firstMs), Number.POSITIVE_INFINITY);
  const compared = comparedSteps(firstMs, endMs, step);
  const ask = useCallback(
    async (from: number, end: number, signal: AbortSignal) =>
      (await look<'trends-of'>({ kind: 'trends-of', from, end, step, endMs, compared }, signal))?.answer ?? null,
    [look, step, endMs, compared],
  );
  const scan = useScan<TrendItems, TrendItems>(overview, ask, joinItems);
  if (stretchesOf(step) === null) return <p className={controls.faint}>{say('trends.dates')}</p>;
  return (
    <div className={styles.trends} data-testid="trends">
      {scan.isRunning ? (
        <p className={styles.progress}>
          <progress value={scan.done} max={Math.max(1, scan.total)} />
          <span role="status">
            {scan.total === 0 ? say('trends.looking') : say('trends.progress', { done: scan.done, total: scan.total })}
          </span>
          <button className={controls.button} type="button" data-testid="trends-stop" onClick={scan.stop}>
            {say('trends.stop')}
          </button>
        </p>
      ) : (
        !scan.isDone && (
          <p>
            <button className={controls.button} type="button" data-testid="trends-look" onClick={scan.start}>
              {say(scan.done > 0 ? 'trends.on' : 'trends.look')}
            </button>
          </p>
        )
      )}
      {scan.known && !scan.isRunning && (
        <Found
          found={scan.known}
          done={scan.done}
          overview={overview}
          compared={compared}
          onOpen={(uniqueId) => void show({ ...candidateOf(data), uniqueId }, 'why')}
        />
      )}
    </div>
  );
}

/** Which of all series of the file rise and fall, what moved their total, and when they peak. */
export function TrendsSection() {
  const { say } = useWords(trendsWords);
  const data = useWhy((state) => state.data);
  const panel = useSession((state) => state.panel);
  if (!data) return null;
  if (panel.state === 'listed') return <PanelTrends data={data} overview={panel.overview} />;
  return <p className={controls.faint}>{say(panel.state === 'reading' ? 'trends.listing' : 'trends.single')}</p>;
}

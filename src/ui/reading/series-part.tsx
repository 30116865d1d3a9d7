import { useMemo, useState } from 'react';
import type { SeriesSummary } from '../../series/panel.ts';
import type { LoadedData } from '../../session/run.ts';
import type { PanelOverview } from '../../worker/protocol.ts';
import { useSession, useWords } from '../shell/context.ts';
import styles from './part.module.css';
import { Part } from './part.tsx';
import seriesStyles from './series-part.module.css';

const mostShown = 100;
const plot = { width: 96, height: 24 };

/** The line through a series' small plot. */
function sparkPath({ spark, smallest, largest }: SeriesSummary): string {
  const span = largest - smallest || 1;
  const x = (i: number) => ((i / Math.max(1, spark.length - 1)) * plot.width).toFixed(1);
  const y = (value: number) => (plot.height - 2 - ((value - smallest) / span) * (plot.height - 4)).toFixed(1);
  let isOpen = false;
  return spark
    .map((value, i) => {
      if (Number.isNaN(value)) {
        isOpen = false;
        return '';
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${x(i)} ${y(value)}`;
    })
    .join('');
}

type SeriesListProps = { overview: PanelOverview; chosen: string; onChoose: (uniqueId: string) => void };

function SeriesList({ overview, chosen, onChoose }: SeriesListProps) {
  const { say } = useWords();
  const [wanted, setWanted] = useState('');
  const { series, refused } = overview;
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/);
    return series.filter(({ uniqueId }) => {
      const name = uniqueId.toLowerCase();
      return words.every((word) => name.includes(word));
    });
  }, [series, wanted]);
  return (
    <div className={seriesStyles.list}>
      <input
        className={styles.search}
        type="search"
        data-testid="series-search"
        aria-label={say('part.series.search', { count: series.length })}
        placeholder={say('part.series.search', { count: series.length })}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <ul data-testid="series-list">
        {found.slice(0, mostShown).map((each) => (
          <li key={each.uniqueId}>
            <button
              className={seriesStyles.series}
              type="button"
              data-series={each.uniqueId}
              aria-pressed={each.uniqueId === chosen}
              onClick={() => onChoose(each.uniqueId)}
            >
              <span>{each.uniqueId}</span>
              <svg width={plot.width} height={plot.height} aria-hidden="true">
                <path d={sparkPath(each)} />
              </svg>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.why}>{say('part.series.none')}</p>}
      {found.length > mostShown && (
        <p className={styles.why}>{say('part.series.more', { count: found.length - mostShown })}</p>
      )}
      {refused.length > 0 && (
        <p className={styles.why}>
          {say('part.series.refused', { count: refused.length, name: refused[0]?.uniqueId ?? '' })}
        </p>
      )}
    </div>
  );
}

/** Which series of several is shown. */
export function SeriesPart({ data }: { data: LoadedData }) {
  const { say } = useWords();
  const panel = useSession((state) => state.panel);
  const chooseSeries = useSession((state) => state.chooseSeries);
  const { uniqueId } = data.series;
  const isListed = panel.state === 'listed';
  const text = isListed
    ? say('part.series.place', { series: uniqueId, count: panel.overview.series.length })
    : uniqueId;
  return (
    <Part text={text} label={say('part.series')} testId="part-series">
      {(close) =>
        isListed ? (
          <SeriesList
            overview={panel.overview}
            chosen={uniqueId}
            onChoose={(id) => {
              close();
              if (id !== uniqueId) void chooseSeries(id);
            }}
          />
        ) : (
          <p className={styles.why}>
            {panel.state === 'reading' && panel.progress ? say('part.series.listing', panel.progress) : '…'}
          </p>
        )
      }
    </Part>
  );
}

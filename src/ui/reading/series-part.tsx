import type { LoadedSeries } from '../../session/loaded-series.ts';
import { useSession, useWords } from '../shell/context.ts';
import { latePart } from '../shell/late-part.tsx';
import styles from './part.module.css';
import { Part } from './part.tsx';

const SeriesList = latePart(async () => (await import('./series-list.tsx')).SeriesList);

/** Which series of several is shown. */
export function SeriesPart({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const panel = useSession((state) => state.panel);
  const chooseSeries = useSession((state) => state.chooseSeries);
  const { uniqueId } = data.series;
  const overview = panel.state === 'listed' ? panel.overview : null;
  const count = overview ? overview.series.length + overview.refused.length : 0;
  const progress = panel.state === 'reading' ? panel.progress : null;
  return (
    <Part
      text={overview ? say('part.series.place', { series: uniqueId, count }) : uniqueId}
      label={say('part.series')}
      testId="part-series"
    >
      {(close) =>
        overview ? (
          <div className={styles.list}>
            <SeriesList
              series={overview.series}
              refused={overview.refused}
              selected={uniqueId}
              onSelect={(id) => {
                close();
                if (id !== uniqueId) void chooseSeries(id);
              }}
            />
          </div>
        ) : (
          <p className={styles.why}>
            {progress ? say('part.series.listing', progress) : say('reading.parsing-series')}
          </p>
        )
      }
    </Part>
  );
}

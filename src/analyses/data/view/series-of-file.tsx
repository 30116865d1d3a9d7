import { useMemo } from 'react';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { Candidate } from '../../../session/shown.ts';
import { SeriesList } from '../../../ui/reading/series-list.tsx';
import { statuses } from '../../../ui/reading/series-list-rows.ts';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { PanelOverview } from '../../../worker/protocol.ts';
import styles from './data.module.css';
import { countStatuses } from './sum-repairs.ts';
import type { FileSeries } from './use-file-series.ts';
import { dataWords } from './words/data-words.ts';

/** How many series there are of each status, and what that means. */
function Statuses({ overview: { series, refused } }: { overview: Pick<PanelOverview, 'series' | 'refused'> }) {
  const { say, number } = useWords(dataWords);
  const counts = useMemo(() => countStatuses([...series, ...refused], statuses.toReversed()), [series, refused]);
  return (
    <ul className={styles.statuses} data-testid="data-statuses">
      {counts.map(({ status, count }) => (
        <li key={status} data-status={status}>
          <strong>{number(count)}</strong> {say(`series-status.${status}`)}
          <span className={styles.below}>{say(`series-status.${status}.why`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Content({ table, series }: { table: Candidate; series: FileSeries }) {
  const words = useWords(dataWords);
  const { say } = words;
  const show = useSession((state) => state.show);
  switch (series.state) {
    case 'none':
      return <p className={styles.said}>{say('data.series.none.why')}</p>;
    case 'reading':
      return (
        <p className={styles.said} role="status">
          {series.progress ? say('part.series.listing', series.progress) : say('reading.parsing-series')}
        </p>
      );
    case 'failed':
      return <p className={styles.said}>{sayProblem(words, series.problem, true)}</p>;
    case 'one':
    case 'several': {
      const overview =
        series.state === 'several' ? series.overview : { step: series.step, series: [series.summary], refused: [] };
      return (
        <>
          <Statuses overview={overview} />
          <p className={controls.faint}>{say('data.series.choose')}</p>
          <SeriesList
            series={overview.series}
            refused={overview.refused}
            step={overview.step}
            selected={table.uniqueId}
            onSelect={(uniqueId) => void show({ ...table, uniqueId }, 'forecast')}
          />
        </>
      );
    }
  }
}

/** The series that the file holds, how each stands at its end, and the way to forecast one. */
export function SeriesOfFile({ table, series }: { table: Candidate; series: FileSeries }) {
  const { say } = useWords(dataWords);
  return (
    <section className={styles.section} data-testid="data-series" aria-labelledby="data-series-title">
      <h2 id="data-series-title">{say('series-list.title')}</h2>
      <Content table={table} series={series} />
    </section>
  );
}

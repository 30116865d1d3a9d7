import type { Candidate } from '../../../session/shown.ts';
import { RowsPreview } from '../../../ui/reading/details.tsx';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import { UpdateSummary } from '../../../ui/update/update-summary.tsx';
import { Columns } from './columns.tsx';
import styles from './data.module.css';
import { FileHead } from './file-head.tsx';
import { Repairs } from './repairs.tsx';
import { SeriesOfFile } from './series-of-file.tsx';
import { useFileSeries } from './use-file-series.ts';
import { dataWords } from './words/data-words.ts';

/** The rows as they were read, loaded when they are asked for. */
function Rows({ table }: { table: Candidate }) {
  const { say } = useWords(dataWords);
  return (
    <details className={styles.rows}>
      <summary data-testid="data-rows">{say('data.rows')}</summary>
      <RowsPreview table={table} />
    </details>
  );
}

/** What the file holds, what was made of it, and every way to have it read otherwise. */
export function FileView() {
  const shown = useSession((state) => state.shown);
  const reading = useSession((state) => state.reading);
  const series = useFileSeries();
  if (!shown) return null;
  return (
    <div className={styles.file} data-testid="data-view" aria-busy={reading.state === 'parsing'}>
      <UpdateSummary />
      <FileHead table={shown} series={series} />
      <Columns table={shown} />
      <SeriesOfFile table={shown} series={series} />
      <Repairs series={series} />
      <Rows table={shown} />
    </div>
  );
}

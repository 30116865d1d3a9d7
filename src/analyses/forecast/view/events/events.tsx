import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import styles from './events.module.css';

const Panel = latePart(async () => (await import('./events-panel.tsx')).EventsPanel);

/** What happened in the past, and what of it comes again: a line, until it is opened. */
export function Events({ data }: { data: LoadedSeries }) {
  return (
    <div className={styles.place}>
      <Panel data={data} />
    </div>
  );
}

import { Bar } from '../shell/bar.tsx';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './drop.module.css';

/** How far the reading of a file is, and the way out of it. */
export function ReadingProgress() {
  const { say, percent } = useWords();
  const reading = useSession((state) => state.reading);
  const cancelReading = useSession((state) => state.cancelReading);
  if (reading.state !== 'parsing') return null;
  const { name, stage, progress } = reading;
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0;
  const title = say('reading.parsing', { name });
  const detail =
    stage === 'series'
      ? say('reading.parsing-series')
      : say('reading.parsing-rows', {
          rows: say('count.rows', { count: progress?.rows ?? 0 }),
          percent: percent(share),
        });
  return (
    <div className={styles.progress} data-testid="read-progress">
      <p className={styles.progressTitle}>{title}</p>
      <Bar label={title} share={stage === 'series' ? 1 : share} />
      <p className={styles.progressDetail}>{detail}</p>
      <button className={controls.link} type="button" data-testid="cancel-reading" onClick={cancelReading}>
        {say('reading.cancel')}
      </button>
    </div>
  );
}

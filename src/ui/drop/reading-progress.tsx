import { Bar } from '../shell/bar.tsx';
import { useSession, useWords } from '../shell/context.ts';
import styles from './drop.module.css';

/** How far the reading of a file is. */
export function ReadingProgress() {
  const { say, percent } = useWords();
  const run = useSession((state) => state.run);
  if (run.state !== 'parsing') return null;
  const { name, stage, progress } = run;
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
    </div>
  );
}

import { usePickFile, useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './drop.module.css';
import { ReadingProgress } from './reading-progress.tsx';
import { Trace } from './trace.tsx';

/** Where a file goes: dropped, or picked. While one is being read it shows how far that is. */
export function DropZone() {
  const { say } = useWords();
  const pickFile = usePickFile();
  const isParsing = useSession(({ reading }) => reading.state === 'parsing');
  return (
    <div className={styles.zone}>
      <Trace />
      <div className={styles.zoneBody}>
        {isParsing ? (
          <ReadingProgress />
        ) : (
          <>
            <p className={styles.zoneTitle}>{say('start.drop')}</p>
            <p className={styles.formats}>{say('start.formats')}</p>
            <div>
              <button className={controls.primary} type="button" data-testid="choose-file" onClick={pickFile}>
                {say('start.choose-file')}
              </button>
            </div>
            <p className={styles.zonePrivacy}>{say('app.privacy-short')}</p>
          </>
        )}
      </div>
    </div>
  );
}

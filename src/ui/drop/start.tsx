import { useWords } from '../shell/context.ts';
import { Notice } from '../shell/notice.tsx';
import styles from './drop.module.css';
import { DropZone } from './drop-zone.tsx';
import { PasteField } from './paste-field.tsx';
import { Samples } from './samples.tsx';

/** The page before there is any data. */
export function Start() {
  const { say } = useWords();
  return (
    <div className={styles.start}>
      <div className={styles.intro}>
        <h1 className={styles.headline}>{say('start.headline')}</h1>
        <p className={styles.lead}>{say('start.lead')}</p>
      </div>
      <div className={styles.entry}>
        <Notice />
        <div className={styles.ways}>
          <DropZone />
          <PasteField />
        </div>
      </div>
      <Samples />
    </div>
  );
}

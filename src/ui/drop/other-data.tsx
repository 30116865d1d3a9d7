import { usePickFile, useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './drop.module.css';
import { PasteField } from './paste-field.tsx';
import { Samples } from './samples.tsx';

/** The ways to other data, folded away while there is some. */
export function OtherData() {
  const { say } = useWords();
  const pickFile = usePickFile();
  const shown = useSession(({ shown: table }) => (table ? `${table.source.name} ${table.profile.bytes}` : ''));
  return (
    // A new key folds it away when other data has come.
    <details key={shown} className={styles.other}>
      <summary data-testid="other-data">{say('start.other-data')}</summary>
      <div className={styles.otherBody}>
        <div className={styles.otherFile}>
          <div>
            <p>{say('start.drop')}</p>
            <p className={styles.formats}>{say('start.formats')}</p>
          </div>
          <button className={controls.button} type="button" onClick={pickFile}>
            {say('start.choose-file')}
          </button>
        </div>
        <Samples />
        <PasteField />
      </div>
    </details>
  );
}

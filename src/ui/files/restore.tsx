import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './files.module.css';
import { sayKept } from './say-kept.ts';

/** Offers to go on where an earlier visit was left, however it ended. */
export function Restore() {
  const words = useWords();
  const { say } = words;
  const isAnythingOpen = useSession(({ shown }) => shown !== null);
  const file = useSession(({ keeping }) => keeping.files.find(({ isOpenElsewhere }) => !isOpenElsewhere));
  const goOn = useSession((state) => state.goOn);
  const forgetKept = useSession((state) => state.forgetKept);
  if (isAnythingOpen || !file) return null;
  return (
    <section className={controls.calm} data-testid="restore" aria-label={say('keep.offer', { name: file.name })}>
      <p>
        <strong>{say('keep.offer', { name: file.name })}</strong>
        <span className={styles.about}>{sayKept(words, file)}</span>
        <span className={styles.about}>{say('keep.where')}</span>
      </p>
      <div className={controls.noticeActions}>
        <button
          className={controls.primary}
          type="button"
          data-testid="restore-go-on"
          onClick={() => void goOn(file.id)}
        >
          {say('keep.go-on')}
        </button>
        <button
          className={controls.link}
          type="button"
          data-testid="restore-delete"
          onClick={() => void forgetKept(file.id)}
        >
          {say('keep.delete')}
        </button>
      </div>
    </section>
  );
}

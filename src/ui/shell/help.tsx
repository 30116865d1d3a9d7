import { useCallback, useRef } from 'react';
import { usePickFile, useSession, useWords } from './context.ts';
import controls from './controls.module.css';
import styles from './shell.module.css';
import { shortcutKeys, useShortcuts } from './use-shortcuts.ts';

/** The keys of the page, which a question mark lists; and whether they are wanted. */
export function Help() {
  const { say } = useWords();
  const shortcuts = useSession((state) => state.shortcuts);
  const setShortcuts = useSession((state) => state.setShortcuts);
  const pickFile = usePickFile();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useCallback(() => dialog.current?.showModal(), []);
  useShortcuts(shortcuts === 'on', open, pickFile);
  return (
    <>
      <button
        className={styles.helpButton}
        type="button"
        data-testid="help-button"
        aria-label={say('help.title')}
        title={say('help.title')}
        onClick={open}
      >
        ?
      </button>
      <dialog
        ref={dialog}
        className={`${controls.dialog} ${styles.question}`}
        data-testid="help"
        aria-labelledby="help-title"
      >
        <h2 id="help-title" className={styles.helpTitle}>
          {say('help.title')}
        </h2>
        <dl className={styles.keys}>
          {shortcutKeys.map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key === '1' ? '1–9' : key}</kbd>
              </dt>
              <dd>{say(`help.key.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <label className={styles.helpChoice}>
          <input
            type="checkbox"
            data-testid="shortcuts"
            checked={shortcuts === 'on'}
            onChange={({ target }) => setShortcuts(target.checked ? 'on' : 'off')}
          />
          <span>{say('help.on')}</span>
        </label>
        <div className={styles.questionActions}>
          <button
            className={controls.button}
            type="button"
            data-testid="help-close"
            onClick={() => dialog.current?.close()}
          >
            {say('failed.close')}
          </button>
        </div>
      </dialog>
    </>
  );
}

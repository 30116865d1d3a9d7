import { useId, useState } from 'react';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './drop.module.css';

/** A field for cells out of a spreadsheet: pasted ones are read at once, typed ones at the press of its button. */
export function PasteField() {
  const { say } = useWords();
  const openText = useSession((state) => state.openText);
  const [text, setText] = useState('');
  const id = useId();
  return (
    <div className={styles.paste}>
      <label className={styles.sectionTitle} htmlFor={id}>
        {say('start.paste')}
      </label>
      <div className={styles.pasteBox}>
        <textarea
          id={id}
          className={styles.pasteInput}
          data-testid="paste-input"
          data-paste="open"
          aria-describedby={`${id}-hint`}
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {text.trim() !== '' && (
          <button
            className={controls.button}
            type="button"
            data-testid="paste-read"
            onClick={() => void openText(say('start.pasted-name'), text)}
          >
            {say('start.read-pasted')}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className={controls.faint}>
        {say('start.paste-hint')}
      </p>
    </div>
  );
}

import { useId, useState } from 'react';
import { useWords } from '../shell/context.ts';
import { latePart } from '../shell/late-part.tsx';
import styles from './files.module.css';

const Panel = latePart(async () => (await import('./file-panel.tsx')).FilePanel);

/** What concerns the file and the work on it as a whole: drawn only while it is open. */
export function FileMenu() {
  const { say } = useWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button className={styles.open} type="button" data-testid="file-menu" popoverTarget={id}>
        {say('file.menu')}
      </button>
      <div
        className={styles.panel}
        id={id}
        popover="auto"
        data-testid="file-panel"
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && <Panel />}
      </div>
    </>
  );
}

import { useWords } from '../shell/context.ts';
import { latePart } from '../shell/late-part.tsx';
import { PopoverMenu } from '../shell/popover-menu.tsx';
import styles from './files.module.css';

const Panel = latePart(async () => (await import('./file-panel.tsx')).FilePanel);

/** What concerns the file and the work on it as a whole. */
export function FileMenu() {
  const { say } = useWords();
  return (
    <PopoverMenu
      label={say('file.menu')}
      testId="file-menu"
      panelTestId="file-panel"
      buttonClass={styles.open}
      panelClass={styles.panel}
    >
      <Panel />
    </PopoverMenu>
  );
}

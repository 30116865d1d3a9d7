import { useSession, useWords } from './context.ts';
import styles from './shell.module.css';
import { controlOf } from './use-shortcuts.ts';

/** Goes to the control that a key stands for, without pressing it. */
function goTo(key: string): void {
  const control = controlOf(key);
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
}

/** The first stops of the keyboard: past the head of the page, and with data to where it is forecast. */
export function SkipLinks() {
  const { say } = useWords();
  const hasData = useSession((state) => state.shown !== null && !state.isAtStart);
  return (
    <nav aria-label={say('app.skip.title')}>
      <a className={styles.skip} href="#content">
        {say('app.skip')}
      </a>
      {hasData && (
        <button className={styles.skip} type="button" data-testid="skip-to-forecast" onClick={() => goTo('f')}>
          {say('app.skip.forecast')}
        </button>
      )}
    </nav>
  );
}

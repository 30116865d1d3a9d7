import { useWords } from './context.ts';
import styles from './shell.module.css';
import { controlOf } from './use-shortcuts.ts';

/** The first stop of the keyboard: past the head of the page. */
export function SkipLink() {
  const { say } = useWords();
  return (
    <a className={styles.skip} href="#content">
      {say('app.skip')}
    </a>
  );
}

/** Goes to the control that a key stands for, without pressing it. */
function goTo(key: string): void {
  const control = controlOf(key);
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
}

/** The first stop beside data: past what was read, to where it is forecast. */
export function SkipToForecast() {
  const { say } = useWords();
  return (
    <nav aria-label={say('app.skip.title')}>
      <button className={styles.skip} type="button" data-testid="skip-to-forecast" onClick={() => goTo('f')}>
        {say('app.skip.forecast')}
      </button>
    </nav>
  );
}

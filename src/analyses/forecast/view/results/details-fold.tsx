import type { ReactNode } from 'react';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import styles from './results.module.css';

/** What experts want of a result: closed until it is asked for, and then as it was left. */
export function DetailsFold({ children }: { children: () => ReactNode }) {
  const { say } = useWords();
  const isOpen = useSession(({ details }) => details === 'open');
  const setDetails = useSession((state) => state.setDetails);
  return (
    <details
      className={styles.fold}
      open={isOpen}
      onToggle={({ currentTarget }) => setDetails(currentTarget.open ? 'open' : 'closed')}
    >
      <summary data-testid="details">
        {say('results.details')} <span className={controls.faint}>{say('results.details.what')}</span>
      </summary>
      {isOpen && <div className={styles.results}>{children()}</div>}
    </details>
  );
}

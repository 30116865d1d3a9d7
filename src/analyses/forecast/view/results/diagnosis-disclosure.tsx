import { useState } from 'react';
import type { PointAt } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import type { Work } from '../../state/run.ts';
import styles from './results.module.css';

// Most people never open it: its charts are loaded when somebody does.
const Diagnosis = latePart(async () => (await import('./diagnosis.tsx')).default);

/** Where models go wrong, behind a click. */
export function DiagnosisDisclosure(of: { series: SeriesOutline; work: Work; pointAt: PointAt }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={styles.disclosure}
      data-testid="diagnosis"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{say('diagnosis.title')}</summary>
      {isOpen && (
        <div className={styles.diagnosisParts}>
          <Diagnosis {...of} />
        </div>
      )}
    </details>
  );
}

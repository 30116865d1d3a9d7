import type { Settings } from '../../../../forecasters/settings.ts';
import type { SeriesTraits } from '../../../../series/traits.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { AdviceNote, useAdvice } from '../settings/advice-note.tsx';
import styles from './results.module.css';

/** Which of the models that were run are out of their depth on this series, and what would fit. */
export function ResultAdvice({ traits, settings }: { traits: SeriesTraits; settings: Settings }) {
  const { say } = useWords();
  const warned = useAdvice(settings.models, traits, settings);
  if (warned.length === 0) return null;
  return (
    <details className={styles.disclosure} data-testid="result-advice" open={warned.length <= 2}>
      <summary>{say('advice.in-results')}</summary>
      {warned.map((each) => (
        <AdviceNote key={each.model} {...each} named />
      ))}
    </details>
  );
}

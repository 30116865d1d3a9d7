import { useMemo } from 'react';
import { explainRepair, nameRepair } from '../../../ui/reading/repair-words.ts';
import { useWords } from '../../../ui/shell/context.ts';
import styles from './data.module.css';
import { sumRepairs } from './sum-repairs.ts';
import { type FileSeries, summariesOf } from './use-file-series.ts';
import { dataWords } from './words/data-words.ts';

/** What was repaired or left out to make the series, in all of them together. */
export function Repairs({ series }: { series: FileSeries }) {
  const words = useWords(dataWords);
  const { say } = words;
  const summaries = summariesOf(series);
  const sums = useMemo(() => sumRepairs(summaries), [summaries]);
  if (summaries.length === 0) return null;
  return (
    <section className={styles.section} data-testid="data-repairs" aria-labelledby="data-repairs-title">
      <h2 id="data-repairs-title">{say('data.repairs')}</h2>
      {sums.length === 0 && <p className={styles.said}>{say('data.repairs.none')}</p>}
      <ul className={styles.repairs}>
        {sums.map((repair) => {
          const { kind, isApplied, rule, series: count } = repair;
          return (
            <li key={`${kind} ${isApplied} ${rule}`} data-repair={kind}>
              <span>
                {nameRepair(words, repair)}
                {summaries.length > 1 && ` · ${say('data.repairs.in', { count })}`}
              </span>
              <span className={styles.below}>{explainRepair(words, repair)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

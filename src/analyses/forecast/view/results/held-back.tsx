import type { ModelResult } from '../../../../evaluation/results.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import styles from './results.module.css';

/** Of more values than these the first are named. */
const mostNamed = 5;

/** What was done so that no accident decides: values not learned from, and forecasts held within what is plausible. */
export function HeldBack({ series, results }: { series: SeriesOutline; results: readonly ModelResult[] }) {
  const words = useWords();
  const { say } = words;
  const most = results.reduce<readonly number[]>(
    (all, { setAside }) => (setAside.length > all.length ? setAside : all),
    [],
  );
  const times = most.slice(0, mostNamed).map((at) => sayTime(words, clockAt(series, at), series.step));
  if (most.length > mostNamed) times.push('…');
  const notes = [
    ...(most.length > 0 ? [say('results.set-aside', { count: most.length, times: times.join(', ') })] : []),
    ...results
      .filter(({ held }) => held > 0)
      .map(({ model, held }) => say('results.bounded', { model: say(`model.${model}`), steps: held })),
  ];
  if (notes.length === 0) return null;
  return (
    <p className={styles.note} data-testid="held-back">
      {words.sentences(notes)}
    </p>
  );
}

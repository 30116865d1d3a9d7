import { lazy, Suspense, useState } from 'react';
import type { LoadedData } from '../../session/run.ts';
import { ReadingProgress } from '../drop/reading-progress.tsx';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ColumnPickers } from './column-pickers.tsx';
import { DateOrder } from './date-order.tsx';
import detailStyles from './details.module.css';
import styles from './reading.module.css';
import { AllRepairs, Sentence, sayNotes } from './sentence.tsx';

const Details = lazy(() => import('./details.tsx'));

/** What else is to be said about the file, and what to do with all repairs at once. */
function Notes({ data }: { data: LoadedData }) {
  const words = useWords();
  return (
    <div className={`${controls.faint} ${styles.notes}`}>
      <p>{words.sentences(sayNotes(words, data))}</p>
      <AllRepairs data={data} />
    </div>
  );
}

/** The table behind the series, loaded when it is asked for. */
function FileDetails({ data }: { data: LoadedData }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={detailStyles.details} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary data-testid="file-details">{say('details.summary')}</summary>
      {isOpen && (
        <Suspense>
          <Details data={data} />
        </Suspense>
      )}
    </details>
  );
}

/** What was read, in words, and the columns it was read from. */
export function Reading() {
  const words = useWords();
  const data = useSession((state) => state.data);
  const run = useSession((state) => state.run);
  const candidate = run.state === 'failed' ? run.candidate : null;
  const table = candidate ?? data;
  // What is shown stays where it is while it is read in another way, so that one can go on choosing.
  const isOther = run.state === 'parsing' && !run.isAgain;
  return (
    <section className={styles.reading} aria-label={words.say('reading.title')}>
      {isOther ? (
        <ReadingProgress />
      ) : (
        data && (
          <div className={styles.words} data-testid="read-summary" aria-busy={run.state === 'parsing'}>
            <Sentence data={data} />
          </div>
        )
      )}
      {table && <DateOrder table={table} />}
      <div className={styles.beside}>
        {data && !isOther && <Notes data={data} />}
        {table && <ColumnPickers table={table} />}
      </div>
      {data && !isOther && <FileDetails data={data} />}
    </section>
  );
}

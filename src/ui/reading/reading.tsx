import { useState } from 'react';
import { baseName, saveCsv } from '../../export/download.ts';
import { writeSeriesCsv } from '../../export/series-csv.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { latePart } from '../shell/late-part.tsx';
import { ColumnPickers } from './column-pickers.tsx';
import { DateOrder } from './date-order.tsx';
import detailStyles from './details.module.css';
import { FirstYear } from './first-year.tsx';
import styles from './reading.module.css';
import { AllRepairs, Sentence, sayNotes } from './sentence.tsx';
import { ValueQuestions } from './value-questions.tsx';

const Details = latePart(async () => (await import('./details.tsx')).default);

/** Where time runs across the table: whether its columns are turned into rows. */
function TimeAcross({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const isLeft = data.source.choices?.timeAcross === false;
  if (!isLeft && data.profile.notes.periodColumns === 0) return null;
  return (
    <button
      className={controls.link}
      type="button"
      data-testid="time-across"
      onClick={() => void readAs({ timeAcross: isLeft })}
    >
      {say(isLeft ? 'notes.periods.turn' : 'notes.periods.leave')}
    </button>
  );
}

/** Offers to leave out a last period that is not over, where it is still in: a forecast would follow it down. */
function LeaveOutPartial({ data: { repairs } }: { data: LoadedSeries }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  if (!repairs.some(({ kind, isApplied }) => kind === 'trailing-partial' && !isApplied)) return null;
  return (
    <button
      className={controls.link}
      type="button"
      data-testid="drop-partial"
      onClick={() => void changeRules({ trailingPartial: 'drop' })}
    >
      {say('repair.drop-partial')}
    </button>
  );
}

/** Saves the series as it was repaired, where it was. */
function SaveRepaired({ data: { series, repairs, source } }: { data: LoadedSeries }) {
  const { say } = useWords();
  if (repairs.length === 0) return null;
  return (
    <button
      className={controls.link}
      type="button"
      data-testid="download-series"
      onClick={() => saveCsv(`${baseName(source.name)}-repaired.csv`, writeSeriesCsv(series, repairs))}
    >
      {say('repair.download')}
    </button>
  );
}

/** What else is to be said about the file, and what to do with all repairs at once. */
function Notes({ data }: { data: LoadedSeries }) {
  const words = useWords();
  return (
    <div className={`${controls.faint} ${styles.notes}`}>
      <p>{words.sentences(sayNotes(words, data))}</p>
      <TimeAcross data={data} />
      <LeaveOutPartial data={data} />
      <AllRepairs data={data} />
      <SaveRepaired data={data} />
    </div>
  );
}

/** The table behind the series, loaded when it is asked for. */
function FileDetails({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={detailStyles.details} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary data-testid="file-details">{say('details.summary')}</summary>
      {isOpen && <Details data={data} />}
    </details>
  );
}

/** What was read, in words, and the columns it was read from. */
export function Reading({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const reading = useSession((state) => state.reading);
  const table = (reading.state === 'failed' && reading.candidate) || data;
  // What is shown stays where it is while it is read in another way, so that one can go on choosing.
  const isOther = reading.state === 'parsing' && !reading.isAgain;
  return (
    <section className={styles.reading} aria-label={words.say('reading.title')}>
      <div className={styles.words} data-testid="read-summary" aria-busy={reading.state === 'parsing'} inert={isOther}>
        <Sentence data={data} />
      </div>
      <DateOrder table={table} />
      <ValueQuestions table={table} />
      <FirstYear key={table.profile.notes.firstYear?.year ?? 'none'} table={table} />
      <div className={styles.beside} inert={isOther}>
        <Notes data={data} />
        <ColumnPickers table={table} />
      </div>
      <FileDetails data={data} />
    </section>
  );
}

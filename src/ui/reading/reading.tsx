import { useState } from 'react';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { latePart } from '../shell/late-part.tsx';
import { RowsAccounted } from './accounted.tsx';
import { ColumnPickers } from './column-pickers.tsx';
import detailStyles from './details.module.css';
import { GapsOfFile } from './file-gaps.tsx';
import { Questions } from './questions.tsx';
import { ReadLine } from './read-line.tsx';
import styles from './reading.module.css';
import { AllRepairs, FileClause, Sentence, sayNotes } from './sentence.tsx';
import { FewValues, SeriesState } from './series-state.tsx';
import { ReadAsBefore, SetAside } from './set-aside.tsx';
import { SumColumns } from './sum-columns.tsx';

const Details = latePart(async () => (await import('./details.tsx')).default);

/** A last period that is not over is left out: a forecast would follow it down. It is back by one click, and out by another. */
function LastPartial({ data: { repairs } }: { data: LoadedSeries }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const partial = repairs.find(({ kind }) => kind === 'trailing-partial');
  if (!partial) return null;
  const isOut = partial.isApplied;
  return (
    <button
      className={controls.link}
      type="button"
      data-testid={isOut ? 'keep-partial' : 'drop-partial'}
      onClick={() => void changeRules({ trailingPartial: isOut ? 'keep' : 'drop' })}
    >
      {say(isOut ? 'repair.keep-partial' : 'repair.drop-partial')}
    </button>
  );
}

type ReadingProps = {
  data: LoadedSeries;
  /** Saves the series as it was repaired. */
  onSave: () => void;
};

/** Saves the series as it was repaired, where it was. */
function SaveRepaired({ data: { repairs }, onSave }: { data: LoadedSeries; onSave: () => void }) {
  const { say } = useWords();
  if (repairs.length === 0) return null;
  return (
    <button className={controls.link} type="button" data-testid="download-series" onClick={onSave}>
      {say('repair.download')}
    </button>
  );
}

/**
 * What else is to be said about the file, and what to do with all repairs at once.
 *
 * @param props.table what was read last, whether or not it came to a series
 */
function Notes({ data, table, onSave }: ReadingProps & { table: Candidate }) {
  const words = useWords();
  return (
    <div className={`${controls.faint} ${styles.notes}`}>
      <p>{words.sentences(sayNotes(words, data))}</p>
      <FewValues data={data} />
      <SeriesState data={data} />
      <GapsOfFile gaps={data.rules.gaps} />
      <ReadAsBefore table={table} />
      <RowsAccounted />
      <SetAside table={table} />
      <SumColumns table={table} />
      <LastPartial data={data} />
      <AllRepairs data={data} />
      <SaveRepaired data={data} onSave={onSave} />
    </div>
  );
}

/** How the file is written, and the table behind the series, loaded when it is asked for. */
function FileDetails({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={detailStyles.details} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary data-testid="file-details">{say('details.summary')}</summary>
      {isOpen && (
        <>
          <p className={detailStyles.written} data-testid="read-as">
            <span className={controls.faint}>{say('details.read-as')}</span> <FileClause table={data} />
          </p>
          <Details data={data} />
        </>
      )}
    </details>
  );
}

/** What was read, in words, and the columns it was read from. */
export function Reading({ data, onSave }: ReadingProps) {
  const words = useWords();
  const reading = useSession((state) => state.reading);
  const table = (reading.state === 'failed' && reading.candidate) || data;
  // What is shown stays where it is while it is read in another way, so that one can go on choosing.
  const isOther = reading.state === 'parsing' && !reading.isAgain;
  return (
    <section className={styles.reading} aria-label={words.say('reading.title')}>
      <div className={styles.words} data-testid="read-summary" aria-busy={reading.state === 'parsing'} inert={isOther}>
        <ReadLine table={data} data={data} />
        <Sentence data={data} />
      </div>
      <Questions key={table.source.name} table={table} repairs={table === data ? data.repairs : []} />
      <div className={styles.beside} inert={isOther}>
        <Notes data={data} table={table} onSave={onSave} />
        <ColumnPickers table={table} />
      </div>
      <FileDetails data={data} />
    </section>
  );
}

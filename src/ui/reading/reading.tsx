import { sayRhythm, sayTime } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { timeAt } from '../../series/calendar.ts';
import type { LoadedData } from '../../session/run.ts';
import { ReadingProgress } from '../drop/reading-progress.tsx';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Phrase } from '../shell/phrase.tsx';
import { ColumnPickers } from './column-pickers.tsx';
import { DateOrder } from './date-order.tsx';
import styles from './reading.module.css';
import { sayRepairs } from './repairs.ts';

const delimiterNames: Record<string, 'comma' | 'semicolon' | 'tab'> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

function sayFile(words: Words, { source, profile }: LoadedData): string {
  const { say } = words;
  const { delimiter, encoding, format, sheet } = profile.dialect;
  const name = delimiterNames[delimiter];
  const file = {
    name: source.name,
    rows: say('count.rows', { count: profile.rowCount }),
    size: words.bytes(profile.bytes),
  };
  if (sheet !== undefined) return say('reading.file.sheet', { ...file, sheet });
  if (format === 'json' || format === 'parquet') return say(`reading.file.${format}`, file);
  return say('reading.file', {
    ...file,
    encoding: encoding.toUpperCase(),
    delimiter: name ? say(`reading.delimiter.${name}`) : say('reading.delimiter.other', { delimiter }),
  });
}

function Summary({ data }: { data: LoadedData }) {
  const words = useWords();
  const { series, profile, choice } = data;
  const target = profile.columns[choice.targetColumn]?.name ?? series.uniqueId;
  const time = (index: number) => sayTime(words, timeAt(series.firstMs, series.step, index), series.step);
  const parts = words.parts('reading.summary', {
    values: words.say('count.values', { count: series.y.length }),
    target,
    rhythm: sayRhythm(words, series.step),
    from: time(0),
    to: time(series.y.length - 1),
  });
  return (
    <div className={styles.words} data-testid="read-summary">
      <p className={styles.summary}>
        <Phrase parts={parts} />
      </p>
      <p className={controls.faint}>{words.sentences([...sayRepairs(words, data), sayFile(words, data)])}</p>
    </div>
  );
}

/** What was read, in words, and the columns it was read from. */
export function Reading() {
  const { say } = useWords();
  const data = useSession((state) => state.data);
  const run = useSession((state) => state.run);
  const candidate = run.state === 'failed' ? run.candidate : null;
  const table = candidate ?? data;
  return (
    <section className={styles.reading} aria-label={say('reading.title')}>
      <div className={styles.account}>
        {run.state === 'parsing' ? <ReadingProgress /> : data && <Summary data={data} />}
        {table && <DateOrder table={table} />}
      </div>
      {table && <ColumnPickers table={table} choice={table.choice} />}
    </section>
  );
}

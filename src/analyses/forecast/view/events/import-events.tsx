import { useId, useState } from 'react';
import type { ReadEvents } from '../../../../series/event-table.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import styles from './events.module.css';
import { type EventsWords, eventsWords } from './words/events-words.ts';

const mostNamed = 5;

type Outcome = { name: string; read: ReadEvents | null };

function sayOutcome({ say, list, sentences }: EventsWords, { name, read }: Outcome): string | null {
  if (!read) return say('events.import.no-dates', { name });
  const { unread, isAmbiguous } = read;
  const lines = unread
    .slice(0, mostNamed)
    .map(({ row, reason }) => say(`events.import.line.${reason}`, { row: String(row) }));
  const all = [
    ...(unread.length > 0 ? [say('events.import.unread', { count: unread.length, lines: list(lines) })] : []),
    ...(isAmbiguous ? [say('events.import.ambiguous')] : []),
  ];
  return all.length > 0 ? sentences(all) : null;
}

/** Reads a list of events from a file, and says which lines could not be read. */
export function ImportEvents({ onRead }: { onRead: (read: ReadEvents) => void }) {
  const words = useWords(eventsWords);
  const { say } = words;
  const id = useId();
  const readFile = useForecast((state) => state.readEventFile);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const take = async (file: File) => {
    const read = await readFile(file, file.name);
    setOutcome({ name: file.name, read });
    if (read && read.events.length > 0) onRead(read);
  };
  const told = outcome && sayOutcome(words, outcome);
  return (
    <>
      <label className={styles.import} htmlFor={id} title={say('events.import.why')}>
        {say('events.import')}
        <input
          id={id}
          className={controls.hidden}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          data-testid="event-import"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) void take(file);
          }}
        />
      </label>
      {told && (
        <p role="status" className={styles.told} data-testid="event-import-told">
          {told}
        </p>
      )}
    </>
  );
}

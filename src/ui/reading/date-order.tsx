import { formatDate } from '../../i18n/dates.ts';
import type { Candidate, OpenedTable } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

/** Asks which of two readings of its dates is meant, where nothing in the time column tells. */
export function DateOrder({ table }: { table: Candidate }) {
  const { timeColumn } = table.choice;
  return timeColumn === null ? null : <DateOrderOf table={table} place={timeColumn} />;
}

/** The same of any column of dates. */
export function DateOrderOf({ table, place }: { table: OpenedTable; place: number }) {
  const { language, say } = useWords();
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { source, profile } = table;
  const question = profile.columns[place]?.question;
  if (!question) return null;
  const { column: name, readings } = question;
  const [first] = readings;
  const taken = source.choices?.columns?.[name]?.dateOrder ?? first.order;
  return (
    <fieldset className={styles.question} data-testid="date-order">
      <legend>{say('reading.date-order.example', { column: name, example: first.example })}</legend>
      <div className={styles.answers}>
        {readings.map(({ order, exampleMs }) => (
          <button
            key={order}
            className={controls.button}
            type="button"
            data-order={order}
            aria-pressed={order === taken}
            onClick={() => {
              if (order !== taken) void readColumnAs(name, { dateOrder: order });
            }}
          >
            {say(`reading.date-order.${order}.example`, {
              date: formatDate(language, exampleMs, { dateStyle: 'long' }),
            })}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

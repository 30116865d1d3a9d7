import { formatDate } from '../../i18n/dates.ts';
import type { OpenedTable } from '../../session/shown.ts';
import type { DateOrderQuestion, DateQuestion, FiscalStartQuestion } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

/** Asks what nothing in a column of dates tells. */
export function DateQuestionField({ table, question }: { table: OpenedTable; question: DateQuestion }) {
  if (question.code === 'fiscal-start') return <FiscalStart table={table} question={question} />;
  return <DateOrder table={table} question={question} />;
}

/** Which of several readings of the dates is meant. */
function DateOrder({ table: { source }, question }: { table: OpenedTable; question: DateOrderQuestion }) {
  const { language, say } = useWords();
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { column: name, readings } = question;
  const [first] = readings;
  const taken = source.choices?.columns?.[name]?.dateOrder ?? first?.order;
  return (
    <fieldset className={styles.question} data-testid="date-order">
      <legend>{say('reading.date-order.example', { column: name, example: first?.example ?? '' })}</legend>
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

/** In which month the fiscal years begin, and what that makes of a label. */
function FiscalStart({ table: { source }, question }: { table: OpenedTable; question: FiscalStartQuestion }) {
  const { language, say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const taken = source.choices?.fiscalStart ?? question.month;
  const { column, example, exampleMs } = question;
  const date = formatDate(language, exampleMs[taken - 1], { month: 'long', year: 'numeric' });
  return (
    <fieldset className={styles.question} data-testid="fiscal-start">
      <legend>{say('reading.fiscal-start', { column })}</legend>
      <div className={styles.answers}>
        {exampleMs.map((ms, at) => (
          <button
            key={ms}
            className={controls.button}
            type="button"
            data-month={at + 1}
            aria-label={formatDate(language, Date.UTC(2024, at, 1), { month: 'long' })}
            aria-pressed={at + 1 === taken}
            onClick={() => {
              if (at + 1 !== taken) void readAs({ fiscalStart: at + 1 });
            }}
          >
            {formatDate(language, Date.UTC(2024, at, 1), { month: 'short' })}
          </button>
        ))}
      </div>
      <p className={`${styles.gives} ${styles.begins}`}>{say('reading.fiscal-start.gives', { example, date })}</p>
    </fieldset>
  );
}

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
  return (
    <label className={`${styles.question} ${styles.year}`}>
      <span>{say('reading.fiscal-start', { column })}</span>
      <select
        data-testid="fiscal-start"
        value={taken}
        onChange={({ target }) => void readAs({ fiscalStart: Number(target.value) })}
      >
        {exampleMs.map((ms, at) => (
          <option key={formatDate('en', ms, { dateStyle: 'short' })} value={at + 1}>
            {say('reading.fiscal-start.month', {
              month: formatDate(language, Date.UTC(2024, at, 1), { month: 'long' }),
              example,
              date: formatDate(language, ms, { month: 'long', year: 'numeric' }),
            })}
          </option>
        ))}
      </select>
    </label>
  );
}

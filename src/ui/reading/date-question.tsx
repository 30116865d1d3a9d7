import { formatDate } from '../../i18n/dates.ts';
import type { OpenedTable } from '../../session/shown.ts';
import type { DateOrderQuestion, DateQuestion, FiscalStartQuestion } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import { Question } from './question.tsx';
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
    <Question
      code="date-order"
      legend={say('reading.date-order.example', { column: name, example: first?.example ?? '' })}
      answers={readings.map(({ order, exampleMs }) => ({
        key: order,
        text: say(`reading.date-order.${order}.example`, {
          date: formatDate(language, exampleMs, { dateStyle: 'long' }),
        }),
        isChosen: order === taken,
        choose: () => void readColumnAs(name, { dateOrder: order }),
      }))}
    />
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
    <Question
      code="fiscal-start"
      legend={say('reading.fiscal-start', { column })}
      answers={exampleMs.map((_, at) => ({
        key: String(at + 1),
        text: formatDate(language, Date.UTC(2024, at, 1), { month: 'short' }),
        label: formatDate(language, Date.UTC(2024, at, 1), { month: 'long' }),
        isChosen: at + 1 === taken,
        choose: () => void readAs({ fiscalStart: at + 1 }),
      }))}
    >
      <p className={`${styles.gives} ${styles.begins}`}>{say('reading.fiscal-start.gives', { example, date })}</p>
    </Question>
  );
}

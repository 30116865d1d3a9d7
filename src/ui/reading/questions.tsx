import { type ReactNode, useState } from 'react';
import type { PanelQuestion, Repair } from '../../series/panel.ts';
import type { Candidate } from '../../session/shown.ts';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Counting, howCounting } from './counting.tsx';
import { DateQuestionField } from './date-question.tsx';
import { FirstYear } from './first-year.tsx';
import styles from './reading.module.css';
import { UnreadPeriods } from './unread-periods.tsx';
import { ValueQuestion } from './value-question.tsx';
import { countMerged, HowMerged, WhoseRows } from './whose-rows.tsx';

type Asked = { key: string; field: ReactNode };

/** What of a table only the user can know, what matters most first. */
function listQuestions(table: Candidate, whichDates: 'time' | 'all', repairs: readonly Repair[]): Asked[] {
  const { profile, choice } = table;
  const { columns, notes, guess } = profile;
  const dated = whichDates === 'all' ? columns : columns.filter((_, place) => place === choice.timeColumn);
  const ofDates = dated.flatMap(({ name, question }): Asked[] =>
    question ? [{ key: `date ${name}`, field: <DateQuestionField table={table} question={question} /> }] : [],
  );
  const ofValues = (notes.questions ?? []).map((question): Asked => {
    return { key: `${question.code} ${question.column}`, field: <ValueQuestion question={question} /> };
  });
  const counts = howCounting(repairs);
  const { firstYear, unreadPeriods } = notes;
  const year = `year ${firstYear?.year ?? 'none'}`;
  const periods = `periods ${unreadPeriods ?? 'none'}`;
  return [
    ...(unreadPeriods ? [{ key: periods, field: <UnreadPeriods key={periods} table={table} /> }] : []),
    ...ofDates,
    ...ofValues,
    ...(guess?.questions ?? []).flatMap((question) => askWhoseRows(table, question)),
    ...(counts ? [{ key: 'counting', field: <Counting table={table} counts={counts} /> }] : []),
    ...(firstYear ? [{ key: year, field: <FirstYear key={year} table={table} /> }] : []),
  ];
}

/** What each row is, and what becomes of those that share a date even so. */
function askWhoseRows(table: Candidate, question: PanelQuestion): Asked[] {
  const count = countMerged(table, question);
  // What has one answer is no question; what becomes of the rows that share a date still is.
  const hasAnswers = question.options.length > 1;
  return [
    ...(hasAnswers ? [{ key: question.code, field: <WhoseRows table={table} question={question} /> }] : []),
    ...(count > 0 ? [{ key: 'how-merged', field: <HowMerged table={table} count={count} /> }] : []),
  ];
}

type QuestionsProps = {
  table: Candidate;
  /** Of which columns dates are asked about. */
  dates?: 'time' | 'all';
  /** What was done to the series shown, where one is. */
  repairs?: readonly Repair[];
};

/** Asks what of a table only the user can know, one question at a time; what was answered can be answered otherwise. */
export function Questions({ table, dates = 'time', repairs = [] }: QuestionsProps) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(0);
  const asked = listQuestions(table, dates, repairs);
  const at = Math.min(wanted, asked.length - 1);
  const shown = asked[at];
  if (!shown) return null;
  return (
    <section className={styles.questions} data-testid="questions" aria-label={say('reading.questions')}>
      {shown.field}
      {asked.length > 1 && (
        <p className={styles.place}>
          <span>{say('reading.questions.place', { place: at + 1, count: asked.length })}</span>
          {at > 0 && (
            <button className={controls.link} type="button" onClick={() => setWanted(at - 1)}>
              {say('reading.questions.previous')}
            </button>
          )}
          {at < asked.length - 1 && (
            <button
              className={controls.link}
              type="button"
              data-testid="next-question"
              onClick={() => setWanted(at + 1)}
            >
              {say('reading.questions.next')}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

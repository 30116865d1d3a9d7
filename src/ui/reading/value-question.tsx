import { formatDate } from '../../i18n/dates.ts';
import type { TableQuestion, ValueChoice } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import { Question } from './question.tsx';

type ValueAnswer = { text: string; choice: ValueChoice & { decimalMark?: '.' | ',' } };

/** Asks what a mark in numbers means, whether texts are the same, or which dates were changed about, where the file leaves it open. */
export function ValueQuestion({ question }: { question: TableQuestion }) {
  const { say, list, number, language } = useWords();
  const readColumnAs = useSession((state) => state.readColumnAs);
  const { column } = question;
  const sayLegend = () => {
    if (question.code === 'decimal-mark')
      return say('reading.decimal-mark.question', { column, example: question.example });
    if (question.code === 'changed-dates')
      return say('reading.changed-dates.question', { column, example: question.example });
    if (question.code === 'account-side')
      return say('reading.account-side.question', { column, example: question.example });
    const variants = list(question.variants.slice(0, 3).map((names) => names.join(' / ')));
    return say('reading.label-variants.question', { column, variants });
  };
  const listAnswers = (): ValueAnswer[] => {
    if (question.code === 'decimal-mark')
      return question.options.map(({ decimalMark, value }) => ({ text: number(value, 9), choice: { decimalMark } }));
    if (question.code === 'changed-dates')
      return question.options.map(({ isChangedBack, exampleMs }) => ({
        text: formatDate(language, exampleMs, { dateStyle: 'long' }),
        choice: { keepsHalves: !isChangedBack },
      }));
    if (question.code === 'account-side')
      return question.options.map(({ negativeSide, value }) => ({
        text: say(`reading.account-side.${negativeSide}`, { value: number(value, 9) }),
        choice: { negativeSide },
      }));
    return question.options.map(({ isMerged }) => ({
      text: say(isMerged ? 'reading.label-variants.same' : 'reading.label-variants.apart'),
      choice: { mergesVariants: isMerged },
    }));
  };
  return (
    <Question
      code={question.code}
      legend={sayLegend()}
      answers={listAnswers().map(({ text, choice }, at) => ({
        key: text,
        text,
        isChosen: at === question.chosen,
        choose: () => void readColumnAs(column, choice),
      }))}
    />
  );
}

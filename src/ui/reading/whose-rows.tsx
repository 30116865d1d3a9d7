import type { DuplicateRule, PanelQuestion } from '../../series/panel.ts';
import { idsOf, withIds } from '../../session/column-roles.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import { Question } from './question.tsx';

type Option = PanelQuestion['options'][number];

const ways = ['auto', 'sum', 'mean', 'last'] as const satisfies readonly (DuplicateRule | 'auto')[];

/** The answer that the columns chosen give; undefined where they are others than any that is offered. */
function chosenOf({ options }: PanelQuestion, { choice, profile }: Candidate): Option | undefined {
  const taken = idsOf(choice, profile.columns).join();
  return options.find(({ ids }) => ids.toSorted().join() === taken);
}

/** Asks what each row stands for, where many share their date and nothing tells them apart. */
export function WhoseRows({ table, question }: { table: Candidate; question: PanelQuestion }) {
  const { say, list } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const { choice, profile } = table;
  const { columns } = profile;
  const chosen = chosenOf(question, table);
  const sayNone = (mergedRows: number) =>
    say(question.isUndated && mergedRows === 0 ? 'reading.whose-rows.one' : 'reading.whose-rows.none');
  const sayIds = ({ ids, mergedRows }: Option) =>
    ids.length > 0 ? say('reading.whose-rows.each', { columns: list(ids) }) : sayNone(mergedRows);
  const sayWhat = ({ ids, series, mergedRows }: Option) => {
    const made = say('count.series', { count: ids.length > 0 ? series : choice.targetColumns.length });
    return mergedRows > 0
      ? say('reading.whose-rows.gives', { series: made, count: mergedRows })
      : say('reading.whose-rows.gives-all', { series: made });
  };
  return (
    <Question
      code="whose-rows"
      legend={say(question.isUndated ? 'reading.whose-rows.undated' : 'reading.whose-rows.question')}
      answers={question.options.map((option) => ({
        key: option.ids.join(),
        text: sayIds(option),
        gives: sayWhat(option),
        isChosen: option === chosen,
        choose: () => void chooseColumns(withIds(choice, option.ids, columns), null),
      }))}
    />
  );
}

/** Rows that are merged with others by what is chosen; 0 where that is none of the answers offered. */
export function countMerged(table: Candidate, question: PanelQuestion): number {
  return chosenOf(question, table)?.mergedRows ?? 0;
}

/** Asks how rows of one date become one value. */
export function HowMerged({ table, count }: { table: Candidate; count: number }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { duplicates } = table.rules;
  return (
    <Question
      code="how-merged"
      legend={say('reading.whose-rows.how', { count })}
      answers={ways.map((way) => ({
        key: way,
        text: say(`reading.whose-rows.${way}`),
        isChosen: duplicates === way,
        choose: () => void changeRules({ duplicates: way }),
      }))}
    />
  );
}

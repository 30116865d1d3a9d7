import type { Repair } from '../../series/panel.ts';
import { targetOf } from '../../session/selection.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import { Question } from './question.tsx';

const counts = ['cumulative', 'year-to-date'] as const;
export type Counts = (typeof counts)[number];

/** How the values shown count up, read as they are or as differences; null where they do not. */
export function howCounting(repairs: readonly Pick<Repair, 'kind'>[]): Counts | null {
  return counts.find((count) => repairs.some(({ kind }) => kind === count)) ?? null;
}

type CountingProps = { table: Candidate; counts: Counts };

/** Asks whether what counts up is to be forecast as it is, or what comes on. */
export function Counting({ table: { choice, uniqueId, profile, rules }, counts }: CountingProps) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { columns } = profile;
  const rule = rules.cumulative;
  const target = columns[targetOf(choice, uniqueId ?? '', columns)]?.name ?? '';
  return (
    <Question
      code={counts}
      legend={say(`reading.${counts}.question`, { column: target })}
      answers={(['keep', 'differences'] as const).map((value) => ({
        key: value,
        text: say(`reading.${counts}.${value}`),
        isChosen: rule === value,
        choose: () => void changeRules({ cumulative: value }),
      }))}
    />
  );
}

import type { Repair } from '../../series/panel.ts';
import { targetOf } from '../../session/selection.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

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
    <fieldset className={styles.question} data-testid={counts}>
      <legend>{say(`reading.${counts}.question`, { column: target })}</legend>
      <div className={styles.answers}>
        {(['keep', 'differences'] as const).map((value) => (
          <button
            key={value}
            className={controls.button}
            type="button"
            data-answer={value}
            aria-pressed={rule === value}
            onClick={() => {
              if (rule !== value) void changeRules({ cumulative: value });
            }}
          >
            {say(`reading.${counts}.${value}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

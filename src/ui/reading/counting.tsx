import type { Repair } from '../../series/panel.ts';
import { targetOf } from '../../session/selection.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

/** Whether any of the values shown count up, read as they are or as differences. */
export function isCounting(repairs: readonly Pick<Repair, 'kind'>[]): boolean {
  return repairs.some(({ kind }) => kind === 'cumulative');
}

/** Asks whether what counts up is to be forecast as it is, or what comes on. */
export function Counting({ table: { choice, uniqueId, profile, rules } }: { table: Candidate }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { columns } = profile;
  const rule = rules.cumulative;
  const target = columns[targetOf(choice, uniqueId ?? '', columns)]?.name ?? '';
  return (
    <fieldset className={styles.question} data-testid="cumulative">
      <legend>{say('reading.cumulative.question', { column: target })}</legend>
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
            {say(`reading.cumulative.${value}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

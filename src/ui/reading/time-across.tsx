import type { OpenedTable } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';

/** Where time runs across the table: whether its columns are turned into rows. */
export function TimeAcross({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const isLeft = table.source.choices?.timeAcross === false;
  if (!isLeft && table.profile.notes.periodColumns === 0) return null;
  return (
    <button
      className={controls.link}
      type="button"
      data-testid="time-across"
      onClick={() => void readAs({ timeAcross: isLeft })}
    >
      {say(isLeft ? 'notes.periods.turn' : 'notes.periods.leave')}
    </button>
  );
}

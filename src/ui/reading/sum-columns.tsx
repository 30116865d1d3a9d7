import { withRole } from '../../session/column-roles.ts';
import type { Candidate } from '../../session/shown.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';

/** Names the columns that add up others, which are no series until a click makes them some, and no more by another. */
export function SumColumns({ table: { profile, choice, uniqueId } }: { table: Candidate }) {
  const { say, list } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const sums = profile.guess?.sumColumns ?? [];
  if (sums.length === 0) return null;
  const names = list(sums.map((place) => profile.columns[place]?.name ?? ''));
  const areKept = sums.every((place) => choice.targetColumns.includes(place));
  const others = choice.targetColumns.filter((place) => !sums.includes(place));
  // The only series stays one.
  if (areKept && others.length === 0) return null;
  const role = areKept ? 'unused' : 'target';
  const changed = sums.reduce((made, place) => withRole(made, place, role), choice);
  const isShown = areKept && sums.some((place) => profile.columns[place]?.name === uniqueId);
  return (
    <p data-testid="sum-columns">
      {say(areKept ? 'aside.sums.kept' : 'aside.sums', { names })}{' '}
      <button
        className={controls.link}
        type="button"
        onClick={() => void chooseColumns(changed, isShown ? null : uniqueId)}
      >
        {say(areKept ? 'aside.sums.leave' : 'aside.sums.keep')}
      </button>
    </p>
  );
}

import type { Words } from '../../../../i18n/words.ts';
import type { BackendState } from '../../../../session/session-state.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import styles from './settings.module.css';

/** Which backend runs, why not another, and what became of it: the first sentence, and the rest. */
export function sayBackend({ say }: Words, backend: BackendState): string[] {
  if (backend.state !== 'chosen') return [say(`backend.${backend.state}`)];
  const { choice } = backend;
  const name = say(`backend.name.${choice.backend}`);
  const runs = choice.adapter
    ? say('backend.runs-on', { backend: name, adapter: choice.adapter })
    : say('backend.runs', { backend: name });
  const why = choice.softwareAdapter ? say('backend.software') : null;
  const refusals = choice.passedOver.map(({ backend: other, refusal }) =>
    say(`backend.refusal.${refusal}`, { backend: say(`backend.name.${other}`) }),
  );
  const notes = (choice.notes ?? []).map((note) =>
    note.note === 'twins' ? say('backend.note.twins', { ops: note.ops.join(', ') }) : say(`backend.note.${note.note}`),
  );
  if (!why && refusals.length === 0 && notes.length === 0) return [runs, say('backend.why.fastest')];
  return [runs, ...(why ? [why] : []), ...refusals, ...notes];
}

/** What the training computes on. */
export function BackendLine() {
  const words = useWords();
  const backend = useSession((state) => state.backend);
  const [first, ...rest] = sayBackend(words, backend);
  const name = backend.state === 'chosen' ? backend.choice.backend : '';
  return (
    <p className={styles.backend} data-testid="backend" data-backend={name}>
      <strong>{first}</strong> {words.sentences(rest)}
    </p>
  );
}

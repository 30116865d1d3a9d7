import { useSession, useWords } from '../shell/context.ts';

/** Whether what is done here outlives the tab, and where it is kept. */
export function KeepingNote() {
  const { say } = useWords();
  const { state, isOtherVersion } = useSession(({ keeping }) => keeping);
  const hasData = useSession(({ shown }) => shown !== null);
  if (state === 'unknown' || state === 'off' || (!hasData && state !== 'refused')) return null;
  return (
    <p data-testid="keeping-note" data-state={state} role={state === 'on' ? undefined : 'status'}>
      {say(`keep.${state}`)} {isOtherVersion && say('keep.other-version')}
    </p>
  );
}

/** What of the session is kept, whichever analysis it is of: what is shown, and the runs that are over. */
import type { KeptRun } from '../run-shelf.ts';
import type { Session, SessionState } from '../session-state.ts';
import type { Keeper } from './keeper.ts';
import { pieceOfRun } from './run-pieces.ts';

function seriesCountOf({ panel }: SessionState): number | null {
  return panel.state === 'listed' ? panel.overview.series.length : null;
}

/** Keeps what comes, from now on. */
export function followSession(session: Session, keeper: Keeper): void {
  session.subscribe((now, before) => {
    const isOther = now.shown !== before.shown || now.analysis !== before.analysis || now.panel !== before.panel;
    if (now.shown && isOther) keeper.note(now.shown, now.analysis, seriesCountOf(now));
    if (now.runs !== before.runs) noteRuns(now.runs, before.runs);
  });

  function noteRuns(now: readonly KeptRun[], before: readonly KeptRun[]): void {
    const { states } = session.getState();
    for (const run of now) {
      const version = states[run.analysis]?.kept?.version;
      if (version === undefined || before.includes(run)) continue;
      keeper.noteRun(run.candidate, run.endedAtMs);
      keeper.keep(run.candidate, pieceOfRun(run, version));
      // Whoever sees a run end may leave at once.
      void keeper.flush();
    }
    for (const run of before) {
      if (now.some(({ id }) => id === run.id)) continue;
      keeper.keep(run.candidate, { ...pieceOfRun(run, 0), value: null });
    }
  }
}

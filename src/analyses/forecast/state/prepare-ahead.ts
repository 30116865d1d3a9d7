/**
 * While settings are being chosen, the workers that a run would need are started, and what it would need of a GPU is compiled.
 * Once they run, a run needs nothing more of the network.
 */
import type { TrainingPool } from '../../../worker/job-pool.ts';
import { readyRun } from './ready-run.ts';
import type { Session, SessionState } from '../../../session/session-state.ts';

/** The settings have to stay as they are for so long before anything is done for them. */
const prepareAfterMs = 700;

export function prepareAhead(session: Session, trainingPool: TrainingPool): void {
  let preparation: ReturnType<typeof setTimeout> | undefined;
  session.subscribe((now, before) => {
    if (now.data === before.data && now.settings === before.settings && now.backend === before.backend) return;
    clearTimeout(preparation);
    preparation = setTimeout(() => prepareForecast(session.getState(), trainingPool), prepareAfterMs);
  });
}

function prepareForecast(state: SessionState, trainingPool: TrainingPool): void {
  const { backend, run } = state;
  if (backend.state !== 'chosen') return;
  if (run.state !== 'ready' && run.state !== 'done') return;
  const ready = readyRun(state);
  if (!ready) return;
  // What all series of the file take of a GPU is known once they are read.
  if (backend.choice.backend === 'webgpu' && ready.settings.network.scope === 'panel') return;
  trainingPool.prepareForecast({ series: ready.series, settings: ready.settings });
}

/**
 * While settings are being chosen, the workers that a run would need are started, and what it would need of a GPU is compiled.
 * Once they run, a run needs nothing more of the network.
 */
import type { Session } from '../../../session/session-state.ts';
import type { ForecastStore } from './forecast-store.ts';
import type { ForecastPool } from './pool/forecast-pool.ts';
import { readyRun } from './ready-run.ts';

/** The settings have to stay as they are for so long before anything is done for them. */
const prepareAfterMs = 700;

export function compileNextRun(session: Session, store: ForecastStore, pool: ForecastPool): void {
  let preparation: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(preparation);
    preparation = setTimeout(prepare, prepareAfterMs);
  };
  store.subscribe((now, before) => {
    if (now.data !== before.data || now.settings !== before.settings) wait();
  });
  session.subscribe((now, before) => {
    if (now.backend !== before.backend) wait();
  });

  function prepare(): void {
    const { backend, input, reading } = session.getState();
    if (backend.state !== 'chosen' || !input || reading.state === 'parsing') return;
    const ready = readyRun(store.getState());
    if (!ready) return;
    // What all series of the file take of a GPU is known once they are read.
    if (backend.choice.backend === 'webgpu' && ready.settings.network.scope === 'panel') return;
    pool.prepareForecast({ input: input.handle, settings: ready.settings });
  }
}

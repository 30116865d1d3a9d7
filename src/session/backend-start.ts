/** The start of a backend for training: once, and again where it failed or is to be chosen anew. */
import type { BackendName } from '../compute/backend-choice.ts';
import type { JobPool } from '../worker/job-pool.ts';
import type { Store } from './session-state.ts';

export type BackendStart = {
  /** Done when a backend runs or could not be started, or `signal` is aborted. */
  ensure(signal?: AbortSignal): Promise<void>;
  forget(): void;
};

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export function createBackendStart({ set }: Store, jobs: JobPool, asked: BackendName | null): BackendStart {
  let begun: Promise<void> | null = null;

  async function start(): Promise<void> {
    set({ backend: { state: 'starting' } });
    const started = await jobs.startBackend(asked);
    if (started.ok) {
      set({ backend: { state: 'chosen', choice: started.value } });
    } else {
      begun = null;
      set({ backend: { state: 'failed' } });
    }
  }

  return {
    ensure(signal) {
      begun ??= start();
      return signal ? Promise.race([begun, untilAborted(signal)]) : begun;
    },
    forget() {
      begun = null;
      set({ backend: { state: 'unknown' } });
    },
  };
}

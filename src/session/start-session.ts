/** The session of this browser page: its workers, its storage, its address. */
import { type BackendName, backendNames } from '../compute/backend-choice.ts';
import { spawnDataWorker, spawnTrainingWorker } from '../worker/spawn.ts';
import { countWorkers } from '../worker/job-pool.ts';
import { createSession } from './session.ts';
import type { Session } from './session-state.ts';

/** The backend that `?backend=` in an address asks for; null where it asks for none that exists. */
function askedBackend(search: string): BackendName | null {
  const asked = new URLSearchParams(search).get('backend');
  return backendNames.find((name) => name === asked) ?? null;
}

/** Storage that throws on any use where the browser forbids even naming it; preferences cope with that. */
const preferences = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, value: string) => localStorage.setItem(key, value),
};

/** Starts the page's session. */
export function startSession(): Session {
  const session = createSession({
    startDataWorker: spawnDataWorker,
    startTrainingWorker: spawnTrainingWorker,
    trainingWorkers: countWorkers(navigator.hardwareConcurrency),
    fetch: (address) => fetch(new URL(address, document.baseURI)),
    preferences,
    browserLanguages: navigator.languages,
    askedBackend: askedBackend(location.search),
    fragment: location.hash,
  });
  addEventListener('hashchange', () => session.getState().openLink(location.hash));
  return session;
}

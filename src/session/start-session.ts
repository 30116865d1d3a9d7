/** The session of this browser page: its workers, its storage, its address. */

import { loadSessionSide } from '../analyses/session-sides.ts';
import { carriedFile, isOneFile } from '../base/carried-files.ts';
import { type BackendName, backendNames } from '../compute/backend-choice.ts';
import { countWorkers } from '../worker/job-pool.ts';
import { spawnDataWorker, spawnTrainingWorker, unpackWorkers } from '../worker/spawn.ts';
import type { BrowserHistory } from './browser-history.ts';
import { createKeeper } from './keeping/keeper.ts';
import { filesHeld, holdFile } from './keeping/tab-locks.ts';
import { takeLaunchFiles } from './launch-files.ts';
import { createSession } from './session.ts';
import type { Session } from './session-state.ts';
import { whatRuns } from './what-runs.ts';

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

/** Entries bear their number in their state; those of another page, or of before a reload, have none of this visit. */
const visit = crypto.getRandomValues(new Uint32Array(1))[0];
const browserHistory: BrowserHistory = {
  push: (entry) => history.pushState({ visit, entry }, ''),
  replace: (entry) => history.replaceState({ visit, entry }, ''),
  onGo(go) {
    addEventListener('popstate', ({ state }) => {
      if (state?.visit === visit) go(state.entry);
    });
  },
};

/** Does what can wait once the page has been loaded and drawn, and so many ms after that. */
function later(work: () => void, afterMs: number): void {
  const wait = () => setTimeout(work, afterMs);
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}

async function keepForOffline(session: Session): Promise<void> {
  const { followOffline } = await import('./follow-offline.ts');
  await followOffline((change) => session.setState(({ offline }) => ({ offline: { ...offline, ...change } })));
}

/** A file that comes with the page. */
async function fetchOwn(address: string): Promise<Response> {
  return isOneFile ? new Response(await carriedFile(address)) : fetch(new URL(address, document.baseURI));
}

/** Starts the page's session. */
export async function startSession(): Promise<Session> {
  await unpackWorkers();
  const session = createSession({
    startDataWorker: spawnDataWorker,
    startTrainingWorker: spawnTrainingWorker,
    trainingWorkers: countWorkers(navigator.hardwareConcurrency),
    fetch: fetchOwn,
    preferences,
    browserLanguages: navigator.languages,
    askedBackend: askedBackend(location.search),
    fragment: location.hash,
    history: browserHistory,
    loadSide: loadSessionSide,
    createKeeper: (change) => {
      const keeper = createKeeper({
        openStore: async () => (await import('./keeping/kept-store.ts')).openKeptStore(),
        preferences,
        quota: async () => (await navigator.storage?.estimate())?.quota ?? null,
        holdFile,
        filesHeld,
        change,
      });
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) void keeper.flush();
      });
      addEventListener('pagehide', () => void keeper.flush());
      return keeper;
    },
  });
  addEventListener('hashchange', () => void session.getState().openLink(location.hash));
  addEventListener('beforeunload', (event) => {
    if (whatRuns(session.getState()) !== null) event.preventDefault();
  });
  takeLaunchFiles((source) => void session.getState().openFile(source));
  // Where that fails, the page works as ever, with a connection.
  if (import.meta.env.PROD && !isOneFile) later(() => void keepForOffline(session).catch(() => {}), 1000);
  later(() => session.getState().expectFile(), 0);
  return session;
}

/** Done once it is known what was kept of earlier visits, or after so many ms, so that the page does not jump when that comes. */
export function untilLooked(session: Session, mostMs: number): Promise<void> {
  return new Promise((done) => {
    const isKnown = () => session.getState().keeping.state !== 'unknown';
    if (isKnown()) return done();
    setTimeout(done, mostMs);
    const stop = session.subscribe(() => {
      if (!isKnown()) return;
      stop();
      done();
    });
  });
}

/** The store: what the user has done so far, and what can be done next. It knows the workers by their protocol only. */
import { createStore } from 'zustand/vanilla';
import type { BackendName } from '../compute/backend-choice.ts';
import type { WorkerLike } from '../worker/client.ts';
import { createTrainingPool } from '../worker/job-pool.ts';
import { createBackendStart } from './backend-start.ts';
import { createForecastPart } from '../analyses/forecast/state/forecast-actions.ts';
import { type PreferenceStore, readPreferences, rememberPreference } from './preferences.ts';
import { prepareAhead } from '../analyses/forecast/state/prepare-ahead.ts';
import { createReadingPart } from './reading-actions.ts';
import { failedRun } from '../analyses/forecast/state/run.ts';
import type { Fetch } from './samples.ts';
import { noSearch } from '../analyses/forecast/state/search.ts';
import { createSearchPart } from '../analyses/forecast/state/search-actions.ts';
import type { Session, Store } from './session-state.ts';
import { createSettingsPart, linkOf } from '../analyses/forecast/state/settings-actions.ts';
import { TableHolder } from './table-holder.ts';
import { initialView } from '../analyses/forecast/state/view.ts';

export type SessionParts = {
  startDataWorker: () => WorkerLike;
  startTrainingWorker: () => WorkerLike;
  /** Most training workers at once. */
  trainingWorkers: number;
  fetch: Fetch;
  preferences: PreferenceStore;
  browserLanguages: readonly string[];
  /** The backend asked for in the page's address; null leaves the choice to the worker. */
  askedBackend: BackendName | null;
  /** The part of the page's address after `#`. */
  fragment: string;
};

/**
 * A session with nothing loaded.
 *
 * @param parts the outside world, so that tests can stand in for it
 */
export function createSession(parts: SessionParts): Session {
  const trainingPool = createTrainingPool(parts.startTrainingWorker, parts.trainingWorkers);
  const session: Session = createStore((set, get) => {
    const store: Store = { set, get, fail: (failure) => set(({ run }) => ({ run: failedRun(run, failure) })) };
    const tables = new TableHolder(parts.startDataWorker, (progress) =>
      set(({ run }) => (run.state === 'parsing' ? { run: { ...run, progress } } : {})),
    );
    const backend = createBackendStart(store, trainingPool, parts.askedBackend);
    const settings = createSettingsPart(store);
    const forecast = createForecastPart(store, { tables, trainingPool, backend });
    const search = createSearchPart(store, { trainingPool, backend });
    const onBegin = () => {
      forecast.stop();
      search.stop();
    };
    const reading = createReadingPart(store, { tables, fetch: parts.fetch, backend, settings, onBegin });

    return {
      ...readPreferences(parts.preferences, parts.browserLanguages),
      samples: null,
      data: null,
      panel: { state: 'single' },
      settings: null,
      run: { state: 'idle' },
      view: initialView,
      backend: { state: 'unknown' },
      search: noSearch,
      settingsBefore: null,
      link: linkOf(parts.fragment),
      ...reading.actions,
      ...settings.actions,
      ...forecast.actions,
      ...search.actions,

      setLanguage(language) {
        rememberPreference(parts.preferences, 'language', language);
        set({ language });
      },

      setTheme(theme) {
        rememberPreference(parts.preferences, 'theme', theme);
        set({ theme });
      },

      changeView(change) {
        set(({ view }) => ({ view: { ...view, ...change } }));
      },

      showLine(model, isShown) {
        set(({ view }) => ({ view: { ...view, lines: { ...view.lines, [model]: isShown } } }));
      },

      async retry() {
        const { run } = get();
        if (run.state !== 'failed') return;
        const { attempt, before } = run;
        if (attempt.kind === 'open') return get().openFile(attempt.source);
        if (attempt.kind === 'sample') return get().openSample(attempt.sample);
        if (attempt.kind === 'choose') return reading.choose(attempt.candidate);
        set({ run: before });
        if (attempt.kind === 'forecast') await get().startForecast();
      },

      dismiss() {
        set(({ run }) =>
          run.state === 'failed' ? { run: run.work ? { state: 'done', work: run.work } : run.before } : {},
        );
      },
    };
  });
  prepareAhead(session, trainingPool);
  return session;
}

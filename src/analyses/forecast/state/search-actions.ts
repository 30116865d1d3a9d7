/** A search for settings: begun, followed, called off, and what it found taken over. */
import type { Trial } from '../../../evaluation/search/trials.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { ForecastAccess, SearchActions } from './forecast-store.ts';
import type { ForecastPool } from './pool/forecast-pool.ts';
import { readyRun } from './ready-run.ts';
import { isSearching, noSearch, searchMetric, triedIn, withTrial } from './search.ts';

export type SearchPart = {
  actions: SearchActions;
  /** Ends a search that data to be read makes void. */
  stop(): void;
};

export function createSearchPart(
  { set, get }: ForecastAccess,
  { backend, ensureInput }: SessionParts,
  pool: ForecastPool,
): SearchPart {
  let searching: AbortController | null = null;

  /** What a search has tried so far; nothing where it is no longer the one under way. */
  function noteTrials(controller: AbortController, trials: readonly Trial[]): void {
    set(({ search }) => {
      if (searching !== controller || (search.state !== 'running' && search.state !== 'cancelling')) return {};
      return { search: { ...search, trials } };
    });
  }

  return {
    stop() {
      searching?.abort();
      searching = null;
      set(({ search }) => (isSearching(search) ? { search: noSearch } : {}));
    },
    actions: {
      async startSearch(minutes) {
        const ready = readyRun(get());
        if (!ready) return;
        const { settings } = ready;
        const controller = new AbortController();
        searching = controller;
        const { signal } = controller;
        const metric = searchMetric(get().view.metric);
        const budgetMs = minutes * 60_000;
        const begin = () =>
          set({ search: { state: 'running', trials: [], metric, budgetMs, endsAtMs: Date.now() + budgetMs } });
        begin();
        await backend.ensure(signal);
        const ensured = await ensureInput(signal);
        if (searching !== controller) return;
        if (!ensured.ok) {
          const { problem } = ensured;
          set({ search: problem.code === 'cancelled' ? noSearch : { state: 'failed', problem } });
          return;
        }
        if (get().search.state === 'running') begin();
        const onTrials = (trials: readonly Trial[]) => noteTrials(controller, trials);
        const request = { input: ensured.value, settings, metric, budgetMs };
        const found = await pool.search(request, { signal, onTrials });
        if (!found.ok) backend.forget();
        if (searching !== controller) return;
        searching = null;
        if (found.ok) set({ search: { state: 'done', ...found.value } });
        else set({ search: { state: 'failed', problem: found.problem } });
        void backend.ensure();
      },

      cancelSearch() {
        const { search } = get();
        if (search.state !== 'running') return;
        set({ search: { ...search, state: 'cancelling' } });
        searching?.abort();
      },

      takeTrial(id) {
        const { settings, settingsBefore, search } = get();
        const trial = triedIn(search).find((tried) => tried.id === id);
        if (!settings || !trial || isSearching(search)) return;
        set({ settings: withTrial(settings, trial), settingsBefore: settingsBefore ?? settings });
      },
    },
  };
}

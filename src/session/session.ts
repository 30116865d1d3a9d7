/** The store: what is read and shown, and what can be done next. It knows the workers by their protocol, and no analysis by name. */
import { createStore } from 'zustand/vanilla';
import { type AnalysisId, analysisIds } from '../analyses/list.ts';
import type { BackendName } from '../compute/backend-choice.ts';
import type { WorkerLike } from '../worker/client.ts';
import { createJobPool } from '../worker/job-pool.ts';
import { createBackendStart } from './backend-start.ts';
import { type BrowserHistory, createVisits, type Visits } from './browser-history.ts';
import { followSession } from './keeping/follow-session.ts';
import { type Keeper, noKeeper } from './keeping/keeper.ts';
import type { KeepingState } from './keeping/kept.ts';
import { restoreWork, sourceOf } from './keeping/restore-work.ts';
import { createModelPart } from './model-part.ts';
import { createNewerPart, type NewerPart } from './newer/newer-part.ts';
import { createOffers } from './offers.ts';
import { type PreferenceStore, readPreferences, rememberPreference } from './preferences.ts';
import { createProjectPart } from './project/project-part.ts';
import { createReadingPart, type ReadingPart } from './reading-actions.ts';
import { createReadingMemory } from './reading-memory.ts';
import { createRunShelf } from './run-shelf.ts';
import type { Fetch } from './samples.ts';
import { readSessionLink, writeSessionLink } from './session-link.ts';
import type { AnalysisState, SessionSide } from './session-side.ts';
import type { Session, Store } from './session-state.ts';
import { TableHolder } from './table-holder.ts';
import { whatRuns } from './what-runs.ts';

export type SessionOptions = {
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
  history: BrowserHistory;
  /** What an analysis does for the session. */
  loadSide: (analysis: AnalysisId) => Promise<SessionSide>;
  /** Keeps what is open beyond the page; nothing is kept where it is left out. */
  createKeeper?: (change: (state: Partial<KeepingState>) => void) => Keeper;
};

const mostWritingMs = 3000;

/** Done when that is, or after so long as nobody should wait for storage. */
function inTime(writing: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, mostWritingMs);
  });
  return Promise.race([writing, late]).finally(() => clearTimeout(timer));
}

/**
 * A session with nothing loaded.
 *
 * @param options the outside world, so that tests can stand in for it
 */
export function createSession(options: SessionOptions): Session {
  let visits: Visits;
  let newerFiles: NewerPart;
  const keeper =
    options.createKeeper?.((change) => session.setState(({ keeping }) => ({ keeping: { ...keeping, ...change } }))) ??
    noKeeper;
  const session: Session = createStore((set, get) => {
    const store: Store = {
      set,
      get,
      fail: ({ candidate = null, ...failure }) => set({ reading: { state: 'failed', candidate, ...failure } }),
    };
    const tables = new TableHolder(
      options.startDataWorker,
      (progress) => set(({ reading }) => (reading.state === 'parsing' ? { reading: { ...reading, progress } } : {})),
      () => jobs.reconnect(),
    );
    const jobs = createJobPool(options.startTrainingWorker, options.trainingWorkers, () => tables.openInputs());
    const backend = createBackendStart(store, jobs, options.askedBackend);
    const runs = createRunShelf(
      () => get().runs,
      (kept) => set({ runs: kept }),
    );
    const offers = createOffers((analysis, signal) => reading.showBeside(analysis, signal));
    const loading = new Map<AnalysisId, Promise<AnalysisState>>();

    function stateOf(analysis: AnalysisId): Promise<AnalysisState> {
      const known = loading.get(analysis) ?? createState(analysis);
      loading.set(analysis, known);
      known.catch(() => loading.delete(analysis));
      return known;
    }

    async function createState(analysis: AnalysisId): Promise<AnalysisState> {
      const { createState: create } = await options.loadSide(analysis);
      const state = create({
        session,
        jobs,
        backend,
        runs,
        offers,
        ensureInput: (signal) => reading.ensureInput(analysis, signal),
        fetchInput: (need) => reading.fetchInput(analysis, need),
        readBeside: (source, request, signal) => reading.readBeside(analysis, source, request, signal),
        keep: (candidate, name, value) =>
          keeper.keep(candidate, { analysis, version: state.kept?.version ?? 0, name, value }),
        written: () => inTime(keeper.flush()),
        ended: () => reading.takeWaiting(analysis),
      });
      set(({ states }) => ({ states: { ...states, [analysis]: state } }));
      newer.tell(analysis, state);
      return state;
    }

    const memory = createReadingMemory(options.preferences);
    const openModel = createModelPart(store, { loadSide: options.loadSide, offer, reading: () => reading });
    const projects = createProjectPart(store, { keeper, runs, stateOf, reading: () => reading });
    const newer = createNewerPart(store, { tables, keeper, runs, stateOf });
    newerFiles = newer;
    const reading: ReadingPart = createReadingPart(store, {
      tables,
      jobs,
      fetch: options.fetch,
      backend,
      stateOf,
      visits: () => visits,
      memory,
      openOtherwise: (source) => openModel(source) ?? projects.open(source),
      opened: (before) => void newer.opened(before),
    });
    visits = createVisits(options.history, (place) => void reading.goTo(place));

    /** Gives what was brought to an analysis, or has it wait for data. */
    function offer(analysis: AnalysisId, content: unknown, file: string | null): void {
      const { input, states } = get();
      const state = states[analysis];
      const isReady = input?.analysis === analysis && state?.running() === null;
      set({ link: isReady ? { state: 'none' } : { state: 'waiting', analysis, content, file } });
      if (isReady) state.takeLink?.(content);
    }

    /** @returns false where it is no result that can be read */
    async function takeResult(fragment: string): Promise<boolean> {
      set({ brought: null });
      for (const analysis of analysisIds) {
        const { readResult } = await options.loadSide(analysis);
        const found = await readResult?.(fragment);
        if (!found) continue;
        if (found.ok) {
          const { sample } = readSessionLink(fragment);
          set({ brought: { analysis, content: found.value, sample }, isAtStart: true });
        } else set({ link: { state: 'broken', analysis, problem: found.problem } });
        return found.ok;
      }
      return true;
    }

    async function takeSessionLink(fragment: string): Promise<void> {
      const { language, analysis, sample, reading: described } = readSessionLink(fragment);
      if (language) set({ language });
      if (described) memory.take(described);
      if (analysis) reading.prefer(analysis);
      // Whoever gets a result looks at that first.
      if (sample === null || get().shown || get().brought) return;
      if (!get().samples) await get().loadSamples();
      const found = get().samples?.find(({ id }) => id === sample);
      if (found) void get().openSample(found);
    }

    return {
      ...readPreferences(options.preferences, options.browserLanguages),
      samples: null,
      shown: null,
      analysis: analysisIds[0],
      input: null,
      panel: { state: 'single', account: null },
      reading: { state: 'settled' },
      question: null,
      isAtStart: true,
      runs: [],
      states: {},
      backend: { state: 'unknown' },
      link: { state: 'none' },
      brought: null,
      tour: null,
      offline: { isReady: false, update: null },
      newer: null,
      project: null,
      keeping: { state: 'unknown', files: [], openId: null, isOtherVersion: false },
      ...reading.actions,

      async writeLink(result = null) {
        const { language, analysis, shown, samples, states } = get();
        const sample =
          samples?.find(({ file, rows }) => file === shown?.source.name && rows === shown.profile.rowCount)?.id ?? null;
        const reading = shown && memory.describe(shown);
        const settings = Object.values(states).flatMap((state) => state.writeLink?.() ?? []);
        const written = result && (await states[analysis]?.writeResult?.(result));
        const others = written ? [...settings, written] : settings;
        return writeSessionLink({ language, analysis, sample, reading }, others);
      },

      async openLink(fragment) {
        if (!(await takeResult(fragment))) return;
        await takeSessionLink(fragment);
        for (const analysis of analysisIds) {
          const { readLink } = await options.loadSide(analysis);
          const found = readLink?.(fragment);
          if (!found) continue;
          if (found.ok) offer(analysis, found.value, null);
          else set({ link: { state: 'broken', analysis, problem: found.problem } });
          return;
        }
      },

      dismissBrought() {
        set({ brought: null });
      },

      dismissLink() {
        set({ link: { state: 'none' } });
      },

      async goOn(id, isAsked = false) {
        const running = whatRuns(get());
        const file = get().keeping.files.find((kept) => kept.id === id);
        if (!file) return;
        if (running !== null && !isAsked) {
          set({ question: { kind: 'go-on-while-running', source: { name: file.name }, id, running } });
          return;
        }
        const work = await keeper.open(id);
        if (!work) return;
        const source = sourceOf(work);
        await reading.openAsBefore(source, work.file.analysis, async () => {
          const { candidate, isOtherVersion } = await restoreWork(work, source, runs, stateOf);
          set(({ keeping }) => ({ keeping: { ...keeping, isOtherVersion } }));
          return candidate;
        });
      },
      saveProject: (hasData) => projects.save(hasData),
      dismissProject: () => set({ project: null }),
      dismissNewer: () => newer.dismiss(),
      forgetKept: (id) => keeper.forget(id),
      setKeeping: (isOn) => keeper.setOn(isOn),

      pinRun: (id, isPinned) => runs.pin(id, isPinned),
      renameRun: (id, name) => runs.rename(id, name),
      forgetRun: (id) => runs.forget(id),

      setLanguage(language) {
        rememberPreference(options.preferences, 'language', language);
        set({ language });
      },

      setTheme(theme) {
        rememberPreference(options.preferences, 'theme', theme);
        set({ theme });
      },

      setShortcuts(shortcuts) {
        rememberPreference(options.preferences, 'shortcuts', shortcuts);
        set({ shortcuts });
      },

      setDetails(details) {
        rememberPreference(options.preferences, 'details', details);
        set({ details });
      },

      async retry() {
        const { reading: now } = get();
        if (now.state !== 'failed') return;
        const { attempt } = now;
        if (attempt.kind === 'open') return get().openFile(attempt.source);
        if (attempt.kind === 'sample') return get().openSample(attempt.sample);
        if (attempt.kind === 'choose') return get().show(attempt.candidate, attempt.analysis);
        set({ reading: { state: 'settled' } });
      },

      dismiss() {
        if (get().reading.state === 'failed') set({ reading: { state: 'settled' } });
      },
    };
  });
  followSession(session, keeper);
  session.subscribe(({ shown }, before) => {
    if (shown !== before.shown) newerFiles.shows(shown);
  });
  void keeper.look();
  if (options.fragment) void session.getState().openLink(options.fragment);
  return session;
}

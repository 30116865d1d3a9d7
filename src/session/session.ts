/** The store: what the user has done so far, and what can be done next. It knows the workers by their protocol only. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import type { ForecastOutcome } from '../evaluation/results.ts';
import type { Trial } from '../evaluation/search/trials.ts';
import { checkSettings, type ModelId, modelFamilies, modelIds, type Settings } from '../forecasters/settings.ts';
import { closeGaps } from '../series/fill-gaps.ts';
import { type OtherSeries, type PanelChoice, type RepairRules, usualRules } from '../series/panel.ts';
import type { Step } from '../series/step.ts';
import { ok, type Result } from '../table/result.ts';
import type { ReadChoices } from '../table/table.ts';
import { type CallResult, type Cancelled, WorkerClient, type WorkerLike } from '../worker/client.ts';
import type {
  ForecastProgress,
  PanelProgress,
  SeriesReading,
  TablePreview,
  TableProfile,
  TableSource,
} from '../worker/protocol.ts';
import { createTrainingPool, type TrainingPool } from '../worker/training-pool.ts';
import type { Language } from './language.ts';
import {
  type PreferenceStore,
  type Preferences,
  readPreferences,
  rememberPreference,
  type Theme,
} from './preferences.ts';
import {
  type Attempt,
  addFailure,
  addProgress,
  addResult,
  beginWork,
  type Candidate,
  completeWork,
  cutShort,
  isTraining,
  type LoadedData,
  noteBegun,
  type PanelList,
  type Run,
  type SessionProblem,
  settledBefore,
  type Work,
} from './run.ts';
import { type Fetch, fetchSample, listSamples, type Sample } from './samples.ts';
import { isSearching, noSearch, type SearchState, searchMetric, triedIn, withTrial } from './search.ts';
import { carriedSelection, guessedSelection, isSameChoice, namesSeveral, type Selection } from './selection.ts';
import {
  modelsSetAside,
  type SettingName,
  settingsForNewData,
  settingsForSameData,
  withValue,
} from './settings-draft.ts';
import { type LinkProblem, readLink } from './share-link.ts';
import { initialView, type View } from './view.ts';

/** The settings have to stay as they are for so long before anything is compiled for them. */
const prepareAfterMs = 700;

/** The forecaster that every other is measured against; it takes part in every run. */
export const baselineModel: ModelId = 'seasonal-naive';

export type BackendState =
  | { state: 'unknown' }
  | { state: 'starting' }
  | { state: 'chosen'; choice: BackendChoice }
  | { state: 'failed' };

/** What the page's address brings: settings that wait for data, or a link that could not be read. */
export type LinkState =
  | { state: 'none' }
  | { state: 'waiting'; settings: Settings }
  | { state: 'broken'; problem: LinkProblem };

export type SessionState = Preferences & {
  samples: Sample[] | null;
  data: LoadedData | null;
  /** What else is in the table shown. */
  panel: PanelList;
  settings: Settings | null;
  run: Run;
  view: View;
  backend: BackendState;
  search: SearchState;
  /** What settings found or brought by a link have taken the place of; null where there is nothing to go back to. */
  settingsBefore: Settings | null;
  link: LinkState;
};

export type SessionActions = {
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  loadSamples(): Promise<void>;
  /** Reads a file and the series its columns suggest. Data shown before stays until this has worked. */
  openFile(source: TableSource): Promise<void>;
  /** Reads pasted text as if it were a file of that name. */
  openText(name: string, text: string): Promise<void>;
  openSample(sample: Sample): Promise<void>;
  /** Reads another series out of the table shown, or out of the one whose columns were at fault. */
  chooseColumns(choice: PanelChoice, uniqueId?: string | null): Promise<void>;
  /** Shows another series of the table. */
  chooseSeries(uniqueId: string): Promise<void>;
  /** Repairs the series otherwise. */
  changeRules(change: Partial<RepairRules>): Promise<void>;
  /** Reads the file again as the user says; what was said before holds too. */
  readAs(choices: ReadChoices): Promise<void>;
  /** The same for one of its columns. */
  readColumnAs(column: string, choice: ColumnChoice): Promise<void>;
  /** Rows of the table shown, from `firstRow` on, counted from 1; null where the file cannot be read any more. */
  previewRows(firstRow: number, rows: number): Promise<TablePreview | null>;
  /** Reads another sheet of the same workbook. */
  chooseSheet(sheet: string): Promise<void>;
  changeSetting(name: SettingName, value: number | null): void;
  changeSettings(change: Partial<Settings>): void;
  toggleModel(model: ModelId): void;
  resetSettings(): void;
  /** Looks at the results in another way. */
  changeView(change: Partial<View>): void;
  /** Draws a model's line, or leaves it out. */
  showLine(model: ModelId, isShown: boolean): void;
  startForecast(): Promise<void>;
  cancelForecast(): void;
  /** Looks for settings of networks that do better, for so many minutes. */
  startSearch(minutes: number): Promise<void>;
  cancelSearch(): void;
  /** Takes over what a trial was made of. */
  takeTrial(id: number): void;
  /** Goes back to the settings before those were taken over. */
  restoreSettings(): void;
  /** Takes the settings that an address brings, now or when data is opened. */
  openLink(fragment: string): void;
  dismissLink(): void;
  /** Does again what failed. */
  retry(): Promise<void>;
  /** Puts a failure aside and goes on with what there was. */
  dismiss(): void;
};

type ColumnChoice = NonNullable<ReadChoices['columns']>[string];

export type Session = StoreApi<SessionState & SessionActions>;

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

/** What an address says of settings. */
function linkOf(fragment: string): LinkState {
  const read = readLink(fragment);
  if (!read) return { state: 'none' };
  return read.ok ? { state: 'waiting', settings: read.value } : { state: 'broken', problem: read.problem };
}

/** The settings of a file that has no other series to learn from. */
function learningAlone(settings: Settings | null): { settings?: Settings } {
  if (settings?.network.scope !== 'panel') return {};
  return { settings: { ...settings, network: { ...settings.network, scope: 'series' } } };
}

const cancelled = { ok: false, problem: { code: 'cancelled', params: {} } } as const;

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A table with the questions asked at the first reading, so that an answer can be changed. */
function withQuestionsOf(before: TableProfile, profile: TableProfile): TableProfile {
  const asked = new Map(before.columns.map(({ name, question }) => [name, question ?? null]));
  const columns = profile.columns.map((column) => ({
    ...column,
    question: column.question ?? asked.get(column.name) ?? null,
  }));
  return { ...profile, columns };
}

/** Whether both are the same table, however its cells are understood. */
function isSame(one: TableSource, other: TableSource): boolean {
  return one.blob === other.blob && one.choices?.sheet === other.choices?.sheet;
}

/** Whether two selections name the same series, repaired in the same way. */
function isSamePanel(one: Candidate, other: Candidate): boolean {
  const hasSameRules = JSON.stringify(one.rules) === JSON.stringify(other.rules);
  return one.source === other.source && isSameChoice(one.choice, other.choice) && hasSameRules;
}

type Failure = { problem: SessionProblem; attempt: Attempt; candidate?: Candidate; work?: Work };

/**
 * A session with nothing loaded.
 *
 * @param parts the outside world, so that tests can stand in for it
 */
export function createSession(parts: SessionParts): Session {
  const dataWorker = new WorkerClient(parts.startDataWorker);
  const trainingPool = createTrainingPool(parts.startTrainingWorker, parts.trainingWorkers);
  let reading: AbortController | null = null;
  let listing: AbortController | null = null;
  let training: AbortController | null = null;
  let searching: AbortController | null = null;
  let backendStart: Promise<void> | null = null;
  /** The file whose table the data worker holds; null where that is not certain. */
  let heldByWorker: TableSource | null = null;
  let listed: Candidate | null = null;
  /** What was read last of the other series, and beside which. */
  let gathered: { data: LoadedData; others: OtherSeries } | null = null;
  /** Networks that the user has not put aside: the series shown is too short for them. */
  let setAside: readonly ModelId[] = [];

  const session: Session = createStore((set, get) => {
    function fail({ problem, attempt, candidate, work }: Failure): void {
      set(({ run }) => ({
        run: {
          state: 'failed',
          problem,
          attempt,
          candidate: candidate ?? null,
          work: work ?? null,
          before: settledBefore(run),
        },
      }));
    }

    /** Begins a reading that makes any earlier one void. */
    function beginReading(name: string, stage: 'table' | 'series', isAgain = false): AbortSignal {
      reading?.abort();
      reading = new AbortController();
      stopTraining();
      stopSearch();
      set(({ run }) => ({
        run: { state: 'parsing', name, stage, progress: null, isAgain, before: settledBefore(run) },
      }));
      return reading.signal;
    }

    async function readTable(source: TableSource, signal: AbortSignal): Promise<CallResult<'read-table'>> {
      heldByWorker = null;
      const read = await dataWorker.call('read-table', source, {
        signal,
        onProgress: (progress) =>
          set(({ run }) => (run.state === 'parsing' && !signal.aborted ? { run: { ...run, progress } } : {})),
      });
      if (read.ok && !signal.aborted) heldByWorker = source;
      return read;
    }

    async function readSeries(candidate: Candidate, signal: AbortSignal): Promise<void> {
      const { source, choice, rules, uniqueId } = candidate;
      const attempt: Attempt = { kind: 'choose', candidate };
      if (heldByWorker !== source) {
        const again = await readTable(source, signal);
        if (signal.aborted) return;
        if (!again.ok && again.problem.code !== 'cancelled')
          return fail({ problem: again.problem, attempt, candidate });
      }
      set(({ run }) => (run.state === 'parsing' ? { run: { ...run, stage: 'series' } } : {}));
      const step = stepOfPanel(candidate);
      const read = await dataWorker.call('prepare-series', { choice, rules, uniqueId, step }, { signal });
      if (signal.aborted) return;
      if (!read.ok) {
        if (read.problem.code === 'worker-died') heldByWorker = null;
        if (read.problem.code !== 'cancelled') fail({ problem: read.problem, attempt, candidate });
        return;
      }
      showSeries(candidate, read.value);
      void ensureBackend();
      void listPanel(candidate);
    }

    /** The rhythm of the panel that a series belongs to, where it has been listed. */
    function stepOfPanel(candidate: Candidate): Step | null {
      const { panel } = get();
      return panel.state === 'listed' && listed && isSamePanel(listed, candidate) ? panel.overview.step : null;
    }

    function showSeries(candidate: Candidate, prepared: SeriesReading): void {
      const { data, settings, view, link } = get();
      const { series } = prepared;
      const isSameTable = data !== null && isSame(data.source, candidate.source);
      const isSameRows = isSameTable && isSameChoice(data.choice, candidate.choice);
      const fileStep = candidate.rules.resample ? (isSameRows ? data.fileStep : null) : series.step;
      const fitting =
        isSameTable && settings
          ? settingsForSameData(series, data.series, settings, setAside)
          : settingsForNewData(series, settings, setAside);
      const linked = link.state === 'waiting' ? link.settings : null;
      setAside = linked ? [] : modelsSetAside(settings, setAside, fitting);
      set({
        data: { ...candidate, ...prepared, uniqueId: series.uniqueId, fileStep },
        settings: linked ?? fitting,
        settingsBefore: linked && fitting,
        link: linked ? { state: 'none' } : link,
        search: noSearch,
        view: { ...initialView, metric: view.metric, columns: view.columns },
        run: { state: 'ready' },
      });
    }

    /** Lists all series of the table shown, in the background. */
    async function listPanel(candidate: Candidate): Promise<void> {
      if (listed && isSamePanel(listed, candidate)) return;
      listing?.abort();
      listed = candidate;
      const { choice, rules } = candidate;
      if (!namesSeveral(choice))
        return set(({ settings }) => ({ panel: { state: 'single' }, ...learningAlone(settings) }));
      listing = new AbortController();
      const { signal } = listing;
      const showProgress = (progress: PanelProgress) => {
        if (!signal.aborted) set({ panel: { state: 'reading', progress } });
      };
      set({ panel: { state: 'reading', progress: null } });
      const read = await dataWorker.call('read-panel', { choice, rules }, { signal, onProgress: showProgress });
      if (signal.aborted) return;
      if (!read.ok) listed = null;
      set({ panel: read.ok ? { state: 'listed', overview: read.value } : { state: 'single' } });
    }

    /** The table shown, or the one whose columns were at fault. */
    function tableInQuestion(): Candidate | null {
      const { run, data } = get();
      return (run.state === 'failed' && run.candidate) || data;
    }

    /** Reads something else out of the table in question. */
    async function select(change: (table: Candidate) => Partial<Selection>): Promise<void> {
      const table = tableInQuestion();
      if (!table) return;
      const { source, profile, choice, rules, uniqueId } = table;
      const selection = { choice, rules, uniqueId, ...change(table) };
      await readSeries({ source, profile, ...selection }, beginReading(source.name, 'series', true));
    }

    /** Reads the file of a table again in another way; the table stays where that fails. */
    async function readAgain(
      table: Candidate,
      choices: ReadChoices,
      selectFrom: (profile: TableProfile) => Omit<Candidate, 'source' | 'rules'>,
    ): Promise<void> {
      const source = { ...table.source, choices };
      const signal = beginReading(source.name, 'table', true);
      const read = await readTable(source, signal);
      if (signal.aborted) return;
      if (read.ok) return readSeries({ source, rules: table.rules, ...selectFrom(read.value) }, signal);
      if (read.problem.code === 'cancelled') return;
      fail({ problem: read.problem, attempt: { kind: 'open', source }, candidate: table });
    }

    /** The other series of the file, where networks are to learn from them; null where there are none to learn from. */
    async function gatherOthers(
      data: LoadedData,
      { network, models }: Settings,
      signal: AbortSignal,
    ): Promise<Result<OtherSeries | null, SessionProblem | Cancelled>> {
      const isAsked = network.scope === 'panel' && models.some((model) => modelFamilies[model] === 'network');
      if (!isAsked || !namesSeveral(data.choice)) return ok(null);
      if (gathered?.data === data) return ok(gathered.others);
      if (heldByWorker !== data.source) {
        const again = await readTable(data.source, signal);
        if (!again.ok) return again;
      }
      const { choice, rules, series } = data;
      const shown = { uniqueId: series.uniqueId, step: series.step };
      const read = await dataWorker.call('read-others', { choice, rules, shown }, { signal });
      if (read.ok) gathered = { data, others: read.value };
      else if (read.problem.code === 'worker-died') heldByWorker = null;
      return read;
    }

    function ensureBackend(): Promise<void> {
      backendStart ??= startBackend();
      return backendStart;
    }

    async function startBackend(): Promise<void> {
      set({ backend: { state: 'starting' } });
      const started = await trainingPool.startBackend(parts.askedBackend);
      if (started.ok) {
        set({ backend: { state: 'chosen', choice: started.value } });
      } else {
        backendStart = null;
        set({ backend: { state: 'failed' } });
      }
    }

    function forgetBackend(): void {
      backendStart = null;
      set({ backend: { state: 'unknown' } });
    }

    function stopSearch(): void {
      searching?.abort();
      searching = null;
      set(({ search }) => (isSearching(search) ? { search: noSearch } : {}));
    }

    /** What a search has tried so far; nothing where it is no longer the one under way. */
    function noteTrials(controller: AbortController, trials: readonly Trial[]): void {
      set(({ search }) => {
        if (searching !== controller || (search.state !== 'running' && search.state !== 'cancelling')) return {};
        return { search: { ...search, trials } };
      });
    }

    function stopTraining(): void {
      training?.abort();
      training = null;
    }

    function noteProgress(signal: AbortSignal, progress: ForecastProgress): void {
      set(({ run }) => {
        if (run.state !== 'training' && run.state !== 'cancelling') return {};
        if (training?.signal !== signal) return {};
        if (progress.kind === 'backend') return { backend: { state: 'chosen', choice: progress.choice } };
        if (progress.kind === 'result') return { run: { ...run, work: addResult(run.work, progress.result) } };
        if (progress.kind === 'failure') return { run: { ...run, work: addFailure(run.work, progress.failure) } };
        if (progress.kind === 'begun') return { run: { ...run, work: noteBegun(run.work, progress.model) } };
        const { model, phase, epoch, epochs, curve, etaMs } = progress;
        return { run: { ...run, work: addProgress(run.work, model, { phase, epoch, epochs, curve, etaMs }) } };
      });
    }

    function endForecast(result: Result<ForecastOutcome, SessionProblem | Cancelled>): void {
      const { run } = get();
      if (run.state !== 'training' && run.state !== 'cancelling') return;
      if (result.ok) {
        set({ run: { state: 'done', work: completeWork(run.work, result.value) } });
        return;
      }
      const { problem } = result;
      if (run.state === 'cancelling' || problem.code === 'cancelled') {
        // The worker did not stop in time and was ended, or had nothing to keep: what came until then is what there is.
        set({ run: { state: 'done', work: cutShort(run.work) } });
      } else {
        const work = run.work.results.length > 0 ? cutShort(run.work) : undefined;
        fail({ problem, attempt: { kind: 'forecast' }, ...(work ? { work } : {}) });
      }
      void ensureBackend();
    }

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

      setLanguage(language) {
        rememberPreference(parts.preferences, 'language', language);
        set({ language });
      },

      setTheme(theme) {
        rememberPreference(parts.preferences, 'theme', theme);
        set({ theme });
      },

      async loadSamples() {
        try {
          set({ samples: await listSamples(parts.fetch) });
        } catch {
          set({ samples: [] });
        }
      },

      async openFile(source) {
        void ensureBackend();
        const signal = beginReading(source.name, 'table');
        const read = await readTable(source, signal);
        if (signal.aborted) return;
        if (!read.ok) {
          if (read.problem.code !== 'cancelled') fail({ problem: read.problem, attempt: { kind: 'open', source } });
          return;
        }
        await readSeries({ source, profile: read.value, rules: usualRules, ...guessedSelection(read.value) }, signal);
      },

      async openText(name, text) {
        if (text.trim() === '') {
          fail({ problem: { code: 'nothing-pasted', params: {} }, attempt: { kind: 'paste' } });
          return;
        }
        await get().openFile({ name, blob: new Blob([text], { type: 'text/plain' }) });
      },

      async openSample(sample) {
        void ensureBackend();
        const signal = beginReading(sample.file, 'table');
        try {
          const source = await fetchSample(parts.fetch, sample);
          if (!signal.aborted) await get().openFile(source);
        } catch {
          const problem = { code: 'sample-unreachable', params: { sample: sample.id } } as const;
          if (!signal.aborted) fail({ problem, attempt: { kind: 'sample', sample } });
        }
      },

      chooseColumns: (choice, uniqueId) => select((table) => ({ choice, uniqueId: uniqueId ?? table.uniqueId })),
      chooseSeries: (uniqueId) => select(() => ({ uniqueId })),
      changeRules: (change) => select(({ rules }) => ({ rules: { ...rules, ...change } })),

      async readAs(change) {
        const table = tableInQuestion();
        if (!table) return;
        await readAgain(table, { ...table.source.choices, ...change }, (read) => {
          const profile = withQuestionsOf(table.profile, read);
          return { profile, ...carriedSelection(table, table.profile, profile) };
        });
      },

      async readColumnAs(column, choice) {
        const columns = tableInQuestion()?.source.choices?.columns;
        await get().readAs({ columns: { ...columns, [column]: { ...columns?.[column], ...choice } } });
      },

      async previewRows(firstRow, rows) {
        const { data } = get();
        if (!data) return null;
        if (heldByWorker !== data.source) {
          const again = await readTable(data.source, new AbortController().signal);
          if (!again.ok) return null;
        }
        const read = await dataWorker.call('preview-rows', { firstRow, rows });
        return read.ok ? read.value : null;
      },

      async chooseSheet(sheet) {
        const table = tableInQuestion();
        // What was said about the columns of one sheet says nothing about another.
        if (table) await readAgain(table, { sheet }, (profile) => ({ profile, ...guessedSelection(profile) }));
      },

      changeSetting(name, value) {
        set(({ settings }) => (settings ? { settings: withValue(settings, name, value) } : {}));
      },

      changeSettings(change) {
        set(({ settings }) => (settings ? { settings: { ...settings, ...change } } : {}));
      },

      toggleModel(model) {
        if (model === baselineModel) return;
        setAside = setAside.filter((id) => id !== model);
        set(({ settings }) => {
          if (!settings) return {};
          const chosen = (id: ModelId) => (id === model ? !settings.models.includes(id) : settings.models.includes(id));
          return { settings: { ...settings, models: modelIds.filter((id) => id === baselineModel || chosen(id)) } };
        });
      },

      resetSettings() {
        setAside = [];
        set(({ data }) => (data ? { settings: settingsForNewData(data.series, null), settingsBefore: null } : {}));
      },

      changeView(change) {
        set(({ view }) => ({ view: { ...view, ...change } }));
      },

      showLine(model, isShown) {
        set(({ view }) => ({ view: { ...view, lines: { ...view.lines, [model]: isShown } } }));
      },

      async startForecast() {
        const { data, settings, run, search } = get();
        if (!data || !settings || isTraining(run) || run.state === 'parsing' || isSearching(search)) return;
        const series = closeGaps(data.series);
        if (!checkSettings(settings, series.y.length).ok) return;
        const controller = new AbortController();
        training = controller;
        set({ run: { state: 'training', work: beginWork(settings, series.y.length) } });
        const { signal } = controller;
        await Promise.race([ensureBackend(), untilAborted(signal)]);
        const others = signal.aborted ? cancelled : await gatherOthers(data, settings, signal);
        const result = others.ok
          ? await trainingPool.forecast(
              { series, settings, ...(others.value ? { others: others.value } : {}) },
              { signal, onProgress: (progress) => noteProgress(signal, progress) },
            )
          : others;
        // After a fault the worker passes over the backend that failed, so what runs next has to be asked for again.
        if (others.ok && !result.ok && result.problem.code !== 'cancelled') forgetBackend();
        if (training !== controller) return;
        training = null;
        endForecast(result);
      },

      cancelForecast() {
        const { run } = get();
        if (run.state !== 'training') return;
        set({ run: { state: 'cancelling', work: run.work } });
        training?.abort();
      },

      async startSearch(minutes) {
        const { data, settings, run, view, search } = get();
        if (!data || !settings || isTraining(run) || run.state === 'parsing' || isSearching(search)) return;
        const series = closeGaps(data.series);
        if (!checkSettings(settings, series.y.length).ok) return;
        const controller = new AbortController();
        searching = controller;
        const { signal } = controller;
        const metric = searchMetric(view.metric);
        const budgetMs = minutes * 60_000;
        const begin = () =>
          set({ search: { state: 'running', trials: [], metric, budgetMs, endsAtMs: Date.now() + budgetMs } });
        begin();
        await Promise.race([ensureBackend(), untilAborted(signal)]);
        if (get().search.state === 'running') begin();
        const onTrials = (trials: readonly Trial[]) => noteTrials(controller, trials);
        const found = await trainingPool.search({ series, settings, metric, budgetMs }, { signal, onTrials });
        if (!found.ok) forgetBackend();
        if (searching !== controller) return;
        searching = null;
        set({ search: found.ok ? { state: 'done', ...found.value } : { state: 'failed', problem: found.problem } });
        void ensureBackend();
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

      restoreSettings() {
        set(({ settingsBefore }) => (settingsBefore ? { settings: settingsBefore, settingsBefore: null } : {}));
      },

      openLink(fragment) {
        const link = linkOf(fragment);
        const { data, settings, run, search } = get();
        if (link.state === 'none') return;
        if (link.state === 'broken' || !data || isTraining(run) || isSearching(search)) set({ link });
        else set({ settings: link.settings, settingsBefore: settings, link: { state: 'none' } });
      },

      dismissLink() {
        set({ link: { state: 'none' } });
      },

      async retry() {
        const { run } = get();
        if (run.state !== 'failed') return;
        const { attempt, before } = run;
        if (attempt.kind === 'open') return get().openFile(attempt.source);
        if (attempt.kind === 'sample') return get().openSample(attempt.sample);
        if (attempt.kind === 'choose') {
          return readSeries(attempt.candidate, beginReading(attempt.candidate.source.name, 'series', true));
        }
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

  let preparation: ReturnType<typeof setTimeout> | undefined;
  session.subscribe((now, before) => {
    if (now.data === before.data && now.settings === before.settings && now.backend === before.backend) return;
    clearTimeout(preparation);
    preparation = setTimeout(() => prepareForecast(session.getState(), trainingPool), prepareAfterMs);
  });
  return session;
}

/** Has what pressing the button would run on a GPU compiled ahead. */
function prepareForecast({ data, settings, backend, run, search }: SessionState, trainingPool: TrainingPool): void {
  if (backend.state !== 'chosen' || backend.choice.backend !== 'webgpu') return;
  if (!data || !settings || (run.state !== 'ready' && run.state !== 'done') || isSearching(search)) return;
  // What all series of the file take is known once they are read.
  if (settings.network.scope === 'panel') return;
  const series = closeGaps(data.series);
  if (checkSettings(settings, series.y.length).ok) trainingPool.prepareForecast({ series, settings });
}

/** What forecasting every series does for the session: the series of the file shown, one run at a time, and what came of it. */
import { createStore } from 'zustand/vanilla';
import { describeInput } from '../../../session/run-shelf.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { AllRequest, FileBrief } from '../inputs.ts';
import type { AllPart } from '../jobs/job.ts';
import { type AllSeriesStore, optionalColumns, type RunState, type TableView } from './all-series-store.ts';
import { planRun } from './plan-run.ts';
import { addPart, createResults, type Results } from './results.ts';

export type AllSeriesAnalysis = AnalysisState & { store: AllSeriesStore };

const analysis = 'all-series';

/** Files of which what was forecast is kept: the one shown and the one before it. */
const mostKept = 2;
/** How often what comes in is shown. */
const shownEveryMs = 250;

const initialView: TableView = {
  search: '',
  filter: null,
  classes: null,
  sort: { key: 'importance', isDescending: true },
  group: null,
  columns: optionalColumns,
};

const idle: RunState = { state: 'idle' };

/** The same for the same file, columns and repairs, whichever series is in front. */
function keyOf(candidate: Candidate): string {
  return describeInput({ ...candidate, uniqueId: null });
}

type Running = {
  key: string;
  name: string;
  results: Results;
  controller: AbortController;
  input: InputHandle | null;
  run: Exclude<RunState, { state: 'idle' }>;
  /** When the first of the tests began. */
  testsSinceMs: number | null;
};

function createAllSeriesState({ session, jobs, backend, ensureInput }: SessionParts): AllSeriesAnalysis {
  /** By the key of what they are of, the one used last at the end. */
  const kept = new Map<string, Results>();
  let running: Running | null = null;
  let showing: ReturnType<typeof setTimeout> | null = null;

  function keep(key: string, results: Results): void {
    kept.delete(key);
    kept.set(key, results);
    for (const old of [...kept.keys()].slice(0, -mostKept)) if (old !== running?.key) kept.delete(old);
  }

  function showNow(): void {
    if (showing) clearTimeout(showing);
    showing = null;
    store.setState(({ fileKey, version }) => {
      const isShown = running?.key === fileKey;
      return {
        version: version + 1,
        run: running && isShown ? running.run : idle,
        isElsewhere: running !== null && !isShown,
      };
    });
  }

  /** What comes in is shown a few times a second: each time the table is put in order anew. */
  function showSoon(): void {
    showing ??= setTimeout(showNow, shownEveryMs);
  }

  function note(own: Running, part: AllPart): void {
    if (running !== own) return;
    addPart(own.results, part);
    const { run } = own;
    const kind = part.kind === 'look' ? 'looks' : 'tests';
    const counted = { ...run[kind], done: run[kind].done + part.numbers.length };
    own.run = { ...run, [kind]: counted, etaMs: run.etaMs };
    if (kind === 'tests' && own.testsSinceMs !== null) {
      const each = (performance.now() - own.testsSinceMs) / counted.done;
      own.run.etaMs = each * (counted.total - counted.done);
    }
    showSoon();
  }

  function end(own: Running, problem: AllSeriesProblem | null): void {
    if (running !== own) return;
    running = null;
    if (problem) store.setState({ problem });
    showNow();
  }

  async function begin(key: string, name: string, brief: FileBrief, results: Results, numbers: readonly number[]) {
    const plan = planRun(brief, results, numbers);
    if (plan.jobs.length === 0) return;
    const controller = new AbortController();
    const { signal } = controller;
    const own: Running = {
      key,
      name,
      results,
      controller,
      input: null,
      run: {
        state: 'running',
        looks: { done: 0, total: plan.looks },
        tests: { done: 0, total: plan.tests },
        etaMs: null,
      },
      testsSinceMs: null,
    };
    running = own;
    store.setState({ problem: null });
    showNow();
    await backend.ensure(signal);
    if (signal.aborted) return end(own, null);
    const ensured = await ensureInput(signal);
    if (!ensured.ok) {
      const { problem } = ensured;
      return end(own, problem.code === 'cancelled' ? null : { code: problem.code, params: problem.params });
    }
    own.input = ensured.value;
    const result = await jobs.run(
      { analysis, input: ensured.value, jobs: plan.jobs },
      {
        signal,
        onNews(news) {
          if (news.kind === 'done') note(own, news.part as AllPart);
          else if (news.kind === 'begun' && news.id.startsWith('test')) own.testsSinceMs ??= performance.now();
          else if (news.kind === 'backend') session.setState({ backend: { state: 'chosen', choice: news.choice } });
        },
      },
    );
    const isOver = result.ok || result.problem.code === 'cancelled';
    if (!isOver) backend.forget();
    end(own, isOver ? null : { code: result.problem.code, params: result.problem.params });
  }

  const store: AllSeriesStore = createStore((set, get) => ({
    file: null,
    fileKey: '',
    results: null,
    version: 0,
    horizonSteps: 1,
    run: idle,
    isElsewhere: false,
    problem: null,
    view: initialView,
    opened: null,

    async start(numbers) {
      const { file, fileKey, results } = get();
      if (!file || !results || running) return;
      await begin(fileKey, session.getState().shown?.source.name ?? '', file, results, numbers);
    },

    cancel() {
      if (running?.run.state !== 'running') return;
      running.run = { ...running.run, state: 'cancelling' };
      running.controller.abort();
      showNow();
    },

    setHorizon(horizonSteps) {
      const { file, fileKey } = get();
      if (!file || running?.key === fileKey) return;
      const results = createResults(file, horizonSteps);
      keep(fileKey, results);
      set({ horizonSteps, results, opened: null });
      showNow();
    },

    changeView: (change) => set(({ view }) => ({ view: { ...view, ...change } })),
    open: (opened) => set({ opened }),
    dismissProblem: () => set({ problem: null }),
  }));

  return {
    store,
    requestFor: ({ choice, rules }): AllRequest => ({ choice, rules }),

    show(candidate, { brief }) {
      const file = brief as FileBrief;
      const { choice, rules, uniqueId } = candidate;
      const key = keyOf(candidate);
      const before = store.getState();
      const isSame = before.fileKey === key;
      const results = kept.get(key) ?? createResults(file, file.horizonSteps);
      keep(key, results);
      store.setState({
        file,
        fileKey: key,
        results,
        horizonSteps: results.horizonSteps,
        ...(isSame ? {} : { view: { ...initialView, columns: before.view.columns }, opened: null, problem: null }),
      });
      showNow();
      return { choice, rules, uniqueId };
    },

    running: () => running?.name ?? null,
    stop: () => running?.controller.abort(),
    inputsInUse: () => (running?.input ? [running.input] : []),
  };
}

type AllSeriesProblem = NonNullable<ReturnType<AllSeriesStore['getState']>['problem']>;

export const sessionSide: SessionSide = { createState: createAllSeriesState };

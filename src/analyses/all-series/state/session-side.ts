/** What forecasting every series does for the session: the series of the file shown, one run at a time, and what came of it. */
import { createStore } from 'zustand/vanilla';
import type { Result } from '../../../base/result.ts';
import { isGainKnown } from '../../../evaluation/panel/driver-sample.ts';
import type { PanelChoice } from '../../../series/panel.ts';
import type { EarlierFile } from '../../../session/newer/newer-file.ts';
import { isSameChoice } from '../../../session/selection.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import { type Candidate, candidateOf } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { PlannedJob } from '../../analysis.ts';
import type { AllRequest, FileBrief } from '../inputs.ts';
import type { AllPart, DriversPart, SeriesPart } from '../jobs/job.ts';
import type { ReconciledPart } from '../jobs/reconcile-job.ts';
import { type AllSeriesStore, optionalColumns, type RunState, type TableView } from './all-series-store.ts';
import { type EarlierPlan, judgeEarlier } from './earlier-plan.ts';
import { createKeptSeries, keyOf } from './kept-work.ts';
import {
  type AddedUp,
  addUp,
  continueTotals,
  isOfLevels,
  type LevelPlan,
  planLevels,
  planReconcile,
  planTotalJobs,
  type TotalResults,
} from './levels.ts';
import { followOffer } from './offer.ts';
import { planDriverTrial, planRun } from './plan-run.ts';
import type { SetNumber } from './plan-shown.ts';
import { addPart, createResults, type FileResults, type Results, stages, stepsSinceTests } from './results.ts';
import { carryOverrides, planUpdates, stepsSince, withEarlierTests } from './update-plan.ts';

export type AllSeriesAnalysis = AnalysisState & { store: AllSeriesStore };

const analysis = 'all-series';

/** Files of which what was forecast is kept: the one shown and the one before it. */
const mostKept = 2;
/** Horizons of a file of which it is. */
const mostHorizons = 3;
/** How often what comes in is shown: putting a very long table in order takes its time. */
const shownEveryMs = 250;
const seriesShownSo = 10_000;
const waitMs = (series: number) => shownEveryMs * Math.max(1, series / seriesShownSo);

const initialView: TableView = {
  search: '',
  filter: null,
  classes: null,
  sort: { key: 'importance', isDescending: true },
  group: null,
  columns: optionalColumns,
  path: [],
};

const idle: RunState = { state: 'idle' };

type Running = {
  key: string;
  /** What it is of; null where it is of totals, which are not kept beyond the page. */
  candidate: Candidate | null;
  name: string;
  results: Results;
  controller: AbortController;
  input: InputHandle | null;
  run: Exclude<RunState, { state: 'idle' }>;
  /** When the first of the tests began. */
  testsSinceMs: number | null;
};

/** With the columns and repairs of the file that it is of. */
type EarlierOf = EarlierPlan & { key: string; choice: PanelChoice };

const noLevels: LevelPlan = { leaves: [], columns: [], levels: [] };

/** The levels that the file suggests, by their places among those it offers. */
function takenOf({ levels }: LevelPlan): number[] {
  return [...levels.keys()].filter((at) => levels[at].isTaken);
}

function createAllSeriesState(parts: SessionParts): AllSeriesAnalysis {
  const { session, jobs, backend, ensureInput } = parts;
  const beyond = createKeptSeries(parts);
  /** What is shown, as it is kept beyond the page. */
  let candidateShown: Candidate | null = null;
  /** By the key of what they are of, the one used last at the end. */
  const kept = new Map<string, Results[]>();
  /** What planners have set, by the keys of what it is of: it stays for any horizon, and longer than the forecasts. */
  const set = new Map<string, readonly SetNumber[]>();
  /** Totals of results of series, and what was made to add up of both. */
  const made = new WeakMap<Results, { total: TotalResults; addedUp: AddedUp | null }>();
  /** The file before the one shown of which something was forecast, and what the one shown is called. */
  let earlier: EarlierOf | null = null;
  /** The earlier state that the file shown goes on from. */
  let newer: EarlierFile | null = null;
  let shownName = '';
  let running: Running | null = null;
  let showing: ReturnType<typeof setTimeout> | null = null;

  function keep(key: string, results: Results): void {
    const others = (kept.get(key) ?? []).filter((one) => one !== results);
    kept.delete(key);
    kept.set(key, [...others, results].slice(-mostHorizons));
    for (const old of [...kept.keys()].slice(0, -mostKept)) if (old !== running?.key) kept.delete(old);
  }

  function showNow(): void {
    if (showing) clearTimeout(showing);
    showing = null;
    store.setState(({ fileKey, known }) => {
      const isShown = running?.key === fileKey;
      return {
        known: known && { ...known },
        run: running && isShown ? running.run : idle,
        isElsewhere: running !== null && !isShown,
      };
    });
  }

  /** What comes in is shown a few times a second: each time the table is put in order anew. */
  function showSoon(): void {
    showing ??= setTimeout(showNow, waitMs(store.getState().known?.file.names.length ?? 0));
  }

  function note(own: Running, part: SeriesPart): void {
    if (running !== own) return;
    addPart(own.results, part);
    if (own.candidate) beyond.keepPart(own.candidate, own.results, part);
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
    beyond.flush();
    if (own.candidate) beyond.keepAsked(own.candidate, null);
    if (problem) store.setState({ problem });
    showNow();
  }

  /** A run of jobs on the file shown, from what they need to its end. @returns what went wrong */
  async function runWith(
    given: { results: Results; looks: number; tests: number; candidate: Candidate | null },
    work: (own: Running, input: InputHandle) => Promise<AllSeriesProblem | null>,
  ): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const own: Running = {
      key: store.getState().fileKey,
      candidate: given.candidate,
      name: session.getState().shown?.source.name ?? '',
      results: given.results,
      controller,
      input: null,
      run: {
        state: 'running',
        looks: { done: 0, total: given.looks },
        tests: { done: 0, total: given.tests },
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
    end(own, await work(own, ensured.value));
  }

  async function runJobs(
    own: Running,
    input: InputHandle,
    planned: readonly PlannedJob[],
    take: (part: unknown) => void,
  ): Promise<AllSeriesProblem | null> {
    const result = await jobs.run(
      { analysis, input, jobs: planned },
      {
        signal: own.controller.signal,
        onNews(news) {
          if (news.kind === 'done') take(news.part);
          else if (news.kind === 'begun' && news.id.startsWith('test')) own.testsSinceMs ??= performance.now();
          else if (news.kind === 'backend') session.setState({ backend: { state: 'chosen', choice: news.choice } });
        },
      },
    );
    const problem = problemOf(result);
    if (problem) backend.forget();
    return problem;
  }

  /** Before the tests are planned: whether columns known only afterwards are tried in all series; the first looks beside it. */
  async function runTrial(
    own: Running,
    input: InputHandle,
    { file, results }: FileResults,
    looks: readonly PlannedJob[],
  ): Promise<AllSeriesProblem | null> {
    const trial = results.driverTrial ? null : planDriverTrial(file, results.horizonSteps);
    if (!trial) return null;
    const gains: number[] = [];
    const problem = await runJobs(own, input, [...looks, ...trial.jobs], (part) => {
      const { kind } = part as AllPart;
      if (kind === 'drivers') gains.push(...(part as DriversPart).gains);
      else note(own, part as SeriesPart);
    });
    if (problem || own.controller.signal.aborted) return problem;
    const { columns, series } = trial;
    results.driverTrial = { columns, series, isWorth: isGainKnown(gains) };
    return null;
  }

  /** Forecasts the totals taken, as far as that has not been done, and makes all add up. */
  async function runTotals({ file, results }: FileResults): Promise<void> {
    if (running) return;
    const { levels, taken, method } = store.getState();
    const wanted = taken.map((at) => levels.levels[at]);
    const before = made.get(results)?.total ?? null;
    const total =
      before && isOfLevels(before.totals, wanted) ? before : continueTotals(file, levels, wanted, results, before);
    // What is done of them stays when the rest is called off.
    made.set(results, { total, addedUp: store.getState().addedUp });
    const { totals } = total;
    const plan = planTotalJobs(file, totals, total.results, stepsSinceTests(results));
    await runWith({ results: total.results, looks: 0, tests: plan.tests, candidate: null }, async (own, input) => {
      if (plan.jobs.length > 0) {
        const problem = await runJobs(own, input, plan.jobs, (part) => note(own, part as SeriesPart));
        if (problem || own.controller.signal.aborted) return problem;
      }
      const job = planReconcile(file, totals, results, total.results, method);
      const planned = { id: 'reconcile', job, trains: false, seconds: 0, hasParts: false };
      return runJobs(own, input, [planned], (part) => {
        const addedUp = addUp(file, totals, results, total.results, part as ReconciledPart);
        made.set(results, { total, addedUp });
        if (store.getState().known?.results === results) store.setState({ addedUp });
      });
    });
  }

  /** What was made to add up is let go; the forecasts of the totals by themselves stay. */
  function forgetSums(results: Results): void {
    const before = made.get(results);
    if (before) made.set(results, { ...before, addedUp: null });
    store.setState({ addedUp: null, level: null, opened: null });
  }

  /** What was forecast and set of an earlier state of the file; null where nothing was. */
  async function readEarlier({ earlier: candidate, prepare }: EarlierFile): Promise<EarlierOf | null> {
    const key = keyOf(candidate);
    if (earlier?.key === key) return earlier;
    const brief = (await prepare({ choice: candidate.choice, rules: candidate.rules })) as FileBrief | null;
    if (!brief) return null;
    takeBack(candidate, brief);
    const results = kept.get(key)?.at(-1);
    if (!results) return null;
    const overrides = set.get(key) ?? [];
    return {
      key,
      choice: candidate.choice,
      known: { file: brief, results },
      addedUp: null,
      overrides,
      dataName: candidate.source.name,
    };
  }

  async function goOnFrom(given: EarlierFile | null): Promise<void> {
    newer = given;
    if (!given || !store.getState().known) return;
    const found = await readEarlier(given);
    if (newer !== given) return;
    const { known, fileKey, run } = store.getState();
    if (!found || !known || !candidateShown) return;
    earlier = found;
    const { file } = known;
    const { horizonSteps } = found.known.results;
    const isUntouched = known.results.stage.every((stage) => stage === stages.none) && run.state === 'idle';
    if (isUntouched && horizonSteps !== known.results.horizonSteps) store.getState().setHorizon(horizonSteps);
    if (!set.has(fileKey) && found.overrides.length > 0) {
      setOverrides(carryOverrides(found.overrides, stepsSince(found.known.file, file)));
    }
    store.setState({ cameOf: judgeEarlier(found, file), earlier: found.known });
  }

  function setOverrides(overrides: readonly SetNumber[]): void {
    set.set(store.getState().fileKey, overrides);
    store.setState({ overrides });
    keepPlan();
  }

  function keepPlan(): void {
    const { horizonSteps, overrides } = store.getState();
    if (candidateShown) beyond.keepPlan(candidateShown, { horizonSteps, overrides });
  }

  /** Puts back what an earlier visit left of this file, where it left anything. @returns series to go on with */
  function takeBack(candidate: Candidate, file: FileBrief): readonly number[] | null {
    const found = beyond.take(candidate, file);
    if (!found) return null;
    const key = keyOf(candidate);
    for (const results of found.results) keep(key, results);
    const { plan, asked } = found;
    if (plan) {
      set.set(key, plan.overrides);
      const isKept = found.results.some(({ horizonSteps }) => horizonSteps === plan.horizonSteps);
      if (!isKept) keep(key, createResults(file, plan.horizonSteps));
    }
    const last = kept.get(key)?.at(-1);
    return asked && last?.horizonSteps === asked.horizonSteps ? asked.numbers : null;
  }

  const store: AllSeriesStore = createStore((change, get) => ({
    known: null,
    fileKey: '',
    horizonSteps: 1,
    run: idle,
    isElsewhere: false,
    problem: null,
    view: initialView,
    opened: null,
    levels: noLevels,
    taken: [],
    addedUp: null,
    level: null,
    method: null,
    overrides: [],
    cameOf: null,
    earlier: null,

    async start(numbers) {
      const { known } = get();
      if (!known || running) return;
      const { file, results } = known;
      const plan = planRun(file, results, numbers);
      if (plan.jobs.length === 0) return;
      forgetSums(results);
      const candidate = candidateShown;
      if (candidate) beyond.keepAsked(candidate, { horizonSteps: results.horizonSteps, numbers });
      await runWith({ results, looks: plan.looks, tests: plan.tests, candidate }, async (own, input) => {
        const looks = plan.jobs.filter(({ job }) => job.kind === 'look');
        const problem = await runTrial(own, input, { file, results }, looks);
        if (problem || own.controller.signal.aborted) return problem;
        const { jobs: left } = planRun(file, results, numbers);
        return runJobs(own, input, left, (part) => note(own, part as SeriesPart));
      });
    },

    async update() {
      const { known, earlier: before } = get();
      if (!known || !before || running) return;
      const { file, results } = known;
      const plan = planUpdates(file, results, before);
      const rest = planRun(
        file,
        results,
        [...file.names.keys()].filter((number) => !plan.earlierOf.has(number)),
        plan.beside,
        plan.since + stepsSinceTests(before.results),
      );
      if (plan.jobs.length + rest.jobs.length === 0) return;
      forgetSums(results);
      const given = { results, looks: rest.looks, tests: plan.earlierOf.size + rest.tests, candidate: candidateShown };
      await runWith(given, (own, input) =>
        runJobs(own, input, [...plan.jobs, ...rest.jobs], (part) =>
          note(own, withEarlierTests(part as SeriesPart, plan, before)),
        ),
      );
    },

    cancel() {
      if (running?.run.state !== 'running') return;
      running.run = { ...running.run, state: 'cancelling' };
      running.controller.abort();
      showNow();
    },

    setHorizon(horizonSteps) {
      const { known, fileKey } = get();
      if (!known || running?.key === fileKey) return;
      const { file } = known;
      const before = kept.get(fileKey)?.find((one) => one.horizonSteps === horizonSteps);
      const results = before ?? createResults(file, horizonSteps);
      keep(fileKey, results);
      const addedUp = made.get(results)?.addedUp ?? null;
      change({ horizonSteps, known: { file, results }, opened: null, addedUp, level: null });
      keepPlan();
      showNow();
    },

    changeView: (part) => change(({ view }) => ({ view: { ...view, ...part } })),
    open: (opened) => change({ opened }),

    async showLevel(level) {
      change(({ view }) => ({ level, opened: null, view: { ...view, path: [] } }));
      const { known, addedUp } = get();
      if (level === null || !known || addedUp) return;
      await runTotals(known);
      // Called off, there is no such level to show.
      if (get().level === level && !get().addedUp) change({ level: null });
    },

    takeLevels(taken) {
      const { known } = get();
      if (known) forgetSums(known.results);
      change({ taken });
    },

    async setMethod(method) {
      change({ method });
      const { known, addedUp } = get();
      if (known && addedUp) await runTotals(known);
    },

    addOverride: (override) => setOverrides([...get().overrides, override]),
    removeOverride: (override) => setOverrides(get().overrides.filter((one) => one !== override)),
    dismissProblem: () => change({ problem: null }),
    dismissCameOf: () => change({ cameOf: null }),
  }));
  followOffer(store, parts.offers, () => candidateShown);

  return {
    store,
    requestFor: ({ choice, rules }): AllRequest => ({ choice, rules }),

    show(candidate, { brief }) {
      const file = brief as FileBrief;
      const { choice, rules, uniqueId } = candidate;
      const key = keyOf(candidate);
      const candidateBefore = candidateShown;
      candidateShown = candidateOf(candidate);
      const open = takeBack(candidate, file);
      const before = store.getState();
      const isSame = before.fileKey === key;
      if (!isSame && candidateBefore && before.known?.results.stage.some((stage) => stage !== stages.none)) {
        const { known, addedUp, overrides } = before;
        earlier = {
          key: before.fileKey,
          choice: candidateBefore.choice,
          known,
          addedUp,
          overrides,
          dataName: shownName,
        };
      }
      shownName = candidate.source.name;
      const goesOn = earlier !== null && isSameChoice(earlier.choice, choice);
      const cameOf = isSame ? before.cameOf : goesOn ? judgeEarlier(earlier as EarlierOf, file) : null;
      const results = kept.get(key)?.at(-1) ?? createResults(file, file.horizonSteps);
      keep(key, results);
      const levels = isSame && before.known?.file === file ? before.levels : planLevels(file);
      store.setState({
        known: { file, results },
        fileKey: key,
        horizonSteps: results.horizonSteps,
        levels,
        taken: isSame ? before.taken : takenOf(levels),
        addedUp: made.get(results)?.addedUp ?? null,
        level: isSame ? before.level : null,
        overrides: set.get(key) ?? [],
        cameOf,
        ...(isSame ? {} : { earlier: null }),
        ...(isSame ? {} : { view: { ...initialView, columns: before.view.columns }, opened: null, problem: null }),
      });
      showNow();
      if (open) void store.getState().start(open);
      if (!isSame) void goOnFrom(newer);
      return { choice, rules, uniqueId };
    },

    kept: beyond,
    goOnFrom: (given) => void goOnFrom(given),

    running: () => running?.name ?? null,
    stop: () => running?.controller.abort(),
    inputsInUse: () => (running?.input ? [running.input] : []),
  };
}

type AllSeriesProblem = NonNullable<ReturnType<AllSeriesStore['getState']>['problem']>;

/** Null where it came to its end, or was called off. */
function problemOf(result: Result<unknown, AllSeriesProblem>): AllSeriesProblem | null {
  if (result.ok || result.problem.code === 'cancelled') return null;
  const { code, params } = result.problem;
  return { code, params };
}

export const sessionSide: SessionSide = { createState: createAllSeriesState };

/** Runs of the models: begun, followed wherever the page looks meanwhile, called off, ended and kept. */

import type { Settings } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { describeInput, type KeptRun } from '../../../session/run-shelf.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import { candidateOf } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { EarlierModel } from '../jobs/job.ts';
import { settingsToDeploy } from './deploy.ts';
import { earlierModels } from './earlier-part.ts';
import type { ForecastAccess, ForecastState, RunActions } from './forecast-store.ts';
import { createTrainingKeeper, type KeptTrainings, type TrainingKeeper } from './kept-trainings.ts';
import type { BrokenOff } from './kept-work.ts';
import type { ForecastPool, ForecastProgress } from './pool/forecast-pool.ts';
import { readyRun } from './ready-run.ts';
import {
  addPart,
  addProgress,
  beginWork,
  doneIn,
  endWork,
  type ForecastProblem,
  type ForecastRun,
  isTraining,
  noteBegun,
  noteMoved,
  resumeWork,
  type Work,
} from './run.ts';
import type { TargetPart } from './targets.ts';

const analysis = 'forecast';
/** Under which a run under way is kept. */
export const runningName = 'running';

/** A run under way. */
type Running = {
  data: LoadedSeries;
  inputKey: string;
  run: { state: 'training' | 'cancelling'; work: Work };
  controller: AbortController;
  /** Null until it is known. */
  input: InputHandle | null;
  /** Keeps how far trainings are; null for what is quick, and where nothing can be kept. */
  trainings: TrainingKeeper | null;
  isUpdate: boolean;
  /** The other targets that are forecast with it, by their names. */
  targets: Map<string, RunningTarget>;
};

type RunningTarget = { data: LoadedSeries; inputKey: string; work: Work };

type ShownRun = Pick<ForecastState, 'run' | 'shownRun'>;

export type RunPart = {
  actions: RunActions;
  /** The run to show with this data: the one under way, the kept one that was opened, or the last that was kept. */
  runOf(data: LoadedSeries): ShownRun;
  /** Tells the store how far the other targets are. */
  showTargets(): void;
  /** What the run under way is about, where that is something else. */
  elsewhere(data: LoadedSeries): { name: string; share: number } | null;
  running(): string | null;
  /** Goes on with a run of this data that was broken off on an earlier visit. */
  resume(data: LoadedSeries, brokenOff: BrokenOff): void;
  stop(): void;
  inputsInUse(): InputHandle[];
};

/** The work after what is told of one of its models. */
function afterNews(work: Work, news: Exclude<ForecastProgress, { kind: 'backend' | 'kept' }>): Work {
  switch (news.kind) {
    case 'begun':
      return noteBegun(work, news.model);
    case 'moved':
      return noteMoved(work, news.model);
    case 'part':
      return addPart(work, news.part);
    case 'training': {
      const { model, phase, epoch, epochs, curve, etaMs, way } = news;
      return addProgress(work, model, { phase, epoch, epochs, curve, etaMs, ...(way && { way }) });
    }
  }
}

/** The share of its models that a run has done, 0-1, of all its targets. */
function shareOf({ run, targets }: Running): number {
  const works = [run.work, ...[...targets.values()].map(({ work }) => work)];
  const done = works.reduce((sum, { results, failures }) => sum + results.length + failures.length, 0);
  return done / Math.max(1, works.length * run.work.settings.models.length);
}

/** Which target news are of; undefined for the one shown when the run began. */
function targetOfNews(news: ForecastProgress): string | undefined {
  if (news.kind === 'part') return news.part.target;
  return news.kind === 'training' ? news.target : undefined;
}

export function createRunPart(
  { set, get }: ForecastAccess,
  { session, backend, runs, ensureInput, keep: keepBeyond, written, ended }: SessionParts,
  pool: ForecastPool,
  targetsOf: TargetPart['targetsOf'],
): RunPart {
  let running: Running | null = null;
  /** Of inputs of which an earlier run was opened, which one. */
  const opened = new Map<string, number>();

  function elsewhere(data: LoadedSeries | null) {
    if (!running || !data || underWay(describeInput(data))) return null;
    return { name: running.data.uniqueId ?? running.data.source.name, share: shareOf(running) };
  }

  /** What is under way of an input; null where that is nothing. */
  function underWay(inputKey: string): ForecastRun | null {
    if (!running) return null;
    if (running.inputKey === inputKey) return running.run;
    const target = [...running.targets.values()].find((one) => one.inputKey === inputKey);
    return target ? { state: running.run.state, work: target.work } : null;
  }

  /** Shows a run where its data is shown, and that it goes on where that is not. */
  function show(inputKey: string, run: ForecastRun, shownRun: number | null = null): void {
    const { data } = get();
    if (data && describeInput(data) === inputKey) set({ run, shownRun, elsewhere: null });
    else set({ elsewhere: elsewhere(data) });
    showTargets();
  }

  /** Tells how far the targets are that are forecast with what is shown. */
  function showTargets(): void {
    const { data, targets } = get();
    const known = targets.flatMap(({ name, data: own }) =>
      own && data && describeInput(own) !== describeInput(data) ? [[name, runOf(own).run] as const] : [],
    );
    if (known.length > 0 || Object.keys(get().targetRuns).length > 0) set({ targetRuns: Object.fromEntries(known) });
  }

  /** The work of a target after news of it; kept as soon as all of its models are done. */
  function changeTarget(own: Running, name: string, next: (work: Work) => Work): void {
    const target = own.targets.get(name);
    if (running !== own || !target) return;
    target.work = next(target.work);
    if (doneIn(target.work).length === target.work.settings.models.length) endTarget(own, name, target);
    else show(target.inputKey, { state: own.run.state, work: target.work });
  }

  function endTarget(own: Running, name: string, { data, inputKey, work }: RunningTarget): void {
    own.targets.delete(name);
    const wasCancelled = own.run.state === 'cancelling' || own.controller.signal.aborted;
    const ended = endWork(work, wasCancelled);
    if (ended.results.length > 0 || !wasCancelled) {
      const id = keep({ data, inputKey }, ended);
      show(inputKey, { state: 'done', work: ended }, id);
    } else show(inputKey, runOf(data).run);
  }

  function change(own: Running, next: (work: Work) => Work): void {
    if (running !== own) return;
    own.run = { ...own.run, work: next(own.run.work) };
    show(own.inputKey, own.run);
  }

  function note(own: Running, news: ForecastProgress): void {
    if (running !== own) return;
    if (news.kind === 'backend') session.setState({ backend: { state: 'chosen', choice: news.choice } });
    else if (news.kind === 'kept') own.trainings?.keep(news.model, news.training);
    else {
      const target = targetOfNews(news);
      if (target !== undefined) {
        changeTarget(own, target, (work) => afterNews(work, news));
        return;
      }
      change(own, (work) => afterNews(work, news));
    }
    if (news.kind !== 'part' || own.isUpdate) return;
    keepBeyond(own.data, runningName, own.run.work);
    const done = news.part.result ?? news.part.failure;
    if (done) own.trainings?.letGo(done.model);
  }

  /** The number of the run; null where nothing came of it. */
  function keep({ data, inputKey }: Pick<Running, 'data' | 'inputKey'>, work: Work): number | null {
    if (work.results.length === 0) return null;
    const { id } = runs.keep({
      analysis,
      inputKey,
      candidate: candidateOf(data),
      settings: work.settings,
      outcome: work,
      endedAtMs: Date.now(),
    });
    return id;
  }

  /** Whoever sees a run end may leave at once: it has not ended before it is written. */
  async function end(own: Running, problem: ForecastProblem | null): Promise<void> {
    if (running !== own) return;
    for (const [name, target] of own.targets) endTarget(own, name, target);
    keepBeyond(own.data, runningName, null);
    own.trainings?.letGoOfAll();
    const wasCancelled = own.run.state === 'cancelling' || own.controller.signal.aborted;
    const work = endWork(own.run.work, wasCancelled);
    const id = keep(own, work);
    await written();
    running = null;
    const failed = problem && !wasCancelled ? { problem, work: work.results.length > 0 ? work : null } : null;
    show(own.inputKey, failed ? { state: 'failed', ...failed } : { state: 'done', work }, id);
    void backend.ensure();
    ended();
  }

  /**
   * @param earlier what its models are brought up to date from; they are tested anew where absent
   * @param trainings how far an earlier attempt was
   */
  async function begin(
    data: LoadedSeries,
    work: Work,
    { earlier, trainings = new Map() }: { earlier?: readonly EarlierModel[]; trainings?: KeptTrainings } = {},
  ): Promise<void> {
    const { settings, deployed } = work;
    const { state: keeping } = session.getState().keeping;
    // What is quick is not gone on with after a reload: it can be asked for again.
    const isKept = !earlier && (keeping === 'on' || keeping === 'unknown');
    const controller = new AbortController();
    const { signal } = controller;
    const own: Running = {
      data,
      inputKey: describeInput(data),
      run: { state: 'training', work },
      controller,
      input: null,
      trainings: isKept ? createTrainingKeeper(keepBeyond, data, trainings) : null,
      isUpdate: earlier !== undefined,
      targets: new Map(),
    };
    running = own;
    opened.delete(own.inputKey);
    show(own.inputKey, own.run);
    if (!earlier) keepBeyond(data, runningName, work);
    // A network that was brought along, or is brought up to date, is of one target.
    const others = deployed || earlier ? null : targetsOf(data, settings);
    await backend.ensure(signal);
    if (signal.aborted) return end(own, null);
    const ensured = await ensureInput(signal);
    if (!ensured.ok) return end(own, ensured.problem.code === 'cancelled' ? null : ensured.problem);
    own.input = ensured.value;
    const targets = (await others)?.flatMap(({ data: other }) => other ?? []) ?? [];
    if (signal.aborted) return end(own, null);
    for (const other of targets) {
      const inputKey = describeInput(other);
      const begun = { data: other, inputKey, work: beginWork(settings, other.series.length) };
      if (inputKey !== own.inputKey && !isKeptAlready(inputKey, settings, work))
        own.targets.set(other.series.uniqueId, begun);
    }
    const names = [...own.targets.keys()];
    show(own.inputKey, own.run);
    const result = await pool.forecast(
      {
        input: ensured.value,
        settings,
        done: doneIn(work),
        ...(deployed && { deployed }),
        ...(earlier && { earlier }),
        ...(names.length > 0 && { targets: names }),
        ...(own.trainings && { kept: new Map(own.trainings.trainings) }),
      },
      { signal, onProgress: (news) => note(own, news) },
    );
    // After a fault the worker passes over the backend that failed, so what runs next has to be asked for again.
    if (!result.ok && result.problem.code !== 'cancelled') backend.forget();
    await end(own, result.ok || result.problem.code === 'cancelled' ? null : (result.problem as ForecastProblem));
  }

  /** Whether a target was done before the run that goes on here was broken off. */
  function isKeptAlready(inputKey: string, settings: Settings, { results }: Work): boolean {
    const latest = results.length > 0 ? runs.latest(analysis, inputKey) : null;
    return JSON.stringify(latest?.settings) === JSON.stringify(settings);
  }

  function keptRun(id: number | undefined): KeptRun | null {
    return session.getState().runs.find((run) => run.id === id && run.analysis === analysis) ?? null;
  }

  function runOf(data: LoadedSeries): ShownRun {
    const key = describeInput(data);
    const run = underWay(key);
    if (run) return { run, shownRun: null };
    const kept = (keptRun(opened.get(key)) ?? runs.latest(analysis, key)) as KeptRun<Settings, Work> | null;
    if (!kept) return { run: { state: 'none' }, shownRun: null };
    return { run: { state: 'done', work: kept.outcome }, shownRun: kept.id };
  }

  return {
    runOf,
    showTargets,

    elsewhere,
    running: () => (running ? (running.data.uniqueId ?? running.data.source.name) : null),
    resume(data, { work, trainings }) {
      if (!running) void begin(data, resumeWork(work, data.facts.length), { trainings });
    },
    stop: () => running?.controller.abort(),
    inputsInUse: () => (running?.input ? [running.input] : []),

    actions: {
      async startForecast() {
        const ready = readyRun(get());
        if (ready && !running) await begin(ready.data, beginWork(ready.settings, ready.data.facts.length));
      },

      async updateForecast() {
        const { data, earlierRun, run, elsewhere: other } = get();
        if (!data || !earlierRun?.canUpdate || isTraining(run) || other || running) return;
        const { work } = earlierRun;
        const models = work.results.map(({ model }) => model);
        const settings = models.length === work.settings.models.length ? work.settings : { ...work.settings, models };
        set({ settings });
        const begun = beginWork(settings, data.facts.length);
        const { deployed } = work;
        // A network that was brought along stays as it was brought; its test anew is quick.
        if (deployed) await begin(data, { ...begun, deployed });
        else await begin(data, begun, { earlier: earlierModels(earlierRun) });
      },

      cancelForecast() {
        if (running?.run.state !== 'training') return;
        running.run = { state: 'cancelling', work: running.run.work };
        show(running.inputKey, running.run);
        for (const { inputKey, work } of running.targets.values()) show(inputKey, { state: 'cancelling', work });
        running.controller.abort();
      },

      async showRunning() {
        if (!running) return;
        await session.getState().show(candidateOf(running.data), analysis);
      },

      async openRun(id) {
        const kept = keptRun(id);
        // What is under way is shown for as long as it is.
        if (!kept || underWay(kept.inputKey)) return;
        opened.set(kept.inputKey, id);
        const { data } = get();
        if (data && describeInput(data) === kept.inputKey) set(runOf(data));
        else await session.getState().showRun(id);
      },

      forgetRun(id) {
        session.getState().forgetRun(id);
        const { data, shownRun } = get();
        if (data && shownRun === id) set(runOf(data));
      },

      deployModel(saved) {
        const { data } = get();
        if (!data || running) return;
        const settings = settingsToDeploy({ ...saved, step: saved.about.step }, data);
        if (!settings.ok) {
          session.setState({ link: { state: 'broken', analysis, problem: settings.problem } });
          return;
        }
        const { model, trained, about } = saved;
        get().takeSettings(settings.value);
        void begin(data, { ...beginWork(settings.value, data.facts.length), deployed: { model, trained, about } });
      },

      dismissFailure() {
        set(({ run }) => {
          if (run.state !== 'failed') return {};
          return { run: run.work ? { state: 'done', work: run.work } : { state: 'none' } };
        });
      },
    },
  };
}

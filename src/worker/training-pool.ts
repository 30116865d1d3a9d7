/**
 * Several training workers at once, one model a worker at a time.
 *
 * The first worker leads: it chooses the backend and alone owns a GPU, so that on WebGPU the networks take turns there while
 * the others compute statistical models on the CPU. Elsewhere any worker takes any model. A worker that can take none helps
 * with one that has several jobs: learning anew at origins, members of an ensemble, trials, with covariates and without.
 */

import { fail, ok, type Result } from '../base/result.ts';
import type { BackendName } from '../compute/backend-choice.ts';
import type { PointMetricId } from '../evaluation/metric-cards.ts';
import type { ForecastOutcome, ModelFailure } from '../evaluation/results.ts';
import type { SearchOptions } from '../evaluation/search/run-search.ts';
import type { SearchOutcome, Trial } from '../evaluation/search/trials.ts';
import { isNetwork, type ModelId, modelIds } from '../forecasters/model-cards.ts';
import { checkSettings, type Settings, type SettingsProblem } from '../forecasters/settings.ts';
import { type CallOptions, type CallResult, WorkerClient, type WorkerLike } from './client.ts';
import { createLending, type RunToHelp } from './lending.ts';
import { orderByLength } from './order-models.ts';
import type { ForecastProgress, ForecastRequest, ProblemOf } from './protocol.ts';

export type SearchRequest = ForecastRequest & { metric: PointMetricId; budgetMs: number };
type SearchCallOptions = { signal: AbortSignal; onTrials: (trials: Trial[]) => void };
export type SearchResult = Result<SearchOutcome, ProblemOf<'try-settings'> | SettingsProblem>;

export type ForecastOptions = Omit<CallOptions<'forecast'>, 'onProgress' | 'onBegun' | 'transfer'> & {
  onProgress?: (progress: ForecastProgress) => void;
};

export type TrainingPool = {
  /** Starts the lead's backend; the others follow it when they are first needed. */
  startBackend(asked: BackendName | null): Promise<CallResult<'start-backend'>>;
  /**
   * Starts the workers that a forecast will need, and has the lead compile ahead what it will run on its GPU. The next call of
   * this or of `forecast` or `search` takes its place.
   */
  prepareForecast(request: ForecastRequest): void;
  /**
   * Trains each model in whichever worker is free: statistical models first, which take a moment, then the networks, the
   * longest first where several workers can take them, so that all end at about the same time. How many workers there are
   * changes no number. A bug or a dead worker ends the run with that problem; what came before it has been reported. A cancel
   * keeps what there is; a forecast asked for meanwhile begins after that.
   */
  forecast(request: ForecastRequest, options: ForecastOptions): Promise<CallResult<'forecast'>>;
  /**
   * Looks for settings of networks that do better than the present ones, on as many workers as can train networks. None of them
   * is sent anything of the test part. A cancel, or the end of the time, keeps what was tried.
   */
  search(request: SearchRequest, options: SearchCallOptions): Promise<SearchResult>;
};

/** What ended a search that neither the user nor the clock did. */
class SearchFault extends Error {
  readonly problem: ProblemOf<'try-settings'>;
  constructor(problem: ProblemOf<'try-settings'>) {
    super(problem.code);
    this.problem = problem;
  }
}

/** How many workers to train with: a core is left to the page where there are more than two. */
export function countWorkers(cores: number | undefined): number {
  if (!cores || cores < 2) return 1;
  return Math.min(8, Math.max(2, cores - 1));
}

/** Long enough for a driver that is slow to compile: a worker is not ended for that. */
const cancelWithinMs = 60_000;

type Member = { client: WorkerClient /** The backend it was told to start. */; backend: BackendName | null };

/**
 * @param start starts one worker
 * @param workers most workers at once; those that are never needed are never started
 */
export function createTrainingPool(start: () => WorkerLike, workers: number): TrainingPool {
  const members = Array.from({ length: workers }, (): Member => ({ client: new WorkerClient(start), backend: null }));
  const [lead] = members;
  let preparing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let asked: BackendName | null = null;

  async function startLead(): Promise<CallResult<'start-backend'>> {
    const started = await lead.client.call('start-backend', { backend: asked });
    lead.backend = started.ok ? started.value.backend : null;
    return started;
  }

  /** Begins once what was begun before is over: one called off still has the workers while it winds down. */
  function inTurn<Output>(work: () => Promise<Output>): Promise<Output> {
    preparing.abort();
    const working = last.then(async () => {
      if (lead.backend === null) await startLead();
      return work();
    });
    last = working.catch(() => {});
    return working;
  }

  /**
   * Makes a member that follows start the lead's backend, or the CPU's where the lead has the GPU.
   *
   * @returns false where its worker does not start: memory or, for what was not loaded before, the connection may be gone
   */
  async function follow(member: Member): Promise<boolean> {
    if (member === lead || lead.backend === null) return true;
    const backend = lead.backend === 'webgpu' ? 'wasm' : lead.backend;
    if (member.backend === backend) return true;
    const started = await member.client.call('start-backend', { backend });
    member.backend = started.ok ? backend : null;
    return started.ok;
  }

  function canTake(member: Member, model: ModelId): boolean {
    return member === lead || lead.backend !== 'webgpu' || !isNetwork(model);
  }

  /** How many workers will have something to do at once. */
  function countNeeded({ models, network, backtest }: Settings): number {
    const learnsAnew = backtest.refit === 'always';
    const hasParts = learnsAnew || network.members > 1 || network.augmentation === 'auto';
    const isShared = (model: ModelId) => (isNetwork(model) ? hasParts && lead.backend !== 'webgpu' : learnsAnew);
    return models.some(isShared) ? workers : models.length;
  }

  /** On a GPU the lead begins with what only it can do; else everybody begins at the front. */
  function takeFor(member: Member, queue: ModelId[]): ModelId | undefined {
    const prefersOwn = member === lead && lead.backend === 'webgpu' && members.length > 1;
    const own = prefersOwn ? queue.findIndex(isNetwork) : -1;
    const at = own >= 0 ? own : queue.findIndex((model) => canTake(member, model));
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  }

  async function runAll(
    { series, settings, others }: ForecastRequest,
    { signal, onProgress, ...options }: ForecastOptions,
  ): Promise<CallResult<'forecast'>> {
    const wanted = modelIds.filter((model) => settings.models.includes(model));
    const queue = workers > 1 && lead.backend !== 'webgpu' ? orderByLength(wanted) : wanted;
    const outcomes = new Map<ModelId, ForecastOutcome>();
    const failures: ModelFailure[] = [];
    const reported = new Set<ModelId>();
    const stop = new AbortController();
    const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const lending = createLending(stopped);
    let problem: (CallResult<'forecast'> & { ok: false }) | null = null;

    /** Every call brings the seasonal naive along, as the measure; it counts once. */
    function reportOwn(model: ModelId, progress: ForecastProgress): void {
      if (progress.kind === 'backend') {
        onProgress?.(progress);
        return;
      }
      const of =
        progress.kind === 'result'
          ? progress.result.model
          : progress.kind === 'failure'
            ? progress.failure.model
            : progress.model;
      if (of !== model) return;
      if (progress.kind === 'result') reported.add(model);
      onProgress?.(progress);
    }

    function leaveOut(model: ModelId): void {
      if (reported.has(model)) return;
      const failure: ModelFailure = { model, code: 'cancelled-before-start', message: '' };
      failures.push(failure);
      onProgress?.({ kind: 'failure', failure });
    }

    async function train(member: Member, model: ModelId, run: RunToHelp): Promise<void> {
      if (stopped.aborted) return leaveOut(model);
      onProgress?.({ kind: 'begun', model });
      const own = { series, settings: { ...settings, models: [model] } };
      const request = others && isNetwork(model) ? { ...own, others } : own;
      const result = await member.client.call('forecast', request, {
        ...options,
        signal: stopped,
        onBegun: run.hearBegun,
        onProgress: (progress) => {
          if (progress.kind === 'waiting') run.hearWaiting(progress.jobs);
          else reportOwn(model, progress);
        },
      });
      if (result.ok) {
        outcomes.set(model, result.value);
        return;
      }
      member.backend = null;
      if (result.problem.code === 'cancelled' || stopped.aborted) return leaveOut(model);
      problem ??= result;
      stop.abort();
    }

    /** Whether there may be more to help with. */
    async function help(member: Member): Promise<boolean> {
      // The GPU is for networks, each of which one worker trains.
      if (member === lead && lead.backend === 'webgpu') return false;
      const start = () => follow(member).then(() => member.client);
      const helped = await lending.help(start);
      if (helped === 'died') member.backend = null;
      return helped === 'helped';
    }

    async function work(member: Member): Promise<void> {
      while (!stop.signal.aborted) {
        const model = takeFor(member, queue);
        if (model === undefined) {
          if (!(await help(member))) return;
          continue;
        }
        const run = lending.expectRun();
        const isThere = await follow(member);
        if (isThere) await train(member, model, run);
        else queue.unshift(model);
        run.hearEnd();
        if (!isThere) return;
      }
    }

    await Promise.all(members.map(work));
    // What was taken by a worker that did not start.
    if (queue.length > 0) await work(lead);
    if (problem) return problem;
    const [first] = outcomes.values();
    if (!first) return fail({ code: 'cancelled', params: {} });
    const own = <Part extends { model: ModelId }>(parts: (outcome: ForecastOutcome) => Part[]) =>
      [...outcomes].flatMap(([model, outcome]) => parts(outcome).filter((part) => part.model === model));
    const inOrder = <Part extends { model: ModelId }>(parts: Part[]) =>
      parts.sort((a, b) => modelIds.indexOf(a.model) - modelIds.indexOf(b.model));
    return ok({
      split: first.split,
      results: inOrder(own(({ results }) => results)),
      failures: inOrder([...own((outcome) => outcome.failures), ...failures]),
      cancelled: signal?.aborted ?? false,
    });
  }

  async function searchAll(
    { series, settings, metric, budgetMs }: SearchRequest,
    { signal, onTrials }: SearchCallOptions,
  ): Promise<SearchResult> {
    const [{ runSearch }, { countJudged, learningPart, settingsWithin }] = await Promise.all([
      import('../evaluation/search/run-search.ts'),
      import('../evaluation/search/try-settings.ts'),
    ]);
    const learning = learningPart(series, settings);
    const checked = checkSettings(
      settingsWithin({ ...settings, models: ['lstm'] }, learning.y.length),
      learning.y.length,
    );
    if (!checked.ok) return checked;
    const able = members.filter((member) => canTake(member, 'lstm'));
    const started = await Promise.all(able.map(follow));
    const free = able.filter((_, at) => started[at]);
    const evaluate: SearchOptions['evaluate'] = async (trial, effort, stopped, report) => {
      const member = free.pop() as Member;
      try {
        await follow(member);
        const request = { learning, settings: trial.settings, effort, metric };
        const result = await member.client.call('try-settings', request, {
          signal: stopped,
          onProgress: ({ share }) => report(share),
        });
        if (result.ok) return result.value.error;
        const { problem } = result;
        if (problem.code === 'cancelled') throw new Error(problem.code);
        member.backend = null;
        throw new SearchFault(problem);
      } finally {
        free.push(member);
      }
    };
    try {
      const parallel = free.length;
      const outcome = await runSearch({ learning, settings, budgetMs, signal, parallel, evaluate, onTrials });
      return ok({ ...outcome, metric, judgedPoints: countJudged(learning, settings) });
    } catch (error) {
      if (error instanceof SearchFault) return fail(error.problem);
      throw error;
    }
  }

  return {
    startBackend(backend) {
      asked = backend;
      return startLead();
    },

    prepareForecast(request) {
      preparing.abort();
      preparing = new AbortController();
      const { signal } = preparing;
      if (lead.backend === null) return;
      for (const member of members.slice(0, countNeeded(request.settings))) void follow(member);
      if (lead.backend === 'webgpu') void lead.client.call('prepare-forecast', request, { signal, cancelWithinMs });
    },

    forecast: (request, options) => inTurn(() => runAll(request, options)),
    search: (request, options) => inTurn(() => searchAll(request, options)),
  };
}

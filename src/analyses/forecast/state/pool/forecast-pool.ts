/** Forecasts and searches as plans for the pool of workers: one job a model, one a trial. */
import { fail, ok, type Result } from '../../../../base/result.ts';
import type { BackendChoice } from '../../../../compute/backend-choice.ts';
import type { PointMetricId } from '../../../../evaluation/metric-cards.ts';
import type { ForecastOutcome, ModelFailure } from '../../../../evaluation/results.ts';
import type { RoundTask } from '../../../../evaluation/round-learning.ts';
import { countJudged, settingsWithin } from '../../../../evaluation/search/learning-part.ts';
import type { SearchOptions } from '../../../../evaluation/search/run-search.ts';
import type { SearchOutcome, Trial } from '../../../../evaluation/search/trials.ts';
import type { ShrinkTrial } from '../../../../evaluation/shrink-trial.ts';
import type { ShrinkWay } from '../../../../export/model/shrink.ts';
import { type ModelId, modelCards, modelIds, type NetworkId } from '../../../../forecasters/model-cards.ts';
import { checkSettings, type Settings, type SettingsProblem } from '../../../../forecasters/settings.ts';
import type { EventOffer, RankedOffer } from '../../../../series/offer-events.ts';
import type { Cancelled } from '../../../../worker/client.ts';
import type { JobPlan, JobPool, JobProblem, PlanNews, RunOptions } from '../../../../worker/job-pool.ts';
import type { InputHandle, InternalProblem, WorkerDied } from '../../../../worker/protocol.ts';
import { type FirstLook, firstLookModel } from '../../jobs/first-look.ts';
import type { EarlierModel, ForecastJob, ForecastNews, ForecastPart, ModelPart, RoundOutcome } from '../../jobs/job.ts';
import type { Deployed } from '../deploy.ts';
import type { KeptTrainings } from '../kept-trainings.ts';
import { planModel } from './plan-model.ts';

export type ForecastRequest = {
  input: InputHandle;
  settings: Settings;
  /** Those that are done already; they are left out, and nothing else changes. */
  done?: readonly ModelId[];
  /** A network that is not to be trained. */
  deployed?: Deployed;
  /** What models are brought up to date from, in the place of a test anew. */
  earlier?: readonly EarlierModel[];
  /** Targets to forecast with the one shown, by their names. */
  targets?: readonly string[];
  /** What an earlier attempt has left of trainings; absent where what these come to need not be told. */
  kept?: KeptTrainings;
};
export type SearchRequest = ForecastRequest & { metric: PointMetricId; budgetMs: number };

export type ForecastProgress =
  /** A worker has taken this model. */
  | { kind: 'begun'; model: ModelId }
  | Extract<ForecastNews, { kind: 'training' | 'kept' }>
  /** What came of a model. */
  | { kind: 'part'; part: ModelPart }
  /** The worker that had this model is gone, and another begins it anew. */
  | { kind: 'moved'; model: ModelId }
  /** The GPU failed and the run goes on, on what is said here. */
  | { kind: 'backend'; choice: BackendChoice };

export type ForecastOptions = { signal?: AbortSignal; onProgress?: (progress: ForecastProgress) => void };
export type SearchCallOptions = { signal: AbortSignal; onTrials: (trials: Trial[]) => void };
export type SearchProblem = InternalProblem | WorkerDied | SettingsProblem;

export type ForecastPool = {
  /** Starts the workers that a forecast will need, and has the lead compile ahead what it will run on its GPU. */
  prepareForecast(request: ForecastRequest): void;
  /** Trains, tests and forecasts with every model of the settings. A cancel keeps what there is. */
  forecast(
    request: ForecastRequest,
    options: ForecastOptions,
  ): Promise<Result<ForecastOutcome, JobProblem | Cancelled>>;
  /**
   * A forecast by what was trained ahead, in the place of nothing.
   *
   * @returns null where it was called off, the weights are not to be had, or the worker failed: nobody asked for it
   */
  lookFirst(request: ForecastRequest, signal: AbortSignal): Promise<FirstLook | null>;
  /** Offers in the order of what they change; as they are where that was called off or came to nothing. */
  rankEvents(request: ForecastRequest, offers: readonly EventOffer[], signal: AbortSignal): Promise<RankedOffer[]>;
  /**
   * The network that was trained ahead as an ONNX file; null where it reads this history in two ways.
   *
   * @throws {Error} where it could not be written
   */
  writeOnnx(
    request: { input: InputHandle } & Omit<Extract<ForecastJob, { kind: 'write-onnx' }>, 'kind'>,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
  /** What making a network smaller costs; null where it was called off or came to nothing. */
  tryShrunk(
    request: ForecastRequest,
    model: NetworkId,
    options: { signal: AbortSignal; onShare: (share: number) => void },
  ): Promise<ShrinkTrial<ShrinkWay> | null>;
  /**
   * A shop's part in a round of a shared training, or first weights where `task` is null.
   *
   * @returns `null` where the worker failed
   */
  doRound(
    request: ForecastRequest,
    asked: { model: NetworkId; task: RoundTask | null },
    options: { signal: AbortSignal; onShare: (share: number) => void },
  ): Promise<RoundOutcome | null>;
  /**
   * Looks for settings of networks that do better than the present ones, on as many workers as can train networks. None of them
   * is sent anything of the test part. A cancel, or the end of the time, keeps what was tried.
   */
  search(request: SearchRequest, options: SearchCallOptions): Promise<Result<SearchOutcome, SearchProblem>>;
};

/** What ended a search that neither the user nor the clock did. */
class SearchFault extends Error {
  readonly problem: SearchProblem;
  constructor(problem: SearchProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

function planOf({ input, settings, done = [], deployed, earlier = [], targets, kept }: ForecastRequest): JobPlan {
  const models = modelIds.filter((model) => settings.models.includes(model) && !done.includes(model));
  const planOne = (model: ModelId) => {
    const known = earlier.find(({ result }) => result.model === model);
    return planModel(model, settings, { deployed, earlier: known, targets, kept: kept && (kept.get(model) ?? []) });
  };
  return { analysis: 'forecast', input, jobs: models.map(planOne) };
}

/** What the pool tells, in words of models. */
function translate(news: PlanNews): ForecastProgress | null {
  switch (news.kind) {
    case 'backend':
      return news;
    case 'begun':
    case 'moved':
      return { kind: news.kind, model: news.id as ModelId };
    case 'done':
      return { kind: 'part', part: news.part as ModelPart };
    case 'job': {
      const told = news.progress as ForecastNews;
      if (told.kind === 'target') return { kind: 'part', part: told.part };
      return told.kind === 'share' ? null : told;
    }
  }
}

/** Does all jobs of a plan. @returns what came of each, by its id */
async function runPlan(
  pool: JobPool,
  plan: JobPlan,
  { signal, onNews }: RunOptions,
): Promise<Result<Map<string, unknown>, JobProblem | Cancelled>> {
  const parts = new Map<string, unknown>();
  const ran = await pool.run(plan, {
    ...(signal && { signal }),
    onNews(news) {
      if (news.kind === 'done') parts.set(news.id, news.part);
      onNews?.(news);
    },
  });
  return ran.ok ? ok(parts) : ran;
}

/** One job that trains and tells its share. @returns null where it was called off or the worker failed */
async function runTraining(
  pool: JobPool,
  { input, model, job, seconds }: { input: InputHandle; model: NetworkId; job: ForecastJob; seconds: number },
  { signal, onShare }: { signal: AbortSignal; onShare: (share: number) => void },
): Promise<ForecastPart | null> {
  const planned = { id: model, job, trains: true, seconds, hasParts: false };
  const onNews = (news: PlanNews) => {
    const told = news.kind === 'job' ? (news.progress as ForecastNews) : null;
    if (told?.kind === 'share') onShare(told.share);
  };
  const ran = await runPlan(pool, { analysis: 'forecast', input, jobs: [planned] }, { signal, onNews });
  return ran.ok ? ((ran.value.get(model) as ForecastPart | undefined) ?? null) : null;
}

export function createForecastPool(pool: JobPool): ForecastPool {
  return {
    prepareForecast(request) {
      const plan = planOf(request);
      const networks = plan.jobs.filter(({ trains }) => trains);
      pool.prepare(
        plan,
        networks.map(({ job }) => job),
      );
    },

    async lookFirst({ input, settings }, signal) {
      const job: ForecastJob = { kind: 'first-look', settings: { ...settings, models: [firstLookModel] } };
      const planned = { id: firstLookModel, job, trains: false, seconds: 0, hasParts: false };
      const ran = await runPlan(pool, { analysis: 'forecast', input, jobs: [planned] }, { signal });
      const part = ran.ok ? (ran.value.get(firstLookModel) as ForecastPart | undefined) : undefined;
      return part?.kind === 'first-look' ? part.look : null;
    },

    async rankEvents({ input, settings }, offers, signal) {
      const job: ForecastJob = { kind: 'rank-events', settings, offers };
      const planned = { id: job.kind, job, trains: false, seconds: 0, hasParts: false };
      const ran = await runPlan(pool, { analysis: 'forecast', input, jobs: [planned] }, { signal });
      const part = ran.ok ? (ran.value.get(job.kind) as ForecastPart | undefined) : undefined;
      return part?.kind === 'rank-events' ? part.offers : offers.map((offer) => ({ ...offer, impact: null }));
    },

    async writeOnnx({ input, ...rest }, signal) {
      const job: ForecastJob = { kind: 'write-onnx', ...rest };
      const planned = { id: job.kind, job, trains: false, seconds: 0, hasParts: false };
      const ran = await runPlan(pool, { analysis: 'forecast', input, jobs: [planned] }, { signal });
      const part = ran.ok ? (ran.value.get(job.kind) as ForecastPart | undefined) : undefined;
      if (part?.kind !== 'write-onnx') throw new Error('it came to nothing');
      return part.bytes;
    },

    async tryShrunk({ input, settings }, model, options) {
      const job: ForecastJob = { kind: 'shrink', model, settings };
      const part = await runTraining(
        pool,
        { input, model, job, seconds: 3 * modelCards[model].trainingSeconds },
        options,
      );
      return part?.kind === 'shrink' ? part.trial : null;
    },

    async doRound({ input, settings }, { model, task }, options) {
      const job: ForecastJob = { kind: 'round', model, settings, task };
      const part = await runTraining(pool, { input, model, job, seconds: modelCards[model].trainingSeconds }, options);
      if (!part && options.signal.aborted) return { kind: 'failed', reason: 'cancelled' };
      return part?.kind === 'round' ? part.outcome : null;
    },

    async forecast(request, { signal, onProgress }) {
      const plan = planOf(request);
      const ran = await runPlan(pool, plan, {
        ...(signal && { signal }),
        onNews: (news) => {
          const progress = translate(news);
          if (progress) onProgress?.(progress);
        },
      });
      return ran.ok ? ok(joinParts(plan, ran.value, signal?.aborted ?? false)) : ran;
    },

    search: ({ input, settings, metric, budgetMs }, { signal, onTrials }) =>
      pool.withCrew({ analysis: 'forecast', input }, async (crew) => {
        const { runSearch } = await import('../../../../evaluation/search/run-search.ts');
        const ask = async (job: ForecastJob, stopped: AbortSignal, onProgress?: (told: unknown) => void) => {
          const result = await crew.run(job, { signal: stopped, ...(onProgress && { onProgress }) });
          if (result.ok) return result.value as ForecastPart;
          const { problem } = result;
          if (problem.code === 'cancelled') throw new Error(problem.code);
          throw new SearchFault(problem as SearchProblem);
        };
        const evaluate: SearchOptions['evaluate'] = async (trial, effort, stopped, report) => {
          const job: ForecastJob = { kind: 'trial', run: settings, settings: trial.settings, effort, metric };
          const part = await ask(job, stopped, (told) => report((told as { share: number }).share));
          return part.kind === 'trial' ? part.error : null;
        };
        try {
          const surveyed = await ask({ kind: 'survey', settings }, signal);
          if (surveyed.kind !== 'survey') throw new Error('a survey was answered by something else');
          const { traits } = surveyed;
          const { length } = traits;
          const checked = checkSettings(settingsWithin({ ...settings, models: ['lstm'] }, length), length);
          if (!checked.ok) return checked;
          const parallel = crew.size;
          const outcome = await runSearch({ traits, settings, budgetMs, signal, parallel, evaluate, onTrials });
          return ok({ ...outcome, metric, judgedPoints: countJudged(length, settings) });
        } catch (error) {
          if (error instanceof SearchFault) return fail(error.problem);
          throw error;
        }
      }),
  };
}

/** The models' parts as one outcome, in the order of the plan; those without a part were stopped before they came to anything. */
function joinParts({ jobs }: JobPlan, parts: ReadonlyMap<string, unknown>, cancelled: boolean): ForecastOutcome {
  const models = jobs.map(({ id }) => id as ModelId);
  const own = models.map((model) => parts.get(model) as ModelPart | undefined);
  const [first] = [...parts.values()] as ModelPart[];
  const failures = models.flatMap((model, at): ModelFailure[] => {
    const part = own[at];
    if (!part) return [{ model, code: 'cancelled-before-start', message: '' }];
    return part.failure ? [part.failure] : [];
  });
  return { split: first.split, results: own.flatMap((part) => part?.result ?? []), failures, cancelled };
}

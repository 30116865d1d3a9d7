/**
 * Several workers at once, one job a worker at a time.
 *
 * The first worker leads: it chooses the backend and alone owns a GPU, so that on WebGPU what trains takes turns there while the
 * others do the rest on the CPU. Elsewhere any worker takes any job. A worker that can take none helps with one that has several
 * parts.
 */
import type { AnalysisProblem, PlannedJob } from '../analyses/analysis.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import { createBetweenJobs } from './between-jobs.ts';
import { type CallResult, type Cancelled, WorkerClient, type WorkerLike } from './client.ts';
import { createLending, type JobToHelp } from './lending.ts';
import type { InputHandle, InternalProblem, WorkerDied } from './protocol.ts';

export type JobProblem = AnalysisProblem | InternalProblem | WorkerDied;

export type JobPlan = { analysis: string; input: InputHandle; jobs: readonly PlannedJob[] };

export type PlanNews =
  /** A worker has taken this job. */
  | { kind: 'begun'; id: string }
  /** What the job tells. */
  | { kind: 'job'; id: string; progress: unknown }
  /** What came of it. */
  | { kind: 'done'; id: string; part: unknown }
  /** The GPU failed and the job goes on, on what is said here. */
  | { kind: 'backend'; choice: BackendChoice }
  /** The worker that did this job is gone, and another begins it anew. */
  | { kind: 'moved'; id: string };

export type RunOptions = {
  signal?: AbortSignal;
  onNews?: (news: PlanNews) => void;
};

/** What came of the jobs has been told as it came; the pool keeps none of it. */
export type PlanOutcome = {
  /** Jobs that a cancel left without an answer. */
  leftOut: string[];
};

/** Some of the workers, for work that decides as it goes what is to be done next. */
export type Crew = {
  /** How many jobs can be done at once. */
  size: number;
  /** Does a job; there must be a worker free. */
  run(job: unknown, options: { signal: AbortSignal; onProgress?: (progress: unknown) => void }): Promise<CrewResult>;
};
type CrewResult = Result<unknown, JobProblem | Cancelled>;

export type JobPool = {
  /** Starts the lead, so that its code is there when it is first needed. */
  start(): void;
  /** Starts the lead's backend; the others follow it when they are first needed. */
  startBackend(asked: BackendName | null): Promise<CallResult<'start-backend'>>;
  /**
   * Starts the workers that a plan will need, and has the lead compile ahead what it will run on its GPU. The next call of this,
   * of `run` or of `withCrew` takes its place.
   *
   * @param compile jobs to compile for, in this order
   */
  prepare(plan: JobPlan, compile: readonly unknown[]): void;
  /**
   * Does each job in whichever worker is free: what takes a moment first, then the longest first where several workers can take
   * them, so that all end at about the same time. How many workers there are changes no number. A job whose worker dies goes to
   * another; a second death, or a bug, ends the run with that problem, and what came before it has been reported. A cancel keeps
   * what there is; what is asked for meanwhile begins after that.
   */
  run(plan: JobPlan, options: RunOptions): Promise<Result<PlanOutcome, JobProblem | Cancelled>>;
  /**
   * Does jobs of a moment without waiting for the end of a run: a worker takes them between two of that run's jobs. Where nothing
   * runs it is the same as `run`.
   */
  runBetween(plan: JobPlan, options: RunOptions): Promise<Result<PlanOutcome, JobProblem | Cancelled>>;
  /** Lends the workers that can train to whoever decides as he goes. */
  withCrew<Outcome>(
    plan: Pick<JobPlan, 'analysis' | 'input'>,
    work: (crew: Crew) => Promise<Outcome>,
  ): Promise<Outcome>;
  /** Tells every worker the way to a data worker that was started anew. */
  reconnect(): void;
};

/** How many workers to do jobs with: a core is left to the page where there are more than two. */
export function countWorkers(cores: number | undefined): number {
  if (!cores || cores < 2) return 1;
  return Math.min(8, Math.max(2, cores - 1));
}

/** Long enough for a driver that is slow to compile: a worker is not ended for that. */
const cancelWithinMs = 60_000;

type Member = {
  client: WorkerClient;
  /** The backend it was told to start. */
  backend: BackendName | null;
  isConnected: boolean;
};

/** What takes a moment as it is, then the longest first. */
function orderByLength(jobs: readonly PlannedJob[]): PlannedJob[] {
  const long = jobs.filter(({ seconds }) => seconds > 0).sort((a, b) => b.seconds - a.seconds);
  return [...jobs.filter(({ seconds }) => seconds === 0), ...long];
}

/**
 * @param start starts one worker
 * @param workers most workers at once; those that are never needed are never started
 * @param openInputs a port to the worker that has the inputs
 */
export function createJobPool(start: () => WorkerLike, workers: number, openInputs: () => MessagePort): JobPool {
  const members = Array.from({ length: workers }, (): Member => {
    const client = new WorkerClient(start, () => {
      member.backend = null;
      member.isConnected = false;
    });
    const member: Member = { client, backend: null, isConnected: false };
    return member;
  });
  const [lead] = members;
  let preparing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let asked: BackendName | null = null;
  /** Whether a run is under way, between whose jobs others can be done. */
  let isRunning = false;
  const between = createBetweenJobs<Member>((member, request, { signal, onJob }) =>
    member.client.call('run-job', request, {
      ...(signal && { signal }),
      onProgress: (progress) => {
        if (progress.kind === 'job') onJob(progress.progress);
      },
    }),
  );

  function connect(member: Member): void {
    if (member.isConnected) return;
    member.isConnected = true;
    const port = openInputs();
    void member.client.call('connect', { port }, { transfer: [port] });
  }

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
   * Makes a member that follows start the lead's backend, or the CPU's where the lead has the GPU; a lead that was ended starts
   * again.
   *
   * @returns false where its worker does not start: memory or, for what was not loaded before, the connection may be gone
   */
  async function follow(member: Member): Promise<boolean> {
    if (member === lead) {
      const isThere = lead.backend !== null || (await startLead()).ok;
      connect(member);
      return isThere;
    }
    if (lead.backend === null) return true;
    const backend = lead.backend === 'webgpu' ? 'wasm' : lead.backend;
    if (member.backend !== backend) {
      const started = await member.client.call('start-backend', { backend });
      member.backend = started.ok ? backend : null;
      if (!started.ok) return false;
    }
    connect(member);
    return true;
  }

  function canTake(member: Member, { trains }: Pick<PlannedJob, 'trains'>): boolean {
    return member === lead || lead.backend !== 'webgpu' || !trains;
  }

  /** How many workers will have something to do at once. */
  function countNeeded(jobs: readonly PlannedJob[]): number {
    const isShared = ({ trains, hasParts }: PlannedJob) => hasParts && !(trains && lead.backend === 'webgpu');
    return jobs.some(isShared) ? workers : jobs.length;
  }

  /** On a GPU the lead begins with what only it can do; else everybody begins at the front. */
  function takeFor(member: Member, queue: PlannedJob[]): PlannedJob | undefined {
    const prefersOwn = member === lead && lead.backend === 'webgpu' && members.length > 1;
    const own = prefersOwn ? queue.findIndex(({ trains }) => trains) : -1;
    const at = own >= 0 ? own : queue.findIndex((job) => canTake(member, job));
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  }

  async function runAll(
    { analysis, input, jobs }: JobPlan,
    { signal, onNews }: RunOptions,
  ): Promise<Result<PlanOutcome, JobProblem | Cancelled>> {
    const queue = workers > 1 && lead.backend !== 'webgpu' ? orderByLength(jobs) : [...jobs];
    let done = 0;
    const leftOut: string[] = [];
    const moved = new Set<string>();
    const stop = new AbortController();
    const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const lending = createLending(analysis, stopped);
    let problem: JobProblem | null = null;

    async function doJob(member: Member, planned: PlannedJob, run: JobToHelp): Promise<void> {
      const { id, job } = planned;
      if (stopped.aborted) {
        leftOut.push(id);
        return;
      }
      onNews?.({ kind: 'begun', id });
      const result = await member.client.call(
        'run-job',
        { analysis, job, input },
        {
          signal: stopped,
          onBegun: run.hearBegun,
          onProgress: (progress) => {
            if (progress.kind === 'waiting') run.hearWaiting(progress.parts);
            else if (progress.kind === 'backend') onNews?.(progress);
            else onNews?.({ kind: 'job', id, progress: progress.progress });
          },
        },
      );
      if (result.ok) {
        done += 1;
        onNews?.({ kind: 'done', id, part: result.value });
        return;
      }
      member.backend = null;
      if (result.problem.code === 'cancelled' || stopped.aborted) {
        leftOut.push(id);
      } else if (result.problem.code === 'worker-died' && !moved.has(id)) {
        moved.add(id);
        onNews?.({ kind: 'moved', id });
        queue.unshift(planned);
      } else {
        problem ??= result.problem;
        stop.abort();
      }
    }

    /** Whether there may be more to help with. */
    async function help(member: Member): Promise<boolean> {
      // The GPU is for what trains, each of which one worker does.
      if (member === lead && lead.backend === 'webgpu') return false;
      const begin = () => follow(member).then(() => member.client);
      const helped = await lending.help(begin);
      if (helped === 'died') member.backend = null;
      return helped === 'helped';
    }

    async function work(member: Member): Promise<void> {
      while (!stop.signal.aborted) {
        while (between.isWaiting() && ((await follow(member)) || member === lead)) await between.doOne(member);
        const planned = takeFor(member, queue);
        if (planned === undefined) {
          if (!(await help(member))) return;
          continue;
        }
        const run = lending.expectJob();
        const isThere = await follow(member);
        if (isThere || member === lead) await doJob(member, planned, run);
        else queue.unshift(planned);
        run.hearEnd();
        if (!isThere && member !== lead) return;
      }
    }

    isRunning = true;
    await Promise.all(members.map(work));
    // What was taken by a worker that did not start, or died while the others had already gone.
    while (queue.length > 0 && !stop.signal.aborted) await work(lead);
    while (between.isWaiting()) {
      // One that does not start says so of each job, so that none waits for ever.
      await follow(lead);
      await between.doOne(lead);
    }
    isRunning = false;
    if (problem) return fail(problem);
    if (done === 0) return fail({ code: 'cancelled', params: {} });
    return ok({ leftOut });
  }

  async function lendCrew<Outcome>(
    { analysis, input }: Pick<JobPlan, 'analysis' | 'input'>,
    work: (crew: Crew) => Promise<Outcome>,
  ): Promise<Outcome> {
    const able = members.filter((member) => canTake(member, { trains: true }));
    const started = await Promise.all(able.map(follow));
    const free = able.filter((_, at) => started[at]);
    return work({
      size: free.length,
      async run(job, { signal, onProgress }) {
        const member = free.pop();
        if (!member) throw new Error('every worker of the crew is busy');
        try {
          await follow(member);
          const result = await member.client.call(
            'run-job',
            { analysis, job, input },
            {
              signal,
              onProgress: (progress) => {
                if (progress.kind === 'job') onProgress?.(progress.progress);
              },
            },
          );
          if (!result.ok && result.problem.code !== 'cancelled') member.backend = null;
          return result;
        } finally {
          free.push(member);
        }
      },
    });
  }

  return {
    start: () => lead.client.start(),

    startBackend(backend) {
      asked = backend;
      return startLead();
    },

    prepare(plan, compile) {
      preparing.abort();
      preparing = new AbortController();
      const { signal } = preparing;
      if (lead.backend === null) return;
      for (const member of members.slice(0, countNeeded(plan.jobs))) void follow(member);
      if (lead.backend !== 'webgpu') return;
      const { analysis, input } = plan;
      void compileAll();

      async function compileAll(): Promise<void> {
        for (const job of compile) {
          if (signal.aborted) return;
          await lead.client.call('compile-job', { analysis, job, input }, { signal, cancelWithinMs });
        }
      }
    },

    run: (plan, options) => inTurn(() => runAll(plan, options)),
    runBetween: (plan, options) => (isRunning ? between.add(plan, options) : inTurn(() => runAll(plan, options))),
    withCrew: (plan, work) => inTurn(() => lendCrew(plan, work)),

    reconnect() {
      for (const member of members) {
        if (!member.isConnected) continue;
        member.isConnected = false;
        connect(member);
      }
    },
  };
}

/** Jobs of a run that wait: the worker whose run it is takes them one at a time, and so does every helper it is sent. */

import { ok } from '../base/result.ts';
import type { DoJob, JobAnswer, JobContext, SharedJob } from '../evaluation/shared-jobs.ts';
import { FitCancelled, FitDiverged, type LearntNetwork, type Sharing } from '../forecasters/forecaster.ts';
import { type CallResult, throughPort, WorkerClient } from './client.ts';
import type { HelperNews } from './protocol.ts';
import { serve } from './server.ts';

/** Less than a run itself has, so that it can still answer where a helper does not. */
const cancelWithinMs = 1000;

type Waiting = {
  job: SharedJob;
  context: JobContext;
  resolve: (answer: JobAnswer) => void;
  reject: (reason: unknown) => void;
};

export type JobQueue = {
  share: Sharing;
  hear: (news: HelperNews) => void;
};

/**
 * @param doJob does one in this thread
 * @param onWaiting hears how many wait that helpers could do
 */
export function createJobQueue(doJob: DoJob, onWaiting: (jobs: number) => void): JobQueue {
  const waiting: Waiting[] = [];
  const helpers = new Map<number, WorkerClient>();
  let isBusy = false;
  let told = 0;

  function tellWaiting(): void {
    if (waiting.length === told) return;
    told = waiting.length;
    onWaiting(told);
  }

  async function workOff(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { job, context, resolve, reject } = next;
      tellWaiting();
      if (context.signal.aborted) reject(new FitCancelled());
      else await doJob(job, context).then(resolve, reject);
    }
    isBusy = false;
  }

  function putIn(at: 'front' | 'end', entry: Waiting): void {
    if (at === 'end') waiting.push(entry);
    else waiting.unshift(entry);
    void workOff();
    tellWaiting();
  }

  function settle(entry: Waiting, result: CallResult<'do-job'>): void {
    const { context, resolve, reject } = entry;
    if (result.ok) {
      if (typeof result.value === 'object') resolve(result.value.answer);
      else reject(result.value === 'diverged' ? new FitDiverged() : new FitCancelled());
    } else if (result.problem.code === 'cancelled' || context.signal.aborted) reject(new FitCancelled());
    else if (result.problem.code === 'worker-died') putIn('front', entry);
    else reject(new Error(result.problem.params.message));
  }

  async function giveTo(helper: number, port: MessagePort): Promise<void> {
    const client = new WorkerClient(() => throughPort(port));
    helpers.set(helper, client);
    const next = waiting.shift();
    tellWaiting();
    const result = await client.call('do-job', next?.job ?? null, {
      ...(next && { signal: next.context.signal }),
      onProgress: next?.context.onEpoch,
      cancelWithinMs,
    });
    helpers.delete(helper);
    client.end('done');
    if (next) settle(next, result);
  }

  function ask(job: SharedJob, { signal, onEpoch }: JobContext): Promise<JobAnswer> {
    // Without the sharing that may have come with it: whoever does a job does all of it.
    const context = { signal, ...(onEpoch && { onEpoch }) };
    return new Promise((resolve, reject) => putIn('end', { job, context, resolve, reject }));
  }

  return {
    share: {
      learn: (job, context) => ask({ kind: 'learn', ...job }, context) as Promise<LearntNetwork>,
      forecast: (job, context) => ask({ kind: 'forecast', ...job }, context) as Promise<Float64Array | null>,
    },
    hear(news) {
      if (news.kind === 'helper') void giveTo(news.helper, news.port);
      else helpers.get(news.helper)?.end('the worker stopped');
    },
  };
}

/** Weights go over to the other worker instead of being copied; what is forecast is small. */
function weightsIn(answer: JobAnswer): Transferable[] {
  if (!answer || !('theta' in answer)) return [];
  return [answer.theta, answer.tuned].flatMap((weights) => (weights ? [weights.buffer] : []));
}

/**
 * The helper's side: does the one job that it is asked for over a port, or hears that there is none.
 *
 * @param signal once aborted, the job ends soon, and so does waiting to be asked
 */
export function doJobForOther(port: MessagePort, doJob: DoJob, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = () => resolve();
    signal.addEventListener('abort', stopWaiting);
    if (signal.aborted) resolve();
    serve(port, {
      async 'do-job'(job, context) {
        signal.removeEventListener('abort', stopWaiting);
        try {
          if (!job) return ok('not-asked');
          const own = { signal: AbortSignal.any([signal, context.signal]), onEpoch: context.report };
          const answer = await doJob(job, own);
          return { ...ok({ answer }), transfer: weightsIn(answer) };
        } catch (error) {
          if (error instanceof FitDiverged) return ok('diverged');
          if (error instanceof FitCancelled) return ok('cancelled');
          throw error;
        } finally {
          resolve();
        }
      },
    });
  });
}

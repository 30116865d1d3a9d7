/** Networks that wait to be trained: the worker whose run it is takes them one at a time, and so does every helper it is sent. */
import {
  FitCancelled,
  type FitContext,
  FitDiverged,
  type LearnNetwork,
  type LearntNetwork,
  type NetworkJob,
} from '../forecasters/forecaster.ts';
import { ok } from '../table/result.ts';
import { type CallResult, throughPort, WorkerClient } from './client.ts';
import type { HelperNews } from './protocol.ts';
import { serve } from './server.ts';

type Waiting = {
  job: NetworkJob;
  context: Pick<FitContext, 'signal' | 'onEpoch'>;
  resolve: (learnt: LearntNetwork) => void;
  reject: (reason: unknown) => void;
};

export type FitQueue = {
  share: LearnNetwork;
  hear: (news: HelperNews) => void;
};

/**
 * @param learn trains a network in this thread
 * @param onWaiting hears how many wait that helpers could take
 */
export function createFitQueue({
  learn,
  onWaiting,
}: {
  learn: LearnNetwork;
  onWaiting: (networks: number) => void;
}): FitQueue {
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
      else await learn(job, context).then(resolve, reject);
    }
    isBusy = false;
  }

  function putIn(at: 'front' | 'end', entry: Waiting): void {
    if (at === 'end') waiting.push(entry);
    else waiting.unshift(entry);
    void workOff();
    tellWaiting();
  }

  function settle(entry: Waiting, result: CallResult<'learn'>): void {
    const { context, resolve, reject } = entry;
    if (result.ok) {
      if (typeof result.value === 'object') resolve(result.value);
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
    const result = await client.call('learn', next?.job ?? null, {
      ...(next && { signal: next.context.signal }),
      onProgress: next?.context.onEpoch,
    });
    helpers.delete(helper);
    client.end('done');
    if (next) settle(next, result);
  }

  return {
    share: (job, context) => new Promise((resolve, reject) => putIn('end', { job, context, resolve, reject })),
    hear(news) {
      if (news.kind === 'helper') void giveTo(news.helper, news.port);
      else helpers.get(news.helper)?.end('the worker stopped');
    },
  };
}

/**
 * The helper's side: trains the one network that it is asked for over a port, or hears that there is none.
 *
 * @param signal once aborted, training ends soon, and so does waiting to be asked
 */
export function learnForOther(port: MessagePort, learn: LearnNetwork, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = () => resolve();
    signal.addEventListener('abort', stopWaiting);
    if (signal.aborted) resolve();
    serve(port, {
      async learn(job, context) {
        signal.removeEventListener('abort', stopWaiting);
        if (!job) {
          resolve();
          return ok('not-asked');
        }
        const own = { signal: AbortSignal.any([signal, context.signal]), onEpoch: context.report };
        try {
          const learnt = await learn(job, own);
          const transfer = [learnt.theta, learnt.tuned].flatMap((weights) => (weights ? [weights.buffer] : []));
          return { ...ok(learnt), transfer };
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

/** Parts of a job that wait: the worker whose job it is takes them one at a time, and so does every helper it is sent. */
import { type Given, type HelpContext, JobCancelled } from '../analyses/analysis.ts';
import { ok } from '../base/result.ts';
import { type CallResult, throughPort, WorkerClient } from './client.ts';
import type { HelperNews } from './protocol.ts';
import { serve } from './server.ts';

/** Less than a job itself has, so that it can still answer where a helper does not. */
const cancelWithinMs = 1000;

/** Does one part in this thread. */
export type DoPart = (part: unknown, context: HelpContext) => Promise<Given<unknown>>;
type PartContext = { signal: AbortSignal; onProgress?: (progress: unknown) => void };

type Waiting = {
  part: unknown;
  context: PartContext;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
};

export type JobQueue = {
  share: (part: unknown, context: PartContext) => Promise<unknown>;
  hear: (news: HelperNews) => void;
};

/**
 * @param doPart does one in this thread
 * @param onWaiting hears how many wait that helpers could do
 */
export function createJobQueue(doPart: DoPart, onWaiting: (parts: number) => void): JobQueue {
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
      const { part, context, resolve, reject } = next;
      tellWaiting();
      const { signal, onProgress = () => {} } = context;
      if (signal.aborted) reject(new JobCancelled());
      else await doPart(part, { signal, report: onProgress }).then(({ value }) => resolve(value), reject);
    }
    isBusy = false;
  }

  function putIn(at: 'front' | 'end', entry: Waiting): void {
    if (at === 'end') waiting.push(entry);
    else waiting.unshift(entry);
    void workOff();
    tellWaiting();
  }

  function settle(entry: Waiting, result: CallResult<'do-part'>): void {
    const { context, resolve, reject } = entry;
    if (result.ok) {
      if (typeof result.value === 'object') resolve(result.value.value);
      else reject(new JobCancelled());
    } else if (result.problem.code === 'cancelled' || context.signal.aborted) reject(new JobCancelled());
    else if (result.problem.code === 'worker-died') putIn('front', entry);
    else reject(new Error(result.problem.params.message));
  }

  async function giveTo(helper: number, port: MessagePort): Promise<void> {
    const client = new WorkerClient(() => throughPort(port));
    helpers.set(helper, client);
    const next = waiting.shift();
    tellWaiting();
    const result = await client.call('do-part', next ? { part: next.part } : null, {
      ...(next && { signal: next.context.signal }),
      onProgress: next?.context.onProgress,
      cancelWithinMs,
    });
    helpers.delete(helper);
    client.end('done');
    if (next) settle(next, result);
  }

  return {
    share: (part, context) => new Promise((resolve, reject) => putIn('end', { part, context, resolve, reject })),
    hear(news) {
      if (news.kind === 'helper') void giveTo(news.helper, news.port);
      else helpers.get(news.helper)?.end('the worker stopped');
    },
  };
}

/**
 * The helper's side: does the one part that it is asked for over a port, or hears that there is none.
 *
 * @param signal once aborted, the part ends soon, and so does waiting to be asked
 */
export function doPartForOther(port: MessagePort, doPart: DoPart, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = () => resolve();
    signal.addEventListener('abort', stopWaiting);
    if (signal.aborted) resolve();
    serve(port, {
      async 'do-part'(asked, context) {
        signal.removeEventListener('abort', stopWaiting);
        try {
          if (!asked) return ok('not-asked');
          const own = { signal: AbortSignal.any([signal, context.signal]), report: context.report };
          const { value, transfer = [] } = await doPart(asked.part, own);
          return { ...ok({ value }), transfer };
        } catch (error) {
          if (error instanceof JobCancelled) return ok('cancelled');
          throw error;
        } finally {
          resolve();
        }
      },
    });
  });
}
